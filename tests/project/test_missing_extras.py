"""Every use of the library and of the command line, where an extra is not installed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep import synth
from inspectprep.annexa import catalogue
from inspectprep.extras import EXTRAS, pip_command
from tests.project.uses import TEXT, USES, WORKBOOK
from tests.shared import REPOSITORY

BY_EXTRA = {
    extra: [library for library, home in EXTRAS.items() if home == extra]
    for extra in dict.fromkeys(EXTRAS.values())
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small return, as a workbook and as a text file."""
    folder = tmp_path_factory.mktemp("return")
    council = synth.council(children=20, as_of=date(2026, 10, 5))
    synth.write_workbook(council, folder / WORKBOOK)
    cells = council.cells[1]
    columns = [column for column in catalogue.lists()[1].columns if column.name in cells]
    with (folder / TEXT).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.header for column in columns)
        writer.writerows(zip(*(cells[column.name] for column in columns), strict=True))
    return folder


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


@pytest.mark.parametrize(
    "extras",
    [["data"], ["reports"], ["cli"], ["data-portable", "charts", "testing"], [*BY_EXTRA]],
    ids="-".join,
)
def test_a_missing_extra_is_named_with_its_command(files: Path, tmp_path: Path, extras: list[str]) -> None:
    """Each function and command that needs it says how to install it. Every other one works."""
    hidden = [library for extra in extras for library in BY_EXTRA[extra]]
    assert not problems_with(tried(sys.executable, files, tmp_path, hidden), hidden)


@pytest.mark.slow
@pytest.mark.parametrize("hidden", [[], *([library] for library in EXTRAS)], ids=str)
def test_each_missing_library_is_named_with_its_command(
    files: Path, tmp_path: Path, hidden: list[str]
) -> None:
    """A library may have been uninstalled alone. With all of them, every use works."""
    assert not problems_with(tried(sys.executable, files, tmp_path, hidden), hidden)


def test_without_any_extra_the_command_says_what_to_install() -> None:
    """The command ends with an error, without a traceback, and with commands to copy."""
    code = (
        "import sys; sys.path.insert(0, 'tests/project'); from uses import Hider; "
        f"sys.meta_path.insert(0, Hider({list(EXTRAS)})); import runpy; "
        "runpy.run_module('inspectprep', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert done.returncode == 2
    assert not done.stdout
    first, second = done.stderr.splitlines()
    assert first.startswith("inspectprep: ")
    assert first.endswith('pip install "inspectprep[cli]"')
    assert second.endswith('pip install "inspectprep[all]"')


def test_a_command_line_that_is_broken_is_not_called_missing(tmp_path: Path) -> None:
    """A cyclopts that does not load is installed; the message says to install it again."""
    package = tmp_path / "cyclopts"
    package.mkdir()
    (package / "__init__.py").write_text("import no_such_part_of_it", encoding="ascii")
    done = subprocess.run(
        [sys.executable, "-c", "from inspectprep.cli import main; main()"],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2, done.stderr
    assert "is installed, but it does not work" in done.stderr
    assert 'pip install --force-reinstall "inspectprep[cli]"' in done.stderr
    assert "Traceback" not in done.stderr
