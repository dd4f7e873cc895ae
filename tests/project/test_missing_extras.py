"""Every use of the library and of the command line, where an extra is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep.extras import EXTRAS
from tests.project.trying import problems_with, tried
from tests.shared import REPOSITORY

BY_EXTRA = {
    extra: [library for library, home in EXTRAS.items() if home == extra]
    for extra in dict.fromkeys(EXTRAS.values())
}


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
