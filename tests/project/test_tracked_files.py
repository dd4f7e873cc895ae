"""The files of the repository name no paths of one machine and no address of a package index."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.shared import REPOSITORY

BINARY = {".png", ".xlsx", ".woff2", ".ico", ".pdf"}
MACHINE = re.compile(r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/|[A-Z]:\\\\?Users\\", re.ASCII)
INDEX = re.compile(
    r"(?:pypi\.(?:org|python\.org)|files\.pythonhosted|index-url|registry\.npm)", re.IGNORECASE
)
HOMES = {"tests/store/test_network.py", "tests/store/test_synced.py", "tests/annexa/test_files_in_memory.py"}
"""Tests with fictional homes, to test for network drives and clouds."""

SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:ghp|gho|pypi)[-_][A-Za-z0-9]{20,}")


def tracked() -> dict[str, str]:
    """Return the text of every file that git tracks."""
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    paths = [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name]
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text("utf-8")
        for path in paths
        if path.is_file() and path.suffix not in BINARY
    }


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        pytest.param(MACHINE, HOMES, id="paths of one machine"),
        pytest.param(INDEX, {"tests/project/test_tracked_files.py", "scripts/lock.py"}, id="indexes"),
        pytest.param(SECRET, set(), id="secrets"),
    ],
)
def test_no_file_names(pattern: re.Pattern[str], allowed: set[str]) -> None:
    """No tracked file names one machine's folders, a package index or a secret."""
    found = {
        f"{name}: {match[0]}"
        for name, text in tracked().items()
        if name not in allowed
        for match in pattern.finditer(text)
    }
    assert not found


def test_every_text_is_utf_8_with_plain_line_ends() -> None:
    """Files read the same on every machine: UTF-8, no byte order mark, a line end at the end."""
    for name, text in tracked().items():
        assert not text.startswith("\ufeff"), name
        assert "\r\n" not in text, name
        assert not text or text.endswith("\n"), name


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, "see /" + "root/notes.txt"),
        (MACHINE, '"C:' + '\\\\Users\\\\ann"'),
        (INDEX, "--index" + "-url x"),
        (SECRET, "-----BEGIN " + "PRIVATE KEY"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    """Each pattern matches an example of what it forbids."""
    assert pattern.search(text)


def test_every_measurement_is_described() -> None:
    """Each script of measurements has a line in the table that says what it compares."""
    described = (REPOSITORY / "benchmarks/README.md").read_text("utf-8")
    for script in (REPOSITORY / "benchmarks").glob("bench_*.py"):
        assert f"| `{script.name}` | " in described
