"""Exports as JSON Lines: a first line about the store, then one line for each change, in order.

An export is checked before it is imported. One that was cut off, reordered or edited is refused.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from inspectprep.errors import StoreError
from inspectprep.printable import printable_json
from inspectprep.store.chain import Line, as_text, as_time, as_utc, genesis, link
from inspectprep.store.disk import MAGIC, belongs
from inspectprep.store.faults import explaining
from inspectprep.store.protocol import Head
from inspectprep.store.schema import MIGRATIONS, current_kind, refuse_newer, version_of
from inspectprep.store.verification import COLUMNS

SCHEMA = "inspectprep/store/1"
"""The schema in the first line of an export."""

_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"
_YEARS = (1971, 9998)
_DEEPEST = 20
_KEYS = (*Line._fields, "checksum", "head")


class ExportedChange(NamedTuple):
    """A change of an export that has passed all checks."""

    line: Line
    checksum: str
    head: str


@contextmanager
def lines_of(stream: BinaryIO) -> Iterator[Iterable[bytes]]:
    """Give the lines of an export. A backup, which is a database, is exported first.

    Raises:
        StoreError: if it is a database that is not a readable backup.
    """
    first = stream.readline()
    if not first.startswith(MAGIC):
        yield chain((first,), stream)
        return
    path = Path(stream.name)
    with TemporaryFile() as file:
        with explaining(str(path)), closing(_reading(path)) as connection:
            belongs(connection, path)
            refuse_newer(version_of(connection), len(MIGRATIONS), where=str(path))
            write_export(connection, file)
        file.seek(0)
        yield file


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def write_export(connection: sqlite3.Connection, stream: BinaryIO) -> Head:
    """Write all changes at one moment, and return the head."""
    connection.execute("BEGIN")
    try:
        about = dict(connection.execute("SELECT key, value FROM about"))
        (count,) = connection.execute("SELECT count(*) FROM changes").fetchone()
        last = connection.execute("SELECT head FROM changes ORDER BY number DESC LIMIT 1").fetchone()
        head = Head(count, last[0] if last else genesis(about["name"]))
        _write(stream, {"schema": SCHEMA, **about, "changes": head.number, "head": head.hash})
        for row in connection.execute(f"SELECT {COLUMNS}, checksum, head FROM changes ORDER BY number"):
            line = dict(zip(_KEYS, row, strict=True))
            line["document"] = json.loads(line["document"]) if line["document"] is not None else None
            _write(stream, line)
    finally:
        connection.execute("ROLLBACK")
    return head


def read_export(lines: Iterable[bytes], where: str) -> tuple[Mapping[str, str], Iterator[ExportedChange]]:
    """Return the details of the store in an export, and its changes, which are checked one by one.

    Args:
        lines: The lines of the file.
        where: The name of the file, for messages.

    Raises:
        StoreError: if it is not a complete export; also from the iterator, at the first wrong line.
    """
    numbered = enumerate(lines, 1)
    _, first = next(numbered, (1, b""))
    about = _parsed(first, 1, where)
    if about.get("schema") != SCHEMA:
        raise _refusal(f"the schema of the first line should be {SCHEMA!r}", 1, where)
    texts = {key: about.get(key) for key in ("name", "created", "head")}
    count = about.get("changes")
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(count, int):
        raise _refusal("the name, the head or the number of changes of the store is missing", 1, where)
    details = {key: str(texts[key]) for key in ("name", "created")}
    return details, _changes(numbered, Head(count, str(texts["head"])), genesis(str(texts["name"])), where)


def _changes(
    numbered: Iterator[tuple[int, bytes]], goal: Head, head: str, where: str
) -> Iterator[ExportedChange]:
    count = 0
    revisions: dict[tuple[str, str], int] = {}
    before = ""
    for place, raw in numbered:
        change = _change(_parsed(raw, place, where), place, where)
        line = change.line
        count += 1
        head = link(head, change.checksum)
        if line.number != count:
            raise _refusal(f"change {count} is missing; this is number {line.number}", place, where)
        if line.checksum() != change.checksum or change.head != head:
            raise _refusal("this change was altered, or does not follow from the one before", place, where)
        record = current_kind(line.kind), line.id
        if line.revision != revisions.get(record, 0) + 1 or line.at < before:
            raise _refusal("this change is out of order", place, where)
        revisions[record] = line.revision
        before = line.at
        yield change
    if Head(count, head) != goal:
        raise _refusal(
            f"the export is incomplete: it should have {goal.number} changes and has {count}",
            count + 1,
            where,
        )


def _change(fields: Mapping[str, Any], place: int, where: str) -> ExportedChange:
    document = fields.get("document")
    texts = all(
        isinstance(fields.get(key), str) for key in ("kind", "id", "at", "by", "why", "checksum", "head")
    )
    numbers = all(type(fields.get(key)) is int for key in ("number", "revision"))
    if not (texts and numbers and (document is None or isinstance(document, dict))) or set(fields) != set(
        _KEYS
    ):
        raise _refusal("this is not a change", place, where)
    if not re.fullmatch(_NAME, fields["kind"]) or not re.fullmatch(_NAME, fields["id"]):
        raise _refusal("the id or the kind of this change is not valid", place, where)
    if not _is_time(fields["at"]):
        raise _refusal("this change has no valid time", place, where)
    try:
        text = None if document is None else as_text(document)
        "".join((text or "", fields["by"], fields["why"])).encode()
    except ValueError:  # an infinite number, or half a character
        raise _refusal("this change has a value that cannot be stored", place, where) from None
    if text is not None and _depth(document) > _DEEPEST:
        raise _refusal(f"this change has more than {_DEEPEST} levels of lists and tables", place, where)
    line = Line(**{**{key: fields[key] for key in Line._fields}, "document": text})
    return ExportedChange(line, fields["checksum"], fields["head"])


def _is_time(text: str) -> bool:
    """Return whether a text is a time as :func:`as_utc` writes it, in a year that every time zone has."""
    try:
        moment = as_time(text)
        return moment.tzinfo is not None and as_utc(moment) == text and _YEARS[0] <= moment.year <= _YEARS[1]
    except (ValueError, OverflowError):
        return False


def _depth(value: Any) -> int:
    """Return the levels of lists and tables in a value, counted without recursion up to the limit."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        depth += 1
    return depth


def _parsed(raw: bytes, place: int, where: str) -> Mapping[str, Any]:
    try:
        parsed = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _refusal("this is not a line of JSON, or it is nested too deeply", place, where) from None
    if not isinstance(parsed, dict):
        raise _refusal("this is not a JSON object", place, where)
    return parsed


def _no_number(word: str) -> None:
    raise ValueError(word)


def _refusal(what: str, place: int, where: str) -> StoreError:
    return StoreError(
        f"Line {place}: {what}.",
        where=where,
        remedy="Nothing was imported. Use the original export, or another one.",
        reason="damaged",
    )


def _write(stream: BinaryIO, line: Mapping[str, Any]) -> None:
    text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    stream.write(printable_json(text).encode() + b"\n")
