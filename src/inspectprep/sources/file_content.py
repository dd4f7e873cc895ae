"""The content of a file, as bytes or a file object, becomes a file in memory.

A tool that receives a file from a browser or a database has its content and no path. The content stays in
memory. Only a plugin's reader, which needs a path, gets a private copy that is deleted when it has been read.
"""

from __future__ import annotations

import inspect
import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from inspectprep.errors import InspectPrepError, SourceError
from inspectprep.sources.limits import MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, MemoryFile

_CHUNK = 1 << 20
_LONGEST_NAME = 255
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_FOLDERS = re.compile(r"[/\\]")
_EXAMPLE = 'Give its name and its content: {"annex-a.xlsx": data}.'


class BinaryFile(Protocol):
    """A file object in binary mode: an opened file, a BytesIO, or an upload of a web framework."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, or all that are left."""


FileContent: TypeAlias = bytes | bytearray | memoryview | BinaryFile
"""The content of a file."""


def is_content(value: object) -> bool:
    """Return whether a value is the content of a file: bytes, or a file object."""
    return isinstance(value, bytes | bytearray | memoryview) or callable(getattr(value, "read", None))


def memory_file(content: Any, name: object = None, *, limits: Limits) -> MemoryFile:
    """Return a file in memory.

    Args:
        content: Bytes, or a file object in binary mode. A file object is read from its start if it can seek,
            and at most one byte beyond the limit, so that it is refused without being read as a whole.
        name: The name of the file. If None, that of the file object.
        limits: The limit is `max_unpacked_mb`.

    Raises:
        SourceError: if the name or the content cannot be that of a file.
    """
    checked = _name(_own_name(content) if name is None else name)
    if isinstance(content, bytes | bytearray | memoryview):
        return MemoryFile(name=checked, data=bytes(content))
    if not is_content(content):
        raise _refused(
            f"This is not the content of a file, but a value of type {type(content).__name__}.",
            checked,
            "Give bytes, or a file that is opened in binary mode.",
        )
    return MemoryFile(name=checked, data=_read(content, checked, int(limits.max_unpacked_mb * MEGABYTE)))


@contextmanager
def path_of(file: InputFile) -> Iterator[Path]:
    """Give a reader the path of a file: for a file in memory, that of a copy which exists for this block.

    Only the owner can read the copy. Errors name the file and not the copy.

    Raises:
        SourceError: if the copy cannot be written.
    """
    if isinstance(file, Path):
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="inspectprep-") as folder:
        path = Path(folder, file.name)
        try:
            with open(path, "xb", opener=_private) as stream:
                stream.write(file.data)
        except OSError as error:
            raise SourceError(
                f"A temporary copy for its reader cannot be written ({error.strerror or 'system error'}).",
                where=file.name,
                remedy="Free space in the folder for temporary files, or give the file another name.",
            ) from None
        try:
            yield path
        except InspectPrepError as error:
            error.args = tuple(_without(folder, argument) for argument in error.args)
            vars(error).update({name: _without(folder, value) for name, value in vars(error).items()})
            raise


def _without(folder: str, value: Any) -> Any:
    return value.replace(f"{folder}{os.sep}", "") if isinstance(value, str) else value


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _own_name(content: object) -> str:
    """Return the name of a file object. Uploads have it as ``filename``, and opened files as ``name``."""
    for attribute in ("filename", "name"):
        name = getattr(content, attribute, None)
        if isinstance(name, str) and name:
            return name
    raise SourceError("The file has no name.", remedy=_EXAMPLE, reason="format")


def _name(name: object) -> str:
    """Return the name of a file without folders.

    Raises:
        SourceError: if it cannot be the name of a file.
    """
    if not isinstance(name, str | os.PathLike):
        raise SourceError("The name of a file should be text.", remedy=_EXAMPLE, reason="format")
    last = _FOLDERS.split(os.fsdecode(name))[-1].strip()
    if _UNFIT.search(last) or len(last.encode(errors="replace")) > _LONGEST_NAME:
        raise SourceError("This is not a valid name of a file.", remedy=_EXAMPLE, reason="format")
    if not last:
        raise SourceError("The name of the file is blank.", remedy=_EXAMPLE, reason="format")
    return last


def _read(stream: Any, name: str, most: int) -> bytes:
    """Return the bytes of a file object, up to one more than `most`."""
    if inspect.iscoroutinefunction(stream.read):
        # The uploads of asynchronous frameworks have the file itself as an attribute.
        stream = getattr(stream, "file", None)
        if not is_content(stream) or inspect.iscoroutinefunction(stream.read):
            raise _refused(
                "The file can only be read with await.", name, "Give its bytes: await file.read()."
            )
    try:
        if getattr(stream, "seekable", lambda: False)():
            stream.seek(0)
        return b"".join(_parts(stream, name, most + 1))
    except (OSError, ValueError, TypeError):
        raise _unreadable(stream, name) from None


def _parts(stream: Any, name: str, left: int) -> Iterator[bytes]:
    """Yield what a file object gives, up to a number of bytes. Reading may give less than it is asked for."""
    try:
        part = stream.read(min(left, _CHUNK))
    except TypeError:
        yield _as_bytes(stream.read(), name)  # some uploads can only be read as a whole
        return
    while read := _as_bytes(part, name):
        yield read
        left -= len(read)
        before, part = part, stream.read(min(left, _CHUNK)) if left > 0 else b""
        if part is before and len(read) > 1:
            raise _refused("The file object gives the same bytes again and again.", name, "Give its bytes.")


def _as_bytes(part: object, name: str) -> bytes:
    if isinstance(part, bytes | bytearray | memoryview):
        return bytes(part)
    raise _not_bytes(name, text=isinstance(part, str))


def _not_bytes(name: str, *, text: bool) -> SourceError:
    if text:
        return _refused("The file is opened in text mode.", name, 'Open it in binary mode: open(path, "rb").')
    return _refused("The file object does not give bytes.", name, "Give its bytes.")


def _unreadable(stream: Any, name: str) -> SourceError:
    if getattr(stream, "closed", False) is True:
        return _refused("The file is closed.", name, "Read it before it is closed, or give its bytes.")
    if isinstance(stream, io.TextIOBase):
        return _not_bytes(name, text=True)
    return _refused("The file object cannot be read.", name, "Give its bytes.")


def _refused(what: str, name: str, remedy: str) -> SourceError:
    return SourceError(what, where=name, remedy=remedy, reason="format")
