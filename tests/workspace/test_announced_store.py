"""Plugins observe changes of records once they are durable: counts and ids only, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Workspace
from inspectprep.errors import ConflictError, InspectPrepError, PersonalDataError
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.plugins import hookimpl, open_registry
from inspectprep.store.sqlite import SQLiteStore

AUDIT = EvidenceItem(title="Audit of plans", kind=EvidenceKind.AUDIT, owner="qa")


class Observer:
    """A plugin that counts the changes that are on the disk whenever it observes one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[tuple[Any, ...]] = []
        self.durable: list[int] = []

    @hookimpl
    def inspectprep_record_changed(self, kind: str, id: str, revision: int, change: str) -> None:
        """Note the change, and how many changes another connection can read."""
        self.seen.append((kind, id, revision, change))
        connection = sqlite3.connect(self.folder / "store" / "records.sqlite")
        self.durable += connection.execute("SELECT count(*) FROM changes").fetchone()
        connection.close()


class Failing:
    """A plugin that fails whenever it observes a change, and quotes what it observed."""

    @hookimpl
    def inspectprep_record_changed(self, id: str) -> None:
        """End the program, or try to."""
        raise SystemExit(f"Jane Example {id}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a new workspace."""
    path = tmp_path / "room"
    Workspace.create(path, authority="Borsetshire", variant="ilacs-short", load_plugins=False).close()
    return path


def opened(folder: Path, *plugins: object) -> Workspace:
    """Return a workspace whose changes these plugins observe."""
    return Workspace(
        registry=open_registry(load_plugins=False, environ={}, extra=plugins),
        folder=folder,
        config=Workspace.open(folder, load_plugins=False).config,
    )


@pytest.fixture
def observer(folder: Path) -> Observer:
    """Give a plugin that observes."""
    return Observer(folder)


@pytest.fixture
def room(folder: Path, observer: Observer) -> Iterator[Workspace]:
    """Give a workspace that the observer observes, and another plugin that fails."""
    with opened(folder, Failing(), observer) as made:
        yield made


def test_each_change_is_observed_once_it_is_durable(room: Workspace, observer: Observer) -> None:
    """Whether it was added, updated or withdrawn. The author, the reason and the texts are not said."""
    room.records.add(AUDIT, by="Ann", why="found it")
    room.records.change("ev-1", {"title": "Audit of visits"}, by="Ann")
    room.records.update(evolve(AUDIT, id="ev-1"), expect=2, by="Ann")
    room.records.withdraw("ev-1", by="Ann", why="twice")
    assert observer.seen == [
        ("evidence", "ev-1", 1, "added"),
        ("evidence", "ev-1", 2, "updated"),
        ("evidence", "ev-1", 3, "updated"),
        ("evidence", "ev-1", 4, "withdrawn"),
    ]
    assert observer.durable == [1, 2, 3, 4]


def test_changes_of_a_transaction_are_observed_after_all_of_them(room: Workspace, observer: Observer) -> None:
    """Blocks inside others are part of the outer one."""
    with room.records.transaction():
        room.records.add(AUDIT, by="Ann")
        with room.records.transaction():
            room.records.add(AUDIT, by="Ann")
        assert observer.seen == []
    assert [each[1] for each in observer.seen] == ["ev-1", "ev-2"]
    assert observer.durable == [2, 2]


def test_a_change_that_is_not_made_is_not_observed(room: Workspace, observer: Observer) -> None:
    """Neither one that is refused, nor one that is rolled back, nor one after which the disk is full."""
    room.records.add(AUDIT, by="Ann")
    del observer.seen[:]
    with pytest.raises(PersonalDataError):
        room.records.change("ev-1", {"title": "NHS number 943 476 5919"}, by="Ann")
    with pytest.raises(ConflictError):
        room.records.withdraw("ev-1", by="Ann", why="twice", expect=7)
    with pytest.raises(ConflictError), room.records.transaction():
        room.records.withdraw(room.records.add(AUDIT, by="Ann").id, by="Ann", why="twice", expect=7)
    assert observer.seen == []
    room.records.add(AUDIT, by="Ann")
    assert observer.seen == [("evidence", "ev-2", 1, "added")]


def test_a_refused_change_inside_a_transaction_leaves_the_others(room: Workspace, observer: Observer) -> None:
    """The block goes on, so the other changes are made and observed."""
    with room.records.transaction():
        room.records.add(AUDIT, by="Ann")
        with pytest.raises(InspectPrepError):
            room.records.withdraw("ev-1", by="Ann", why="twice", expect=7)
    assert [each[1:] for each in observer.seen] == [("ev-1", 1, "added")]


def test_an_observer_that_fails_fails_no_change(room: Workspace) -> None:
    """It is named once, and quotes nothing."""
    for _ in range(3):
        room.records.add(AUDIT, by="Ann")
    (problem,) = room.registry.problems
    assert problem.plugin == "Failing"
    assert problem.hook == "inspectprep_record_changed"
    assert "Jane" not in str(problem)
    assert len(room.records.all("evidence")) == 3


def test_a_change_that_an_observer_makes_is_not_observed(folder: Path) -> None:
    """An observer that adds a record for each change would never end."""

    class Recursive:
        @hookimpl
        def inspectprep_record_changed(self) -> None:
            with opened(folder, Recursive()) as again:
                again.records.add(AUDIT, by="Plugin")

    with opened(folder, Recursive()) as workspace:
        workspace.records.add(AUDIT, by="Ann")
        assert len(workspace.records.all("evidence")) == 2
        assert workspace.registry.problems == ()


def test_threads_observe_their_own_changes(room: Workspace, observer: Observer) -> None:
    """A change of another thread is not part of the transaction of this one."""

    def add() -> None:
        with room.records.transaction():
            for _ in range(5):
                room.records.add(AUDIT, by="Ann")

    assert room.records.all("evidence") == ()
    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each[1] for each in observer.seen) == sorted(f"ev-{number}" for number in range(1, 21))


def test_without_an_observer_the_store_is_used_as_it_is(folder: Path) -> None:
    """Nothing is between the records and the disk."""
    with opened(folder) as workspace:
        assert isinstance(workspace.store, SQLiteStore)
