"""An ``inspection.toml`` becomes a record, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.errors import DocumentError, StoreError, WriteError
from inspectprep.model.decision import Decision
from inspectprep.model.enquiry import Challenge, Showcase
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope
from inspectprep.model.release import ReleaseDraft
from inspectprep.model.workforce import Team
from inspectprep.store.sqlite import SQLiteStore, open_store
from tests.store.fakes import Clock

FILE = """schema = "inspectprep/inspection/1"
variant = "ilacs-short"
notified = 2018-04-09
lead_inspector = "Ann Other"
notice = [{ id = "annex_a_due", start = 2018-04-11 }]
actual = [{ id = "fieldwork", start = 2018-04-16, end = 2018-04-20 }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with records of the inspection that a file describes."""
    with _opened(tmp_path / "room", create=True) as room:
        room.records.add(Challenge(claim="Visits are late", heard=date(2018, 4, 17)), by="B")
        room.records.add(Showcase(service="Locality support"), by="B")
        room.records.add(Team(name="Front door"), by="B")
    (tmp_path / "room" / "inspection.toml").write_text(FILE)
    return tmp_path / "room"


def _opened(folder: Path, *, create: bool = False) -> Workspace:
    if create:
        return Workspace.create(
            folder, authority="Borsetshire", variant="ilacs-short", load_plugins=False, clock=Clock()
        )
    return Workspace.open(folder, load_plugins=False, clock=Clock())


@pytest.fixture
def reopened(folder: Path) -> Iterator[Workspace]:
    """The workspace, opened by today's program."""
    with _opened(folder) as room:
        yield room


def test_the_file_becomes_a_record_and_the_records_of_its_time_get_its_id(
    reopened: Workspace, folder: Path
) -> None:
    """With all that it said. The council's own records have no inspection."""
    (inspection,) = reopened.inspections()
    assert inspection == Inspection(
        id="ins-1",
        variant="ilacs-short",
        notified=date(2018, 4, 9),
        authority="Borsetshire",
        lead_inspector="Ann Other",
        notice={"annex_a_due": date(2018, 4, 11)},
        actual={"fieldwork": (date(2018, 4, 16), date(2018, 4, 20))},
    )
    assert [record.inspection for record in reopened.records.all(Challenge)] == ["ins-1"]
    assert [record.inspection for record in reopened.records.all(Showcase)] == ["ins-1"]
    assert reopened.records.entry("team-1").revision == 1
    assert not (folder / "inspection.toml").exists()
    assert (folder / "inspection.toml.taken-over").read_text() == FILE


def test_a_release_that_was_a_decision_is_a_day_of_its_draft(folder: Path) -> None:
    """Other decisions about a draft, and one of another channel, are no release."""
    store = open_store(folder / "store", clock=Clock())
    for number, channel in enumerate(("staff", "members", "press"), 1):
        draft = {"id": f"rel-{number}", "outcome": "good", "channel": channel}
        store.append("release", f"rel-{number}", draft, by="B")
    decided = [("rel-1", "Released to staff"), ("rel-2", "Released to staff"), ("rel-3", "Agreed to wait")]
    for number, (about, text) in enumerate(decided, 1):
        decision = {"about": about, "decided": text, "person": "B", "reason": "Signed", "on": "2018-05-22"}
        store.append("decision", f"dec-{number}", decision, by="B")
    store.close()
    for _ in range(2):
        with _opened(folder) as room:
            released = {draft.id: draft.released for draft in room.records.all(ReleaseDraft)}
            assert released == {"rel-1": date(2018, 5, 22), "rel-2": None, "rel-3": None}
            assert [each.why for each in room.records.history("rel-1")] == [
                "",
                "About ins-1",
                "Released by dec-1",
            ]
            assert len(room.records.all(Decision)) == 3


def test_it_is_taken_over_once(folder: Path) -> None:
    """Opening again adds nothing."""
    for _ in range(3):
        with _opened(folder) as room:
            assert [inspection.id for inspection in room.inspections()] == ["ins-1"]
            assert room.records.entry("ins-1").revision == 1


@pytest.mark.parametrize(
    "after", ["as it was", "another variant", "withdrawn"], ids=lambda text: text.replace(" ", "-")
)
def test_a_crash_before_the_rename_does_not_take_it_over_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    """Whatever was done to the record in the meantime."""
    with monkeypatch.context() as patched, _opened(folder) as room:
        patched.setattr(Path, "replace", _crash)
        with pytest.raises(RuntimeError):
            room.inspections()
    (folder / "inspection.toml").rename(folder / "aside")
    with _opened(folder) as room:
        if after == "another variant":
            room.records.change("ins-1", {"variant": "ilacs-standard"}, by="B")
        elif after == "withdrawn":
            room.store.append("inspection", "ins-1", None, by="B", why="Wrong")
        before = room.store.head()
    (folder / "aside").rename(folder / "inspection.toml")
    with _opened(folder) as room:
        assert len(room.inspections()) == (after != "withdrawn")
        assert room.store.head() == before
    assert not (folder / "inspection.toml").exists()


def test_a_crash_in_the_middle_leaves_nothing_half_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next time everything is done."""
    with monkeypatch.context() as patched, _opened(folder) as room:
        append = SQLiteStore.append

        def failing(self: SQLiteStore, kind: str, *arguments: Any, **options: Any) -> Any:
            if kind == "showcase":
                raise RuntimeError
            return append(self, kind, *arguments, **options)

        patched.setattr(SQLiteStore, "append", failing)
        with pytest.raises(RuntimeError):
            room.inspections()
    assert (folder / "inspection.toml").exists()
    with _opened(folder) as room:
        assert [record.inspection for record in room.records.all(Showcase)] == ["ins-1"]
        assert len(room.records.history("ins-1")) == 1


def test_a_file_that_cannot_be_renamed_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The inspection is on record already, and stays the only one."""
    with monkeypatch.context() as patched, _opened(folder) as room:
        patched.setattr(Path, "replace", _refused)
        with pytest.raises(WriteError, match=r"Rename it to inspection\.toml\.taken-over"):
            room.inspections()
    with _opened(folder) as room:
        assert len(room.inspections()) == 1


def test_a_mistake_in_the_file_is_named_with_its_path(folder: Path) -> None:
    """Nothing is recorded, and the file stays."""
    (folder / "inspection.toml").write_text(FILE.replace("2018-04-09", '"soon"').replace("ann", "Ann"))
    with _opened(folder) as room, pytest.raises(DocumentError) as caught:
        room.inspections()
    assert "notified" in str(caught.value)
    assert "inspection.toml" in str(caught.value)
    assert (folder / "inspection.toml").exists()


def test_a_store_that_cannot_be_written_is_not_read_without_its_inspection(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An embargo might hold. The store itself can still be checked."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise StoreError("This store is read-only.", reason="read-only")

    with monkeypatch.context() as patched, _opened(folder) as room:
        patched.setattr(SQLiteStore, "append", refuse)
        with pytest.raises(StoreError, match="the folder cannot be written") as refused:
            room.inspections()
        assert "inspection.toml" in str(refused.value)
        assert "copy the whole folder to a place where it can be written" in str(refused.value)
        assert refused.value.reason == "read-only"
        assert room.store.verify().sound
    assert (folder / "inspection.toml").exists()


def test_an_inspection_that_was_begun_already_is_not_added_again(folder: Path) -> None:
    """The file is set aside."""
    (folder / "inspection.toml").rename(folder / "aside")
    with _opened(folder) as room:
        begun = room.begin(Inspection(variant="ilacs-short", notified=date(2018, 4, 9)), by="B")
        assert begun.taken_over == ("show-1",)
    (folder / "aside").rename(folder / "inspection.toml")
    with _opened(folder) as room:
        assert [inspection.id for inspection in room.inspections()] == ["ins-1"]


def test_records_that_cannot_be_read_get_the_id_too(folder: Path) -> None:
    """And do not stop the step."""
    store = open_store(folder / "store", clock=Clock())
    for kind in RECORD_KINDS.values():
        if kind.scope is not Scope.COUNCIL:
            store.append(kind.word, f"{kind.prefix}-99", {"unknown": "field"}, by="B")
    store.close()
    with _opened(folder) as room:
        assert len(room.inspections()) == 1
        for kind in RECORD_KINDS.values():
            if kind.scope is not Scope.COUNCIL:
                revision = room.store.get(kind.word, f"{kind.prefix}-99")
                assert revision is not None
                assert revision.document is not None
                assert revision.document["inspection"] == "ins-1"


def test_dates_of_earlier_inspections_of_former_stores_become_events(folder: Path) -> None:
    """Those records had fields of their own for them."""
    (folder / "inspection.toml").unlink()
    store = open_store(folder / "store", clock=Clock())
    old = {"title": "SIF 2014", "starting": "2014-05-06", "until": "2014-05-29", "published": "2014-06-30"}
    store.append("inspection", "ins-1", old, by="B")
    store.append("inspection", "ins-2", {"title": "Visit", "until": "2016-02-12"}, by="B")
    store.close()
    with _opened(folder) as room:
        first, second = room.inspections()
        assert (first.starting, first.until, first.published) == (
            date(2014, 5, 6),
            date(2014, 5, 29),
            date(2014, 6, 30),
        )
        assert (second.starting, second.until) == (date(2016, 2, 12), date(2016, 2, 12))


def _crash(*_: Any) -> Any:
    raise RuntimeError


def _refused(*_: Any) -> Any:
    raise PermissionError(13, "Permission denied")
