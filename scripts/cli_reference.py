"""Write docs/reference/cli.md: what each command says of itself. The tests run it as printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INTRODUCTION = """\
# Command line

`inspectprep COMMAND --help`, as it is printed. `python -m inspectprep` is the same program.

Exit codes: 0 fine, 1 findings or not ready, 2 what was asked cannot be done.
`--json` writes one JSON object to the standard output; notes go to the standard error. Dates are ISO dates.
"""


def help_of(*command: str) -> str:
    """Return the help of a command, 100 columns wide, without colours."""
    program = Path(sys.executable).with_name("inspectprep")
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [program, *command, "--help"], capture_output=True, text=True, check=True, env=environment
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def subcommands(text: str) -> list[str]:
    """Return the commands that a help text lists."""
    box = re.search(r"╭─ Commands ─+╮\n(.*?)╰", text, re.DOTALL)
    return re.findall(r"^│ ([a-z][\w-]*)  ", box[1], re.MULTILINE) if box else []


def sections(*command: str) -> list[str]:
    """Return the sections of a command and of those under it."""
    text = help_of(*command)
    name = " ".join(command)
    heading = f"{'#' * (len(command) + 1)} {name}\n\n" if command else ""
    shown = " ".join(["inspectprep", *command, "--help"])
    own = f"{heading}```console\n$ {shown}\n{text}\n```\n"
    return [own, *(part for each in subcommands(text) for part in sections(*command, each))]


def main() -> None:
    """Write the page."""
    page = ROOT / "docs/reference/cli.md"
    page.write_text("\n".join([INTRODUCTION, *sections()]), encoding="utf-8")
    print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
