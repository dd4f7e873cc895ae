"""Records that cannot be read are named in the answer. What is unclear about an inspection is withheld."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.debrief import ActionPlan
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.release import DailyNote, Disclosure, EmbargoStage
from tests.store.fakes import START
from tests.store.forged import forged

TODAY = START.date()
GOOD = ("lesson", "les-1", {"learned": "Ring the deputies first."})
BAD = ("lesson", "les-2", {"nosuchfield": 1})
LOST = ("inspection", "ins-1", {"nosuchfield": "2026-09-01"})


def filled(room: Workspace, tmp_path: Path, *changes: tuple[str, str, Any]) -> Workspace:
    """Import records into a workspace."""
    export = tmp_path / "export.jsonl"
    export.write_bytes(forged(changes))
    room.import_records(export)
    return room


def unreadable(room: Workspace) -> list[Reason]:
    """Return the reasons about records that cannot be read."""
    themes = room.readiness().readiness.themes
    return [reason for theme in themes for reason in theme.reasons if reason.rule == "records-unreadable"]


def test_the_answer_names_them_until_they_are_withdrawn(room: Workspace, tmp_path: Path) -> None:
    """It is amber, because the answer may lack what they contain."""
    filled(room, tmp_path, GOOD, BAD)
    (reason,) = unreadable(room)
    assert reason.rating is Rating.AMBER
    assert reason.text == "1 record cannot be read: les-2."
    assert "workspace verify" in reason.action
    room.records.withdraw("les-2", by="Ann", why="damaged")
    assert unreadable(room) == []


def test_many_of_them_are_counted(room: Workspace, tmp_path: Path) -> None:
    """The first are named."""
    filled(room, tmp_path, *(("lesson", f"les-{number}", {"nosuchfield": 1}) for number in range(1, 1_001)))
    (reason,) = unreadable(room)
    assert reason.text == "1,000 records cannot be read: les-1, les-2, les-3, les-4, les-5 and 995 more."


def test_an_inspection_that_cannot_be_read_is_under_embargo(room: Workspace, tmp_path: Path) -> None:
    """Its outcome may be known, so nothing that may tell it goes out until its publication is recorded."""
    filled(room, tmp_path, LOST, GOOD)
    assert room.readiness().readiness.themes
    embargo = room.embargo()
    assert (embargo.stage, embargo.inspection) == (EmbargoStage.HELD, "ins-1")
    with pytest.raises(RefusedError):
        room.render(ActionPlan(on=TODAY), "md", audience=Audience.STAFF)
    room.records.add(Disclosure(inspection="ins-1", person="Ann Avon", on=TODAY), by="Ann")
    assert [entry.person for entry in room.embargo().register] == ["Ann Avon"]
    room.lift_embargo(where="https://example.org", on=TODAY, by="Ann")
    assert room.embargo().stage is EmbargoStage.LIFTED
    assert room.render(ActionPlan(on=TODAY), "md", audience=Audience.STAFF)


ODD = {
    "called in the year 1": {"notified": "0001-01-01"},
    "on site in the year 9999": {
        "notified": "2026-09-07",
        "actual": [{"id": "fieldwork", "start": "9999-12-31"}],
    },
    "an unknown milestone": {"notified": "2026-09-07", "actual": [{"id": "nosuch", "start": "2026-09-08"}]},
    "an unknown variant": {"notified": "2026-09-07", "variant": "ilacs-shrt"},
}


@pytest.mark.parametrize("name", ODD)
def test_an_inspection_that_cannot_be_planned_blocks_no_answer(
    room: Workspace, tmp_path: Path, name: str
) -> None:
    """It is named with the reason, its outcome is withheld, and it can be withdrawn."""
    filled(room, tmp_path, ("inspection", "ins-1", {"variant": "ilacs-short", **ODD[name]}), GOOD)
    (reason,) = unreadable(room)
    assert reason.text == "1 record cannot be read: ins-1."
    (record,) = room.unreadable()
    assert record.reason.startswith("It cannot be planned.")
    assert room.embargo().stage is EmbargoStage.HELD
    assert room.self_evaluation()
    assert room.review()
    with pytest.raises(RefusedError):
        room.render(ActionPlan(on=TODAY), "md", audience=Audience.STAFF)
    room.records.withdraw("ins-1", by="Ann", why="wrong")
    assert room.unreadable() == ()
    assert room.embargo().stage is EmbargoStage.NO_OUTCOME


def test_a_withdrawn_inspection_holds_nothing(room: Workspace, tmp_path: Path) -> None:
    """Withdrawing the record is a decision of a named person, with a reason."""
    filled(room, tmp_path, LOST)
    room.records.withdraw("ins-1", by="Ann", why="from another program")
    assert room.embargo().stage is EmbargoStage.NO_OUTCOME


def test_outcomes_stay_inside_while_an_inspection_cannot_be_read(room: Workspace, tmp_path: Path) -> None:
    """A note that tells the outcome is withheld, as in any embargo."""
    filled(room, tmp_path, LOST)
    said = DailyNote(day=TODAY, text="We did well.", audiences=(Audience.STAFF,), outcome=True)
    room.records.add(said, by="Ann")
    made = room.briefing(TODAY, Audience.STAFF)
    assert made.briefing.items == ()
    assert [id_ for id_, _ in made.withheld] == ["note-1"]


def test_an_inspection_file_is_taken_over_beside_records_that_cannot_be_read(room: Workspace) -> None:
    """They stay as they are."""
    assert room.folder
    (room.folder / "export.jsonl").write_bytes(forged([("note", "note-1", {"nosuchfield": 1}), GOOD]))
    room.import_records(room.folder / "export.jsonl")
    (room.folder / "inspection.toml").write_text(
        'schema = "inspectprep/inspection/1"\nvariant = "ilacs-short"\nnotified = 2026-09-07\n'
    )
    with Workspace.open(room.folder, load_plugins=False) as again:
        assert [inspection.variant for inspection in again.inspections()] == ["ilacs-short"]
        assert [record.id for record in again.records.unreadable()] == ["note-1"]
