"""The use of a store by several threads and programs: one writes, and the others wait."""

from __future__ import annotations

import sqlite3
from random import uniform
from threading import RLock
from time import monotonic, sleep

from inspectprep.store.faults import explaining

_WAIT = (0.0005, 0.004)
_FAMILY = 0xFF  # of an extended error code, such as that of a recovery in progress


class Use:
    """A context manager around each use of a connection: one thread at a time, with errors in plain words.

    Args:
        connection: The connection, which waits for other programs.
        where: The file, for messages.
        patience: The most seconds to wait for other programs.

    Attributes:
        lock: The lock of the threads, for a block of several uses.
    """

    def __init__(self, connection: sqlite3.Connection, *, where: str, patience: float) -> None:
        self.lock = RLock()
        self._connection = connection
        self._explaining = explaining(where)
        self._patience = patience
        self._seconds = patience
        self._hurried = False

    def __enter__(self) -> None:
        """Wait for other threads.

        Raises:
            StoreError: if the store is closed.
        """
        self.lock.acquire()
        # One turn after another needs no setting between. Any other use waits for other programs again.
        if self._hurried:
            try:
                with self._explaining:
                    self._wait(self._patience)
            except BaseException:
                self.lock.release()
                raise
            self._hurried = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: object
    ) -> None:
        """Let other threads continue, and explain an error.

        Raises:
            StoreError: in place of any error of SQLite or of the operating system.
        """
        self.lock.release()
        if error is not None:
            self._explaining.__exit__(kind, error, None)

    def take_turn(self) -> None:
        """Begin to write, when no other program does.

        SQLite's own waiting time grows to a tenth of a second. So the writer that has waited longest comes
        last. A random wait of a few milliseconds gives all writers a turn.

        Raises:
            StoreError: if another program does not end in time, or the store cannot be written.
        """
        give_up = monotonic() + self._patience
        with self.lock, self._explaining:
            self._hurried = True
            self._wait(0)
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    busy = error.sqlite_errorcode & _FAMILY == sqlite3.SQLITE_BUSY
                    if not busy or monotonic() > give_up:
                        raise
                    sleep(uniform(*_WAIT))  # chance, not secrets
                else:
                    self._hurried = False
                    return

    def end_turn(self) -> None:
        """Note that the turn has ended, so that uses after it wait for other programs again."""
        self._hurried = True

    def _wait(self, seconds: float) -> None:
        if self._seconds != seconds:
            self._connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            self._seconds = seconds
