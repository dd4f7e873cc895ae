"""The wheel and the source distribution: their contents, their metadata and their version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from readme_renderer import markdown

from tests.shared import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]


STRAYS = ("src/inspectprep/annex-a.xlsx", "tests/list-8.csv", "docs/records.sqlite", "examples/a.sqlite-wal")
"""Files that a council may have left in a clone, and that must not travel."""

SIZES = {"wheel": 1_800_000, "sdist": 4_300_000}
"""The most bytes of each, so that a file that does not belong there is noticed. The pictures have 1.3 MB."""


def build(folder: Path, kind: str) -> Path:
    """Build a distribution of a project, without a network, and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", "dist"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return next((folder / "dist").glob("*.whl" if kind == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as in a clone, with files that do not belong to it."""
    copy = tmp_path_factory.mktemp("project")
    made = (
        "__pycache__",
        ".*",
        "dist",
        "out",
        "build",
        "wheelhouse",
        "_build",
        "generated",
        "jupyter_execute",
    )
    leave = shutil.ignore_patterns(*made)
    shutil.copytree(REPOSITORY, copy, ignore=leave, dirs_exist_ok=True)
    shutil.copy(REPOSITORY / ".gitignore", copy)
    for name in STRAYS:
        (copy / name).write_text("of a council", encoding="ascii")
    return copy


@pytest.fixture(scope="module")
def sdist(project: Path) -> Path:
    """The source distribution, unpacked."""
    packed = build(project, "sdist")
    assert packed.stat().st_size < SIZES["sdist"]
    with tarfile.open(packed) as opened:
        opened.extractall(project.parent / "unpacked", filter="data")
    return project.parent / "unpacked" / f"inspectprep-{PROJECT['version']}"


@pytest.fixture(scope="module")
def wheel(project: Path) -> Iterator[zipfile.ZipFile]:
    """The wheel."""
    packed = build(project, "wheel")
    assert packed.stat().st_size < SIZES["wheel"]
    with zipfile.ZipFile(packed) as opened:
        yield opened


def message_of(wheel: zipfile.ZipFile) -> Message:
    """Return the metadata of a wheel."""
    return Parser().parsestr(wheel.read(f"inspectprep-{PROJECT['version']}.dist-info/METADATA").decode())


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


def test_the_sdist_has_all_that_its_tests_read(sdist: Path, project: Path) -> None:
    """A distributor has the whole project. Nothing that a council left in a clone is in it."""
    packed = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    there = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    expected = {name for name in there if not name.startswith("dist/")} - set(STRAYS)
    assert packed - {"PKG-INFO"} == expected
    assert not any(name.endswith(".pyc") for name in packed)


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: zipfile.ZipFile) -> None:
    """An installation from the source distribution has the same files, with the same content."""
    with zipfile.ZipFile(build(sdist, "wheel")) as again:
        assert {name: again.read(name) for name in again.namelist()} == {
            name: wheel.read(name) for name in wheel.namelist()
        }


@pytest.mark.slow
def test_the_sdist_passes_its_own_tests(sdist: Path) -> None:
    """Tests of values, of frameworks and of the project run where it is unpacked."""
    tests = ["tests/codec", "tests/frameworks", "tests/test_files.py", "tests/project/test_makefile.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider", *tests],
        cwd=sdist,
        env=os.environ | {"PYTHONPATH": str(sdist / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_description_reads_right_without_the_files_of_the_repository(wheel: zipfile.ZipFile) -> None:
    """An index page has no picture or link that leads nowhere, and all text of the README."""
    metadata = message_of(wheel)
    text = metadata.get_payload()
    assert isinstance(text, str)
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert text.startswith("# inspectprep\n")
    links = re.findall(r"!?\[[^\]]*\]\(([^)]*)\)", text)
    assert all(link.startswith("https://") for link in links)
    page = re.sub("<a [^>]*></a>", "", markdown.render(text) or "")
    assert "<img" not in page
    assert "](" not in page
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    for heading in re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", readme, flags=re.DOTALL), re.MULTILINE):
        assert f">{heading}</h" in page
    for label in re.findall(r"(?<!!)\[([^\]]+)\]\(", readme):
        assert label in text


def test_the_wheel_says_what_it_needs(wheel: zipfile.ZipFile) -> None:
    """The core needs six packages and Python 3.11; everything else is an extra."""
    folder = f"inspectprep-{PROJECT['version']}.dist-info"
    metadata = message_of(wheel)
    needed = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert {re.split(r"[^\w-]", each)[0] for each in needed} == {
        "attrs",
        "cattrs",
        "pluggy",
        "python-dateutil",
        "tomli-w",
        "tomlkit",
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
