"""A file in memory, which readers use as they use a path."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TypeAlias

from attrs import field

from inspectprep.model.representation import frozen


@frozen(kw_only=True, eq=False)
class MemoryFile:
    """A file in memory.

    Attributes:
        name: Its name, without folders.
        data: Its content. It can be child-level data.
    """

    name: str
    data: bytes = field(repr=False)

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """The suffix of the name, with the dot."""
        return Path(self.name).suffix

    def open(self, _mode: str = "rb") -> io.BytesIO:
        """Open the file for reading, from its start."""
        return io.BytesIO(self.data)

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self.data


InputFile: TypeAlias = Path | MemoryFile
"""A file to be read, on a disk or in memory."""


def size_of(file: InputFile) -> int:
    """Return the size of a file in bytes."""
    return len(file.data) if isinstance(file, MemoryFile) else file.stat().st_size


def for_library(file: InputFile) -> Path | io.BytesIO:
    """Return what a library opens: the path of a file on a disk, or a stream of one in memory."""
    return file.open() if isinstance(file, MemoryFile) else file
