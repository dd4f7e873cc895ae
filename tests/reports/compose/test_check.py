"""The editions of an Annex A check: the answer, where the problems are, and what was not checked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.errors import InspectPrepError
from inspectprep.model.analyst_check import AnalystCheck
from inspectprep.model.audience import Audience
from inspectprep.model.finding import CheckSummary, Nature, RuleCount, Severity
from inspectprep.model.finding_places import (
    EarlierErrors,
    ErrorChanges,
    ErrorPlace,
    ListErrors,
    TeamFindings,
)
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Paragraph, Report, Table
from inspectprep.model.report_blocks import Answer, Change, History, Matrix
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import CALL, make_check_summary

_Block = TypeVar("_Block")
TEAMS = (
    TeamFindings(list=1, errors=2),
    TeamFindings(list=1, team="North team", errors=4),
    TeamFindings(list=6, team="North team", errors=1, practice=3),
    TeamFindings(list=6, small=True, practice=1),
)
PLACE = ErrorPlace(
    team="North team", list=1, place="F17", message="Blank.", guidance="Fill it.", rule="AA-F-001"
)


def blocks(report: Report, kind: type[_Block]) -> list[_Block]:
    """Return the blocks of a kind, folded ones too."""
    found = [block for section in report.sections for block in section.blocks]
    folded = [inner for block in found if isinstance(block, Fold) for inner in block.blocks]
    return [block for block in (*found, *folded) if isinstance(block, kind)]


def summary(**changes: object) -> CheckSummary:
    """Return a summary with findings by team."""
    return make_check_summary(**{"teams": TEAMS, **changes})


def test_the_answer_is_first_with_the_teams_to_ask() -> None:
    """The team with most errors first; errors that are not of one team last."""
    (answer,) = blocks(report_of(summary()), Answer)
    assert (answer.verdict, answer.rating) == ("Not yet", Rating.RED)
    assert answer.sentence.startswith("7 errors to correct first in 200 rows.")
    assert [step.action for step in answer.steps] == [
        "Ask North team to correct 5 errors",
        "Correct 2 errors that are not of one named team",
    ]
    assert answer.steps[0].changes == "4 of them are on List 1 Contacts."


def test_it_can_be_sent_when_every_error_is_explained() -> None:
    """A list that is missing, or a rule that did not run, is never passed over."""
    rule = RuleCount(rule="a", severity=Severity.ERROR, nature=Nature.DATA, message="a", count=5, explained=5)
    whole = summary(rules=(rule,), teams=(), lists=make_check_summary().lists[:2], skipped_rules=())
    ratings = {
        name: blocks(report_of(each), Answer)[0].rating
        for name, each in {
            "whole": whole,
            "missing": evolve(whole, lists=make_check_summary().lists),
            "skipped": evolve(whole, skipped_rules=make_check_summary().skipped_rules),
            "unread": evolve(whole, complete=False),
        }.items()
    }
    assert ratings == {
        "whole": Rating.GREEN,
        "missing": Rating.RED,
        "skipped": Rating.AMBER,
        "unread": Rating.RED,
    }


def test_data_and_practice_are_apart_by_list_and_team() -> None:
    """Each adds up to the findings of the check."""
    data, practice = blocks(report_of(summary()), Matrix)
    assert (data.across, data.total) == (("North team", "No one team"), 7)
    assert (practice.across, practice.total) == (("North team", "Small teams"), 4)
    assert [line.title for line in data.lines] == ["1 Contacts", "6 Children in need"]


@given(
    st.lists(
        st.builds(
            TeamFindings,
            list=st.sampled_from([None, *range(1, 12)]),
            team=st.sampled_from(["", *(f"Team {number}" for number in range(30))]),
            small=st.just(False),
            errors=st.integers(0, 50),
            practice=st.integers(0, 50),
        ),
        max_size=60,
    )
)
def test_no_team_is_lost_among_many(teams: list[TeamFindings]) -> None:
    """At most six columns, and the sums are those of all teams."""
    matrices = blocks(report_of(summary(teams=tuple(teams))), Matrix)
    for title, field in (("Data", "errors"), ("Practice", "practice")):
        total = sum(getattr(each, field) for each in teams)
        found = [matrix for matrix in matrices if matrix.title.startswith(title)]
        assert sum(matrix.total or 0 for matrix in found) == total
        assert all(len(matrix.across) <= 6 for matrix in found)


def test_what_changed_is_said_only_if_an_earlier_check_is_known() -> None:
    """Fixed, new and remaining errors, with at most six checks."""
    assert not blocks(report_of(summary()), Change)
    days = [CALL - timedelta(weeks=week) for week in range(8, 0, -1)]
    changes = ErrorChanges(
        since=days[-1],
        fixed=(ListErrors(list=6, errors=3),),
        new=(ListErrors(list=1, errors=2), ListErrors(list=None, errors=1)),
        still=4,
        left=1,
        before=tuple(EarlierErrors(as_of=day, errors=9) for day in days),
    )
    report = report_of(summary(changes=changes))
    (change,), (history,) = blocks(report, Change), blocks(report, History)
    assert [(shift.title, shift.reason) for shift in change.better] == [("3 errors fixed", "All on List 6")]
    assert [(shift.title, shift.reason) for shift in change.worse] == [("3 new errors", "Most on List 1")]
    assert change.same == ("4 errors still there",)
    assert [point.value for point in history.points] == [9] * 5 + [7]
    assert "1 error left the lists" in " ".join(block.text for block in blocks(report, Paragraph))


def test_the_analyst_sees_cells_and_rules_last_and_leaders_neither() -> None:
    """Errors that have no room are counted, with where they are."""
    check = AnalystCheck(summary=summary(), places=(PLACE,))
    analyst, leaders = (
        report_of(check, audience=each) for each in (Audience.INSPECTION_TEAM, Audience.LEADERS)
    )
    places = blocks(analyst, Table)[0]
    assert places.columns[-1] == "Rule"
    assert places.rows == (("North team", "List 1, F17", "Blank.", "Fill it.", "AA-F-001"),)
    assert "And 6 more, in the checked workbook" in " ".join(
        block.text for block in blocks(analyst, Paragraph)
    )
    assert "F17" not in f"{leaders}"
    assert "AA-F-9" not in f"{leaders.sections}"
    assert leaders.document["schema"].startswith("inspectprep/check-summary/")


def test_kinds_of_finding_are_the_most_serious_and_then_the_most_frequent() -> None:
    """The first line is the first thing to correct. Leaders have the first three."""
    rules = tuple(
        RuleCount(rule=name, severity=severity, nature=Nature.DATA, message=name, count=count)
        for name, severity, count in (
            ("a", Severity.QUERY, 99),
            ("b", Severity.ERROR, 1),
            ("c", Severity.ERROR, 8),
            ("d", Severity.WARNING, 5),
            ("e", Severity.ERROR, 0),
        )
    )
    for audience, kinds in (
        (Audience.LEADERS, ["c", "b", "d"]),
        (Audience.INSPECTION_TEAM, ["c", "b", "d", "a"]),
    ):
        table = blocks(report_of(AnalystCheck(summary=summary(rules=rules)), audience=audience), Table)[0]
        assert [row[1] for row in table.rows] == kinds
        assert table.caption == "Kinds of finding, most serious first"


def test_a_list_that_was_not_found_is_not_a_list_without_errors() -> None:
    """It has no counts at all."""
    tables = blocks(report_of(AnalystCheck(summary=summary())), Table)
    (lists,) = (table for table in tables if table.columns[0] == "List")
    assert lists.rows[2][:3] == ("9 Care leavers (not in the files)", None, None)
    assert lists.rows[1][:2] == ("6 Children in need", 80)


def test_what_was_not_checked_is_never_silent() -> None:
    """Skipped rules, unread files, missing lists and an assumed list date are said to everyone."""
    report = report_of(summary(complete=False, as_of_assumed=True), audience=Audience.LEADERS)
    said = " ".join(block.text for block in report.sections[0].blocks if isinstance(block, Paragraph))
    for words in ("could not be read", "No list date was given", "1 rule", "List 9 Care leavers"):
        assert words in said
    assert "assumed" in report.subtitle
    assert date(2026, 9, 4) not in blocks(report, Table)[0].rows[0]


@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.PUBLIC])
def test_counts_do_not_leave_the_service(audience: Audience) -> None:
    """Small counts can point at a child; the refusal says who may have them."""
    for value in (summary(), AnalystCheck(summary=summary())):
        with pytest.raises(InspectPrepError, match=r"inspection-team, leaders and staff"):
            report_of(value, audience=audience)
