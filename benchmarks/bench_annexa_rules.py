"""Checking Annex A with every rule: a workbook as a whole process, text and typed files, and how it grows."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from timing import bare_read, raced, show, spend

from inspectprep import synth
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_OF = date(2026, 10, 5)
SMALL, LARGE = 4_700, 410_000  # children: about 10,000 rows, and eleven lists of about 100,000
GROWTH = (4_700, 14_100, 47_000, 141_000, 470_000)  # children: about 10,000 to 1,000,000 rows
ROUNDS = 7

CHECK = """
from datetime import date
from inspectprep import annexa
result = annexa.check({paths!r}, as_of=date(2026, 10, 5), policy=annexa.Policy(own_la="Oxfordshire"))
"""
TEXT = """
import polars as pl
for path in {paths!r}:
    pl.read_csv(path, infer_schema=False)
"""
TYPED = """
import polars as pl
for path in {paths!r}:
    pl.read_parquet(path)
"""
PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024) // 1_000_000)
"""


def python(code: str) -> tuple[str, ...]:
    """Return the command that runs code in a fresh interpreter."""
    return (sys.executable, "-c", code)


def command(*paths: str) -> tuple[str, ...]:
    """Return the command that checks files and prints the result as JSON."""
    options = ("--as-of", str(AS_OF), "--fail-on", "never", "--json")
    return (sys.executable, "-m", "inspectprep", "annexa", "check", *paths, *options)


def files(
    folder: Path, children: int, suffix: str, mix: Mapping[str, float] = synth.MIX
) -> tuple[list[str], int]:
    """Write a council as text or typed files, a file a list; return the paths and the rows."""
    made = synth.council(children=children, seed=7, as_of=AS_OF, defects=0.01, late=0.05, mix=mix)
    paths, rows = [], 0
    for number in made.cells:
        frame = made.frame(number)
        rows += frame.height
        paths.append(str(folder / f"List {number}.{suffix}"))
        if suffix == "parquet":
            frame.write_parquet(paths[-1])
        else:
            frame.write_csv(paths[-1], date_format="%d/%m/%Y")
    return paths, rows


def peak(code: str) -> int:
    """Return the peak memory of a process in megabytes."""
    run = subprocess.run([sys.executable, "-c", code + PEAK], check=True, capture_output=True, text=True)
    return int(run.stdout)


def alone(paths: object, name: str) -> None:
    """Time the rules on a return that was read before."""
    dataset = read(paths, as_of=AS_OF)
    rows = sum(table.frame.height for table in dataset.tables.values())
    rules, policy = built_in().values(), Policy(own_la="Oxfordshire")
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run_rules(dataset, rules, policy)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    show(f"rules alone, {name}, {rows:,} rows", (f"{median:.2f} s", f"{rows / median:,.0f} rows/s"))


def workbook(folder: Path) -> None:
    """Compare the command with two floors: the libraries alone, and the same imports."""
    book = str(folder / "book.xlsx")
    synth.write_workbook(synth.council(children=SMALL, seed=7, as_of=AS_OF, defects=0.02, late=0.08), book)
    found = raced(command(book), python(bare_read(book)), ROUNDS)
    show(
        "workbook of 10,000 rows, the command",
        (
            f"{found.cpu:.2f} times its libraries' imports and a bare read (target: 2.3)",
            f"{found.wall:.2f} by the clock",
            f"{found.ours.cpu:.2f} s of processor time",
        ),
    )
    alone(book, "workbook")


def large(folder: Path) -> None:
    """Check a million rows of text and of typed files."""
    paths, rows = files(folder, LARGE, "csv", synth.EVEN)
    found = raced(command(*paths), python(TEXT.format(paths=paths)), ROUNDS)
    show(
        f"text of {rows:,} rows, the command",
        (
            f"{found.cpu:.2f} times polars reading text (target: 4)",
            f"{found.wall:.2f} by the clock",
            f"{found.ours.cpu:.2f} s of processor time",
            f"peak of the check {peak(CHECK.format(paths=paths)):,} MB (target: under 500)",
        ),
    )
    typed = []
    for path in paths:
        typed.append(str(Path(path).with_suffix(".parquet")))
        frame = pl.read_csv(path, infer_schema=False)
        dates = [each for each in frame.columns if _is_date(frame[each])]
        frame.with_columns(pl.col(dates).str.to_date("%d/%m/%Y", strict=False)).write_parquet(typed[-1])
    found = raced(command(*typed), python(TYPED.format(paths=typed)), ROUNDS)
    show(
        f"typed files of {rows:,} rows, the command",
        (
            f"{found.cpu:.2f} times polars reading them (target: 6)",
            f"{found.wall:.2f} by the clock",
            f"{rows / found.ours.wall:,.0f} rows/s",
        ),
    )
    alone(paths, "text")


def _is_date(column: pl.Series) -> bool:
    return bool(column.drop_nulls().head(100).str.contains(r"^\d\d/\d\d/\d{4}$").any())


def growth(folder: Path) -> None:
    """Print the time for each size, and draw it for each row: level bars are linear growth."""
    series = []
    for children in GROWTH:
        paths, rows = files(folder, children, "csv")
        series.append((rows, spend(python(CHECK.format(paths=paths)))))
    most = max(took.cpu / rows for rows, took in series)
    for rows, took in series:
        a_row = took.cpu / rows
        show(
            f"text of {rows:,} rows, whole process",
            (
                f"{took.wall:6.2f} s",
                f"{a_row * 1e6:6.1f} µs of processor time a row",
                "█" * round(40 * a_row / most),
            ),
        )


def main() -> None:
    """Print the measurements; with ``small`` only those of a workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook(folder)
        if "small" in sys.argv:
            return
        large(folder)
        growth(folder)


if __name__ == "__main__":
    main()
