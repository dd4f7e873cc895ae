"""Writing files so that a crash at any moment leaves the old file or the new one, never a half."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["writing"]

_PRIVATE = 0o600


@contextmanager
def writing(path: Path | str, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all of it is on the disk.

    What is written goes to a file beside it, which is flushed, synced and then renamed, and the folder
    is synced too: after the block ends the file is durable. If the block fails, the old file stays.

    Args:
        path: The file to write; its folder is made if need be.
        private: Readable by its owner only, as everything with child-level data must be.

    Raises:
        WriteError: if it cannot be written; the message says why and what to do.
    """
    import tempfile  # noqa: PLC0415  # most runs write no file

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
        remedy="Choose another folder, or free space or permission there; nothing was changed.",
    )


def _usual_mode() -> int:
    """Return the mode a new file would have had: mkstemp makes private ones."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
