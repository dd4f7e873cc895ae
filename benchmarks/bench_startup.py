"""The cost of starting: the import, one command as a whole process, and help.

It compares processor time, which does not depend on how busy the machine is. Each round has its own
ratio. The median is shown. Unix only.
"""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path

from timing import Raced, raced, show

import inspectprep

ROUNDS = 41
PLAN = ("timeline", "ilacs-short", "--notified", "2018-04-09", "--json")
LIBRARIES = (sys.executable, "-c", "import attrs, cattrs, cyclopts")
PROGRAM = str(Path(sys.executable).with_name("inspectprep"))
BARE = """
from cyclopts import App

app = App(name="bare", help="As many commands, and nothing in them.", version="1")
for name in {names}:
    app.command("json:dumps", name=name, help="A line of help.")
app(["--help"])
"""
UNUSED = """
from pathlib import Path

from inspectprep.plugins import FrameworkProvider, hookimpl


@hookimpl
def inspectprep_frameworks():
    target = Path(__file__).with_name("own.toml")
    return [FrameworkProvider(id="NAME", summary="", target=target, variants=("NAME-short",))]
"""


def main() -> None:
    """Measure and print. Each comparison runs byte-compiled processes in turn."""
    for folder in (Path(inspectprep.__file__).parent, Path(__file__).parents[1] / "plugins"):
        compileall.compile_dir(folder, quiet=2)

    found = raced((sys.executable, "-c", "import inspectprep"), (sys.executable, "-c", "pass"), ROUNDS)
    more = (found.ours.cpu - found.theirs.cpu) * 1000
    show("import inspectprep", (f"{more:.1f} ms more than an empty program (target 30)",))

    against = "its libraries"
    compared(
        f"timeline --json --no-plugins / {against}",
        raced((PROGRAM, *PLAN, "--no-plugins"), LIBRARIES, ROUNDS),
    )
    compared(f"timeline --json / {against}", raced((PROGRAM, *PLAN), LIBRARIES, ROUNDS))
    with tempfile.TemporaryDirectory() as folder:
        install_unused(Path(folder), 20)
        found = raced(
            ("env", f"PYTHONPATH={folder}", PROGRAM, *PLAN), ("env", "PYTHONPATH=", PROGRAM, *PLAN), ROUNDS
        )
    more = (found.ours.cpu - found.theirs.cpu) * 1000
    show("timeline --json with 20 more plugins", (f"{more:.1f} ms more than without them (target 60)",))

    from inspectprep.cli.app import COMMANDS  # noqa: PLC0415 - it must not slow the measurements above

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE.format(names=list(COMMANDS)), encoding="utf-8")
        found = raced((PROGRAM, "--help"), (sys.executable, str(bare)), ROUNDS)
    compared("--help / a bare cyclopts app of as many commands", found)


def install_unused(site: Path, number: int) -> None:
    """Install plugins that a built-in plan does not need, as pip would."""
    for name in (f"unused_{place}" for place in range(number)):
        folder = site / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (folder / "entry_points.txt").write_text(f"[inspectprep]\n{name} = {name}\n")
        (site / f"{name}.py").write_text(UNUSED.replace("NAME", name))


def compared(name: str, found: Raced) -> None:
    """Print both ratios and the times."""
    spent = f"{found.ours.cpu * 1000:.0f} ms, {found.theirs.cpu * 1000:.0f} ms"
    show(name, (f"{found.cpu:.2f} times (target 1.5)", spent, f"{found.wall:.2f} by the clock"))


if __name__ == "__main__":
    main()
