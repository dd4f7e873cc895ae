"""The commands that the documents promise exist, and set up what they need."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.shared import REPOSITORY

TARGETS = [
    "demo",
    "test",
    "check",
    "lowest",
    "portable",
    "bare",
    "extras",
    "slow",
    "bench",
    "docs",
    "wheelhouse",
    "lock",
    "clean",
    "help",
]
make = pytest.mark.skipif(shutil.which("make") is None, reason="this machine has no make")
sh = pytest.mark.skipif(shutil.which("sh") is None, reason="this machine has no sh")


@make
def test_help_lists_every_target_with_what_it_does() -> None:
    """`make help` shows each public target and a sentence."""
    shown = subprocess.run(
        ["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    listed = dict(re.findall(r"^  make (\w+) +(\S.+)$", shown, re.MULTILINE))
    assert set(TARGETS) <= set(listed)


@sh
def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    """Without a Python that fits, the message says which one was found and what to do."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.1"\nexit 1\n', encoding="ascii")
    old.chmod(0o755)
    made = subprocess.run(
        ["sh", str(REPOSITORY / "scripts/venv.sh"), str(tmp_path / "venv"), str(old)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in made.stderr
    assert "Python 3.9.1" in made.stderr
    assert "make PYTHON=" in made.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("name", ["run", "build", "dev", "docs", "slow", "lock", "lowest", "portable"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    """Each locked set names exact versions with hashes, and no address of an index."""
    text = (REPOSITORY / f"requirements/{name}.txt").read_text("utf-8")
    blocks = re.findall(r"^[a-z0-9].*(?:\n    .*)*", text, re.IGNORECASE | re.MULTILINE)
    assert blocks
    for block in blocks:
        assert re.match(r"[A-Za-z0-9._\[\],-]+==[^ ]+ ", block), block
        assert "--hash=sha256:" in block, block
    assert "://" not in text
    assert "--index" not in text


def test_the_documentation_is_built_and_tested_in_every_run() -> None:
    """`make docs` tests what it has built, and each run of all checks makes it and fails with it."""
    rules = (REPOSITORY / "Makefile").read_text("utf-8")
    recipe = re.search(r"^docs:.*\n((?:\t.*\n)+)", rules, re.MULTILINE)
    assert recipe is not None
    build, test = recipe[1].index("-m sphinx -W"), recipe[1].index("INSPECTPREP_SITE=docs/_build")
    assert build < test
    assert "-m pytest -q tests/site" in recipe[1]
    assert "make docs </dev/null || failed=1" in (REPOSITORY / ".ci/run").read_text("utf-8")


def _pins(name: str) -> set[tuple[str, str]]:
    text = (REPOSITORY / f"requirements/{name}.txt").read_text("utf-8")
    return set(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run", "build", "docs", "slow"])
def test_one_environment_takes_every_set(name: str) -> None:
    """A package in two locked sets has the same version in both."""
    dev, other = _pins("dev"), _pins(name)
    both = {package for package, _ in dev} & {package for package, _ in other}
    assert both
    assert {pin for pin in dev if pin[0] in both} == {pin for pin in other if pin[0] in both}


def test_the_lowest_set_has_every_lower_bound() -> None:
    """What pyproject.toml allows is what `make lowest` tests: one version of each dependency."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [Requirement(text) for group in groups for text in group]
    pins = dict(_pins("lowest"))
    for requirement in wanted:
        if requirement.name != "inspectprep":
            lower = [bound.version for bound in requirement.specifier if bound.operator == ">="]
            assert [Version(version) for version in lower] == [Version(pins[requirement.name])]
    assert Version(pins["polars"]) <= Version("1.33.1")


def test_the_portable_set_is_what_runs_in_a_browser() -> None:
    """Polars as it is built for browsers, and python-calamine in the place of fastexcel."""
    pins = dict(_pins("portable"))
    assert pins["polars"] == "1.33.1"
    assert "python-calamine" in pins
    assert "fastexcel" not in pins
