"""Compile requirements/*.txt from pyproject.toml: every version pinned, every file hashed.

The development set comes first, because the packages that the tests compare with allow the fewest versions.
The others take the versions that it has, so that one environment can hold them all. Two sets are for
environments of their own: `lowest` has the lowest version that pyproject.toml allows of every dependency,
`portable` the versions that run in a browser.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = ("pyproject.toml", "--extra", "all")
DEV = ("-c", "requirements/dev.txt")
TESTS = ("--group", "build", "--group", "test")
PORTABLE_EXTRAS = ("--extra", "data-portable", "--extra", "reports", "--extra", "cli")
SETS = {
    "dev": (*ALL, "--group", "dev"),
    "run": (*ALL, *DEV),
    "build": ("--group", "build", *DEV),
    "docs": (*ALL, "--group", "docs", *DEV),
    "slow": ("--group", "slow", *DEV),
    "lock": ("--group", "lock"),
    "lowest": (*ALL, *TESTS),
    "portable": (
        "pyproject.toml",
        "--extra",
        "data-portable",
        "--extra",
        "reports",
        "--extra",
        "cli",
        *TESTS,
    ),
}
PORTABLE = {"polars": "1.33.1", "python-calamine": "0.5.3"}
"""Versions that are built for Python in a browser."""


def lower_bounds() -> dict[str, str]:
    """Return the lower bound of every dependency of the project and of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    found = [re.match(r"([\w-]+)>=([\w.]+)", requirement) for group in groups for requirement in group]
    return {bound[1]: bound[2] for bound in found if bound}


def compile_set(name: str, arguments: tuple[str, ...], *, upgrade: bool) -> None:
    """Write requirements/NAME.txt, without the address of any index."""
    pins = {"lowest": lower_bounds(), "portable": PORTABLE}.get(name, {})
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("".join(f"{package}=={pins[package]}\n" for package in pins), "utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", *arguments),
                *("--universal", "--python-version", "3.11", "--generate-hashes"),
                *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
                *("--output-file", f"requirements/{name}.txt"),
                # Notes would name the temporary file.
                *(("-c", str(constraints), "--no-annotate") if pins else ()),
                *(("--upgrade",) if upgrade else ()),
            ],
            cwd=ROOT,
            env=os.environ | {"UV_CUSTOM_COMPILE_COMMAND": "make lock"},
            check=True,
        )


def main() -> None:
    """Compile every set; `--upgrade` takes the newest versions that fit."""
    upgrade = "--upgrade" in sys.argv[1:]
    for name, arguments in SETS.items():
        compile_set(name, arguments, upgrade=upgrade)
        print(f"requirements/{name}.txt")


if __name__ == "__main__":
    main()
