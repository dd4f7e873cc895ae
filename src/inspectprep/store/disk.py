"""The store's file on the disk: made whole or not at all, private, recognised before it is opened."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from inspectprep.errors import StoreError
from inspectprep.store.faults import explaining
from inspectprep.store.schema import APPLICATION, refuse_newer, version_of

__all__ = ["MAGIC", "belongs", "connect", "make", "make_folder", "recognise"]

MAGIC = b"SQLite format 3\x00"
"""What every SQLite file begins with."""

_PRIVATE_FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it; one that exists stays as it is."""
    with explaining(str(folder)):
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                folder.mkdir(mode=_PRIVATE_FOLDER)
            _sync(folder.parent)


def make(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a new store file, readable by its owner only, that takes its name when it is whole and durable.

    Args:
        path: The file; its folder is made if need be.
        fill: Makes the tables.

    Raises:
        StoreError: if there is a file already or none can be made.
    """
    make_folder(path.parent)
    with explaining(str(path)):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute("PRAGMA synchronous = FULL")
                fill(connection)
            _claim(temporary, path)
            _sync(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def connect(path: Path, *, patience: float, newest: int) -> sqlite3.Connection:
    """Open an existing store file for reading and writing, each commit durable before it is acknowledged.

    Args:
        path: The file.
        patience: Seconds to wait for others who are writing.
        newest: The newest version of the tables that can be read; a newer store is not touched.

    Raises:
        StoreError: if it is missing, damaged, newer, or not a store.
    """
    recognise(path)
    with explaining(str(path)):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=patience,
            check_same_thread=False,
        )
        try:
            belongs(connection, path)
            refuse_newer(version_of(connection), newest, where=str(path))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return connection


def recognise(path: Path) -> None:
    """Refuse a file that is missing or empty, without opening it.

    Opening and closing it here would let go of the locks that other connections of this process hold on it;
    see https://sqlite.org/howtocorrupt.html.

    Raises:
        StoreError: if it is missing or empty.
    """
    with explaining(str(path)):
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            raise StoreError(
                "There is no store here.",
                where=str(path),
                remedy="Make a workspace with `inspectprep init`, or put back the file that was here.",
                reason="missing",
            ) from None
    if not size:
        raise StoreError(
            "The file is empty: nothing is left of the store.",
            where=str(path),
            remedy="It was not touched. Import the last backup or export into a new workspace.",
            reason="damaged",
        )


def belongs(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database of another program.

    Raises:
        StoreError: if it is one.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION or version_of(connection) == 0:
        raise StoreError(
            "This is a database of another program.",
            where=str(path),
            remedy="It was not touched. Name the workspace's own folder.",
            reason="unusable",
        )


def _claim(temporary: Path, path: Path) -> None:
    """Give the file its name, unless somebody else was first: a link, unlike a rename, replaces nothing."""
    try:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:
            # Memory sticks know no links.
            if path.exists():
                raise FileExistsError from None
            temporary.rename(path)
    except FileExistsError:
        raise StoreError(
            "There is a store here already.",
            where=str(path),
            remedy="Open the workspace, or choose another folder.",
            reason="exists",
        ) from None


def _sync(folder: Path) -> None:
    """Make a new name durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
