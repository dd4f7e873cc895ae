"""What starting costs: the import, one command as a whole process, and help."""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path

from timing import paired, process, python, show

import inspectprep

ROUNDS = 31
PLAN = ("timeline", "ilacs-short", "--notified", "2018-04-09", "--json")
BARE = """
from cyclopts import App

app = App(name="bare", help="As many commands, and nothing in them.", version="1")
for name in {names}:
    app.command("json:dumps", name=name, help="A line of help.")
app(["--help"])
"""


def main() -> None:
    """Measure and print; every comparison is of byte-compiled processes that took turns."""
    compileall.compile_dir(Path(inspectprep.__file__).parent, quiet=2)
    program = str(Path(sys.executable).with_name("inspectprep"))

    mine, empty = paired(python("import inspectprep"), python("pass"), ROUNDS)
    show("import inspectprep", (f"{(mine - empty) * 1000:.1f} ms more than an empty program (target 30)",))

    mine, other = paired(process(program, *PLAN), python("import attrs, cattrs, cyclopts"), ROUNDS)
    compared("timeline --json / importing attrs, cattrs and cyclopts", mine, other)

    from inspectprep.cli.app import COMMANDS  # noqa: PLC0415 - only once the rest is measured

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE.format(names=list(COMMANDS)), encoding="utf-8")
        mine, other = paired(process(program, "--help"), process(sys.executable, str(bare)), ROUNDS)
    compared("--help / a bare cyclopts app of as many commands", mine, other)


def compared(name: str, mine: float, other: float) -> None:
    """Print one ratio and what it was made of."""
    show(name, (f"{mine / other:.2f} times (target 1.5)", f"{mine * 1000:.0f} ms, {other * 1000:.0f} ms"))


if __name__ == "__main__":
    main()
