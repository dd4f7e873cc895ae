"""The turns of writers: one writes, and the others wait."""

from __future__ import annotations

import sqlite3
from random import uniform
from time import monotonic, sleep

_WAIT = (0.0005, 0.004)
_FAMILY = 0xFF  # of an extended error code, such as that of a recovery in progress


def take_turn(connection: sqlite3.Connection, *, patience: float) -> None:
    """Begin to write, when no other writer does.

    SQLite's own waiting time grows to a tenth of a second. So the writer that has waited longest comes
    last. A random wait of a few milliseconds gives all writers a turn.

    Args:
        connection: The store.
        patience: The most seconds to wait.

    Raises:
        sqlite3.OperationalError: if another writer does not end in that time.
    """
    give_up = monotonic() + patience
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & _FAMILY == sqlite3.SQLITE_BUSY
                if not busy or monotonic() > give_up:
                    raise
                sleep(uniform(*_WAIT))  # chance, not secrets
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
