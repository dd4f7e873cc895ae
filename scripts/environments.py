"""Make an environment for the core of inspectprep, and one for each extra alone, for `make extras`.

Each has what pip would install for it and nothing else, in the versions of requirements/dev.txt, checked
against their hashes. An environment of an extra adds its packages to those of the core. The tests install
inspectprep itself.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CORE = "core"


def closure(requirements: Iterable[Requirement]) -> set[str]:
    """Return the names of all packages that requirements need, with those that they need in turn."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        found.add(name)
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                inner = map(Requirement, requires(name) or ())
                waiting += [
                    each for each in inner if not each.marker or each.marker.evaluate({"extra": extra})
                ]
    return found


def packages_of(extra: str = "") -> set[str]:
    """Return the names of all packages that inspectprep with an extra needs, without itself."""
    wanted = Requirement(f"inspectprep[{extra}]" if extra else "inspectprep")
    return closure([wanted]) - {"inspectprep"}


def pins(names: set[str]) -> str:
    """Return the pinned requirements of some packages, with their hashes."""
    text = (ROOT / "requirements/dev.txt").read_text("utf-8")
    blocks = re.findall(r"^[a-z0-9].*(?:\n    .*)*", text, re.IGNORECASE | re.MULTILINE)
    # A package may have a pin for each version of Python.
    named = [(canonicalize_name(re.split(r"[=\[ ]", block)[0]), block) for block in blocks]
    return "".join(f"{block}\n" for name in sorted(names) for found, block in named if found == name)


def python_of(environment: Path) -> Path:
    """Return the Python of an environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def packages_folder(environment: Path) -> Path:
    """Return the folder of an environment's packages."""
    return next(environment.rglob("site-packages"))


def install(environment: Path, *arguments: str) -> None:
    """Install with pip in an environment that has no pip of its own."""
    command = [sys.executable, "-m", "pip", "--python", str(python_of(environment)), "-qq"]
    options = ["--disable-pip-version-check", "install", "--no-compile", "--no-deps", *arguments]
    subprocess.run([*command, *options], check=True)


def make(environment: Path, names: set[str], *, beside: Path | None = None) -> None:
    """Make an environment with some packages, and with those of the environment beside it."""
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, symlinks=sys.platform != "win32")
    if beside:
        (packages_folder(environment) / "core.pth").write_text(
            f"{packages_folder(beside)}\n", encoding="utf-8"
        )
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "requirements.txt"
        chosen.write_text(pins(names), encoding="utf-8")
        install(environment, "--require-hashes", "-r", str(chosen))


def main() -> None:
    """Make them all."""
    folder = Path(sys.argv[1]).resolve()
    core = packages_of()
    make(folder / CORE, core)
    for extra in extras():
        make(folder / extra, packages_of(extra) - core, beside=folder / CORE)


def extras() -> list[str]:
    """Return the extras of inspectprep but `all`, as they are installed."""
    markers = [str(requirement.marker) for requirement in map(Requirement, requires("inspectprep") or ())]
    found = dict.fromkeys(match[1] for marker in markers if (match := re.search('extra == "(.+?)"', marker)))
    return [extra for extra in found if extra != "all"]


if __name__ == "__main__":
    main()
