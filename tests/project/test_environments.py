"""inspectprep without extras and with each alone, as pip installs it: `make bare` and `make extras`."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

from tests.project.trying import problems_with, tried
from tests.project.uses import USES
from tests.shared import REPOSITORY

EXTRAS = [
    name
    for name in tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    if name != "all"
]
FOLDER = os.environ.get("INSPECTPREP_ENVIRONMENTS")
here = pytest.mark.skipif(FOLDER is None, reason="`make bare` and `make extras` make the environments")


@pytest.fixture(scope="module")
def environments() -> ModuleType:
    """The script that makes the environments, loaded without being run."""
    spec = importlib.util.spec_from_file_location("environments", REPOSITORY / "scripts/environments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def installed(environments: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the environments, with today's inspectprep in that of the core."""
    assert FOLDER is not None
    folder = REPOSITORY / FOLDER
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    environments.install(folder / "core", "--force-reinstall", str(wheel))
    return folder


_PACKAGES = {"docx": "python-docx"}
"""Packages that have another name than the library that is imported."""


def absent(environments: ModuleType, extra: str = "") -> list[str]:
    """Return the libraries that an environment of an extra lacks."""
    there = {canonicalize_name(name) for name in environments.packages_of(extra)}
    needed = dict.fromkeys(library for libraries, _ in USES.values() for library in libraries)
    names = {library: canonicalize_name(_PACKAGES.get(library, library)) for library in needed}
    missing = [library for library, name in names.items() if name not in there]
    # python-calamine reads workbooks in place of fastexcel.
    return [library for library in missing if library != "fastexcel" or "python-calamine" not in there]


@here
def test_the_core_alone_works_and_names_the_extras(
    installed: Path, environments: ModuleType, files: Path, tmp_path: Path
) -> None:
    """Plans, checklists, readiness and reports as text work. All else names its command."""
    results = tried(environments.python_of(installed / "core"), files, tmp_path)
    assert not problems_with(results, absent(environments))


@here
def test_the_core_alone_has_a_command_that_helps(installed: Path, environments: ModuleType) -> None:
    """The command that pip installs ends with an error and says what to install."""
    command = environments.python_of(installed / "core").with_name("inspectprep")
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "inspectprep[cli]"' in done.stderr
    assert "Traceback" not in done.stderr


@here
@pytest.mark.parametrize("extra", EXTRAS)
def test_each_extra_alone_does_what_it_is_for(
    installed: Path, environments: ModuleType, files: Path, tmp_path: Path, extra: str
) -> None:
    """What needs only this extra works, and all else names the command of another."""
    results = tried(environments.python_of(installed / extra), files, tmp_path)
    assert not problems_with(results, absent(environments, extra))


@here
def test_the_guide_has_the_sizes(installed: Path, environments: ModuleType) -> None:
    """The sizes on the page about installing are those of the environments, within a tenth and 1 MB."""
    page = (REPOSITORY / "docs/how-to/install.md").read_text("utf-8")
    stated = {
        name: int(size)
        for name, size in re.findall(r"^\| `?(\w[\w-]*)`? .*\| (\d+) MB \|$", page, re.MULTILINE)
    }
    measured = {
        name: _megabytes(environments.packages_folder(installed / name)) for name in ("core", *EXTRAS)
    }
    assert stated.keys() == measured.keys()
    for name, size in measured.items():
        assert abs(stated[name] - size) <= 1 + size / 10, (name, size)


def _megabytes(folder: Path) -> float:
    files: Sequence[Path] = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return sum(path.stat().st_size for path in files) / 1_000_000


def test_every_extra_has_an_environment(environments: ModuleType) -> None:
    """Each extra of the project is tried, and its packages are pinned."""
    assert sorted(environments.extras()) == sorted(EXTRAS)
    for extra in EXTRAS:
        assert "==" in environments.pins(environments.packages_of(extra))
