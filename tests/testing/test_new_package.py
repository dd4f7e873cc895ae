"""`inspectprep plugins new` writes packages whose tests pass as they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.testing.new_package import KINDS, write_package
from tests.shared import REPOSITORY

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "install")
OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index")
RUFF = shutil.which("ruff", path=Path(sys.executable).parent)
ALL = tuple(KINDS)


def run(*command: str, cwd: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    environ = {**os.environ, "PYTHONPATH": path, "PYTEST_ADDOPTS": "", "MYPYPATH": str(REPOSITORY / "src")}
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, encoding="utf-8", check=False)


def run_tests(folder: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests of a package, with inspectprep of this repository."""
    path = os.pathsep.join(map(str, (REPOSITORY / "src", *paths)))
    return run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder, path=path)


def test_all_kinds_can_be_combined_and_installed_and_pass(tmp_path: Path) -> None:
    """One package with every kind, installed without a network, and its own tests."""
    folder = tmp_path / "easthaven-all"
    write_package("easthaven-all", ALL, folder)
    site = tmp_path / "site"
    installed = run(*PIP, *OFFLINE, "--target", str(site), str(folder), cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    assert (site / "easthaven_all/inspections.toml").exists()
    done = run_tests(folder, site)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    listed = run(
        sys.executable,
        "-m",
        "inspectprep",
        "plugins",
        "list",
        cwd=tmp_path,
        path=f"{site}{os.pathsep}{REPOSITORY / 'src'}",
    )
    assert "easthaven-all" in listed.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_green_within_a_minute_from_an_empty_folder(kind: str, tmp_path: Path) -> None:
    """The command, the installation into an environment of its own, and the tests."""
    begun = time.monotonic()
    command = (sys.executable, "-m", "inspectprep", "plugins", "new", "easthaven", "--kind", kind)
    made = run(*command, cwd=tmp_path, path=str(REPOSITORY / "src"))
    assert made.returncode == 0, made.stderr
    site, folder = tmp_path / "site", tmp_path / "easthaven"
    installed = run(*PIP, *OFFLINE, "--target", str(site), str(folder), cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    done = run_tests(folder, site)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(not RUFF, reason="ruff is not installed here")
@pytest.mark.parametrize("kinds", [*((kind,) for kind in ALL), ALL], ids=",".join)
def test_packages_are_formatted_and_without_lint(kinds: tuple[str, ...], tmp_path: Path) -> None:
    """With short and with long names."""
    for name in ("a", "a-council-with-a-very-long-name-indeed-x"):
        folder = tmp_path / name
        write_package(name, kinds, folder)
        for command in (
            ("format", "--check"),
            ("check", "--select=E,F,I,B,UP,ANN,D1,RUF", "--line-length=110"),
        ):
            done = run(str(RUFF), *command, "--no-cache", ".", cwd=folder)
            assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_packages_are_typed(tmp_path: Path) -> None:
    """The whole of a package passes mypy in strict mode, tests too."""
    write_package("easthaven", ALL, tmp_path)
    done = run(sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_variant_is_one_short_file_of_data(tmp_path: Path) -> None:
    """Under fifteen lines of TOML."""
    write_package("easthaven", ["variant"], tmp_path)
    text = (tmp_path / "src/easthaven/inspections.toml").read_text("utf-8")
    assert len(text.splitlines()) < 15
    assert tomllib.loads(text)["variants"][0]["extends"] == "ilacs-short"


@pytest.mark.parametrize("kinds", list(combinations(ALL, 2)), ids=",".join)
def test_any_kinds_can_be_combined(kinds: tuple[str, str], tmp_path: Path) -> None:
    """Each has its file, its hook and its test, and the package has everything else once."""
    written = {path.relative_to(tmp_path).as_posix() for path in write_package("easthaven", kinds, tmp_path)}
    assert {f"src/easthaven/{KINDS[kind].file}" for kind in kinds} <= written
    assert {f"tests/test_{kind}.py" for kind in kinds} <= written
    assert {"pyproject.toml", "README.md", ".gitignore", ".github/workflows/test.yml"} <= written
    plugin = (tmp_path / "src/easthaven/plugin.py").read_text("utf-8")
    compile(plugin, "plugin.py", "exec")
    assert plugin.count("@hookimpl") == 2
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["inspectprep"] == {"easthaven": "easthaven.plugin"}


@pytest.mark.parametrize(
    "name", ["", "Easthaven", "east haven", "1council", "-a", "a--b", "a_b", "é", "a" * 41, "../a"]
)
def test_a_name_that_is_not_one_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(InspectPrepError, match="is not a name for a plugin"):
        write_package(name, ["rule"], tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["json", "class", "inspectprep", "tests", "test"])
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    """A package of this name would hide another, or cannot be imported."""
    with pytest.raises(InspectPrepError, match="is the name of something else"):
        write_package(name, ["rule"], tmp_path / "new")


def test_an_unknown_kind_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """And no kind at all with a list."""
    with pytest.raises(UnknownNameError, match="Did you mean 'calendar'"):
        write_package("easthaven", ["rule,calender"], tmp_path / "new")
    with pytest.raises(InspectPrepError, match="variant, source, rule"):
        write_package("easthaven", [" , "], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """An empty folder is used."""
    (tmp_path / "empty").mkdir()
    write_package("easthaven", ["rule"], tmp_path / "empty")
    before = sorted(tmp_path.rglob("*"))
    for folder in (tmp_path / "empty", tmp_path / "empty/README.md"):
        with pytest.raises(InspectPrepError, match="nothing was written"):
            write_package("westhaven", ["rule"], folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    """Kinds with commas or one by one, and a folder of the reader's own."""
    command = (sys.executable, "-m", "inspectprep", "plugins", "new", "easthaven", "--kind", "rule,tasks")
    done = run(*command, "--kind", "store", "--out", "here", cwd=tmp_path, path=str(REPOSITORY / "src"))
    assert done.returncode == 0, done.stderr
    assert "Written: 13 files in here" in done.stdout
    assert 'pip install -e "here[test]"' in done.stdout
    assert "inspectprep plugins check easthaven" in done.stdout
    assert (tmp_path / "here/src/easthaven/store.py").exists()
