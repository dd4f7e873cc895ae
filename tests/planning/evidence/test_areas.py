"""Areas for improvement: what cannot be shown to have moved is red."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.evidence import EvidenceItem, Stance, SurveyMeasure
from inspectprep.model.history import ImprovementAction
from inspectprep.model.readiness import Rating
from inspectprep.planning.evidence import EvidencePolicy, Verdict, good_until
from inspectprep.planning.evidence.areas import AreaProgress, Movement, area_progress
from tests.planning.evidence.making import CHILDRENS_HOMES, DAY, area, base, item, items, measure, weakness

DONE = ImprovementAction(title="Train every assessor", owner="psw", done=date(2017, 1, 9))
OLD = {"starting": date(2016, 6, 1), "until": date(2016, 6, 30)}
BEFORE = {"starting": date(2016, 1, 1), "until": date(2016, 5, 20)}


def progress(
    *given_items: EvidenceItem, measures: tuple[SurveyMeasure, ...] = (), **more: Any
) -> AreaProgress:
    """Return how one area stands that names some evidence."""
    named = tuple(each.id for each in given_items)
    one = area(**{"evidence": named, "actions": (DONE,), **more})
    (found,) = area_progress([one], base(*given_items, measures=measures), DAY)
    return found


@pytest.mark.parametrize(
    ("given_items", "movement"),
    [
        ((), Movement.NOT_SHOWN),
        ((item(**BEFORE),), Movement.NOT_SHOWN),
        ((item(starting=None, until=None, recorded=DAY),), Movement.NOT_SHOWN),
        ((item(**OLD),), Movement.STALE),
        ((weakness("ev-2"),), Movement.NOT_MOVED),
        ((weakness("ev-2"), item(**OLD)), Movement.NOT_MOVED),
        ((item(), weakness("ev-2")), Movement.MOVED),
    ],
)
def test_only_fresh_evidence_since_the_inspection_shows_movement(
    given_items: tuple[EvidenceItem, ...], movement: Movement
) -> None:
    """Whatever cannot be shown to have moved is red, whatever was done."""
    found = progress(*given_items)
    assert found.movement is movement
    assert (found.rating is Rating.RED) is (movement is not Movement.MOVED)


def test_an_area_that_moved_with_everything_done_is_green() -> None:
    """Green is possible."""
    assert progress(item()).rating is Rating.GREEN


@pytest.mark.parametrize(
    "actions",
    [
        (),
        (ImprovementAction(title="Train", owner="psw", due=date(2018, 4, 8)),),
        (ImprovementAction(title="Train", due=date(2018, 5, 8)),),
    ],
    ids=["none", "overdue", "unowned"],
)
def test_gaps_in_the_actions_hold_a_moving_area_at_amber(actions: tuple[ImprovementAction, ...]) -> None:
    """No action, a late one, or one that nobody owns."""
    assert progress(item(), actions=actions).rating is Rating.AMBER


def test_an_action_due_today_is_in_time_and_one_done_later_was_open() -> None:
    """Days are inclusive, and a past day is judged by what was known of it."""
    due = ImprovementAction(title="Train", owner="psw", due=DAY)
    later = ImprovementAction(title="Train", owner="psw", due=date(2018, 4, 1), done=date(2018, 4, 12))
    assert progress(item(), actions=(due,)).rating is Rating.GREEN
    assert progress(item(), actions=(later,)).overdue == (later,)


def test_the_areas_own_owner_stands_in_for_an_action_without_one() -> None:
    """Somebody answers for it."""
    due = ImprovementAction(title="Train", due=DAY)
    assert progress(item(), actions=(due,), owner="psw").unowned == ()


def test_a_closed_area_stays_shown_when_its_evidence_grows_old() -> None:
    """What was closed with good reason need not be shown again every year; without reason it is red."""
    closed = {"closed": date(2017, 6, 1), "actions": ()}
    assert progress(item(**OLD), **closed).movement is Movement.CLOSED
    assert progress(item(**OLD), **closed).rating is Rating.GREEN
    assert progress(**closed).rating is Rating.RED
    assert progress(item(**OLD), closed=date(2018, 4, 10)).movement is Movement.STALE


def test_evidence_that_is_not_recorded_is_named() -> None:
    """A typing error in an id must not pass for progress."""
    found = progress(evidence=("ev-77",))
    assert found.unknown == ("ev-77",)
    assert found.rating is Rating.RED


def years(first: float, second: float, n: int | None = None) -> tuple[SurveyMeasure, ...]:
    """Return what children said before the inspection of May 2016 and in 2017."""
    before = measure("sur-1", 2015, first, n)
    return before, measure("sur-2", 2017, second, n)


def test_a_survey_that_rose_beyond_chance_shows_movement_although_work_is_left() -> None:
    """From 40% to 60% there is much to develop, and it moved."""
    low = tuple(evolved(each) for each in years(40, 60, 500))
    found = progress(measures=low, measure=CHILDRENS_HOMES)
    assert found.movement is Movement.MOVED
    assert found.change is not None
    assert found.change.verdict is Verdict.SURE
    assert [each.id for each in found.since] == ["sur-2"]


def evolved(one: SurveyMeasure) -> SurveyMeasure:
    """Return a measure that shows something to develop."""
    return evolve(one, stance=Stance.DEVELOPMENT)


def test_a_survey_that_fell_beyond_chance_shows_no_movement() -> None:
    """Whatever it is filed as."""
    found = progress(measures=years(92, 60, 500), measure=CHILDRENS_HOMES.upper())
    assert found.movement is Movement.NOT_MOVED


def test_a_survey_is_found_by_its_id_too() -> None:
    """The area names the result as its evidence."""
    found = progress(measures=years(84, 92, 2000), evidence=("sur-2",))
    assert found.change is not None
    assert found.change.points == 8
    assert [each.id for each in found.since] == ["sur-2"]


def test_priority_actions_come_first_among_equals() -> None:
    """And what is red before what is not."""
    areas = (
        area("area-1", evidence=("ev-1",), actions=(DONE,)),
        area("area-2", actions=(DONE,)),
        area("area-3", actions=(DONE,), priority=True),
    )
    assert [each.area.id for each in area_progress(areas, base(item()), DAY)] == [
        "area-3",
        "area-2",
        "area-1",
    ]


@given(st.lists(items(), max_size=6, unique_by=lambda each: each.id), st.data())
def test_more_evidence_never_makes_an_open_area_move_back(
    held: list[EvidenceItem], data: st.DataObject
) -> None:
    """Movement that can be shown stays shown when more is recorded."""
    order = tuple(Movement)
    some = data.draw(st.lists(st.sampled_from(held), unique=True) if held else st.just([]))
    fewer, more = (
        area_progress([area(evidence=tuple(each.id for each in given_items))], base(*held), DAY)[0]
        for given_items in (some, held)
    )
    assert order.index(fewer.movement) <= order.index(more.movement)


@given(st.lists(items(), max_size=6, unique_by=lambda each: each.id))
def test_red_means_that_nothing_fresh_shows_a_strength_since(held: list[EvidenceItem]) -> None:
    """The rule, said in other words than the code's."""
    one = area(evidence=tuple(each.id for each in held), actions=(DONE,))
    (found,) = area_progress([one], base(*held), DAY)
    telling = [
        each
        for each in held
        if each.stance is Stance.STRENGTH
        and (each.until or each.starting or one.found) > one.found
        and (last := good_until(each, EvidencePolicy()))
        and last >= DAY
    ]
    assert (found.rating is Rating.RED) is (not telling)
