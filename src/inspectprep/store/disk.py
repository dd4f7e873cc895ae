"""The file of the store: its creation in one step, its permissions, and the checks before it is opened."""

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
from inspectprep.systems import sync_folder

MAGIC = b"SQLite format 3\x00"
"""The first bytes of every SQLite file."""

_PRIVATE_FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Create a folder that only its owner can enter, with its parents. An existing folder is unchanged."""
    with explaining(str(folder)):
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                folder.mkdir(mode=_PRIVATE_FOLDER)
            sync_folder(folder.parent)


def make(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Create a store file, readable by its owner only. It gets its name when it is complete and durable.

    Args:
        path: The file. Its folder is created if necessary.
        fill: Creates the tables.

    Raises:
        StoreError: if the file exists or cannot be created.
    """
    make_folder(path.parent)
    with explaining(str(path)):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                _make_durable(connection)
                fill(connection)
            _claim(temporary, path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def connect(path: Path, *, patience: float, newest: int) -> sqlite3.Connection:
    """Open an existing store file. A commit is durable when it returns.

    Args:
        path: The file.
        patience: Seconds to wait for other writers.
        newest: The newest version of the tables that can be read. A newer store is not changed.

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
            _make_durable(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def recognise(path: Path) -> None:
    """Refuse a file that is missing or empty, without opening it.

    Opening and closing it here would release the locks of other connections in this process;
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
                remedy="Create a workspace with `inspectprep init`, or restore the file.",
                reason="missing",
            ) from None
    if not size:
        raise StoreError(
            "The file of the store is empty.",
            where=str(path),
            remedy="It was not changed. Import the last backup or export into a new workspace.",
            reason="damaged",
        )


def belongs(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database of another program.

    Raises:
        StoreError: if it belongs to another program.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION or version_of(connection) == 0:
        raise StoreError(
            "This is a database of another program.",
            where=str(path),
            remedy="It was not changed. Use the folder of the workspace.",
            reason="unusable",
        )


def _make_durable(connection: sqlite3.Connection) -> None:
    """Let a commit return when it is on the disk, and on macOS not only in the cache of the drive."""
    connection.execute("PRAGMA synchronous = FULL")
    # Both have no effect on other systems.
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _claim(temporary: Path, path: Path) -> None:
    """Give the file its name, unless there is one already. A link, unlike a rename, replaces no file."""
    try:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:
            # The file systems of memory sticks have no links.
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
