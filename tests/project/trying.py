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
        if not missing:
            fits = outcome == {"works": True}
        else:
            named = outcome.get("libraries", missing)
            fits = set(named) <= set(missing) and outcome.get("refused") in _commands(named, missing)
        if not fits:
            wrong.append(f"{name}, without {missing}: {outcome}")
    return wrong


def _commands(named: Sequence[str], missing: Sequence[str]) -> set[str]:
    """Return the right commands: for what is named, or for some of what is missing."""
    return {pip_command(*named), *(pip_command(library) for library in missing)}
