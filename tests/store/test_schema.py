"""Migrations: forward, one by one, whole or not at all."""

from __future__ import annotations

import sqlite3
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from inspectprep.errors import StoreError
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import Disclosure
from inspectprep.store.schema import MIGRATIONS, version_of
from inspectprep.store.sqlite import FILE
from inspectprep.workspace.records import Records
from tests.store.fakes import new_store, reopened


def add_a_table(connection: sqlite3.Connection) -> None:
    """Be the step to the next version."""
    connection.execute("CREATE TABLE more (x)")


def fail_half_way(connection: sqlite3.Connection) -> None:
    """Be a step that breaks after it has changed something."""
    connection.execute("CREATE TABLE broken (x)")
    connection.execute("CREATE TABLE broken (x)")


def test_an_older_store_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Opening is enough; the next opening has nothing to do."""
    store = new_store(tmp_path / "store")
    made = store.append("note", "note-1", {"text": "a"}, by="Ann")
    store.close()
    steps = (*MIGRATIONS, add_a_table)
    for _ in range(2):
        newer = reopened(tmp_path / "store", migrations=steps)
        assert version_of(newer._connection) == len(steps)
        assert newer.get("note", "note-1") == made
        assert newer.verify().sound
        newer.close()


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    """Nothing of it is left, and the store opens as before."""
    store = new_store(tmp_path / "store")
    made = store.append("note", "note-1", {"text": "a"}, by="Ann")
    store.close()
    with pytest.raises(StoreError):
        reopened(tmp_path / "store", migrations=(*MIGRATIONS, add_a_table, fail_half_way))
    with pytest.raises(StoreError, match="newer"):
        reopened(tmp_path / "store")
    again = reopened(tmp_path / "store", migrations=(*MIGRATIONS, add_a_table))
    assert version_of(again._connection) == len(MIGRATIONS) + 1
    assert (
        again._connection.execute("SELECT name FROM sqlite_master WHERE name = 'broken'").fetchone() is None
    )
    assert again.get("note", "note-1") == made


def old_store(folder: Path) -> str:
    """Make a store of version 1, in which two kinds have their former words, and return its head."""
    store = new_store(folder, migrations=MIGRATIONS[:1])
    store.append("told", "told-1", {"person": "Jo", "told": "2026-09-07"}, by="Ann")
    store.append("taskstate", "ts-1", {"task": "a", "status": "doing"}, by="Ann")
    store.append("told", "told-1", {"person": "Jo Bell", "told": "2026-09-07"}, by="Ben")
    store.append("told", "told-2", {"person": "Di"}, by="Ben")
    store.append("told", "told-2", None, by="Ben", why="twice")
    for words in (("told", "disclosure"), ("taskstate", "task")):
        store._connection.execute("UPDATE latest SET kind = ? WHERE kind = ?", words)
        store._connection.execute("UPDATE counters SET kind = ? WHERE kind = ?", words)
    head = store.head().hash
    store.close()
    return head


def test_records_under_a_former_word_are_read_under_the_new_one(tmp_path: Path) -> None:
    """Now, at an earlier moment, and in their history; nothing recorded is altered."""
    head = old_store(tmp_path / "store")
    store = reopened(tmp_path / "store")
    assert [each.id for each in store.list("disclosure")] == ["told-1"]
    assert [each.id for each in store.list("disclosure", 1)] == ["told-1"]
    found = store.get("disclosure", "told-1")
    assert found is not None
    assert (found.kind, found.revision, found.document) == (
        "disclosure",
        2,
        {"person": "Jo Bell", "on": "2026-09-07"},
    )
    assert store.documents("disclosure") == [("told-1", {"person": "Jo Bell", "on": "2026-09-07"})]
    assert store.documents("disclosure", 1) == [("told-1", {"person": "Jo", "on": "2026-09-07"})]
    assert store.documents("task") == [("ts-1", {"task": "a", "status": "doing"})]
    assert [each.by for each in store.history("disclosure", "told-1")] == ["Ann", "Ben"]
    assert store.head().hash == head
    assert store.verify(head).sound


def test_records_under_a_former_word_can_be_changed(tmp_path: Path) -> None:
    """Revisions and numbers go on, and a head noted before the change still proves the chain."""
    head = old_store(tmp_path / "store")
    store = reopened(tmp_path / "store")
    made = store.append("disclosure", "told-1", {"person": "Jo B"}, by="Cy", expect=2)
    assert made.revision == 3
    assert store.last_number("disclosure") == 2
    assert [each.revision for each in store.history("disclosure", "told-1")] == [1, 2, 3]
    assert [document for _, document in store.documents("disclosure", made.number)] == [{"person": "Jo B"}]
    assert store.verify(head).sound


def test_a_disclosure_recorded_under_the_former_word_is_a_disclosure(tmp_path: Path) -> None:
    """It has its old id, and a new one gets the next number under the new prefix."""
    old_store(tmp_path / "store")
    records = Records(reopened(tmp_path / "store"), today=lambda: date(2026, 9, 8))
    assert records.get("told-1") == Disclosure(id="told-1", person="Jo Bell", on=date(2026, 9, 7))
    assert [each.id for each in records.all("disclosure")] == ["told-1"]
    changed = records.change("told-1", {"what": "provisional grades"}, by="Cy")
    assert (changed.kind, changed.revision) == ("disclosure", 3)
    records.add(Inspection(variant="ilacs-short", notified=date(2026, 8, 31)), by="Cy")
    assert records.add(Disclosure(person="Di", on=date(2026, 9, 8)), by="Cy").id == "disc-3"


def test_an_old_export_and_an_old_backup_are_imported(tmp_path: Path) -> None:
    """With the same head, and readable under the new words."""
    head = old_store(tmp_path / "old")
    export = BytesIO()
    reopened(tmp_path / "old", migrations=MIGRATIONS[:1]).export(export)
    for name, stream in (("export", export), ("backup", (tmp_path / "old" / FILE).open("rb"))):
        store = new_store(tmp_path / name)
        with stream:
            stream.seek(0)
            store.import_(stream)
        assert [each.id for each in store.list("disclosure")] == ["told-1"]
        assert store.last_number("disclosure") == 2
        assert store.verify(head).sound


def test_the_built_in_store_comes_through_the_hook() -> None:
    """As any other would."""
    from inspectprep.plugins import open_registry  # noqa: PLC0415  # only here
    from inspectprep.store.sqlite import open_store  # noqa: PLC0415

    registry = open_registry(load_plugins=False)
    assert "sqlite" in registry.stores
    assert registry.stores.resolve("sqlite") is open_store
