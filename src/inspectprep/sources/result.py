"""A file as it was read."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from inspectprep.model.representation import frozen
from inspectprep.model.sheet import RawSheet, SheetNote
from inspectprep.sources.file_kind import FileKind


@frozen(kw_only=True, eq=False)
class FileRead:
    """A file's sheets, and facts about the file itself.

    Attributes:
        name: The file's name, without folders.
        kind: Its kind, by its content and not by its name.
        bytes: Its size.
        sheets: In the file's order, to be gone through once. The sheets of a workbook are read one by one.
        unpacked: Bytes that it unpacks to, as measured; its size if it is not an archive.
        parts: Number of entries in the archive; 0 if it is not one.
        external: Contents that lead outside the file or could run.
        notes: Notes about the file.
        late_notes: Notes made while the sheets are read; complete when all of them have been.
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
