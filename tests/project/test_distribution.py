"""The wheel: its contents, its metadata and its version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

import pytest

from tests.shared import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, built from a copy of what it is made of, without a network."""
    copy = tmp_path_factory.mktemp("project")
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "src", copy / "src", ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(REPOSITORY / name, copy)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next((copy / "dist").glob("*.whl"))) as opened:
        yield opened


def test_the_wheel_holds_the_package_and_all_its_data(wheel: zipfile.ZipFile) -> None:
    """Every file of the package is in the wheel: code, TOML, JSON, templates and the type marker."""
    package = REPOSITORY / "src/inspectprep"
    expected = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == expected
    assert "inspectprep/py.typed" in packed


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """No test, note, workbook or compiled file travels with the package."""
    for name in wheel.namelist():
        assert name.startswith(("inspectprep/", f"inspectprep-{PROJECT['version']}.dist-info/")), name
        assert Path(name).suffix not in {".pyc", ".xlsx", ".csv", ".pdf", ".sqlite"}, name


def test_the_wheel_says_what_it_needs(wheel: zipfile.ZipFile) -> None:
    """The core needs five packages and Python 3.11; everything else is an extra."""
    folder = f"inspectprep-{PROJECT['version']}.dist-info"
    metadata = Parser().parsestr(wheel.read(f"{folder}/METADATA").decode())
    needed = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert {re.split(r"[^\w-]", each)[0] for each in needed} == {
        "attrs",
        "cattrs",
        "pluggy",
        "python-dateutil",
        "tomli-w",
    }
    assert metadata["Requires-Python"] == ">=3.11"
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()
    assert "inspectprep = inspectprep.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode()


def test_the_changelog_has_this_version() -> None:
    """The version is released with a date, or is the one that will be."""
    text = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    version = re.escape(PROJECT["version"])
    assert re.search(
        rf"^## \[{version}\] - \d{{4}}-\d\d-\d\d$|^This will be version {version}\b", text, re.MULTILINE
    )
    assert text.index("## [Unreleased]") < len(text)


def test_every_supported_python_is_named_once() -> None:
    """The classifiers, the set-up script and the README name the same versions of Python."""
    versions = [each.rsplit(" ", 1)[1] for each in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", each)]
    assert versions
    sentence = f"{', '.join(versions[:-1])} or {versions[-1]}"
    assert f"Python {sentence}" in (REPOSITORY / "README.md").read_text("utf-8")
    assert f"Python {sentence}" in (REPOSITORY / "scripts/venv.sh").read_text("utf-8")


def test_the_extra_all_takes_every_other() -> None:
    """`inspectprep[all]` leaves out `data-portable`, which takes the place of `data`, and `testing`."""
    extras = PROJECT["optional-dependencies"]
    (everything,) = extras["all"]
    others = [name for name in extras if name not in ("all", "data-portable", "testing")]
    assert everything == f"inspectprep[{','.join(others)}]"
