"""Verifying: whatever was altered behind the store's back is found, and said in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from inspectprep.store.chain import Line, link
from inspectprep.store.protocol import Head
from tests.store.fakes import new_store, reopened


def tampered(folder: Path, *statements: str) -> tuple[str, ...]:
    """Make a store of five changes, alter it as somebody with the file could, and return what verify says."""
    store = new_store(folder)
    for number in (1, 2, 3):
        store.append("note", f"note-{number}", {"text": "a"}, by="Ann")
    store.append("note", "note-1", {"text": "b"}, by="Ben")
    store.append("note", "note-2", None, by="Ben", why="twice")
    assert store.verify().sound
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER changes_stay")
    connection.execute("DROP TRIGGER changes_remain")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return reopened(folder).verify().problems


def test_a_sound_store_says_how_much_was_read(tmp_path: Path) -> None:
    """Changes, records and the head."""
    store = new_store(tmp_path / "store")
    empty = store.verify()
    assert (empty.changes, empty.records, empty.sound) == (0, 0, True)
    assert empty.head == store.head()
    made = store.append("note", "note-1", {}, by="Ann")
    store.append("note", "note-1", None, by="Ann", why="x")
    found = store.verify()
    assert (found.changes, found.records) == (2, 1)
    assert found.head == store.head() == Head(2, store.history("note", "note-1")[-1].head)
    assert made.head != found.head.hash


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE changes SET document = '{}' WHERE number = 3", "Change 3 (note-3) was altered"),
        ("UPDATE changes SET \"by\" = 'Eve' WHERE number = 1", "Change 1 (note-1) was altered"),
        ("UPDATE changes SET at = '2020' WHERE number = 4", "Change 4 is dated before"),
        ("DELETE FROM changes WHERE number = 3", "Change 3 is missing"),
        ("DELETE FROM changes WHERE number = 1", "Revision 1 of note-1 is missing"),
        ("UPDATE changes SET head = checksum WHERE number = 2", "Change 3 does not follow"),
        ("DELETE FROM latest WHERE id = 'note-3'", "index of last revisions is wrong for note-3"),
        ("UPDATE latest SET number = 1 WHERE id = 'note-1'", "wrong for note-1"),
        ("DELETE FROM about", "The name of the store is missing"),
    ],
)
def test_what_was_altered_is_named(tmp_path: Path, statement: str, words: str) -> None:
    """Values, people, times, order, gaps and short cuts."""
    problems = tampered(tmp_path / "store", statement)
    assert any(words in each for each in problems), problems


def test_changes_cut_off_the_end_are_found_with_a_head_kept_elsewhere(tmp_path: Path) -> None:
    """The rest is a sound store, so only a head that was noted down can tell; older heads still count."""
    store = new_store(tmp_path / "store")
    made = [store.append("note", f"note-{number}", {}, by="Ann") for number in (1, 2, 3)]
    heads = [each.head for each in made]
    assert all(store.verify(each.upper() + " ").sound for each in heads)
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER changes_remain")
    connection.execute("DELETE FROM changes WHERE number = 3")
    connection.execute("DELETE FROM latest WHERE id = 'note-3'")
    connection.commit()
    connection.close()
    after = reopened(tmp_path / "store")
    assert after.verify().sound
    assert after.verify(heads[1]).sound
    (problem,) = after.verify(heads[2]).problems
    assert "missing or were altered" in problem


def test_a_long_list_of_problems_is_cut_short(tmp_path: Path) -> None:
    """Twenty say enough; how many more there are is told."""
    store = new_store(tmp_path / "store")
    with store.transaction():
        for number in range(1, 51):
            store.append("note", f"note-{number}", {}, by="Ann")
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER changes_stay")
    connection.execute("UPDATE changes SET why = 'x'")
    connection.commit()
    connection.close()
    problems = reopened(tmp_path / "store").verify().problems
    assert len(problems) == 21
    assert problems[-1] == "And 30 more."


def test_a_checksum_covers_every_part_of_a_change() -> None:
    """Two changes that differ anywhere differ in it, and so do the heads after them."""
    line = Line(1, "note", "note-1", 1, "2026-09-07T08:00:00.000000Z", "Ann", "", "{}")
    others = [
        line._replace(**{name: "x" if isinstance(value, str) else 2})
        for name, value in zip(line._fields, line, strict=True)
    ] + [line._replace(document=None)]
    sums = {line.checksum(), *(each.checksum() for each in others)}
    assert len(sums) == len(others) + 1
    assert len({link("head", each) for each in sums}) == len(sums)
