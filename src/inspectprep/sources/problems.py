"""Why a file cannot be read, and what to do about it: one wording for all readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.sources.file_kind import FileKind

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["damaged", "entities", "missing", "over_limit", "refuse"]

_SAVE = "Save it again as .xlsx or CSV from its source."

_REFUSED = {
    FileKind.PDF: ("is a PDF, whatever its name says.", "Ask for the workbook it was printed from."),
    FileKind.ARCHIVE: ("is a zip archive but not a workbook.", "Unpack it, and give the files inside."),
    FileKind.OLE: ("is an older office document but not a workbook.", _SAVE),
    FileKind.BINARY: ("is neither a workbook nor text.", _SAVE),
}


def refuse(path: Path, kind: FileKind) -> SourceError:
    """Return the error for a kind of file that no reader can read."""
    name = path.name
    if kind is FileKind.ENCRYPTED:
        return SourceError(
            "The workbook is protected with a password.",
            where=name,
            remedy="Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with "
            "Password) and save it again as .xlsx.",
            reason="encrypted",
        )
    if kind is FileKind.EMPTY:
        return SourceError("The file is empty.", where=name, remedy="Export it again.", reason="empty")
    if kind is FileKind.LOCK:
        return SourceError(
            "The file only marks that a workbook is open somewhere.",
            where=name,
            remedy="Close the workbook; the mark can be ignored.",
            reason="lock",
        )
    if kind is FileKind.BROKEN_ARCHIVE:
        return damaged(path)
    what, remedy = _REFUSED.get(kind, ("is of a kind that cannot be read.", _SAVE))
    return SourceError(f"The file {what}", where=name, remedy=remedy, reason="format")


def damaged(path: Path, detail: str = "It is damaged or cut off") -> SourceError:
    """Return the error for a file that is of the right kind and still cannot be read."""
    return SourceError(
        f"{detail}, so it cannot be read.",
        where=path.name,
        remedy="Open it in the program it came from and save it again as .xlsx or CSV.",
        reason="damaged",
    )


def missing(path: Path) -> SourceError:
    """Return the error for a path at which there is nothing."""
    return SourceError(
        "There is no such file or folder.", where=str(path), remedy="Check the path.", reason="missing"
    )


def over_limit(path: Path, what: str) -> SourceError:
    """Return the error for a file beyond a limit.

    Args:
        path: The file.
        what: What it has too much of, a sentence.
    """
    return SourceError(
        what,
        where=path.name,
        remedy="Check where the file came from. If it is genuine, delete unused formatted rows and "
        "pictures and save it again, or raise the limit.",
        reason="limit",
    )


def entities(path: Path) -> SourceError:
    """Return the error for a workbook whose XML declares a document type or entities."""
    return SourceError(
        "The workbook declares XML entities, which no spreadsheet program does.",
        where=path.name,
        remedy="Check where the file came from; open it in Excel and save it again as .xlsx.",
        reason="entities",
    )
