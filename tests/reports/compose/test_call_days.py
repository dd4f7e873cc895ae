"""The report of the next days of a call."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Table
from inspectprep.model.report_blocks import Answer, Files
from inspectprep.planning.call_chances import WeighedRatings
from inspectprep.planning.call_dates import CallDate
from inspectprep.planning.readiness.outlook import Away, CallOutlook
from inspectprep.reports.compose.call_days import call_days_report
from inspectprep.reports.compose.context import ReportContext

RED, AMBER = Rating.RED, Rating.AMBER


def outlook(day: int, rating: Rating, *away: Away, takes: str = "Ann Avon", notes: str = "") -> CallOutlook:
    """Return the outlook for a Monday in October 2026."""
    call = CallDate(
        day=date(2026, 10, day),
        fieldwork=date(2026, 10, day + 7),
        likely=not notes,
        notes=(notes,) if notes else (),
    )
    return CallOutlook(call=call, rating=rating, takes_call=takes, away=away, reason="23 errors.")


def answer_of(*outlooks: CallOutlook, weighed: WeighedRatings | None = None) -> Answer:
    """Return the answer of the report."""
    report = call_days_report(outlooks, ReportContext(), weighed=weighed, note="No inspection is on record.")
    (answer,) = report.sections[0].blocks
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("ratings", "verdict", "rating"),
    [
        ((RED, RED), "Not ready on any day", RED),
        ((RED, AMBER), "Ready on 1 of 2 days", RED),
        ((AMBER, AMBER), "Ready on each day", AMBER),
    ],
)
def test_the_verdict_counts_the_days(ratings: tuple[Rating, ...], verdict: str, rating: Rating) -> None:
    """A day with gaps counts as ready, and the colour is that of the worst day."""
    answer = answer_of(*(outlook(5 + 7 * place, each) for place, each in enumerate(ratings)))
    assert (answer.verdict, answer.rating) == (verdict, rating)
    assert answer.sentence == "No inspection is on record."


def test_the_steps_are_the_cover_that_is_missing() -> None:
    """Each person once, with the first day on which it matters."""
    gone = Away(name="Chloe Nguyen", role="annex-a", covered=False)
    covered = Away(name="Dev Patel", role="documents", covered=True)
    answer = answer_of(outlook(5, RED, gone, covered), outlook(12, RED, gone), outlook(19, RED, takes=""))
    assert [(step.action, step.by) for step in answer.steps] == [
        ("Name who covers for Chloe Nguyen.", date(2026, 10, 5)),
        ("Name who takes a call on Mon 19 Oct.", date(2026, 10, 19)),
    ]


@pytest.mark.parametrize("audience", [each for each in Audience if each not in INSIDE])
def test_the_next_days_are_for_the_inspection_team_and_leaders_only(audience: Audience) -> None:
    """The first reason of each day may quote what inspectors said."""
    with pytest.raises(RefusedError) as refused:
        call_days_report([outlook(5, RED)], ReportContext(audience=audience))
    assert refused.value.who == ("inspection-team", "leaders")


def test_the_chances_are_in_one_sentence() -> None:
    """With the day until which they count."""
    weighed = WeighedRatings(
        chance=0.2, shares={RED: 0.5, AMBER: 0.5, Rating.GREEN: 0}, until=date(2026, 10, 5)
    )
    assert answer_of(outlook(5, RED), weighed=weighed).sentence == (
        "The chance of a call by Monday 5 October 2026 is 20%. If it comes, the chance of red is 50%."
    )


def test_each_day_has_a_row_and_a_link() -> None:
    """With who takes the call, who is away, and why the day is not likely."""
    away = tuple(Away(name=f"Person {n}", role="qa", covered=bool(n)) for n in range(5))
    days = (outlook(5, RED, *away), outlook(12, AMBER, notes="Half-term."))
    report = call_days_report(days, ReportContext(), authority="Borsetshire")
    (table,), (files,) = (section.blocks for section in report.sections[1:])
    assert isinstance(table, Table)
    assert table.rows[0][2] == "Person 0 (no cover), Person 1 (covered), Person 2 (covered) and 2 more people"
    assert table.rows[1][-1] == "Half-term."
    assert isinstance(files, Files)
    assert [each.file for each in files.companions] == ["2026-10-05.html", "2026-10-12.html"]
