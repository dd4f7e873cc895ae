"""Steps, requests and facts that exist only for calls of some days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

import inspectprep
from inspectprep import Inspection
from inspectprep.errors import DocumentError, PlanError
from inspectprep.frameworks.extend import OWN, claim, extend
from inspectprep.frameworks.facts import register
from inspectprep.frameworks.loader import load_framework
from inspectprep.model.basis import Basis
from inspectprep.planning.schedule import Planner, schedule
from tests.frameworks.files import small
from tests.frameworks.test_sources import FRAMEWORKS

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
FIRST, LAST = date(2020, 6, 1), date(2025, 5, 31)


def limited(**changes: dict[str, Any]) -> dict[str, Any]:
    """Return the small framework with days of calls for some of its entries, by id."""
    document = small()
    variant = document["variants"][0]
    for entry in (*variant["milestones"], *variant["requests"], *variant["facts"]):
        entry.update(changes.get(entry["id"], {}))
    return document


def problems(**changes: dict[str, Any]) -> dict[str, str]:
    """Return the problems of the framework with these days, by path."""
    with pytest.raises(DocumentError) as caught:
        load_framework(limited(**changes))
    return dict(caught.value.problems)


@given(day=DAYS)
def test_a_step_is_in_the_plan_only_for_the_calls_for_which_it_exists(day: date) -> None:
    """Both days are inclusive, and all other steps have the dates that they would have anyway."""
    whole, part = (load_framework(document) for document in (small(), limited(publication=LIMITS)))
    plan, every = (schedule(Inspection(notified=day), found, found.variants[0]) for found in (part, whole))
    assert ("publication" in plan) == (FIRST <= day <= LAST)
    assert [event for event in plan if event.id != "publication"] == [
        event for event in every if event.id != "publication"
    ]


LIMITS = {"starting": FIRST.isoformat(), "until": LAST.isoformat()}


def test_one_planner_plans_calls_of_each_period() -> None:
    """What was planned before does not change the next plan."""
    framework = load_framework(limited(publication=LIMITS))
    planner = Planner(framework, framework.variants[0])
    days = (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1), FIRST)
    found = ["publication" in planner.schedule(Inspection(notified=day)) for day in days]
    assert found == [False, True, True, False, True]
    assert "publication" in planner.milestones


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"starting": "2020-06-01"}, "before 2020-06-01"),
        ({"until": "2025-05-31"}, "after 2025-05-31"),
        (LIMITS, "before 2020-06-01 or after 2025-05-31"),
    ],
)
def test_what_depends_on_a_step_that_is_not_there_is_refused(days: dict[str, str], words: str) -> None:
    """The message names the step and the calls. The same days on both are fine."""
    found = problems(fieldwork=days)
    assert found["$.variants[0].milestones[3].anchor"].startswith(
        f"'fieldwork' does not exist for calls {words}"
    )
    assert any("requests" in path for path in problems(data_due=days))
    assert load_framework(limited(fieldwork=days, publication=days))


def test_the_call_is_always_there_and_days_are_in_order() -> None:
    """A variant has days of its own for that."""
    assert "the call is always there" in problems(notification=LIMITS)["$.variants[0].milestones[0].starting"]
    upside_down = {"starting": "2020-01-02", "until": "2020-01-01"}
    assert "before the first day" in problems(publication=upside_down)["$.variants[0].milestones[3].until"]


def test_a_date_of_a_step_that_is_not_there_is_refused_or_noted() -> None:
    """A new plan is refused. An inspection on record is planned, and the plan says what it leaves out."""
    framework = load_framework(limited(publication=LIMITS))
    variant = framework.variants[0]
    visit = Inspection(notified=date(2019, 1, 7), actual={"publication": date(2019, 3, 1)})
    with pytest.raises(PlanError, match=r"has no “.*” for a call before Monday 1 June 2020"):
        schedule(visit, framework, variant)
    plan = schedule(Inspection(id="insp-1", notified=visit.notified, actual=visit.actual), framework, variant)
    assert "publication" not in plan
    assert any("Its date on record is left out of the plan." in note for note in plan.notes)


def test_a_councils_own_days_are_its_own() -> None:
    """A file that changes only the days of an item does not pass them off as the inspectorate's."""
    parent = load_framework(small()).variants[0]
    change = {"id": "own", "extends": parent.id, "milestones": [{"id": "fieldwork", "until": LAST}]}
    (changed,) = (
        each for each in claim(parent, extend(parent, change), change).milestones if each.id == "fieldwork"
    )
    assert (changed.until, changed.basis, changed.source) == (LAST, Basis.PLANNING, (OWN,))


def test_the_register_says_for_which_calls_a_fact_is() -> None:
    """And for all others it says nothing."""
    found = {fact.id: fact.applies for fact in register([load_framework(limited(publication=LIMITS))])}
    assert found["publication"] == "from 2020-06-01 to 2025-05-31"
    assert found["fieldwork"] == ""


@pytest.mark.parametrize("variant", ["ilacs-short", "ilacs-standard", "ilacs-focused-visit"])
@pytest.mark.parametrize(
    ("day", "there"), [(date(2018, 4, 9), False), (date(2023, 12, 29), False), (date(2024, 1, 2), True)]
)
def test_the_next_day_call_is_offered_from_january_2024(variant: str, day: date, there: bool) -> None:
    """The plan, the checklist, the call sheet and the comparison agree."""
    workspace = inspectprep.Workspace()
    plan = workspace.schedule(Inspection(variant=variant, notified=day))
    assert ("next_day_call" in plan) is there
    assert any(task.id == "next-day-call" for task in workspace.checklist(plan)) is there
    rows = workspace.compare(variant, variant, notified=day, right_notified=date(2025, 9, 8)).rows
    found = {row.id: row.left for row in rows}
    assert (found["next_day_call"] is not None) is there
    if variant != "ilacs-focused-visit":
        assert (found["complaints_from_2024"] is not None) is (day > date(2024, 4, 4))


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_no_entry_has_a_first_day_only_in_its_note(framework: Any) -> None:
    """What is offered since a day has that day, so that an older plan does not show it."""
    for variant in framework.variants:
        for entry in (*variant.milestones, *variant.requests, *variant.facts):
            for words in ("Offered since", "offered it since", "Since ", "added later"):
                assert words not in entry.note or entry.starting, (variant.id, entry.id)
            assert not re.search(r"\b(from|since|until) [^;]{0,12}20\d\d", getattr(entry, "value", "") or "")
