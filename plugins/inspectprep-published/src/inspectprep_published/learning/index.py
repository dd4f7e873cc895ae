"""The index of a folder of reports: their sentences in one SQLite file. Only changed files are read again."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from inspectprep.errors import SourceError, WriteError
from inspectprep.model.values import frozen
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.contents import ReportContent, read_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

NAME = "published-index.sqlite"
"""The name of the index in a folder of reports."""

_OURS = 0x49507270
_VERSION = 1
"""It goes up by one whenever the tables, or the sentences that are made of a report, change."""

_MAGIC = b"SQLite format 3\0"
_WAIT = 10.0
_ANOTHER = "Choose another file with --index."
_BATCH = 64
_TABLES = """
CREATE TABLE file (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    problem TEXT NOT NULL, inspection TEXT NOT NULL, kind TEXT NOT NULL, authority TEXT NOT NULL, day TEXT
);
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, page INTEGER NOT NULL, last_page INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, section TEXT NOT NULL, judgement TEXT NOT NULL, stated_as TEXT NOT NULL
);
CREATE INDEX sentence_file ON sentence (file);
CREATE INDEX file_inspection ON file (inspection);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");
CREATE VIEW report AS
    SELECT * FROM file WHERE id IN (SELECT min(id) FROM file WHERE problem = '' GROUP BY inspection);
"""


class _Found(NamedTuple):
    """A file of the folder, as it is now."""

    path: Path
    size: int
    modified: int


@frozen(kw_only=True)
class UnindexedFile:
    """A file that is not in the index.

    Attributes:
        file: Its path in the folder.
        problem: What is wrong with it, and what to do.
    """

    file: str
    problem: str


class Index:
    """The index of a folder. Use it in a ``with`` block.

    Attributes:
        connection: The database.
        stored: The file of the index. None if it is in memory, because the folder cannot be written.
    """

    def __init__(self, connection: sqlite3.Connection, stored: Path | None) -> None:
        self.connection = connection
        self.stored = stored

    def __enter__(self) -> Self:
        """Return the index."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.connection.close()

    def select(
        self, columns: str, choice: Choice, *, words: str = "", rest: str = "", values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """Return columns of the chosen sentences.

        Args:
            columns: The columns, of ``words.text``, ``sentence`` and ``report``.
            choice: The reports and judgements.
            words: An expression for the words. Empty for all sentences.
            rest: More conditions, the grouping and the order.
            values: The values of `rest`.

        Raises:
            SourceError: if the index is damaged.
        """
        condition, chosen = choice.condition()
        source = "sentence JOIN report ON report.id = sentence.file"
        if words:
            source = f"words JOIN {source.replace(' JOIN', ' ON sentence.id = words.rowid JOIN')}"
            condition = f"words MATCH ? AND {condition}"
        bound = ((words,) if words else ()) + (*chosen, *values)
        try:
            rows = self.connection.execute(f"SELECT {columns} FROM {source} WHERE {condition} {rest}", bound)
            return rows.fetchall()
        except sqlite3.DatabaseError as error:
            raise SourceError(
                f"The index is damaged: {error}.",
                where=str(self.stored or ""),
                remedy="Delete it, and try again.",
            ) from None

    @property
    def files(self) -> int:
        """The number of files that were read as reports."""
        return int(self.connection.execute("SELECT count(*) FROM file WHERE problem = ''").fetchone()[0])

    @property
    def reports(self) -> int:
        """The number of reports. Copies of one report count once."""
        return int(self.connection.execute("SELECT count(*) FROM report").fetchone()[0])

    @property
    def unread(self) -> tuple[UnindexedFile, ...]:
        """The files that could not be read as reports, by name."""
        rows = self.connection.execute("SELECT path, problem FROM file WHERE problem <> '' ORDER BY path")
        return tuple(UnindexedFile(file=path, problem=problem) for path, problem in rows)


def open_index(
    folder: Path,
    *,
    file: Path | None = None,
    jobs: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Index:
    """Return the index of a folder, brought up to date: only new and changed files are read.

    It is a file in the folder. If the folder cannot be written, it is in memory, and made again each time.

    Args:
        folder: The folder, with its folders.
        file: Another file for the index. Use one file for one folder.
        jobs: The number of processes. 0 for one on each processor.
        progress: Called with a sentence on how far the reading is.

    Raises:
        SourceError: if there is no such folder, or it has no PDF files.
        WriteError: if `file` cannot be written, or is not an index.
    """
    found = _pdf_files(folder)
    path = file or folder / NAME
    _check_index(path)
    for _ in range(2):
        try:
            connection = _up_to_date(_create_file(path), found, jobs, progress)
        except sqlite3.OperationalError as error:
            if file is None:
                break
            raise WriteError(
                f"The index cannot be written: {error}.", where=str(path), remedy=_ANOTHER
            ) from None
        except sqlite3.DatabaseError:  # it is damaged, and everything in it can be read again
            path.unlink(missing_ok=True)
        else:
            return Index(connection, path)
    return Index(_up_to_date(_in_memory(path), found, jobs, progress), None)


def _pdf_files(folder: Path) -> dict[str, _Found]:
    """Return the PDF files of a folder and its folders, by path in the folder."""
    if not folder.is_dir():
        raise SourceError("This is not a folder.", where=str(folder), remedy="Name a folder with reports.")
    found = {}
    for path in sorted(folder.rglob("*")):
        with suppress(OSError):
            if path.suffix.casefold() == ".pdf" and path.is_file():
                status = path.stat()
                name = path.relative_to(folder).as_posix().encode(errors="backslashreplace").decode()
                found[name] = _Found(path, status.st_size, status.st_mtime_ns)
    if not found:
        raise SourceError(
            "This folder has no PDF files.", where=str(folder), remedy="Put published reports in it."
        )
    return found


def _create_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        _create(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_index(path: Path) -> None:
    """Delete an index of another version, and refuse a file that is not an index."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError:
        return
    if head and not (head.startswith(_MAGIC) and int.from_bytes(head[68:72]) == _OURS):
        raise WriteError("This file is not an index of published reports.", where=str(path), remedy=_ANOTHER)
    if head and int.from_bytes(head[60:64]) != _VERSION:
        with suppress(OSError):
            path.unlink()


def _in_memory(path: Path) -> sqlite3.Connection:
    """Return an index in memory, with the content of the file if there is one."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old,
    ):
        old.backup(connection)
    _create(connection)
    return connection


def _create(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
        return
    connection.execute(f"PRAGMA application_id = {_OURS}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)


def _up_to_date(
    connection: sqlite3.Connection,
    found: dict[str, _Found],
    jobs: int,
    progress: Callable[[str], None] | None,
) -> sqlite3.Connection:
    """Return an index after the files that are new or changed were read, and those that are gone removed."""
    try:
        rows = connection.execute("SELECT path, size, modified FROM file")
        known = {path: (size, modified) for path, size, modified in rows}
        gone = [path for path in known if path not in found]
        changed = [path for path, file in found.items() if known.get(path) != (file.size, file.modified)]
        if gone:
            _store(connection, gone, ())
        _read(connection, {path: found[path] for path in changed}, jobs, progress)
    except BaseException:
        connection.close()
        raise
    return connection


def _read(
    connection: sqlite3.Connection,
    changed: dict[str, _Found],
    jobs: int,
    progress: Callable[[str], None] | None,
) -> None:
    """Read files and store them in batches, so that an interrupted reading goes on from there."""
    contents = read_contents([file.path for file in changed.values()], jobs=jobs)
    read: dict[str, tuple[_Found, ReportContent]] = {}
    for number, ((path, file), content) in enumerate(zip(changed.items(), contents, strict=True), start=1):
        read[path] = (file, content)
        if progress is not None:
            progress(f"Reading reports: {number:,} of {len(changed):,}")
        if number % _BATCH == 0 or number == len(changed):
            _store(connection, read, [(path, *each) for path, each in read.items()])
            read.clear()


def _store(
    connection: sqlite3.Connection,
    old: Iterable[str],
    new: Iterable[tuple[str, _Found, ReportContent]],
) -> None:
    """Remove files and add others, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    _remove(connection, old)
    for path, file, content in new:
        _add(connection, path, file, content)
    connection.execute("COMMIT")


def _remove(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    for path in paths:
        row = connection.execute("SELECT id FROM file WHERE path = ?", (path,)).fetchone()
        if row is not None:
            connection.execute(
                "DELETE FROM words WHERE rowid IN (SELECT id FROM sentence WHERE file = ?)", row
            )
            connection.execute("DELETE FROM sentence WHERE file = ?", row)
            connection.execute("DELETE FROM file WHERE id = ?", row)


def _add(connection: sqlite3.Connection, path: str, file: _Found, content: ReportContent) -> None:
    number = connection.execute(
        "INSERT INTO file (path, size, modified, problem, inspection, kind, authority, day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            path,
            file.size,
            file.modified,
            content.problem,
            content.inspection or path,
            content.kind,
            content.authority,
            content.day.isoformat() if content.day else None,
        ),
    ).lastrowid
    last = connection.execute("SELECT coalesce(max(id), 0) FROM sentence").fetchone()[0]
    numbered = tuple(enumerate(content.sentences, start=last + 1))
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                at,
                number,
                one.page,
                one.last_page,
                one.paragraph,
                one.section,
                one.judgement,
                one.stated_as or "",
            )
            for at, one in numbered
        ),
    )
    connection.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)", ((at, one.text) for at, one in numbered)
    )
