"""The wheel and the source distribution, installed in a clean environment of every Python that is found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep.extras import EXTRAS
from tests.project.trying import problems_with, tried
from tests.shared import REPOSITORY

pytestmark = pytest.mark.slow


def found() -> list[tuple[str, str]]:
    """Return the versions of Python that are found here, with their programs."""
    if shutil.which("sh") is None:
        return [("this", sys.executable)]
    script = REPOSITORY / "scripts/pythons.sh"
    listed = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=True)
    pairs = (line.partition(" ") for line in listed.stdout.splitlines())
    return [(version, python) for version, _, python in pairs if python]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def install(python: Path, *arguments: str) -> None:
    """Install with an environment's own pip."""
    command = [python, "-m", "pip", "--disable-pip-version-check", "-qq", "install", *arguments]
    subprocess.run(command, check=True)


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
@pytest.mark.parametrize(("version", "python"), found(), ids=lambda each: Path(each).name)
def test_each_distribution_is_installed_and_works(
    built: Path, files: Path, tmp_path: Path, version: str, python: str, kind: str
) -> None:
    """First without extras, where the command says what to install. Then with all, where every use works."""
    environment = tmp_path / version
    subprocess.run([python, "-m", "venv", str(environment)], check=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    (distribution,) = built.glob(kind)
    if kind == "*.tar.gz":
        install(programs / "python", "--require-hashes", "-r", str(REPOSITORY / "requirements/build.txt"))
    install(programs / "python", "--no-build-isolation", str(distribution))
    refused = subprocess.run([programs / "inspectprep"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert 'pip install "inspectprep[cli]"' in refused.stderr
    install(programs / "python", "--require-hashes", "-r", str(REPOSITORY / "requirements/run.txt"))
    work = tmp_path / "work"
    work.mkdir()
    results = tried(programs / "python", files, work)
    testing = [library for library, extra in EXTRAS.items() if extra == "testing"]
    assert not problems_with(results, ["pandas", "pyarrow", *testing])
    subprocess.run([programs / "python", "-m", "pip", "check"], check=True, capture_output=True)
