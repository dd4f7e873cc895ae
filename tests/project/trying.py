"""Tries every use of inspectprep in an environment, and compares what came of each."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspectprep.extras import pip_command
from tests.project.uses import TEXT, USES, WORKBOOK
from tests.shared import REPOSITORY

__all__ = ["problems_with", "tried"]


def tried(python: Path | str, files: Path, place: Path, hidden: Sequence[str] = ()) -> dict[str, Any]:
    """Return what came of every use, with one Python, in a copy of the files."""
    for name in (WORKBOOK, TEXT):
        (place / name).write_bytes((files / name).read_bytes())
    script = REPOSITORY / "tests/project/uses.py"
    done = subprocess.run(
        [python, str(script), str(place), *hidden], capture_output=True, text=True, check=True, cwd=place
    )
    results: dict[str, Any] = json.loads(done.stdout)
    return results


def problems_with(results: dict[str, Any], absent: Sequence[str]) -> list[str]:
    """Return each use with another outcome than that which its libraries give it."""
    wrong = [f"{module} is not explained" for module in results["modules"]]
    for name, (needed, _) in USES.items():
        missing = [library for library in needed if library in absent]
        outcome = results["uses"][name]
        fits = outcome.get("refused") in _commands(needed, missing) if missing else outcome == {"works": True}
        if not fits:
            wrong.append(f"{name}, without {missing}: {outcome}")
    return wrong


def _commands(needed: Sequence[str], missing: Sequence[str]) -> set[str]:
    """Return the right commands for a use: for any or all that is missing.

    A library that is there and needs one that is missing does not work, and has to be installed again.
    """
    alone = {pip_command(library) for library in missing}
    broken = {pip_command(library, repair=True) for library in needed if library not in missing}
    return {pip_command(*missing), *alone, *broken}
