"""The recipes of CONTRIBUTING.md, each followed step by step in a copy of the source."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

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


def steps(title: str) -> list[tuple[str, str]]:
    """Return the steps of a recipe: each a file and the code that belongs in it."""
    recipe = (
        (REPOSITORY / "CONTRIBUTING.md")
        .read_text("utf-8")
        .partition(f"### {title}\n")[2]
        .partition("\n### ")[0]
    )
    found = re.findall(
        r"```python\n *# src/inspectprep/([\w/.]+)\n(.*?)```",
        recipe,
        re.DOTALL,
    )
    return [(name, dedent(code)) for name, code in found]


def test_a_report_takes_four_files(source: Path) -> None:
    """A value, its report, its command and one line of a table are enough to print the report."""
    recipe = steps("Add a report")
    *files, (table, line) = recipe
    assert (len(files), table) == (3, "cli/app.py")
    assert all(not (source / name).exists() for name, _ in files), "the recipe adds files of its own"
    for name, code in files:
        (source / name).write_text(code, encoding="utf-8")
    app = (source / table).read_text("utf-8")
    (source / table).write_text(
        app.replace("COMMANDS = {\n", f"COMMANDS = {{\n    {line}", 1), encoding="utf-8"
    )
    (source.parent / "people.toml").write_text(
        """schema = "inspectprep/people/1"

        [[people]]
        role = "dcs"
        name = "Ann Avon"
        leave = [{ starting = 2026-11-30, until = 2026-12-04 }]

        [[people]]
        role = "deputy"
        name = "Ben Brent"
        """,
        encoding="utf-8",
    )
    command = (
        "-m",
        "inspectprep",
        "away",
        str(source.parent / "people.toml"),
        "--day",
        "2026-12-01",
        "--no-plugins",
    )
    assert "List the people on leave on one day." in run(source, "-m", "inspectprep", "--help")
    shown = run(source, *command)
    assert "# On leave on Tuesday 1 December 2026" in shown
    assert "Ann Avon" in shown
    assert "Ben Brent" not in shown
    assert json.loads(run(source, *command, "--format", "json")) == {
        "schema": "inspectprep/away/1",
        "day": "2026-12-01",
        "names": ["Ann Avon"],
    }
    assert "<h1>On leave on Tuesday 1 December 2026</h1>" in run(source, *command, "--format", "html")


# A record kind that counts in readiness.
