"""Write the generated files: pages of the reference, and the catalogue of Annex A as JSON.

The tests run the command line's page as it is printed, and compare the others with the source.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from inspectprep.annexa.catalogue.files import catalogue_text
from inspectprep.annexa.catalogue.generated import CATALOGUE
from inspectprep.cli.app import COMMANDS
from inspectprep.cli.run import run
from inspectprep.model.record import RECORD_KINDS

ROOT = Path(__file__).resolve().parent.parent
INTRODUCTION = """\
# Command line

This page has the output of `inspectprep COMMAND --help`. `python -m inspectprep` is the same program.

The exit codes are 0 for success, 1 for findings or not ready, and 2 for an error.
`--json` writes one JSON object to the standard output. Notes go to the standard error. Dates are ISO dates.
"""

IN_FULL = "evidence"
RECORDS = f"""\
## Records

Each kind of record has the commands `add`, `update`, `list`, `show` and `withdraw`.
This page has all help texts of `{IN_FULL}`. For the other kinds it has the help of `add`, with the fields.
"""


@cache
def help_of(*command: str) -> str:
    """Return the help of a command, 100 columns wide, without colours."""
    with TemporaryFile() as file:
        before = os.dup(1)
        os.dup2(file.fileno(), 1)
        try:
            code = run([*command, "--help"])
        finally:
            os.dup2(before, 1)
            os.close(before)
        file.seek(0)
        text = file.read().decode()
    if code:
        raise SystemExit(f"No help of: {' '.join(command)}")
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def listed(text: str) -> list[str]:
    """Return the commands that a help text lists."""
    box = re.search(r"╭─ Commands ─+╮\n(.*?)╰", text, re.DOTALL)
    return re.findall(r"^│ ([a-z][\w-]*)  ", box[1], re.MULTILINE) if box else []


def section(*command: str, heading: str = "") -> str:
    """Return the section of one command: a heading and its help as it is printed."""
    title = heading or " ".join(command)
    above = f"{'#' * (len(title.split()) + 1)} {title}\n\n" if title else ""
    return f"{above}```console\n$ {' '.join(['inspectprep', *command, '--help'])}\n{help_of(*command)}\n```\n"


def sections(*command: str) -> list[str]:
    """Return the sections of a command and of those under it."""
    under = listed(help_of(*command))
    return [section(*command), *(part for each in under for part in sections(*command, each))]


def commands() -> list[str]:
    """Return the sections of the commands, without the kinds of record, in order of name."""
    return [part for name in sorted(COMMANDS.keys() - RECORD_KINDS.keys()) for part in sections(name)]


def records() -> list[str]:
    """Return the sections of the kinds of record: one kind in full, and how each other is added."""
    parts = [RECORDS]
    for kind in sorted(RECORD_KINDS):
        parts += sections(kind) if kind == IN_FULL else [section(kind, "add", heading=kind)]
    return parts


def main() -> None:
    """Write the pages and the catalogue."""
    # The page is the same with and without plugins.
    os.environ |= {"COLUMNS": "100", "INSPECTPREP_PLUGINS": "none", "NO_COLOR": "1"}
    page = ROOT / "docs/reference/cli.md"
    page.write_text("\n".join([INTRODUCTION, section(), *commands(), *records()]), encoding="utf-8")
    print(page.relative_to(ROOT))
    CATALOGUE.write_text(catalogue_text(), encoding="utf-8")
    print(CATALOGUE.relative_to(ROOT))
    # Its own process, so that the pages show the catalogue as it is now.
    for script in ("annexa_page.py", "frameworks_page.py"):
        subprocess.run([sys.executable, ROOT / "scripts" / script], check=True)
    # It is refused if the change log says nothing of a fact that changed.
    sys.exit(subprocess.run([sys.executable, ROOT / "scripts/facts_register.py"], check=False).returncode)


if __name__ == "__main__":
    main()
