"""Reasons from areas for improvement."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.readiness import Rating
from inspectprep.planning.readiness.areas_reasons import area_reasons
from tests.planning.evidence.making import DAY, area, base, item, weakness
from tests.planning.readiness.making import DONE, OLD, rated


def test_no_area_recorded_is_a_gap_and_not_a_clean_sheet() -> None:
    """Every report sets some."""
    assert rated(area_reasons([], base(), DAY)) == {"areas-unknown": Rating.AMBER}


def test_areas_that_can_be_shown_to_have_moved_are_green() -> None:
    """It was really good, inspectors said of Oxfordshire, that they could see the progress."""
    moved = area(evidence=("ev-1",), actions=(DONE,))
    assert rated(area_reasons([moved], base(item()), DAY)) == {"areas-moved": Rating.GREEN}


def test_each_way_of_not_moving_has_its_rule_and_its_owner() -> None:
    """Red every time, to whoever answers for it."""
    held = base(item("ev-1", **OLD), weakness("ev-2"), item("ev-3", **{**OLD, "until": date(2016, 6, 30)}))
    areas = (
        area("area-1", evidence=("ev-1", "ev-9"), owner="psw", priority=True),
        area("area-2", evidence=("ev-2",), actions=(evolve(DONE, done=None, due=date(2018, 4, 1)),)),
        area("area-3", evidence=("ev-3",), actions=(evolve(DONE, done=None, owner=""),)),
    )
    found = area_reasons(areas, held, DAY)
    assert {each.rule: each.owner for each in found} == {
        "area-progress-not-shown": "psw",
        "area-evidence-unknown": "psw",
        "area-without-action": "psw",
        "area-not-moved": "psw",
        "area-action-overdue": "psw",
        "area-progress-stale": "deputy",
        "area-action-unowned": "deputy",
    }
    reds = [each for each in found if each.rating is Rating.RED]
    assert len(reds) == 3
    assert reds[0].text.startswith("Area for priority action")
