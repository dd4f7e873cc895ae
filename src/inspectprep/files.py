"""Files written so that a crash leaves the old file or the new one, never part of one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PRIVATE = 0o600


@contextmanager
def writing(path: Path | str, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all of it is on the disk.

    The bytes go to a temporary file in the same folder. At the end of the block it is synced and renamed,
    and the folder is synced, so that the file is durable. If the block fails, the old file stays.

    Args:
        path: The file to write; its folder is created if necessary.
        private: Readable by its owner only. Files with child-level data must be private.

    Raises:
        WriteError: if it cannot be written; the message says why and what to do.
    """
    import tempfile  # noqa: PLC0415  # costs 20 ms, and most runs write no file

    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _unwritten(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_PRIVATE if private else _usual_mode())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _unwritten(target: Path, error: OSError) -> WriteError:
    return WriteError(
        f"It could not be written: {error.strerror or error}.",
        where=str(target),
        remedy="Choose another folder, or free space or permission there; nothing has changed.",
    )


def _usual_mode() -> int:
    """Return the mode of a new file, since mkstemp creates private ones."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable. Windows has no such call and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
