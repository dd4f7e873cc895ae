"""What reading one file gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from inspectprep.sources.file_kind import FileKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.model.sheet import RawSheet, SheetNote

__all__ = ["FileRead"]


@frozen(kw_only=True, eq=False)
class FileRead:
    """A file's sheets, and what is to be known of the file itself.

    Attributes:
        name: The file's name, without folders.
        kind: What it is, whatever its name says.
        bytes: Its size.
        sheets: In the file's order, to be gone through once: those of a workbook are read as they
            are asked for, the next while the last is being worked on.
        unpacked: Bytes it unpacks to, as measured; its size where it is no archive.
        parts: Entries of the archive; 0 where it is none.
        external: What it holds that reaches outside it or could run.
        notes: What was noticed about the file.
        late_notes: What was noticed while the sheets were read; complete when they have been.
    """

    name: str
    kind: FileKind
    bytes: int
    sheets: Iterable[RawSheet]
    unpacked: int = 0
    parts: int = 0
    external: tuple[str, ...] = ()
    notes: tuple[SheetNote, ...] = ()
    late_notes: list[SheetNote] = field(factory=list)
