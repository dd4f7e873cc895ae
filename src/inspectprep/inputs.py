"""Input files, opened only if they are files. Reading a pipe or a device might never end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.systems import open_elsewhere, too_long

if TYPE_CHECKING:
    from io import BufferedReader

_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # Windows has none

NOT_A_FILE = "This is a pipe or a device, not a file."


def open_file(path: Path | str) -> BufferedReader:
    """Open a file for reading. A pipe or a device is refused, because reading it might never end.

    Raises:
        SourceError: if there is no such file, it is not a file, or it cannot be read.
    """
    try:
        # Opening a device can have effects of its own, so its kind is looked up first.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise _not_a_file(Path(path))
        return open(path, "rb", opener=_without_waiting)
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        raise unreadable(path, error) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAIT)


def read_file(path: Path | str) -> bytes:
    """Return the content of a file.

    Raises:
        SourceError: if there is no such file, it is not a file, or it cannot be read.
    """
    with open_file(path) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise unreadable(path, error) from None


def unreadable(path: Path | str, error: OSError | ValueError) -> SourceError:
    """Return the error for a file that cannot be read, in plain words."""
    where = str(path)
    if isinstance(error, IsADirectoryError):
        return SourceError("This is a folder.", where=where, remedy="Name a file in it.", reason="format")
    if getattr(error, "errno", None) == errno.ENAMETOOLONG:
        return SourceError(
            "The name is too long for a file.", where=where, remedy="Check the name.", reason="missing"
        )
    advice = None
    if isinstance(error, OSError):
        advice = open_elsewhere(Path(path), error) or too_long(Path(path).absolute(), error)
    if advice:
        return SourceError(advice.what, where=where, remedy=advice.remedy, reason="lock")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return SourceError(
            "There is no such file.",
            where=where,
            remedy="Check the name, and whether the drive is connected.",
            reason="missing",
        )
    return SourceError(
        f"The file cannot be read: {error.strerror or 'unknown reason'}.",
        where=where,
        remedy="Ask for permission to read it, or close it where it is open.",
        reason="lock",
    )


def _not_a_file(path: Path) -> SourceError:
    if path.is_dir():
        return unreadable(path, IsADirectoryError())
    remedy = "Save the data as a file, and use that."
    return SourceError(NOT_A_FILE, where=str(path), remedy=remedy, reason="format")
