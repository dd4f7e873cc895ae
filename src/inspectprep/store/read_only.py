"""Reading a store whose folder cannot be written: read-only, or on a full disk.

SQLite needs to write beside the file to read it, unless another program has it open. So the file is copied,
with its write-ahead log, to a private temporary folder, and read there. The log has the newest changes.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from inspectprep.errors import StoreError
from inspectprep.store.disk import belongs
from inspectprep.store.faults import explaining
from inspectprep.store.schema import Migration, migrate, refuse_newer, version_of

_LOG = "-wal"
_MEMORY = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
_ATTEMPTS = 5

Opened = tuple[sqlite3.Connection, Callable[[], None]]
"""A connection, and the function that removes its temporary files after it is closed."""


def connect_to_read(path: Path, *, migrations: Sequence[Migration]) -> Opened:
    """Open an existing store file to read it, without writing to its folder.

    Raises:
        StoreError: if it is damaged, newer or not a store, or its newest changes cannot be read.
    """
    with explaining(str(path)):
        return _shared(path, len(migrations)) or _copied(path, migrations) or _unchanging(path, migrations)


def _shared(path: Path, newest: int) -> Opened | None:
    """Open the file itself, which works while another program has it open."""
    connection = _connection(f"{path.resolve().as_uri()}?mode=ro")
    try:
        belongs(connection, path)
        current = version_of(connection) == newest
    except sqlite3.OperationalError:
        current = False
    except BaseException:
        connection.close()
        raise
    if current:
        return connection, _nothing
    connection.close()
    return None


def _copied(path: Path, migrations: Sequence[Migration]) -> Opened | None:
    """Open a private copy; None if there is no room for one."""
    for folder in _folders():
        try:
            copy = _copy(path, Path(folder.name))
            connection = _connection(copy.as_uri())
            try:
                belongs(connection, path)
                migrate(connection, migrations, where=str(path))
            except BaseException:
                connection.close()
                raise
        except (OSError, sqlite3.OperationalError):
            folder.cleanup()
            continue
        except BaseException:
            folder.cleanup()
            raise
        return connection, folder.cleanup
    return None


def _unchanging(path: Path, migrations: Sequence[Migration]) -> Opened:
    """Open the file itself as one that does not change. SQLite then ignores the log, so it must be empty."""
    if any(size for _, size in _state(path)[1:]):
        raise _without_room(path, "The newest changes cannot be read here")
    connection = _connection(f"{path.resolve().as_uri()}?mode=ro&immutable=1")
    try:
        belongs(connection, path)
        version = version_of(connection)
        refuse_newer(version, len(migrations), where=str(path))
    except BaseException:
        connection.close()
        raise
    if version < len(migrations):
        connection.close()
        raise _without_room(path, "This older store cannot be read here")
    return connection, _nothing


def _without_room(path: Path, what: str) -> StoreError:
    return StoreError(
        f"{what}, because there is no room for a copy of the store.",
        where=str(path),
        remedy="Free some space, or set the environment variable TMPDIR to a folder with space.",
        reason="full",
    )


def _copy(path: Path, folder: Path) -> Path:
    """Copy a file and its log. If another program changes them meanwhile, they are copied again.

    Raises:
        OSError: if they cannot be copied.
        StoreError: if they change all the time.
    """
    copy = folder / path.name
    for _ in range(_ATTEMPTS):
        before = _state(path)
        shutil.copyfile(path, copy)
        log = copy.with_name(f"{copy.name}{_LOG}")
        log.unlink(missing_ok=True)
        if len(before) > 1:
            shutil.copyfile(path.with_name(f"{path.name}{_LOG}"), log)
        if _state(path) == before:
            return copy
    raise StoreError(
        "The store is busy, because another program is writing to it.",
        where=str(path),
        remedy="Try again.",
        reason="busy",
    )


def _state(path: Path) -> list[tuple[int, int]]:
    """Return the time of change and the size of a file and, if it has one, of its log."""
    found = []
    for file in (path, path.with_name(f"{path.name}{_LOG}")):
        try:
            details = file.stat()
        except FileNotFoundError:
            continue
        found.append((details.st_mtime_ns, details.st_size))
    return found


def _folders() -> Iterator[TemporaryDirectory[str]]:
    """Yield private folders on different disks, where there may be room."""
    for parent in (None, _MEMORY):
        try:
            folder = TemporaryDirectory(prefix="inspectprep-", dir=parent)
        except OSError:
            continue
        yield folder


def _connection(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _nothing() -> None:
    """Do nothing, because there are no temporary files."""
