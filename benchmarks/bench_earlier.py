"""Costs beside an earlier commit: the import, one plan, and checking Annex A, as whole processes in turn.

The commit is named by the environment variable BASE; without it, the commit before the last is taken. Both
sides are byte-compiled, read the same workbook and run with the same interpreter. Unix only.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from timing import raced, show

from inspectprep import synth

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 10, 5)
CHILDREN = 5_000
"""Enough for about 10,000 rows."""
ROUNDS = 15
FAST_ROUNDS = 41


def main() -> None:
    """Measure and print."""
    base = os.environ.get("BASE", "HEAD~1")
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder, "earlier")
        added = subprocess.run(
            ("git", "worktree", "add", "--detach", str(earlier), base),
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if added.returncode:
            print(f"  The commit {base} is not in this clone. Name another one: BASE=COMMIT.")
            return
        try:
            compare(earlier, Path(folder))
        finally:
            subprocess.run(("git", "worktree", "remove", "--force", str(earlier)), cwd=ROOT, check=False)


def compare(earlier: Path, folder: Path) -> None:
    """Print what each command costs now, as a multiple of what it cost at the earlier commit."""
    for source in (ROOT / "src", earlier / "src"):
        compileall.compile_dir(source, quiet=2)
    book = folder / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=CHILDREN, seed=7, as_of=AS_OF, defects=0.02, late=0.08), book)
    plan = ("timeline", "ilacs-short", "--notified", "2018-04-09", "--json", "--no-plugins")
    check = (
        "annexa",
        "check",
        str(book),
        "--as-of",
        AS_OF.isoformat(),
        "--json",
        "--fail-on",
        "never",
        "--no-plugins",
    )
    for name, arguments, rounds in (
        ("import inspectprep", ("-c", "import inspectprep"), FAST_ROUNDS),
        ("timeline --json", ("-m", "inspectprep", *plan), FAST_ROUNDS),
        ("annexa check --json of 10,000 rows", ("-m", "inspectprep", *check), ROUNDS),
    ):
        now, before = (
            ("env", f"PYTHONPATH={tree / 'src'}", sys.executable, *arguments) for tree in (ROOT, earlier)
        )
        found = raced(now, before, rounds)
        spent = f"{found.ours.cpu * 1000:.0f} ms, {found.theirs.cpu * 1000:.0f} ms"
        show(name, (f"{found.cpu:.2f} times (target 1.0)", spent, f"{found.wall:.2f} by the clock"))


if __name__ == "__main__":
    main()
