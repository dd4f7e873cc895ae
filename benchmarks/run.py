"""Run every measurement and print what it found: `make bench`.

A measurement is a script `bench_*.py` in this folder, run in a process of its own. Arguments choose
among them by name: ``python benchmarks/run.py calendar imports``.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the measurements whose names hold one of `names`, or all; return 1 if one fails."""
    scripts = [
        path
        for path in sorted(HERE.glob("bench_*.py"))
        if not names or any(name in path.stem for name in names)
    ]
    if not scripts:
        print(f"No measurement is called {' or '.join(names)}.")
        return 1
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}", flush=True)
    failed = 0
    for script in scripts:
        print(f"\n{script.stem.removeprefix('bench_')}", flush=True)
        failed |= subprocess.run([sys.executable, script], cwd=HERE.parent, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
