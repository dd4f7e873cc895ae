"""The recipes of CONTRIBUTING.md, each followed step by step in a copy of the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import REPOSITORY


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the package that a recipe may change; its folder `inspectprep`."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(REPOSITORY / "src/inspectprep", tmp_path / "src/inspectprep", ignore=ignored))


def run(source: Path, *arguments: str) -> str:
    """Return what Python prints with the copy of the package; its errors fail the test."""
    environment = os.environ | {"PYTHONPATH": str(source.parent)}
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=source.parent.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_recipe_runs_on_the_copy(source: Path) -> None:
    """The code under test is the copy, so that a recipe can change it."""
    place = run(source, "-c", "import inspectprep; print(inspectprep.__file__)")
    assert Path(place.strip()).parent == source


# A rule.

# A list column.

# A report.

# A record kind that counts in readiness.
