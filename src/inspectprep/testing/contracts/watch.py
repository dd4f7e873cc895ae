"""Watches everything that a call does beside what it returns: files, output and connections."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
_EVENTS = {
    "socket.connect": "it connects to another computer or program",
    "socket.sendto": "it sends data to another computer or program",
    "subprocess.Popen": "it starts another program",
    "os.system": "it starts another program",
    "webbrowser.open": "it opens a browser",
}
_HOMES = ("HOME", "USERPROFILE")
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")

_listeners: list[Callable[[str, tuple[Any, ...]], None]] = []
_hooked: list[bool] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    for listener in _listeners:
        listener(event, arguments)


class Watch:
    """The traces that a call left. Each is a short description.

    Attributes:
        traces: The traces, in the order in which they were found.
    """

    def __init__(self) -> None:
        self.traces: list[str] = []
        self._opened: dict[Path, None] = {}

    def __str__(self) -> str:
        """Return the traces in one line, each once."""
        return "; ".join(dict.fromkeys(self.traces))

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note one event of the interpreter."""
        if event == "open" and isinstance(arguments[0], str | bytes):
            mode, flags = arguments[1], arguments[2]
            writing = isinstance(mode, str) and any(letter in mode for letter in "wax+")
            if writing or (mode is None and isinstance(flags, int) and flags & _WRITING):
                self._opened[Path(os.fsdecode(arguments[0])).absolute()] = None
        elif event in _EVENTS:
            self.traces.append(_EVENTS[event])

    def left_files(self, *folders: Path) -> None:
        """Note the files that are there afterwards: in these folders, or opened for writing elsewhere."""
        found = {path for folder in folders for path in folder.rglob("*")}
        found |= {path for path in self._opened if path.is_file() and "__pycache__" not in path.parts}
        self.traces += [f"it leaves the file {path.name!r}" for path in sorted(found)]


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch the block, in a new working folder, temporary folder and home folder.

    Files that the block deletes again are not traces.
    """
    if not _hooked:
        sys.addaudithook(_hear)  # it cannot be removed, and does nothing while no block is watched
        _hooked.append(True)
    watch, before = Watch(), Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        work, temporary, home = (Path(name).resolve() / part for part in ("work", "temporary", "home"))
        for folder in (work, temporary, home):
            folder.mkdir()
        places = dict.fromkeys(_TEMPORARY, str(temporary)) | dict.fromkeys(_HOMES, str(home))
        written = {
            "standard output": io.TextIOWrapper(io.BytesIO()),
            "standard error": io.TextIOWrapper(io.BytesIO()),
        }
        with _environment(places), _captured_descriptors(Path(name)) as captured:
            os.chdir(work)
            _listeners.append(watch.hear)
            try:
                with redirect_stdout(written["standard output"]), redirect_stderr(written["standard error"]):
                    yield watch
            finally:
                _listeners.remove(watch.hear)
                os.chdir(before)
        for stream, buffer in written.items():
            with suppress(ValueError):  # the block closed it
                buffer.flush()
                if buffer.buffer.tell():
                    watch.traces.append(f"it writes to {stream}")
        watch.traces += ["it writes to standard output" for path in captured if path.stat().st_size]
        watch.left_files(work, temporary, home)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Set variables of the environment, and the folder for temporary files, for the block."""
    before, folder = {name: os.environ.get(name) for name in values}, tempfile.tempdir
    os.environ.update(values)
    tempfile.tempdir = None
    try:
        yield
    finally:
        tempfile.tempdir = folder
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _captured_descriptors(folder: Path) -> Iterator[list[Path]]:
    """Send the two output streams of the process itself to files for the block."""
    captured: list[Path] = []
    saved: list[tuple[int, int]] = []
    for number in (1, 2):
        with suppress(OSError):  # the process has no such stream
            copy = os.dup(number)
            path = folder / f"stream-{number}"
            target = os.open(path, os.O_WRONLY | os.O_CREAT)
            os.dup2(target, number)
            os.close(target)
            saved.append((number, copy))
            captured.append(path)
    try:
        yield captured
    finally:
        for number, copy in saved:
            os.dup2(copy, number)
            os.close(copy)
