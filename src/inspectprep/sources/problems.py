"""Errors for files that cannot be read: what is wrong and what to do, in the same words for all readers."""

from __future__ import annotations

from inspectprep.errors import SourceError
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.memory_file import InputFile

_SAVE = "Save it again as .xlsx or CSV from its source."
_OPEN = "Open it in Excel and save it again as .xlsx."

_REFUSED = {
    FileKind.PDF: ("The file is a PDF.", "Ask for the workbook that it was printed from."),
    FileKind.ARCHIVE: ("The file is a zip archive, not a workbook.", "Unpack it and use the files inside."),
    FileKind.OLE: ("The file is an older Office document, not a workbook.", _SAVE),
    FileKind.OLD: ("The file is a workbook of Excel 2 to 5, which cannot be read.", _OPEN),
    FileKind.COMPRESSED: ("The file is compressed.", "Unpack it and use the file inside."),
    FileKind.BINARY: ("The file is neither a workbook nor text.", _SAVE),
    FileKind.PIPE: ("This is a pipe or a device, not a file.", "Save the data as a file, and use that."),
    FileKind.EMPTY: ("The file is empty.", "Export it again."),
    FileKind.LOCK: (
        "This is a temporary file that a spreadsheet program makes while a workbook is open.",
        "Close the workbook. You can ignore this file.",
    ),
    FileKind.ENCRYPTED: (
        "The workbook is protected with a password.",
        "Open it in Excel, remove the password under File, Info, Protect Workbook, and save it as .xlsx.",
    ),
}
_REASONS = {FileKind.EMPTY: "empty", FileKind.LOCK: "lock", FileKind.ENCRYPTED: "encrypted"}


def refuse(path: InputFile, kind: FileKind) -> SourceError:
    """Return the error for a kind of file that cannot be read."""
    if kind is FileKind.BROKEN_ARCHIVE:
        return damaged(path)
    what, remedy = _REFUSED.get(kind, ("Files of this kind cannot be read.", _SAVE))
    return SourceError(what, where=path.name, remedy=remedy, reason=_REASONS.get(kind, "format"))


def damaged(path: InputFile, what: str = "The file is damaged or incomplete.") -> SourceError:
    """Return the error for a file that is of the right kind but cannot be read."""
    return SourceError(
        what,
        where=path.name,
        remedy="Open it in the program it came from and save it again as .xlsx or CSV.",
        reason="damaged",
    )


def missing(path: InputFile) -> SourceError:
    """Return the error for a path where there is nothing."""
    return SourceError(
        "There is no such file or folder.", where=str(path), remedy="Check the path.", reason="missing"
    )


def over_limit(path: InputFile | str, what: str, remedy: str = "") -> SourceError:
    """Return the error for a file over a limit.

    Args:
        path: The file, or the name of a frame.
        what: Which limit, as a sentence.
        remedy: What to do, if that is not about the size of the file.
    """
    return SourceError(
        what,
        where=path if isinstance(path, str) else path.name,
        remedy=remedy
        or "Check where the file came from. If it is genuine, delete unused formatted rows and "
        "pictures and save it again, or raise the limit.",
        reason="limit",
    )


def entities(path: InputFile) -> SourceError:
    """Return the error for a workbook whose XML declares a document type or entities."""
    return SourceError(
        "The workbook declares XML entities, which no spreadsheet program does.",
        where=path.name,
        remedy="Check where the file came from. Open it in Excel and save it again as .xlsx.",
        reason="entities",
    )


def no_parquet(path: InputFile) -> SourceError:
    """Return the error for a parquet file where polars is built without parquet."""
    return SourceError(
        "Parquet files cannot be read here, because polars was built without support for them.",
        where=path.name,
        remedy="Save it as .xlsx or CSV.",
        reason="format",
    )
