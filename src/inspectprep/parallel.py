"""Parallel work, with one switch for threads.

The frames' own library spreads one step over all processors, but between steps most of them are idle. For
large returns whole steps run in parallel. For small ones, starting and waiting for threads costs more than
it saves.

The environment variable :data:`VARIABLE` says how many threads inspectprep may run. With 0 it starts none,
which is the default where Python runs in a browser.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from inspectprep.errors import InspectPrepError

VARIABLE = "INSPECTPREP_THREADS"
"""Name of the environment variable that limits the number of threads."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")

# Each thread needs memory for the list or file that it works on, so more would cost too much.
_MOST_THREADS = 4
_WITHOUT_THREADS = ("emscripten", "wasi")


def thread_count() -> int:
    """Return the number of threads that may run at the same time; 0 if none may be started.

    Raises:
        InspectPrepError: if :data:`VARIABLE` is not a whole number.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if text and not text.isdecimal():
        raise InspectPrepError(
            f"{VARIABLE} is not a whole number: {text!r}.",
            where="environment",
            remedy=f"Set {VARIABLE} to a number of threads, or to 0 to start none.",
        )
    default = 0 if sys.platform in _WITHOUT_THREADS else os.cpu_count() or 1
    return min(_MOST_THREADS, int(text) if text else default)


def executor(most: int = _MOST_THREADS) -> Executor:
    """Return an executor with up to `most` threads, or one that works in the caller's own thread."""
    count = min(most, thread_count())
    return ThreadPoolExecutor(count) if count else _InCallersThread()


def apply_to_all(
    work: Callable[[_Item], _Result], items: Iterable[_Item], *, threads: bool = False
) -> list[_Result]:
    """Return the results of `work` on each item, in the order of the items.

    Args:
        work: A function that may run in several threads.
        items: What it is called with.
        threads: Work on several items in parallel, where threads are allowed.
    """
    if not threads:
        return [work(item) for item in items]
    with executor() as pool:
        return list(pool.map(work, items))


class _Deferred(Future[_Result]):
    """A result that is calculated when it is first asked for."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        super().__init__()
        self._work = work

    def result(self, timeout: float | None = None) -> _Result:
        if not self.done():
            try:
                self.set_result(self._work())
            except Exception as error:  # noqa: BLE001 - a future gives every error to its caller
                self.set_exception(error)
        return super().result(timeout)


class _InCallersThread(Executor):
    """An executor that starts no thread."""

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> Future[_Result]:
        return _Deferred(lambda: fn(*args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do nothing: there is no thread to wait for."""
