"""A reader of the documents: an empty folder, and a Python with the wheel and nothing of this repository."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import sysconfig
import venv
from functools import cached_property
from pathlib import Path

from tests.shared import REPOSITORY

__all__ = ["Reader", "install_wheel", "link_packages"]

_RUNS = """\
import json, os, sys, traceback
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
sys.path.insert(0, "")
names = {"__name__": "__main__"}
for line in sys.stdin:
    code, place, number = json.loads(line)
    problem = ""
    try:
        exec(compile("\\n" * number + code, place, "exec"), names)
    except BaseException:
        problem = traceback.format_exc()
    print(json.dumps(problem), file=answers, flush=True)
"""
"""A program that runs one block of Python after another, and says what went wrong in each."""

_PIP = """\
import sys
from pip._internal.cli.main import main
words = sys.argv[1:]
if words[:1] == ["install"]:
    words[1:1] = ["--no-index", "--no-build-isolation", "--disable-pip-version-check"]
sys.exit(main(words))
"""
"""pip, without a network: what is needed is installed, but for what a page makes itself."""

_COMMAND = "from inspectprep.cli import main\nmain()\n"


def install_wheel(folder: Path) -> None:
    """Build the wheel of this repository and install it in a folder."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(REPOSITORY)], check=True)


def link_packages(folder: Path) -> None:
    """Link what is installed for the tests, without inspectprep, its plugins and links to this source."""
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(place).iterdir():
            ours = path.name.lstrip("_").startswith("inspectprep") or path.suffix == ".pth"
            if not ours and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)


class Reader:
    """One reader, who works through one page.

    Args:
        folder: A new folder. The reader's own folder is in it.
        packages: Folders with what is installed.
    """

    def __init__(self, folder: Path, packages: tuple[Path, ...]) -> None:
        self.folder = folder / "reader"
        self.folder.mkdir()
        environment = folder / "environment"
        venv.EnvBuilder(symlinks=True).create(environment)
        self.programs = environment / "bin"
        self.python = self.programs / "python"
        (site,) = environment.glob("lib/python*/site-packages")
        (site / "reader.pth").write_text("\n".join(map(str, packages)), encoding="utf-8")
        for name, code in (("inspectprep", _COMMAND), ("pip", _PIP)):
            self._script(name, code)
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("INSPECTPREP", "PYTHON"))
        }
        self.environment = own | {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "VIRTUAL_ENV": str(environment),
            "COLUMNS": "100",
            "CI": "true",  # for Hypothesis: a machine may be slow
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        }

    def _script(self, name: str, code: str) -> None:
        path = self.programs / name
        path.write_text(f"#!{self.python}\n{code}", encoding="utf-8")
        path.chmod(0o755)

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the reader's folder."""
        return subprocess.run(
            shlex.split(command),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    @cached_property
    def _session(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.python, "-W", "error", "-c", _RUNS],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def execute(self, code: str, place: str, line: int) -> str:
        """Run a block of Python after those before it, and return what went wrong, if anything."""
        session = self._session
        assert session.stdin is not None
        assert session.stdout is not None
        session.stdin.write(json.dumps([code, place, line]) + "\n")
        session.stdin.flush()
        return str(json.loads(session.stdout.readline() or '"Python ended."'))

    def close(self) -> None:
        """End the reader's Python."""
        if "_session" in self.__dict__:
            with self._session:
                self._session.kill()
