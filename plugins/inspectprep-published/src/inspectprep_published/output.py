"""Parsed reports in files: JSON Lines, and parquet, written one by one, so that memory does not grow."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

import inspectprep_published
from inspectprep.errors import UnknownNameError
from inspectprep.files import refuse_replacing, writing_output
from inspectprep.inputs import open_file
from inspectprep_published.report import PublishedReport, UnreadFile, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SUFFIXES = (".jsonl", ".parquet")
"""The suffixes of the files that can be written."""

_BLOCK = 1 << 20


def json_line(report: PublishedReport | UnreadFile) -> str:
    """Return a report as one line of JSON, with its new line."""
    return json.dumps(entry(report), ensure_ascii=False) + "\n"


@contextmanager
def writing_reports(
    out: Path, *, inputs: Iterable[Path] = ()
) -> Iterator[Callable[[PublishedReport | UnreadFile], None]]:
    """Open a file for reports, and yield a function that adds one. It has its name when all are written.

    Args:
        out: A file whose name ends in one of :data:`SUFFIXES`.
        inputs: The files that are read, which the output must not replace.

    Raises:
        UnknownNameError: if the suffix is another.
        WriteError: if it cannot be written, or must not be replaced.
    """
    suffix = out.suffix.casefold()
    if suffix not in SUFFIXES:
        raise UnknownNameError("format", suffix or str(out), SUFFIXES, where="--out")
    refuse_replacing(out, inputs=inputs)
    if suffix == ".jsonl":
        with writing_output(out, private=False, inputs=inputs) as stream:
            yield _adder(stream)
        return
    with TemporaryDirectory(prefix="inspectprep-") as folder:
        lines, table = Path(folder, "reports.jsonl"), Path(folder, "reports.parquet")
        with lines.open("wb") as stream:
            yield _adder(stream, inspectprep_published.parquet_line)
        inspectprep_published.write_parquet(lines, table)
        with writing_output(out, private=False, inputs=inputs) as stream, open_file(table) as written:
            while block := written.read(_BLOCK):
                stream.write(block)


def _adder(
    stream: BinaryIO, line: Callable[[PublishedReport | UnreadFile], str] = json_line
) -> Callable[[PublishedReport | UnreadFile], None]:
    def add(report: PublishedReport | UnreadFile) -> None:
        stream.write(line(report).encode())

    return add
