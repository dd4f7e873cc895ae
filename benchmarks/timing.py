"""Timing two things in turn, so that a slow moment of the machine falls on both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

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


class Spent(NamedTuple):
    """Seconds that one process took: of processor time, its own and the system's for it, and by the clock."""

    cpu: float
    wall: float


class Raced(NamedTuple):
    """Two commands, run in turn as whole processes.

    Attributes:
        cpu: How many times as much processor time ours took: the median of the rounds' own ratios, which a
            busy machine hardly moves.
        wall: The same by the clock.
        ours: Median seconds of ours.
        theirs: Median seconds of theirs.
    """

    cpu: float
    wall: float
    ours: Spent
    theirs: Spent


def raced(ours: Sequence[str], theirs: Sequence[str], rounds: int) -> Raced:
    """Run two commands in turn, after one uncounted run of each, and compare what they took."""
    spend(ours)
    spend(theirs)
    pairs = [(spend(ours), spend(theirs)) for _ in range(rounds)]
    mine, other = zip(*pairs, strict=True)
    return Raced(
        cpu=statistics.median(one.cpu / two.cpu for one, two in pairs),
        wall=statistics.median(one.wall / two.wall for one, two in pairs),
        ours=_typical(mine),
        theirs=_typical(other),
    )


def spend(command: Sequence[str]) -> Spent:
    """Run a command as a whole process and return what it took."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Spent(used.ru_utime + used.ru_stime, wall)


def _typical(many: Sequence[Spent]) -> Spent:
    return Spent(statistics.median(each.cpu for each in many), statistics.median(each.wall for each in many))


LIBRARIES = "polars, narwhals, attrs, cattrs, pluggy, cyclopts, fastexcel"
"""What a check of Annex A on the command line imports."""


def bare_read(path: str) -> str:
    """Return code that imports these libraries and reads every sheet of a workbook as text."""
    return f"""
import {LIBRARIES}
reader = fastexcel.read_excel({path!r})
for name in reader.sheet_names:
    polars.DataFrame(reader.load_sheet(name, header_row=None, dtypes="string"))
"""


def show(name: str, values: Sequence[str]) -> None:
    """Print one line of a measurement."""
    print(f"  {name:<58} {'   '.join(values)}")
