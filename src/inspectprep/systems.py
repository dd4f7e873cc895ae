"""Differences between Windows, macOS and Linux that matter to files: open workbooks, names, durable writes.

The decisions are functions of the platform (as ``sys.platform``), so that each system can be tested on any.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows has no such module
    fcntl = None  # type: ignore[assignment]

_NUMBER = re.compile(r"\(os error (\d+)\)")
_DENIED = 5
"""The number of Windows for a refusal of access."""

_SHARING = (32, 33)
"""The numbers of Windows for a file, or a part of one, that another program has open."""

_LONGEST = 247
"""The most characters of a path that every program of Windows can use, less those of a file's short name."""

_DEVICE = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(\.|$)", re.IGNORECASE
)
_SIGNS = re.compile(r'[<>:"|?*]')


class Advice(NamedTuple):
    """The words about a problem: a sentence that says what is wrong, and one that says what to do."""

    what: str
    remedy: str


def owner_file(path: Path) -> Path:
    """Return the small file that Excel makes beside a workbook while it is open."""
    return path.with_name(f"~${path.name}")


def denied(error: Exception, *, platform: str = "") -> PermissionError | None:
    """Return the refusal of access that an error is, or that a library in Rust reports in its text, or None.

    Args:
        error: The error of reading a file.
        platform: As ``sys.platform``; this computer's if empty. The numbers of Windows are its own.
    """
    if isinstance(error, PermissionError):
        return error
    number = _NUMBER.search(str(error))
    if number is None:
        return None
    code = int(number[1])
    if (platform or sys.platform) != "win32":
        return PermissionError(code, os.strerror(code)) if code in (errno.EACCES, errno.EPERM) else None
    if code not in (_DENIED, *_SHARING):
        return None
    found = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    found.winerror = code  # type: ignore[attr-defined]  # typeshed has it for Windows only
    return found


def open_elsewhere(path: Path, error: OSError, *, platform: str = "") -> Advice | None:
    """Return the advice for a file that another program has open, or None if that is not the problem.

    On Windows, Excel lets no other program replace a workbook that is open, and may let none read it. The
    system then often reports only that access is denied, as for a missing permission.

    Args:
        path: The file.
        error: The error of reading, writing or replacing it.
        platform: As ``sys.platform``; this computer's if empty.
    """
    if not isinstance(error, PermissionError):
        return None
    try:
        seen = owner_file(path).exists()
    except (OSError, ValueError):
        seen = False
    if seen or getattr(error, "winerror", None) in _SHARING:
        return Advice("This file is open in another program.", "Close it in Excel, and try again.")
    if (platform or sys.platform) == "win32":
        return Advice(
            "Windows denies access to this file. It may be open in another program.",
            "If it is open in Excel, close it in Excel and try again. Otherwise ask for permission.",
        )
    return None


def unusable_name(path: PurePath | str, *, platform: str = "") -> Advice | None:
    """Return the advice for a name that Windows takes for a device or another file, or None.

    Text written to ``NUL`` is lost, ``report:1.html`` is a hidden part of a file ``report``, and dots and
    spaces at the end of a name are left out.

    Args:
        path: The name of a file to write.
        platform: As ``sys.platform``; this computer's if empty. Only Windows has such names.
    """
    if (platform or sys.platform) != "win32":
        return None
    for part in PureWindowsPath(path).relative_to(PureWindowsPath(path).anchor).parts:
        if _DEVICE.match(part):
            return Advice(f"Windows has a device with the name {part!r}.", "Give the file another name.")
        if sign := _SIGNS.search(part):
            return Advice(
                f"A name on Windows cannot have the sign {sign[0]!r}.", "Give the file another name."
            )
        if part.endswith((".", " ")) and part not in (".", ".."):
            return Advice("A name on Windows cannot end in a dot or a space.", "Give the file another name.")
    return None


def too_long(path: PurePath, error: OSError, *, platform: str = "") -> Advice | None:
    """Return the advice for a path that is too long for Windows, or None if that is not the problem.

    Windows reports such a path as one that does not exist.

    Args:
        path: The whole path of the file.
        error: The error of reading or writing it.
        platform: As ``sys.platform``; this computer's if empty.
    """
    if (
        (platform or sys.platform) != "win32"
        or len(str(path)) <= _LONGEST
        or isinstance(error, PermissionError)
    ):
        return None
    return Advice(
        f"The path has {len(str(path))} characters, which can be too many for Windows.",
        "Use a folder with a shorter path, such as one directly in your own folder.",
    )


def sync(handle: int) -> None:
    """Wait until all that was written to an open file is on the disk.

    On macOS, ``fsync`` leaves the data in the cache of the drive, and a power cut can lose it.

    Raises:
        OSError: if it cannot be written.
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with suppress(OSError):  # drives of other makers, and shares, may not have it
            fcntl.fcntl(handle, full)
            return
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make the names of new files in a folder durable. Windows has no such call and does not need it.

    Raises:
        OSError: if they cannot be written.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)
