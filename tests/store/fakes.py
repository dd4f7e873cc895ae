"""A clock that tests set, and a store to write to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from inspectprep.store.sqlite import FILE, SQLiteStore, open_store

__all__ = ["OPENED", "START", "Clock", "new_store", "quick_store", "reopened"]

START = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


OPENED: list[SQLiteStore] = []
"""Stores that the running test has opened."""


class Clock:
    """Tells a time that moves on by a minute whenever it is asked."""

    def __init__(self, start: datetime = START, step: timedelta = timedelta(minutes=1)) -> None:
        self.now = start
        self.step = step

    def __call__(self) -> datetime:
        """Return the time, and move on."""
        told = self.now
        self.now += self.step
        return told


def new_store(folder: Path, **more: Any) -> SQLiteStore:
    """Make a store in a new folder, whose first change is dated at START."""
    open_store(
        folder, create=True, **{key: each for key, each in more.items() if key == "migrations"}
    ).close()
    return reopened(folder, **{"clock": Clock(), **more})


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store", create=True)
        store.close()
        return store.path.read_bytes()


def quick_store(folder: Path, **more: Any) -> SQLiteStore:
    """Return a new store as a copy of an empty one, which spares tests that make many the disk."""
    folder.mkdir()
    (folder / FILE).write_bytes(_empty())
    return reopened(folder, **{"clock": Clock(), **more})


def reopened(folder: Path, **more: Any) -> SQLiteStore:
    """Open a store that is there, as another process would; it is closed when the test ends."""
    OPENED.append(open_store(folder, **more))
    return OPENED[-1]
