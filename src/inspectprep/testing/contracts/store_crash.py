"""A process that writes to a store and is killed, with no chance to close the store.

The process imports the plugin if it can. Otherwise it is a copy of this one, where the system can make one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from inspectprep.store.protocol import Head, Store
from inspectprep.testing.contracts.base import MissingTruthError
from inspectprep.testing.contracts.process import environment

BY = "Ada"
START = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
_TIMEOUT = 60
_PROGRAM = "from inspectprep.testing.contracts.store_crash import main; main()"

Opening = Callable[[Path], Store]
"""A function that creates a store in a folder."""


def write_changes(store: Store) -> Head:
    """Make changes of every kind, all of them acknowledged, and return the head."""
    store.append("note", "nt-1", {"text": "a"}, by=BY)
    store.append("note", "nt-2", {"text": "b"}, by=BY)
    store.append("note", "nt-2", None, by=BY, why="wrong")
    with store.transaction():
        store.append("area", "ar-1", {"title": "c"}, by=BY)
        store.append("area", "ar-2", {"title": "d"}, by=BY)
    return store.head()


@contextmanager
def half_a_transaction(store: Store) -> Iterator[Head]:
    """Make one change, and half of a transaction. Yield the head before the transaction, inside it."""
    store.append("note", "nt-1", {"text": "a"}, by=BY)
    head = store.head()
    with store.transaction():
        store.append("note", "nt-2", {"text": "b"}, by=BY)
        yield head


def killed(contract: Any, provider: str, folder: Path, *, halfway: bool) -> Head:
    """Return the head that a process noted before it was killed.

    Args:
        contract: The contract with the plugin under test.
        provider: The id of the store.
        folder: The folder for the store.
        halfway: Whether the process is killed in the middle of a transaction.

    Raises:
        MissingTruthError: if there is no way to have the store opened in another process.
        AssertionError: if the process fails before it is killed.
    """
    answer = folder.parent / "acknowledged.json"
    if plugin := contract.importable():
        request = {"contract": contract.home(), "plugin": plugin, "provider": provider}
        request |= {"folder": str(folder), "answer": str(answer), "halfway": halfway}
        process = subprocess.Popen(  # noqa: S603 - this Python, with a program of our own
            [sys.executable, "-c", _PROGRAM, json.dumps(request)],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(answer, lambda: process.poll() is not None, provider)
        finally:
            process.kill()
            process.wait()
    elif hasattr(os, "fork"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the copy has one thread, and only writes to the store
            number = os.fork()
        if not number:
            _run(contract, provider, folder, answer, halfway=halfway)
        try:
            _wait(answer, lambda: os.waitpid(number, os.WNOHANG)[0] == number, provider)
        finally:
            _kill(number)
    else:
        raise MissingTruthError(
            "Set `plugin` to the name of its module, so that another process can open the store."
        )
    return Head(*json.loads(answer.read_text("utf-8")))


def main() -> None:
    """Write as the only argument asks, in a process that :func:`killed` started."""
    request = json.loads(sys.argv[1])
    module, _, name = request["contract"].partition(":")
    contract = type(name, (getattr(import_module(module), name),), {"plugin": request["plugin"]})()
    folder, answer = Path(request["folder"]), Path(request["answer"])
    _run(contract, request["provider"], folder, answer, halfway=request["halfway"])


def _run(contract: Any, provider: str, folder: Path, answer: Path, *, halfway: bool) -> None:
    """Write to a new store, note the head, and wait to be killed. It never returns."""
    try:
        opener = dict(contract.openers())[provider]
        store = contract.create(opener, folder, lambda: START)
        if halfway:
            with half_a_transaction(store) as head:
                _note(answer, head)
                time.sleep(_TIMEOUT)
        else:
            _note(answer, write_changes(store))
            time.sleep(_TIMEOUT)
    finally:
        os._exit(1)


def _note(answer: Path, head: Head) -> None:
    unfinished = answer.with_suffix(".part")
    unfinished.write_text(json.dumps(head), encoding="utf-8")
    unfinished.replace(answer)


def _wait(answer: Path, ended: Callable[[], bool], provider: str) -> None:
    until = time.monotonic() + _TIMEOUT
    while not answer.exists() and time.monotonic() < until:
        if ended():
            break
        time.sleep(0.01)
    if not answer.exists():
        message = f"{provider!r} cannot be opened and written to in a new process. Try it with `python -c`."
        raise AssertionError(message)


def _kill(number: int) -> None:
    try:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
    except (ProcessLookupError, ChildProcessError):
        return  # it ended by itself, and was waited for
