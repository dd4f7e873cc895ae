"""One file of any kind, read by its content and not by its name; the files of a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from inspectprep import sources
from inspectprep.inputs import unreadable
from inspectprep.model.sheet import RawSheet
from inspectprep.sources import problems
from inspectprep.sources.file_kind import FileKind, file_kind
from inspectprep.sources.frame import read_parquet
from inspectprep.sources.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, size_of
from inspectprep.sources.result import FileRead
from inspectprep.sources.text import read_text
from inspectprep.sources.workbook import read_workbook

SUFFIXES = (
    ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods",
    ".csv", ".tsv", ".txt", ".htm", ".html", ".parquet", ".pq",
)  # fmt: skip
"""Suffixes by which files are picked from a folder, in lower case."""

_WORKBOOKS = (FileKind.XLSX, FileKind.XLSB, FileKind.XLS, FileKind.ODS)
_ANY_SUFFIX = (*_WORKBOOKS, FileKind.XML, FileKind.PARQUET)
_NO_SUFFIX = (FileKind.CSV, FileKind.HTML, FileKind.WEB_ARCHIVE)
_SUFFIX = re.compile(r"\.\w{1,8}")
_COPIES = (".bak", ".old", ".tmp", ".temp", ".part", ".partial", ".crdownload")


def read_file(
    path: InputFile, *, limits: Limits = DEFAULT_LIMITS, progress: Callable[[str], None] | None = None
) -> FileRead:
    """Return the sheets of one file.

    Args:
        path: The file, on a disk or in memory.
        limits: A file over one of them is refused.
        progress: Called with the name of each sheet of a workbook before it is read.

    Raises:
        SourceError: if it cannot be read. The error says why and what to do.
    """
    try:
        refuse_large(path, limits)
        kind = file_kind(path)
        if kind in _WORKBOOKS:
            return read_workbook(path, kind, limits=limits, progress=progress)
        if kind is FileKind.CSV:
            return read_text(path, limits=limits)
        if kind is FileKind.PARQUET:
            return read_parquet(path, limits=limits)
        if kind in (FileKind.HTML, FileKind.WEB_ARCHIVE):
            return sources.html.read_html(path, archive=kind is FileKind.WEB_ARCHIVE, limits=limits)
        if kind is FileKind.XML:
            return sources.spreadsheet_xml.read_spreadsheet_xml(path, limits=limits)
    except FileNotFoundError:
        raise problems.missing(path) from None
    except OSError as error:
        if isinstance(path, Path) and isinstance(error, PermissionError):
            raise unreadable(path, error) from None
        what = f"The file cannot be opened ({error.strerror or 'system error'})."
        raise problems.damaged(path, what) from None
    raise problems.refuse(path, kind)


def refuse_large(file: InputFile, limits: Limits) -> None:
    """Refuse a file that is larger than the limit.

    Raises:
        SourceError: if it is.
        OSError: if its size cannot be found.
    """
    if size_of(file) > limits.max_unpacked_mb * MEGABYTE:
        raise problems.over_limit(file, f"The file is larger than {limits.max_unpacked_mb:g} MB.")


def read_sheets(path: Path) -> Iterable[RawSheet]:
    """Return every sheet of one file. The built-in providers name this function.

    Raises:
        SourceError: if it cannot be read.
    """
    return tuple(read_file(path).sheets)


def find_files(folder: Path, *, suffixes: Iterable[str] = ()) -> tuple[Path, ...]:
    """Return the files of a folder that may hold lists, in order of name.

    A file with one of the usual suffixes may. A file with another suffix may if it is a workbook, and one
    without a suffix if it can be read. Hidden files and backup copies are left out. Folders inside are
    searched only if the folder itself has no such file, since they often have old copies.

    Args:
        folder: The folder.
        suffixes: Further suffixes, in lower case with the dot, that plugins read.
    """
    wanted = {*SUFFIXES, *suffixes, ".xml"}
    found = _here(folder, wanted)
    if not found:
        inside = (
            each for each in sorted(folder.iterdir()) if each.is_dir() and not each.name.startswith(".")
        )
        found = [path for each in inside for path in _here(each, wanted)]
    return tuple(found)


def _here(folder: Path, suffixes: set[str]) -> list[Path]:
    return [
        path
        for path in sorted(folder.iterdir(), key=lambda each: each.name.casefold())
        if path.is_file() and not path.name.startswith(".") and _may_have_lists(path, suffixes)
    ]


def _may_have_lists(path: Path, suffixes: set[str]) -> bool:
    suffix = path.suffix.casefold()
    if suffix in suffixes or path.name.startswith("~$"):
        return True
    if suffix in _COPIES or path.name.endswith("~"):
        return False
    try:
        kind = file_kind(path)
    except OSError:
        return False
    # The name may have a full stop and no suffix, such as "List 1. Contacts".
    return kind in _ANY_SUFFIX or (kind in _NO_SUFFIX and not _SUFFIX.fullmatch(suffix))
