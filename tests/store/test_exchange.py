"""Exports, backups and taking them over: whole or not at all."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectprep.errors import StoreError, WriteError
from inspectprep.store.sqlite import SQLiteStore
from tests.store.fakes import new_store, reopened


def filled(folder: Path) -> SQLiteStore:
    """Make a store of three changes."""
    store = new_store(folder)
    store.append("note", "note-1", {"text": "Zoë"}, by="Ann", why="first")
    store.append("note", "note-2", {"text": "b"}, by="Ben")
    store.append("note", "note-1", None, by="Ann", why="twice")
    return store


def exported(store: SQLiteStore) -> list[bytes]:
    """Return the lines of an export."""
    stream = io.BytesIO()
    store.export(stream)
    return stream.getvalue().splitlines(keepends=True)


def test_an_export_is_lines_of_json_that_other_programs_read(tmp_path: Path) -> None:
    """The first says what follows; then one change a line, documents as they are."""
    store = filled(tmp_path / "store")
    first, *rest = [json.loads(line) for line in exported(store)]
    assert first["schema"] == "inspectprep/store/1"
    assert (first["changes"], first["head"]) == (3, store.head().hash)
    assert [(each["id"], each["revision"], each["by"]) for each in rest] == [
        ("note-1", 1, "Ann"),
        ("note-2", 1, "Ben"),
        ("note-1", 2, "Ann"),
    ]
    assert rest[0]["document"] == {"text": "Zoë"}
    assert rest[2]["document"] is None
    assert rest[2]["head"] == first["head"]


def without_last(lines: list[bytes]) -> list[bytes]:
    """Cut off the last change."""
    return lines[:-1]


def cut_in_a_line(lines: list[bytes]) -> list[bytes]:
    """Cut off in the middle of a line."""
    return [*lines[:-1], lines[-1][:40]]


def swapped(lines: list[bytes]) -> list[bytes]:
    """Exchange two changes."""
    return [lines[0], lines[2], lines[1], lines[3]]


def edited(lines: list[bytes]) -> list[bytes]:
    """Change a word."""
    return [each.replace(b'"b"', b'"c"') for each in lines]


def without_first(lines: list[bytes]) -> list[bytes]:
    """Leave out the line that says what follows."""
    return lines[1:]


def of_another_store(lines: list[bytes]) -> list[bytes]:
    """Say that it is another store."""
    head = json.loads(lines[0])
    return [json.dumps({**head, "name": "other"}).encode() + b"\n", *lines[1:]]


def with_a_number_that_is_none(lines: list[bytes]) -> list[bytes]:
    """Put in what JSON cannot hold."""
    return [each.replace(b'"b"', b"NaN") for each in lines]


def with_another_key(lines: list[bytes]) -> list[bytes]:
    """Add a key that nobody knows."""
    return [*lines[:-1], lines[-1].replace(b'"number"', b'"child":1,"number"')]


def nothing(_: list[bytes]) -> list[bytes]:
    """Leave nothing."""
    return []


def not_text(_: list[bytes]) -> list[bytes]:
    """Be a workbook."""
    return [b"PK\x03\x04\xff\xfe\n", b"\x00\n"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (without_last, "incomplete: it should have 3 changes and has 2"),
        (cut_in_a_line, "Line 4: this is not a line of JSON"),
        (swapped, "Line 2: change 1 is missing"),
        (edited, "Line 3: this change was altered"),
        (without_first, "Line 1: the schema of the first line"),
        (of_another_store, "Line 2: this change was altered, or does not follow"),
        (with_a_number_that_is_none, "Line 3: this is not a line of JSON"),
        (with_another_key, "Line 4: this is not a change"),
        (nothing, "Line 1"),
        (not_text, "Line 1: this is not a line of JSON"),
    ],
)
def test_an_export_that_is_not_whole_is_refused_whole(
    tmp_path: Path, spoil: Callable[[list[bytes]], list[bytes]], words: str
) -> None:
    """The line and what is wrong with it are told, and the store stays empty and usable."""
    lines = spoil(exported(filled(tmp_path / "one")))
    other = new_store(tmp_path / "two")
    before = other.head()
    with pytest.raises(StoreError) as caught:
        other.import_(io.BytesIO(b"".join(lines)))
    assert words in str(caught.value)
    assert "Nothing was imported" in str(caught.value)
    assert other.head() == before
    assert other.list("note") == ()
    other.append("note", "note-1", {}, by="Ann")
    assert other.verify().sound


def test_a_store_with_records_takes_nothing_over(tmp_path: Path) -> None:
    """Two histories cannot be one; the reason and the remedy are told."""
    lines = exported(filled(tmp_path / "one"))
    other = filled(tmp_path / "two")
    with pytest.raises(StoreError, match="has records already") as caught:
        other.import_(io.BytesIO(b"".join(lines)))
    assert caught.value.reason == "not-empty"
    assert other.head().number == 3


def test_numbers_go_on_where_the_imported_ones_end(tmp_path: Path) -> None:
    """No id is given twice, not even that of a withdrawn record."""
    other = new_store(tmp_path / "two")
    other.import_(io.BytesIO(b"".join(exported(filled(tmp_path / "one")))))
    assert other.last_number("note") == 2


def test_a_backup_made_while_others_write_is_a_whole_store(tmp_path: Path) -> None:
    """It holds what was committed and not what was not; it opens, and can be taken over."""
    store = filled(tmp_path / "one")
    other = reopened(tmp_path / "one")
    with store.transaction():
        store.append("note", "note-3", {"text": "not yet"}, by="Ann")
        head = other.backup(tmp_path / "copy.sqlite")
    assert head.number == 3
    third = new_store(tmp_path / "three")
    with (tmp_path / "copy.sqlite").open("rb") as stream:
        assert third.import_(stream) == head
    assert third.verify(head.hash).sound
    assert [each.id for each in third.list("note")] == ["note-2"]
    assert not list((tmp_path / "one").glob("*.part"))


def test_a_backup_needs_nothing_beside_it(tmp_path: Path) -> None:
    """It is one file, complete without a log, that may lie on a medium that cannot be written."""
    filled(tmp_path / "one").backup(tmp_path / "copy.sqlite")
    connection = sqlite3.connect(tmp_path / "copy.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["copy.sqlite"]


def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    """Least of all the store itself."""
    store = filled(tmp_path / "one")
    with pytest.raises(StoreError, match="already"):
        store.backup(store.path)
    assert store.verify().changes == 3


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    store = filled(tmp_path / "one")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(WriteError):
        store.backup(tmp_path / "file" / "copy.sqlite")
    assert not list((tmp_path / "one").glob("*.part"))


def test_a_damaged_store_makes_no_backup_that_looks_sound(tmp_path: Path) -> None:
    """The copy is read before it takes its name."""
    store = filled(tmp_path / "one")
    store._connection.execute("DROP TRIGGER changes_stay")
    store._connection.execute("UPDATE changes SET why = 'x' WHERE number = 2")
    with pytest.raises(StoreError, match="has a problem"):
        store.backup(tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
