"""Does independent work at once where lists are large.

The frames' own library spreads one step over all processors, but between steps most of them rest; on a
large return whole steps run beside each other. On a small one, threads that wait for one another cost more
than they save.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["begun", "mapped"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Each holds what it works on, so more would cost room.
_MOST_AT_ONCE = 4


def mapped(
    work: Callable[[_Item], _Result], items: Iterable[_Item], *, threads: bool = False
) -> list[_Result]:
    """Return what `work` does with each item, in their order; with `threads` several at a time."""
    if not threads:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, items))


@contextmanager
def begun(work: Callable[[], _Result], *, threads: bool = False) -> Iterator[Callable[[], _Result]]:
    """Give a function that returns what `work` does; with `threads` it is begun at once."""
    if not threads:
        yield work
        return
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(work).result
