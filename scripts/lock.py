"""Compile requirements/*.txt from pyproject.toml: every version pinned, every file hashed.

The development set is resolved first, because the packages that the tests compare with are the
choosiest; the others are held to the versions it chose, so that one environment can take them all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = ("pyproject.toml", "--extra", "all")
DEV = ("-c", "requirements/dev.txt")
SETS = {
    "dev": (*ALL, "--group", "dev"),
    "run": (*ALL, *DEV),
    "build": ("--group", "build", *DEV),
    "docs": (*ALL, "--group", "docs", *DEV),
    "slow": ("--group", "slow", *DEV),
    "lock": ("--group", "lock"),
}


def compile_set(name: str, arguments: tuple[str, ...], *, upgrade: bool) -> None:
    """Write requirements/NAME.txt, without the address of any index."""
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", *arguments),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
            *("--output-file", f"requirements/{name}.txt"),
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
