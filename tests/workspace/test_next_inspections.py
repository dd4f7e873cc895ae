"""The forecast of the next full inspection from the records of a council."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.errors import InspectPrepError
from inspectprep.history import built_in_figures
from inspectprep.model.inspection import Grade
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.forecast.next_inspection import next_inspection

TODAY = date(2026, 9, 7)
LAST: dict[str, Any] = {
    "title": "Short inspection, February 2024",
    "variant": "ilacs-short",
    "actual": {"fieldwork": (date(2024, 2, 12), date(2024, 2, 16)), "publication": date(2024, 4, 9)},
    "ended": date(2024, 4, 9),
    "grades": (Grade(judgement="overall", grade="inadequate"),),
}


def add(room: Workspace, **more: Any) -> str:
    """Record an earlier inspection and return its id."""
    return room.records.add(Inspection(**(LAST | more)), by="An Author").id


def test_it_counts_from_the_last_full_inspection_with_its_grade(room: Workspace) -> None:
    """As the forecast does with these figures given."""
    add(room)
    add(room, actual={"fieldwork": (date(2019, 7, 8), date(2019, 7, 12))}, ended=None, grades=())
    found = room.next_inspection(TODAY)
    bare = next_inspection(
        date(2024, 2, 12),
        as_of=TODAY,
        figures=built_in_figures(),
        pattern=room.catalogue.find("ilacs-short").framework.calls,
        grade=GradeWord.INADEQUATE,
    )
    assert (found.last_start, found.grade, found.authority) == (
        date(2024, 2, 12),
        GradeWord.INADEQUATE,
        "Borsetshire",
    )
    assert (found.window, found.weeks) == (bare.window, bare.weeks)


def test_an_absence_has_its_chance(room: Workspace) -> None:
    """How likely is it that we are called while the director is away?"""
    add(room)
    away = (date(2027, 3, 1), date(2027, 3, 14))
    found = room.next_inspection(TODAY, away=away)
    assert (found.away_from, found.away_until) == away
    assert found.away is not None
    assert 0 < found.away < 1
    whole = room.next_inspection(TODAY, away=(TODAY, date(2036, 6, 30)))
    assert whole.away == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("recorded", [False, True], ids=["none", "a_visit"])
def test_without_a_full_inspection_it_says_what_to_record(room: Workspace, *, recorded: bool) -> None:
    """There is no guess."""
    if recorded:
        add(room, variant="ilacs-focused-visit", grades=())
    with pytest.raises(InspectPrepError, match="No full inspection is on record") as refused:
        room.next_inspection(TODAY)
    assert "inspectprep inspection add" in refused.value.remedy


def test_a_grade_under_embargo_has_no_part_in_it(room: Workspace) -> None:
    """Not even by the days: the same forecast comes out whatever the grade is, until it is published."""
    called = Inspection(
        variant="ilacs-short",
        notified=date(2026, 7, 6),
        actual={"fieldwork": (date(2026, 7, 13), date(2026, 7, 17))},
    )
    id_ = room.begin(called, by="An Author").entry.id
    without = room.next_inspection(TODAY)
    room.records.change(id_, {"grades": LAST["grades"]}, by="An Author")
    secret = room.next_inspection(TODAY)
    assert secret == without
    assert secret.grade is None
    assert any("not used, because its publication is not recorded" in each for each in secret.unknowns)
    room.lift_embargo(id_, where="https://reports.example", on=TODAY, by="An Author")
    assert room.next_inspection(TODAY).grade is GradeWord.INADEQUATE


def test_an_inspection_that_has_been_called_is_the_next_one(room: Workspace) -> None:
    """There is nothing to forecast until it is on site."""
    add(room)
    room.begin(Inspection(variant="ilacs-short", notified=TODAY), by="An Author")
    with pytest.raises(InspectPrepError, match="has been called: on Monday 7 September 2026"):
        room.next_inspection(TODAY)
    assert room.next_inspection(TODAY + timedelta(days=7)).last_start == TODAY + timedelta(days=7)


def test_what_the_records_leave_open_is_said(room: Workspace) -> None:
    """A later inspection without a variant, and a record that cannot be read."""
    add(room)
    later = add(room, variant="", title="An inspection", actual={"fieldwork": date(2025, 3, 3)}, ended=None)
    assert any(each.startswith(f"{later} is later") for each in room.next_inspection(TODAY).unknowns)
    [*_, record] = room.store.list("inspection")
    room.store.append("inspection", record.id, {"variant": 3}, by="An Author", why="", expect=record.revision)
    assert any("cannot be read" in each for each in room.next_inspection(TODAY).unknowns)
