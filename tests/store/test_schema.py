"""Migrations: forward, one by one, whole or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from inspectprep.errors import StoreError
from inspectprep.store.schema import MIGRATIONS, version_of
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


def test_the_built_in_store_comes_through_the_hook() -> None:
    """As any other would."""
    from inspectprep.plugins import open_registry  # noqa: PLC0415  # only here
    from inspectprep.store.sqlite import open_store  # noqa: PLC0415

    registry = open_registry(load_plugins=False)
    assert "sqlite" in registry.stores
    assert registry.stores.resolve("sqlite") is open_store
