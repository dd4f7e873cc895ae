"""Timing two things in turn, so that a slow moment of the machine falls on both."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def paired(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """Return the median seconds of two functions, called in turn, after one uncounted call of each."""
    ours()
    theirs()
    mine: list[float] = []
    other: list[float] = []
    for _ in range(rounds):
        for function, times in ((ours, mine), (theirs, other)):
            start = time.perf_counter()
            function()
            times.append(time.perf_counter() - start)
    return statistics.median(mine), statistics.median(other)


def process(*command: str) -> Callable[[], object]:
    """Return a function that runs a command as a whole process and throws its output away."""

    def run() -> object:
        return subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return run


def python(code: str) -> Callable[[], object]:
    """Return a function that runs code in a fresh interpreter."""
    return process(sys.executable, "-c", code)


def show(name: str, values: Sequence[str]) -> None:
    """Print one line of a measurement."""
    print(f"  {name:<58} {'   '.join(values)}")
