"""Making up a council, and the analyst's checked workbook for 100,000 rows: rows a second and peak memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from timing import show

from inspectprep import synth

AS_OF = date(2026, 10, 5)
CHILDREN = 47_500  # about 100,000 rows over the eleven lists

READ = """
from datetime import date
from inspectprep.annexa.reading.read import read
dataset = read({source!r}, as_of=date(2026, 10, 5))
"""
CHECK = """
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.catalogue.policy import Policy
ran = run_rules(dataset, built_in().values(), Policy(own_la="Oxfordshire"))
"""
WRITE = """
from inspectprep.annexa.outputs.checked_workbook import write_checked
write_checked({target!r}, dataset, ran.findings, built_in())
"""
PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024) // 1_000_000)
"""


def main() -> None:
    """Print the measurements."""
    seconds = []
    for seed in range(5):
        start = time.perf_counter()
        made = synth.council(children=CHILDREN, seed=seed, as_of=AS_OF)
        seconds.append(time.perf_counter() - start)
    rows = sum(made.rows(number) for number in made.cells)
    median = statistics.median(seconds)
    show(f"a clean council of {rows:,} rows", [f"{median:.2f} s", f"{rows / median:,.0f} rows a second"])
    start = time.perf_counter()
    planted = synth.seed_errors(made, share=0.02, late=0.08)
    took = time.perf_counter() - start
    show(
        f"planting {len(planted.labels):,} defects in it",
        [f"{took:.2f} s", f"{took / median:.1f} times the council"],
    )
    with tempfile.TemporaryDirectory() as folder:
        source, target = str(Path(folder) / "annex-a.xlsx"), str(Path(folder) / "checked.xlsx")
        start = time.perf_counter()
        synth.write_workbook(planted, source)
        plain = time.perf_counter() - start
        for name, steps in (
            ("reading it", READ),
            ("and every rule", READ + CHECK),
            ("and the checked workbook (target: 300 MB)", READ + CHECK + WRITE),
        ):
            code = (steps + PEAK).format(source=source, target=target)
            start = time.perf_counter()
            out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
            took = time.perf_counter() - start
            show(
                name,
                [
                    f"{out.stdout.strip()} MB at most",
                    f"{took:.1f} s",
                    f"{took / plain:.1f} times a bare write",
                ],
            )


if __name__ == "__main__":
    main()
