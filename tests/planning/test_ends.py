"""The last day of a span is as uncertain as the day from which it is counted, and becomes firm with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Task, TaskTemplate, Theme
from inspectprep.model.framework import Milestone, Phase, Variant, Window
from inspectprep.model.inspection import Inspection
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.compare import compare
from inspectprep.planning.follow_up.action_plan import action_plan
from inspectprep.planning.people.handout import staff_handout
from inspectprep.planning.schedule import schedule
from inspectprep.planning.tasks import checklist
from tests.planning.plans import framework, milestone, offset, short

CALL = date(2018, 4, 9)
PUBLISHED = {"publication": date(2018, 5, 22)}
GIVEN = {"basis": Basis.NOTICE, "source": ()}


def plan(variant: Variant | None = None, **more: object) -> Timeline:
    """Plan an inspection from a call on Monday 9 April 2018."""
    day = more.pop("notified", CALL)
    as_of = more.pop("as_of", None)
    inspection = Inspection(variant="short", notified=day, **more)
    return schedule(inspection, framework(), variant or short(), as_of=as_of)


def with_milestones(*changed: Milestone) -> Variant:
    """Return the short inspection with milestones changed or added."""
    known = {each.id: each for each in (*short().milestones, *changed)}
    return evolve(short(), milestones=tuple(known.values()))


def test_what_ends_on_a_forecast_is_a_forecast() -> None:
    """The embargo ends with the publication, on any day of its window."""
    timeline = plan()
    embargo, published = timeline["embargo"], timeline["publication"]
    assert (embargo.end_earliest, embargo.end, embargo.end_latest) == (
        published.earliest,
        published.date,
        published.latest,
    )
    assert embargo.end_basis is Basis.MEASURED
    assert embargo.basis is not Basis.MEASURED
    assert not embargo.end_firm
    assert embargo.rests_on(last=True) is Basis.MEASURED


@pytest.mark.parametrize("said", ["actual", "notice"])
def test_a_recorded_or_given_anchor_makes_the_last_day_firm(said: str) -> None:
    """An answer of the letter is as certain as a record."""
    embargo = plan(**{said: PUBLISHED})["embargo"]
    assert (embargo.end, embargo.end_earliest, embargo.end_latest) == (date(2018, 5, 22), None, None)
    assert embargo.confirmed
    assert embargo.end_basis is embargo.basis


def test_a_publication_in_the_letter_is_no_forecast() -> None:
    """Its basis is the letter, and it has no bounds."""
    published = plan(notice=PUBLISHED)["publication"]
    assert (published.basis, published.forecast, published.firm) == (Basis.NOTICE, False, True)


def test_a_date_of_the_law_shows_what_it_is_counted_from_until_that_is_recorded() -> None:
    """First a forecast, then the planning default of the receipt, then the receipt itself."""
    received = milestone("report_received", "publication", "same day", basis=Basis.PLANNING)
    statutory = milestone("statutory", "report_received", "30 working days", basis=Basis.LAW)
    variant = with_milestones(received, statutory)
    shown = []
    for actual in ({}, PUBLISHED, {**PUBLISHED, "report_received": date(2018, 5, 24)}):
        event = plan(variant, actual=actual)["statutory"]
        shown.append((event.basis, event.counted_from, event.forecast, event.firm))
    assert shown == [
        (Basis.LAW, Basis.MEASURED, True, False),
        (Basis.LAW, Basis.PLANNING, False, False),
        (Basis.LAW, None, False, True),
    ]
    assert plan(variant, actual=actual)["statutory"].date == england().add(date(2018, 5, 24), 30)


def test_what_the_inspectorate_aims_at_is_not_firm_before_it_is_recorded() -> None:
    """A publication of a published rule may miss it, and so may the embargo that ends with it."""
    aim = milestone("publication", "fieldwork.end", "28 working days", basis=Basis.INSPECTORATE)
    timeline = plan(with_milestones(aim))
    assert not timeline["publication"].firm
    assert not timeline["embargo"].end_firm
    assert timeline["embargo"].end_basis is Basis.INSPECTORATE


def test_an_answer_to_an_open_question_is_only_a_plan() -> None:
    """A date that is calculated until the answer is on record is not firm."""
    asked = milestone("draft", "fieldwork.end", "10 working days", ask="When does the draft come?")
    due = milestone("comments", "draft", "5 working days")
    assert not plan(with_milestones(asked, due))["comments"].firm
    answered = plan(with_milestones(asked, due), notice={"draft": date(2018, 5, 8)})
    assert answered["comments"].firm


def test_a_span_between_two_forecasts_has_both_ranges() -> None:
    """It begins and ends within them, and never ends before it begins."""
    window = Window(
        earliest=offset("5 working days"), expected=offset("8 working days"), latest=offset("20 working days")
    )
    checked = milestone("check", "fieldwork.end", basis=Basis.MEASURED, windows=(window,))
    span = milestone("talks", "check", "same day", end="same day", end_anchor="publication")
    talks = plan(with_milestones(checked, span))["talks"]
    assert talks.earliest < talks.date < talks.latest
    assert talks.end_earliest < talks.end < talks.end_latest
    assert talks.latest <= talks.end_latest


def test_a_certain_end_before_an_uncertain_start_becomes_uncertain() -> None:
    """A span that may begin after its last day ends on its first day then."""
    span = milestone("talks", "publication", "same day", end="20 working days", end_anchor="fieldwork.end")
    talks = plan(with_milestones(span))["talks"]
    assert talks.end == max(talks.date, england().add(date(2018, 4, 20), 20))
    assert talks.end_latest == talks.latest
    assert not talks.end_firm


def test_a_span_whose_last_day_cannot_be_later_stays_certain() -> None:
    """An uncertain first day does not touch a last day that is later in every case."""
    span = milestone("talks", "publication", "same day", end="90 working days", end_anchor="fieldwork.end")
    talks = plan(with_milestones(span))["talks"]
    assert (talks.forecast, talks.end_forecast) == (True, False)


MEASURED = Window(
    earliest=offset("18 working days"),
    expected=offset("21 working days"),
    sample=4,
    delays=(2, 5),
    years="2018",
)


def test_what_no_figures_cover_has_no_last_day_anywhere() -> None:
    """A report that is later than every one measured may come on any day, and so may what follows it."""
    late = milestone("publication", "fieldwork.end", basis=Basis.MEASURED, windows=(MEASURED,))
    timeline = plan(with_milestones(late), as_of=date(2018, 9, 3))
    published, follows, embargo = timeline["publication"], timeline["action_plan"], timeline["embargo"]
    assert (published.n, published.latest) == (0, None)
    assert follows.earliest is not None
    assert follows.latest is None
    assert (embargo.end_earliest, embargo.end_latest) == (published.earliest, None)
    assert "(ends 2018-09-03 or later)" in _compared(timeline, "embargo")
    assert embargo in timeline.perhaps_on(date(2030, 1, 1))


def _compared(timeline: Timeline, name: str) -> str:
    found = compare(timeline, timeline, variants=(short(), short()))
    return next(row.left for row in found.rows if row.topic == "date" and row.id == name) or ""


def test_a_span_that_ends_on_a_day_without_figures_has_no_last_day() -> None:
    """It names what it waits for, and does not shrink to its first day."""
    none = evolve(MEASURED, starting=date(2030, 1, 1))
    late = milestone("publication", "fieldwork.end", basis=Basis.MEASURED, windows=(none,))
    timeline = plan(with_milestones(late))
    embargo = timeline["embargo"]
    assert (embargo.end, embargo.last, embargo.end_waits_for) == (None, None, "publication")
    assert (embargo.end_basis, embargo.confirmed) == (Basis.MEASURED, False)
    assert embargo in timeline.perhaps_on(CALL + timedelta(days=2000))


def test_a_span_that_only_the_letter_can_end_rests_on_it() -> None:
    """An unknown end is neither a forecast nor firm, and its answer makes it firm."""
    visit = milestone("fieldwork", "notification", "next monday", end_ask="When do you leave?")
    opened = plan(with_milestones(visit))["fieldwork"]
    assert (opened.end, opened.end_basis, opened.end_firm) == (None, Basis.NOTICE, False)
    answer = {"fieldwork": (date(2018, 4, 16), date(2018, 4, 19))}
    known = plan(with_milestones(visit), notice=answer)["fieldwork"]
    assert (known.end, known.end_basis, known.confirmed) == (date(2018, 4, 19), Basis.NOTICE, True)


def test_a_late_start_leaves_the_planned_last_day_a_plan() -> None:
    """The first day is recorded, and the last one is not."""
    fieldwork = plan(actual={"fieldwork": date(2018, 4, 17)})["fieldwork"]
    assert (fieldwork.firm, fieldwork.end_firm) == (True, False)


def test_a_day_is_on_a_span_as_expected_and_perhaps_on_it_within_its_bounds() -> None:
    """After the expected end the embargo may still last."""
    timeline = plan()
    embargo = timeline["embargo"]
    last, after = embargo.end, embargo.end + timedelta(days=1)
    assert embargo in timeline.on(last)
    assert embargo not in timeline.perhaps_on(last)
    assert embargo not in timeline.on(after)
    assert embargo in timeline.perhaps_on(after)
    assert embargo in timeline.perhaps_on(embargo.end_latest)
    assert embargo not in timeline.perhaps_on(embargo.end_latest + timedelta(days=1))
    recorded = plan(actual=PUBLISHED)
    assert "embargo" not in [event.id for event in recorded.perhaps_on(after)]


def test_a_single_day_is_perhaps_on_every_day_of_its_window() -> None:
    """Also before the day on which it is expected."""
    timeline = plan()
    published = timeline["publication"]
    assert published in timeline.perhaps_on(published.earliest)
    assert published in timeline.on(published.date)
    assert published not in timeline.perhaps_on(published.earliest - timedelta(days=1))


_KNOWN: Mapping[str, st.SearchStrategy[int]] = {
    "fieldwork": st.integers(5, 29),
    "final_feedback": st.integers(5, 40),
    "publication": st.integers(30, 200),
    "report_received": st.integers(30, 200),
}


@st.composite
def dates_on_record(draw: st.DrawFn, call: date) -> dict[str, date]:
    """Draw days of some milestones."""
    names = draw(st.sets(st.sampled_from(sorted(_KNOWN))))
    return {name: call + timedelta(days=draw(_KNOWN[name])) for name in names}


@settings(deadline=None)
@given(st.dates(date(2018, 2, 1), date(2027, 6, 1)), st.data())
def test_bounds_are_in_order_and_nothing_uncertain_is_firm(call: date, data: st.DataObject) -> None:
    """For any call, record, letter and day of the question."""
    received = milestone("report_received", "publication", "same day", basis=Basis.PLANNING)
    statutory = milestone("statutory", "report_received", "30 working days", basis=Basis.LAW)
    duty = milestone("duty", "publication", "same day", end="30 working days", end_anchor="report_received")
    late = milestone("publication", "fieldwork.end", basis=Basis.MEASURED, windows=(MEASURED,))
    timeline = plan(
        with_milestones(late, received, statutory, duty),
        notified=call,
        actual=data.draw(dates_on_record(call)),
        notice=data.draw(dates_on_record(call)),
        as_of=data.draw(st.none() | st.dates(call, call + timedelta(days=300))),
    )
    for event in timeline:
        _check(event)


def _check(event: Event) -> None:
    if event.date is None:
        return
    if event.forecast:
        assert event.earliest <= event.date
        assert event.latest is None or event.date <= event.latest
        assert not event.firm
    if event.end is not None:
        assert event.date <= event.end
        assert event.end_basis is not None
    if event.end_forecast:
        assert event.end_earliest <= event.end
        assert event.end_latest is None or event.end <= event.end_latest
        assert not event.end_firm
        if event.forecast and event.end_latest is not None:
            assert event.earliest <= event.end_earliest
            assert event.latest <= event.end_latest
    assert not event.firm or event.counted_from not in (Basis.MEASURED, Basis.PLANNING)
    assert not event.firm or event.basis not in (Basis.MEASURED, Basis.PLANNING) or event.actual


def _tasks(timeline: Timeline, **more: object) -> dict[str, Task]:
    """Return the tasks of a template that is counted from a plan, by id."""
    values = {"id": "keep", "title": "Keep", "theme": Theme.PLAN, "phase": Phase.EMBARGO, "owners": ("dcs",)}
    return {task.id: task for task in checklist(timeline, [TaskTemplate(**values, **more)])}


def test_a_task_that_counts_from_an_uncertain_last_day_is_uncertain() -> None:
    """Until the publication is recorded."""
    assert _tasks(plan(), anchor="embargo.end")["keep"].rests_on is Basis.MEASURED
    assert _tasks(plan(actual=PUBLISHED), anchor="embargo.end")["keep"].rests_on is None


def test_only_the_days_of_a_daily_task_outside_its_certain_part_are_uncertain() -> None:
    """The embargo lasts in every case until the first day on which the report may come out."""
    timeline = plan()
    embargo = timeline["embargo"]
    daily = _tasks(timeline, anchor="embargo", until_anchor="embargo.end", cadence=Cadence.DAILY)
    uncertain = [task.due for task in daily.values() if task.uncertain]
    certain = [task.due for task in daily.values() if not task.uncertain]
    assert max(certain) <= embargo.end_earliest < min(uncertain)
    assert max(uncertain) == embargo.end


def test_a_task_on_a_planning_default_names_it() -> None:
    """Its day is no forecast, and is not certain either."""
    default = milestone("final_feedback", "fieldwork.end", "same day", basis=Basis.PLANNING)
    before = _tasks(plan(with_milestones(default)), anchor="final_feedback")["keep"]
    assert (before.uncertain, before.rests_on) == (False, Basis.PLANNING)
    recorded = plan(with_milestones(default), actual={"final_feedback": date(2018, 4, 20)})
    assert _tasks(recorded, anchor="final_feedback")["keep"].rests_on is None


def test_the_handout_gives_no_planned_last_day_as_certain() -> None:
    """Only the recorded first day is, until the last one is on record."""
    began = plan(actual={"fieldwork": date(2018, 4, 16)})
    assert _certain_days(began) == [True, False, False]
    over = plan(actual={"fieldwork": (date(2018, 4, 16), date(2018, 4, 20))})
    assert _certain_days(over) == [True, True, True]


def _certain_days(timeline: Timeline) -> list[bool]:
    days = staff_handout(timeline, on=CALL, running=True).days
    titles = ("Inspectors arrive", "Inspectors meet people", "The last day on site")
    return [each.certain for each in days if each.title in titles]


def test_a_deadline_that_only_the_letter_gives_is_not_counted() -> None:
    """The 70 days of the law are those of other reports."""
    unknown = milestone("action_plan", "publication", **GIVEN)
    received = milestone("report_received", "publication", "same day", basis=Basis.PLANNING)
    recorded = plan(with_milestones(unknown, received), actual={**PUBLISHED, "report_received": CALL})
    [statement] = action_plan([], [], on=CALL, timeline=recorded).deadlines
    assert (statement.due, statement.working_days, statement.basis) == (None, None, Basis.NOTICE)
