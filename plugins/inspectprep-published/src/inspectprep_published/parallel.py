"""Reading of many reports in parallel processes, each file alone, so that a bad one stops no other.

A process reads one file after the other. If a file ends the process, or takes too long, the file is an entry
with its error, and a new process reads the next. The processes import nothing of the program that asks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

from inspectprep.parallel import thread_count
from inspectprep_published.read import try_report
from inspectprep_published.report import PublishedReport, UnreadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_Result = TypeVar("_Result")

LONGEST_SECONDS = 120.0
"""The most seconds for one file."""

_AHEAD = 4
"""The files for each process whose results may wait for an earlier one."""

_PROCESSES = multiprocessing.get_context("spawn")
_STARTING = Lock()


def read_reports(
    paths: Iterable[Path | str],
    *,
    jobs: int = 0,
) -> Iterator[PublishedReport | UnreadFile]:
    """Yield the report of each file, or what is wrong with it, in the order of the files.

    Args:
        paths: The files.
        jobs: The number of processes. 0 for one on each processor. One file is read in this process.
    """
    return read_files(paths, try_report, jobs=jobs)


def read_files(
    paths: Iterable[Path | str],
    read: Callable[[Path], _Result | UnreadFile],
    *,
    jobs: int = 0,
    longest_seconds: float = LONGEST_SECONDS,
) -> Iterator[_Result | UnreadFile]:
    """Yield what a function reads from each file, or what is wrong with it, in the order of the files.

    Args:
        paths: The files.
        read: The function that reads a file in a process. It is one of a module, not of the program itself.
        jobs: The number of processes. 0 for one on each processor. One file is read in this process.
        longest_seconds: The most seconds for one file.
    """
    files = [Path(path) for path in paths]
    count = min(jobs or os.cpu_count() or 1, len(files))
    if count == 0 or len(files) == 1 or not thread_count():
        yield from map(read, files)
        return
    readers = [_Reader(read, longest_seconds) for _ in range(count)]
    idle: SimpleQueue[_Reader[_Result]] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def work(file: Path) -> _Result | UnreadFile:
        reader = idle.get()
        try:
            return reader.read(file)
        finally:
            idle.put(reader)

    waiting: deque[Future[_Result | UnreadFile]] = deque()
    with ThreadPoolExecutor(count) as threads:
        try:
            for file in files:
                waiting.append(threads.submit(work, file))
                if len(waiting) >= count * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            for reader in readers:
                reader.stop()


class _Reader(Generic[_Result]):
    """A process that reads one file after the other."""

    def __init__(self, read: Callable[[Path], _Result | UnreadFile], longest_seconds: float) -> None:
        self._read = read
        self._longest = longest_seconds
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def read(self, file: Path) -> _Result | UnreadFile:
        """Return what the process makes of a file."""
        pipe = self._pipe if self._process is not None and self._process.is_alive() else None
        try:
            pipe = pipe or self._start()
            pipe.send(file)
            if not pipe.poll(self._longest):
                self.stop()
                return UnreadFile(
                    file=file.name, error=f"{file}: Reading took longer than {self._longest:g} seconds."
                )
            result: _Result | UnreadFile = pipe.recv()
        except (EOFError, OSError):
            self.stop()
            what = "The process that read this file ended. The file may be damaged."
            return UnreadFile(file=file.name, error=f"{file}: {what}")
        return result

    def stop(self) -> None:
        """End the process."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()

    def _start(self) -> Connection:
        self.stop()
        pipe, other = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(other, self._read), daemon=True)
        _start_alone(self._process)
        other.close()
        self._pipe = pipe
        return pipe


def _start_alone(process: SpawnProcess) -> None:
    """Start a process that does not import the program, which might do all its work again."""
    with _STARTING:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = program


def _serve(pipe: Connection, read: Callable[[Path], object]) -> None:
    """Read files until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    while True:
        try:
            file = pipe.recv()
        except EOFError:
            return
        pipe.send(read(file))
