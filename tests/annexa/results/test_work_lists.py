"""Work lists: what is late and what falls due, by the rules' own timescales, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.work_lists import AHEAD, WorkItem, WorkKind, WorkList, worklists
from inspectprep.calendar.working import england
from inspectprep.errors import InspectPrepError
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)


def in_need(child: str, seen: date | None, **cells: Any) -> dict[str, Any]:
    """Return a row of List 6 of a child who was seen on a day."""
    return {
        "child_unique_id": child,
        "date_of_birth": date(2016, 3, 5),
        "cin_start_date": date(2026, 6, 1),
        "date_last_seen": seen,
        "case_status": "c) Child in need plan",
        "allocated_team": "North",
        "allocated_worker": "Ann Avon",
        **cells,
    }


def lists_of(
    rows: Mapping[int, list[dict[str, Any]]], *, as_of: date = AS_OF, **policy: Any
) -> tuple[WorkList, ...]:
    """Return the work lists of a return."""
    result = check_dataset(return_of(rows, as_of), policy=Policy(thresholds=policy))
    return worklists(result).lists


def due(lists: tuple[WorkList, ...], rule: str) -> list[WorkItem]:
    """Return what falls due by a rule, for teams."""
    return [item for one in lists if one.by == "team" for item in one.of(WorkKind.DUE) if item.rule == rule]


@settings(max_examples=25, deadline=None)
@given(since=st.integers(0, 60), limit=st.integers(20, 50))
def test_a_visit_falls_due_on_the_last_working_day_in_time(since: int, limit: int) -> None:
    """The council's own limit counts in calendar days from the last visit."""
    seen = AS_OF - timedelta(since)
    last = seen + timedelta(limit)
    items = due(lists_of({6: [in_need("C1", seen)]}, cin_seen_days=limit), "AA-I-030")
    calendar = england()
    expected = calendar.on_or_before(last)
    if last < AS_OF or expected > calendar.add(AS_OF, AHEAD[-1]):
        assert not items
    else:
        assert [item.due for item in items] == [max(AS_OF, expected)]
        days = calendar.between(AS_OF, max(AS_OF, expected))
        assert items[0].within == min(ahead for ahead in AHEAD if days <= ahead)


def test_a_visit_that_is_late_is_overdue_and_not_due() -> None:
    """Each thing to do is in one place."""
    north = lists_of({6: [in_need("C1", date(2026, 9, 1))]})[0]
    assert [item.rule for item in north.of(WorkKind.LATE)] == ["AA-I-030"]
    assert not [item for item in north.of(WorkKind.DUE) if item.rule == "AA-I-030"]


def test_working_days_leave_out_bank_holidays() -> None:
    """45 working days from 12 October 2026 end on 14 December; from 26 October on 31 December."""
    row = {
        "child_unique_id": "C1",
        "date_of_birth": date(2016, 3, 5),
        "assessment_start_date": date(2026, 10, 26),
        "allocated_team": "North",
    }
    (item,) = due(lists_of({4: [row]}, as_of=date(2026, 12, 7)), "AA-I-011")
    assert item.due == england().add(date(2026, 10, 26), 45) == date(2026, 12, 30)
    assert item.within == 20


def test_a_case_that_ends_before_is_not_due() -> None:
    """A planned end is known to the rules."""
    seen = AS_OF - timedelta(30)
    assert due(lists_of({6: [in_need("C1", seen)]}), "AA-I-030")
    closing = in_need("C1", seen, cin_closure_date=AS_OF - timedelta(1), closure_reason="RC1")
    assert not due(lists_of({6: [closing]}), "AA-I-030")


def test_names_that_differ_in_case_or_spaces_are_one_owner() -> None:
    """The spelling on most rows is shown."""
    late = date(2026, 9, 1)
    rows = [
        in_need("C1", late, allocated_worker="Ann Avon"),
        in_need("C2", late, allocated_worker="ANN  AVON"),
        in_need("C3", late, allocated_worker="Avon, Ann"),
        in_need("C4", late, allocated_worker="Ann Avon"),
        in_need("C5", late, allocated_worker="Ben Brent"),
    ]
    workers = [one for one in lists_of({6: rows}) if one.by == "worker"]
    assert [one.owner for one in workers if one.owner] == ["Ann Avon", "Ben Brent"]
    ann, ben = workers[:2]
    assert {item.identifier for item in ann.items} == {"C1", "C2", "C3", "C4"}
    assert {item.identifier for item in ben.items} == {"C5"}


@pytest.mark.parametrize("name", [None, "Unallocated", "TBC", "---"])
def test_rows_without_an_owner_have_a_list_of_their_own(name: str | None) -> None:
    """A name that stands for nobody is none."""
    lists = lists_of({6: [in_need("C1", date(2026, 9, 1), allocated_worker=name, allocated_team=name)]})
    assert {(one.by, one.owner) for one in lists} == {("team", ""), ("worker", "")}


def test_every_finding_is_on_one_list_of_each_kind() -> None:
    """Nothing is lost, and nothing is on the list of another."""
    rows = {
        6: [
            in_need("C1", date(2026, 9, 1)),
            in_need("C2", None, allocated_team="South", allocated_worker=None),
        ],
        1: [{"child_unique_id": "C3", "date_of_contact": date(2026, 10, 1)}],
    }
    result = check_dataset(return_of(rows, AS_OF))
    work = worklists(result)
    for by in ("team", "worker"):
        items = [
            item for one in work.lists if one.by == by for item in one.items if item.kind is not WorkKind.DUE
        ]
        assert len(items) == result.findings.height
    south = next(one for one in work.lists if one.owner == "South")
    assert {item.identifier for item in south.items} == {"C2"}


def test_a_personal_adviser_is_the_worker_of_a_care_leaver_without_one() -> None:
    """List 9 names both."""
    row = {
        "child_unique_id": "C1",
        "date_of_birth": date(2007, 3, 5),
        "eligibility_category": "c) Former relevant young person",
        "la_in_touch": "a) Yes",
        "allocated_personal_advisor": "Pat Adviser",
        "latest_pathway_plan_review_date": date(2025, 1, 1),
    }
    owners = {one.owner for one in lists_of({9: [row]}) if one.by == "worker"}
    assert "Pat Adviser" in owners


def test_without_a_list_date_nothing_can_be_due() -> None:
    """The error says what to give."""
    result = check_dataset(return_of({6: [{"child_unique_id": "C1"}]}, None))
    with pytest.raises(InspectPrepError, match="list date"):
        worklists(result)


def test_only_the_chosen_kind_of_owner_has_lists() -> None:
    """A council may send lists to teams only."""
    result = check_dataset(return_of({6: [in_need("C1", date(2026, 9, 1))]}, AS_OF))
    assert {one.by for one in worklists(result, by=["team"]).lists} == {"team"}
