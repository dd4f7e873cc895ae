"""Delimited text in any common encoding and with any common delimiter, even ragged or badly quoted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_letter
from inspectprep.model.sheet import RawSheet, SheetNote
from inspectprep.sources import problems
from inspectprep.sources.encoding import as_utf8
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits
from inspectprep.sources.memory_file import InputFile, size_of
from inspectprep.sources.result import FileRead
from inspectprep.sources.rows import (
    ROWS_FACTOR,
    TooManyCellsError,
    frame_of_rows,
    refuse_long_texts,
    refuse_many_cells,
)

_DELIMITERS = b",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE = 1 << 16
_SAMPLE_LINES = 50
_LONGEST_QUOTE = 50
_LINES_A_ROW = 5
"""Some rows have texts of several lines, but not all."""
_MOST_COLUMNS = 16_384
_END_OF_TEXT = b"\x1a"  # the last byte of a text file from DOS
_SEPARATOR_LINE = re.compile(rb"^\"?sep=(.)\"?\r?\n", re.IGNORECASE)


def read_text(path: InputFile, *, limits: Limits = DEFAULT_LIMITS) -> FileRead:
    """Return a text file as one sheet.

    Raises:
        SourceError: if it is too large.
    """
    size = size_of(path)
    data, encoding = as_utf8(path.read_bytes())
    data = data.replace(b"\0", b"").removesuffix(_END_OF_TEXT)
    if b"\r\r\n" in data[:_SAMPLE]:
        data = data.replace(b"\r\r\n", b"\r\n")
    stated = _SEPARATOR_LINE.match(data)
    if stated:
        data = data[stated.end() :]
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    delimiter = stated.group(1).decode("latin-1") if stated else _delimiter(data)
    # A library takes long over a very wide file, so its first line is measured before.
    refuse_many_cells(path, 1, data[: data.find(b"\n")].count(delimiter.encode()) + 1, limits)
    if (lines := data.count(b"\n")) > _LINES_A_ROW * limits.max_rows:
        refuse_many_cells(path, lines, 1, limits)
    try:
        frame = _frame(data, delimiter, limits)
    except TooManyCellsError:
        raise problems.over_limit(path, "The file has too many cells.") from None
    refuse_many_cells(path, frame.height, frame.width, limits)
    refuse_long_texts(path, frame, limits)
    frame.columns = [column_letter(index + 1) for index in range(frame.width)]
    notes = (
        SheetNote(code="encoding", text=f"The text was read as {encoding}."),
        SheetNote(
            code="delimiter", text=f"The columns are separated by {_NAMES.get(delimiter, repr(delimiter))}."
        ),
    )
    sheet = RawSheet(file=path.name, sheet=path.stem, cells=frame, notes=notes)
    return FileRead(
        name=path.name, kind=FileKind.CSV, bytes=size, sheets=(sheet,), unpacked=size, notes=notes
    )


def _delimiter(data: bytes) -> str:
    """Return the delimiter that splits the first lines into the most columns."""
    lines = data[:_SAMPLE].splitlines()[:_SAMPLE_LINES]
    best, most = ",", (0, 0)
    for code in _DELIMITERS:
        counts = sorted(_outside_quotes(line, code) for line in lines)
        # The widest line is the heading row. If two delimiters are equal there, the more frequent one counts.
        score = (counts[-1] if counts else 0, sum(counts))
        if score > most:
            best, most = chr(code), score
    return best


def _outside_quotes(line: bytes, code: int) -> int:
    if b'"' not in line:
        return line.count(code)
    return sum(part.count(code) for part in line.split(b'"')[::2])


def _frame(data: bytes, delimiter: str, limits: Limits) -> pl.DataFrame:
    lines = data[:_SAMPLE].splitlines()
    code = ord(delimiter) if len(delimiter) == 1 and ord(delimiter) < 128 else ord(",")
    counts = [_outside_quotes(line, code) for line in lines]
    width = max(counts, default=0) + 1
    if not any(line.strip() for line in lines) or width > _MOST_COLUMNS:
        return _lenient(data, delimiter, limits)
    names = [f"c{index}" for index in range(width)]
    # polars takes the width from the first line, so a narrow first line needs a wide one before it.
    narrow = counts[0] + 1 < width or not lines[0].strip()
    if narrow:
        data = delimiter.join(names).encode() + b"\n" + data
    try:
        frame = pl.read_csv(data, separator=delimiter, has_header=narrow, infer_schema=False, quote_char='"')
    except (pl.exceptions.PolarsError, ValueError, OverflowError):
        return _lenient(data.split(b"\n", 1)[1] if narrow else data, delimiter, limits)
    return frame


def _lenient(data: bytes, delimiter: str, limits: Limits) -> pl.DataFrame:
    """Read text that polars refuses: with longer lines further down, or with quotes out of place."""
    left = most = limits.max_cells // ROWS_FACTOR
    rows: list[tuple[str | None, ...]] = []
    width = 0
    for record in _records(data.decode("utf-8", "replace"), delimiter):
        width = max(width, len(record))
        left -= len(record) + 1
        if left < 0 or (len(rows) + 1) * width > most:
            raise TooManyCellsError
        rows.append(tuple(value or None for value in record))
    return frame_of_rows(rows)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield records. A quote that never ends is read as a plain character."""
    lines = io.StringIO(text, newline=None).read().split("\n")
    if lines and not lines[-1]:
        lines.pop()
    position = 0
    while position < len(lines):
        count = _lines_of_record(lines, position)
        if count:
            yield _split("\n".join(lines[position : position + count]), delimiter)
        else:
            yield lines[position].split(delimiter)
        position += count or 1


def _lines_of_record(lines: list[str], start: int) -> int:
    """Return the number of lines after which every quote has ended; 0 if one does not end soon."""
    quotes = 0
    for count, line in enumerate(lines[start : start + _LONGEST_QUOTE], 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return 0


def _split(record: str, delimiter: str) -> list[str]:
    if '"' not in record:
        return record.split(delimiter)
    csv.field_size_limit(max(csv.field_size_limit(), len(record) + 1))
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
