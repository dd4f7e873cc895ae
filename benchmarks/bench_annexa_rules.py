"""Checking Annex A with every rule: a workbook as a whole process, a million rows, rules alone."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from timing import paired, python, show

from inspectprep.annexa import synth
from inspectprep.annexa.catalogue import built_in
from inspectprep.annexa.engine.check import run_rules
from inspectprep.annexa.policy import Policy
from inspectprep.annexa.reading import read

AS_OF = date(2026, 10, 5)
SMALL, LARGE = 4_700, 520_000  # children: about 10,000 and 1,100,000 rows
ROUNDS = 5

CHECK = """
from datetime import date
from inspectprep import annexa
result = annexa.check({paths!r}, as_of=date(2026, 10, 5), policy=annexa.Policy(own_la="Oxfordshire"))
"""
FLOOR = """
import attrs, fastexcel, polars as pl
reader = fastexcel.read_excel({path!r})
for name in reader.sheet_names:
    pl.DataFrame(reader.load_sheet(name))
"""
TEXT = """
import polars as pl
for path in {paths!r}:
    pl.read_csv(path, infer_schema=False)
"""
PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024) // 1_000_000)
"""


def texts(folder: Path) -> tuple[list[str], int]:
    """Write a million rows as text, a file a list; return the paths and the rows."""
    made = synth.council(children=LARGE, seed=7, as_of=AS_OF, defects=0.01, late=0.05)
    paths, rows = [], 0
    for number in made.cells:
        frame = made.frame(number)
        rows += frame.height
        paths.append(str(folder / f"List {number}.csv"))
        frame.write_csv(paths[-1], date_format="%d/%m/%Y")
    return paths, rows


def peak(code: str) -> int:
    """Return the peak memory of a process in megabytes."""
    run = subprocess.run([sys.executable, "-c", code + PEAK], check=True, capture_output=True, text=True)
    return int(run.stdout)


def alone(paths: object, name: str) -> None:
    """Time the rules on a return that was read before."""
    ret = read(paths, as_of=AS_OF)
    rows = sum(table.frame.height for table in ret.tables.values())
    rules, policy = built_in().values(), Policy(own_la="Oxfordshire")
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run_rules(ret, rules, policy)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    show(f"rules alone, {name}, {rows:,} rows", (f"{median:.2f} s", f"{rows / median:,.0f} rows/s"))


def main() -> None:
    """Print the measurements; with ``small`` only those of a workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = str(folder / "book.xlsx")
        synth.write_workbook(
            synth.council(children=SMALL, seed=7, as_of=AS_OF, defects=0.02, late=0.08), book
        )
        mine, floor = paired(python(CHECK.format(paths=[book])), python(FLOOR.format(path=book)), ROUNDS)
        show(
            "workbook of 10,000 rows, whole process",
            (f"{mine / floor:.2f} times imports and a bare read (target: at most 2.5)", f"{mine:.2f} s"),
        )
        alone(book, "workbook")
        if "small" in sys.argv:
            return
        paths, rows = texts(folder)
        mine, floor = paired(python(CHECK.format(paths=paths)), python(TEXT.format(paths=paths)), 3)
        used = peak(CHECK.format(paths=paths))
        show(
            f"text of {rows:,} rows, whole process",
            (
                f"{mine / floor:.2f} times polars reading text (target: at most 6)",
                f"{mine:.2f} s",
                f"peak {used:,} MB",
            ),
        )
        alone(paths, "text")


if __name__ == "__main__":
    main()
