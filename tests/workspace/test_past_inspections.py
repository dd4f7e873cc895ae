"""The full inspections of a council, from its records: what counts, since when, and with which grades."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.model.inspection import Grade
from inspectprep.model.past_inspection import GradeWord, InspectionKind
from inspectprep.workspace.past_inspections import past_inspections, running_full_inspection

TODAY = date(2026, 9, 7)
GRADES = (
    Grade(judgement="overall", grade="requires improvement to be good"),
    Grade(judgement="care_leavers", grade="Good"),
)
EARLIER: dict[str, Any] = {
    "title": "Short inspection, February 2024",
    "variant": "ilacs-short",
    "actual": {"fieldwork": (date(2024, 2, 12), date(2024, 2, 16)), "publication": date(2024, 4, 9)},
    "ended": date(2024, 4, 9),
    "grades": GRADES,
}


def add(room: Workspace, **more: Any) -> str:
    """Record an earlier inspection and return its id."""
    return room.records.add(Inspection(**(EARLIER | more)), by="An Author").id


def test_an_ended_published_inspection_is_history(room: Workspace) -> None:
    """With its dates and its grades, whose words are those of every report."""
    add(room)
    [past] = past_inspections(room, TODAY)
    assert past.authority == "Borsetshire"
    assert (past.kind, past.variant) == (InspectionKind.ILACS, "short")
    assert (past.start, past.end, past.published) == (date(2024, 2, 12), date(2024, 2, 16), date(2024, 4, 9))
    assert past.overall is GradeWord.REQUIRES_IMPROVEMENT
    assert past.judgements == {"care_leavers": GradeWord.GOOD}


def test_they_are_in_the_order_of_their_start(room: Workspace) -> None:
    """Whatever the order in which they were recorded."""
    add(room)
    add(room, actual={"fieldwork": (date(2018, 4, 16), date(2018, 4, 20))}, ended=None, grades=())
    assert [past.start.year for past in past_inspections(room, TODAY)] == [2018, 2024]


@pytest.mark.parametrize(
    "more",
    [
        {"variant": ""},
        {"variant": "ilacs-focused-visit"},
        {"variant": "ilacs-monitoring-visit"},
        {"actual": {}},
        {"withdrawn": "The inspection was incomplete."},
    ],
    ids=["no_variant", "focused_visit", "monitoring_visit", "no_days", "withdrawn"],
)
def test_what_is_not_a_full_inspection_does_not_count(room: Workspace, more: dict[str, Any]) -> None:
    """The interval counts from a full inspection."""
    add(room, **more)
    assert past_inspections(room, TODAY) == ()


def test_a_variant_of_the_councils_own_counts_if_it_extends_a_full_inspection(room: Workspace) -> None:
    """Its length is that of the nearest one that it extends."""
    assert room.folder is not None
    (room.folder / "own.toml").write_text(
        """\
schema = "inspectprep/framework/3"
id = "own"
title = "Our own"

[[variants]]
id = "our-standard"
title = "Ours"
extends = "ilacs-standard"

[[variants]]
id = "our-visit"
title = "Our visit"
extends = "ilacs-focused-visit"
graded = false
""",
        encoding="utf-8",
    )
    own = Workspace(
        config=room.config, folder=room.folder, frameworks=[room.folder / "own.toml"], registry=room.registry
    )
    with own:
        for variant in ("our-standard", "our-visit"):
            add(own, variant=variant)
        assert [past.variant for past in past_inspections(own, TODAY)] == ["standard"]


def test_a_grade_counts_once_the_publication_is_recorded(room: Workspace) -> None:
    """A forecast from it would give away the outcome before."""
    id_ = room.begin(
        Inspection(
            variant="ilacs-short",
            notified=date(2026, 7, 6),
            actual={"fieldwork": (date(2026, 7, 13), date(2026, 7, 17))},
            grades=GRADES,
        ),
        by="An Author",
    ).entry.id
    [past] = past_inspections(room, TODAY)
    assert (past.start, past.published, past.overall, past.judgements) == (date(2026, 7, 13), None, None, {})
    room.lift_embargo(id_, where="https://reports.example", on=TODAY, by="An Author")
    assert past_inspections(room, TODAY)[0].overall is GradeWord.REQUIRES_IMPROVEMENT
    assert past_inspections(room, TODAY - timedelta(days=1))[0].overall is None


def test_grades_without_a_publication_do_not_count(room: Workspace) -> None:
    """A record without the day of its call has no embargo, and its grades may be confidential."""
    add(room, actual={"fieldwork": (date(2026, 7, 13), date(2026, 7, 17))}, ended=None)
    [past] = past_inspections(room, TODAY)
    assert past.overall is None


def test_an_inspection_counts_from_its_first_day_on_site(room: Workspace) -> None:
    """Until then it is the next one, and it has been called. Its planned days count."""
    called = Inspection(variant="ilacs-short", notified=TODAY)
    id_ = room.begin(called, by="An Author").entry.id
    running = running_full_inspection(room, TODAY)
    assert running is not None
    assert running.id == id_
    assert past_inspections(room, TODAY) == ()
    on_site = TODAY + timedelta(days=7)
    assert running_full_inspection(room, on_site) is None
    assert [past.start for past in past_inspections(room, on_site)] == [on_site]


def test_a_grade_in_other_words_is_left_out(room: Workspace) -> None:
    """It is not guessed."""
    add(room, grades=(Grade(judgement="overall", grade="strong"), *GRADES[1:]))
    [past] = past_inspections(room, TODAY)
    assert past.overall is None
    assert past.judgements
