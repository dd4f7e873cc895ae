"""What starting costs: the import, one command as a whole process, and help.

Each line compares processes that took turns, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import inspectprep

ROUNDS = 31
PLAN = ["timeline", "ilacs-short", "--notified", "2018-04-09", "--json"]
BARE = """
from cyclopts import App

app = App(name="bare", help="As many commands, and nothing in them.", version="1")
for name in {names}:
    app.command("json:dumps", name=name, help="A line of help.")
app({arguments})
"""


def in_turns(commands: dict[str, list[str]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return the wall time in milliseconds of each command, run in turns; the first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if turn:
                taken[name].append((time.perf_counter() - start) * 1000)
    return taken


def compared(label: str, ours: list[float], theirs: list[float], target: float) -> None:
    """Print the ratio of two commands that took turns: the median of the ratios of each round."""
    ratio = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"  {label}: {ratio:.2f} times ({mine:.0f} ms against {other:.0f} ms; target at most {target})")


def main() -> None:
    """Measure and print."""
    compileall.compile_dir(Path(inspectprep.__file__).parent, quiet=2)
    python = [sys.executable, "-c"]

    times = in_turns({"nothing": [*python, "pass"], "import": [*python, "import inspectprep"]})
    extra = statistics.median(b - a for a, b in zip(times["nothing"], times["import"], strict=True))
    print(f"  import inspectprep: {extra:.1f} ms more than an empty program (target at most 30)")

    program = str(Path(sys.executable).with_name("inspectprep"))
    times = in_turns({"timeline": [program, *PLAN], "imports": [*python, "import attrs, cattrs, cyclopts"]})
    compared("timeline --json / importing attrs, cattrs, cyclopts", times["timeline"], times["imports"], 1.5)

    from inspectprep.cli.app import COMMANDS  # noqa: PLC0415 - only once the rest is measured

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE.format(names=list(COMMANDS), arguments="['--help']"), encoding="utf-8")
        compileall.compile_dir(folder, quiet=2)
        times = in_turns({"ours": [program, "--help"], "bare": [sys.executable, str(bare)]})
    compared("--help / a bare app of as many commands", times["ours"], times["bare"], 1.5)


if __name__ == "__main__":
    main()
