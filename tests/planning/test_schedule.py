"""From a call to dated events, and again when something really happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.errors import InvalidValueError, OutOfRangeError, PlanError, UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.timeline import Timeline
from inspectprep.planning.schedule import Planner, schedule
from tests.planning.plans import framework, milestone, short

CALL = date(2018, 4, 9)


def plan(notified: date = CALL, **more: object) -> Timeline:
    """Schedule the small short inspection."""
    return schedule(Inspection(variant="short", notified=notified, **more), framework(), short())


def test_a_call_on_a_monday_puts_fieldwork_on_the_next_monday_to_friday() -> None:
    """Oxfordshire was called on 9 April 2018 and inspected from 16 to 20 April."""
    fieldwork = plan()["fieldwork"]
    assert (fieldwork.date, fieldwork.end) == (date(2018, 4, 16), date(2018, 4, 20))


def test_publication_is_a_window_counted_in_working_days_from_the_end_of_fieldwork() -> None:
    """The early May bank holiday of 2018 is not counted."""
    published = plan()["publication"]
    assert published.date == date(2018, 5, 22)
    assert published.earliest == date(2018, 5, 17)
    assert published.latest == date(2018, 6, 8)


def test_a_forecast_is_carried_to_what_depends_on_it() -> None:
    """The action plan is as uncertain as the publication it follows."""
    timeline = plan()
    days, published, action = england(), timeline["publication"], timeline["action_plan"]
    assert action.earliest == days.add(published.earliest, 70)
    assert action.date == days.add(published.date, 70)
    assert action.latest == days.add(published.latest, 70)


def test_a_recorded_publication_takes_the_uncertainty_away() -> None:
    """Nothing downstream of a fact is a forecast."""
    timeline = plan(actual={"publication": date(2018, 5, 22)})
    assert timeline["action_plan"].earliest is None
    assert timeline["embargo"].end == date(2018, 5, 22)


def test_a_late_start_keeps_the_planned_friday() -> None:
    """Inspectors who start on Tuesday still leave on Friday."""
    timeline = plan(actual={"fieldwork": date(2018, 4, 17)})
    fieldwork = timeline["fieldwork"]
    assert fieldwork.end == date(2018, 4, 20)
    assert fieldwork.planned == date(2018, 4, 16)
    assert fieldwork.moved_days == 1
    assert "planned last day stays" in fieldwork.note
    assert timeline["publication"].moved_days == 0


def test_an_actual_end_moves_everything_downstream() -> None:
    """Every event says where it was planned and how far it moved."""
    timeline = plan(actual={"fieldwork": (date(2018, 4, 17), date(2018, 4, 24))})
    assert timeline["final_feedback"].date == date(2018, 4, 24)
    assert timeline["final_feedback"].moved_days == 4
    assert timeline["publication"].planned == date(2018, 5, 22)
    assert timeline["publication"].date == england().add(date(2018, 4, 24), 21)


def test_a_postponed_inspection_takes_its_whole_length_along() -> None:
    """A start after the planned Friday is a new week, not a late start."""
    timeline = plan(actual={"fieldwork": date(2018, 5, 14)})
    assert timeline["fieldwork"].end == date(2018, 5, 18)
    assert timeline["fieldwork"].moved_days == 28


def test_only_the_notice_dates_what_only_the_notice_knows() -> None:
    """An information request has no date until the letter gives one; nothing is guessed."""
    without = plan()
    assert without["annex_a_due"].date is None
    assert without["follow_up"].date is None
    assert any("Annex a due" in note and "Follow up" not in note for note in without.notes)
    told = plan(notice={"annex_a_due": date(2018, 4, 11)})
    assert told["annex_a_due"].date == date(2018, 4, 11)
    assert told["follow_up"].date == date(2018, 4, 12)
    assert told["annex_a_due"].moved_days == 0


def test_events_stand_in_order_and_undated_ones_after_what_they_wait_for() -> None:
    """Reading from top to bottom is reading forward in time."""
    timeline = plan()
    names = [event.id for event in timeline]
    assert names[0] == "notification"
    assert names.index("annex_a_due") < names.index("fieldwork")
    dates = [event.date for event in timeline if event.date]
    assert dates == sorted(dates)


def test_closures_move_planning_dates_and_no_others() -> None:
    """A council's closed day does not stop a statutory clock."""
    closed = [date(2018, 4, 10), date(2018, 5, 1)]
    visit = Inspection(variant="short", notified=CALL)
    open_plan = schedule(visit, framework(), short())
    shut_plan = schedule(visit, framework(), short(), closures=closed)
    assert open_plan["drill"].date == date(2018, 4, 11)
    assert shut_plan["drill"].date == date(2018, 4, 12)
    assert shut_plan["publication"] == open_plan["publication"]


def test_a_pause_before_elections_holds_publication_back() -> None:
    """A report due before polling day comes out after it, and the window says why."""
    published = plan(date(2024, 2, 26))["publication"]
    assert published.date == england().add(date(2024, 5, 2), 5)
    assert published.latest >= published.date
    assert "Local elections, May 2024" in published.note


def test_no_regime_means_no_date() -> None:
    """Between the two regimes nothing is known, and nothing is shown."""
    published = plan(date(2020, 9, 7))["publication"]
    assert published.date is None
    assert "no figures" in published.note


def test_the_regime_brings_its_own_source_and_note() -> None:
    """A reader sees which measurement a window rests on."""
    published = plan(date(2022, 5, 9))["publication"]
    assert published.source == "Published reports"
    assert published.note == "The later regime."


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 4, 8), "weekend"),
        (date(2018, 5, 7), "bank holiday"),
        (date(2018, 4, 11), "usually come on a Monday"),
        (date(2018, 8, 6), "week 33"),
        (date(2018, 4, 30), "bank holiday"),
        (date(2017, 4, 10), "No known edition"),
    ],
)
def test_an_unusual_call_is_accepted_with_a_note(day: date, words: str) -> None:
    """Odd dates are told, never refused."""
    timeline = plan(day)
    assert timeline["fieldwork"].date is not None
    assert any(words in note for note in timeline.notes), timeline.notes


def test_a_usual_call_has_no_note_about_its_date() -> None:
    """Notes would be ignored if they were always there. A Tuesday is usual after a bank holiday."""
    assert len(plan().notes) == 1
    assert not [note for note in plan(date(2018, 5, 8)).notes if "call" in note]


def test_fieldwork_on_a_bank_holiday_moves_to_the_next_working_day_and_says_so() -> None:
    """7 May 2018 was a bank holiday."""
    timeline = plan(date(2018, 4, 30))
    assert timeline["fieldwork"].date == date(2018, 5, 8)
    assert any("7 May 2018" in note and "8 May 2018" in note for note in timeline.notes)


def test_the_edition_follows_the_day_of_the_call() -> None:
    """A call on the last day of one edition belongs to it."""
    assert plan(date(2022, 12, 31)).edition == "first"
    assert plan(date(2023, 1, 1)).edition == "second"
    assert "Care leavers stand alone." in plan(date(2023, 1, 9)).notes


def test_an_unknown_milestone_suggests_the_nearest() -> None:
    """A typing error costs seconds, not minutes."""
    with pytest.raises(UnknownNameError, match="Did you mean 'fieldwork'"):
        plan(actual={"feildwork": date(2018, 4, 17)})


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    """Swapped dates would move the whole plan."""
    with pytest.raises(InvalidValueError, match="is before 2018-04-20, the first day"):
        plan(actual={"fieldwork": (date(2018, 4, 20), date(2018, 4, 16))})


def test_a_record_before_the_call_is_noted() -> None:
    """It may be the call that is wrong."""
    assert any("before the call" in note for note in plan(actual={"fieldwork": date(2018, 4, 2)}).notes)


def test_milestones_in_a_circle_are_refused_with_the_path() -> None:
    """The message shows the way round."""
    looped = evolve(
        short(),
        milestones=(
            milestone("notification"),
            milestone("a", "b", "same day"),
            milestone("b", "a", "same day"),
        ),
    )
    with pytest.raises(PlanError, match="a -> b -> a") as caught:
        Planner(framework(), looped)
    assert caught.value.path == ("a", "b", "a")


def test_a_missing_anchor_is_refused_with_the_nearest_name() -> None:
    """The message names both ends."""
    broken = evolve(
        short(), milestones=(milestone("notification"), milestone("fieldwork", "notifcation", "same day"))
    )
    with pytest.raises(PlanError, match="Did you mean 'notification'"):
        Planner(framework(), broken)


def test_a_plan_without_a_call_is_refused() -> None:
    """Everything follows from the notification."""
    with pytest.raises(PlanError, match="no milestone 'notification'"):
        Planner(framework(), evolve(short(), milestones=(milestone("fieldwork"),)))


def test_a_call_outside_the_known_years_is_refused() -> None:
    """Working days that nobody knows are not guessed."""
    with pytest.raises(OutOfRangeError, match="2007-01-01 to 2040-12-31"):
        plan(date(2041, 1, 7))


calls = st.dates(date(2007, 1, 1), date(2029, 12, 31))


@given(calls)
def test_planning_again_changes_nothing(day: date) -> None:
    """The same call gives the same timeline."""
    planner = Planner(framework(), short())
    visit = Inspection(variant="short", notified=day)
    assert planner.schedule(visit) == planner.schedule(visit)


@given(calls)
def test_recording_what_was_planned_moves_nothing(day: date) -> None:
    """A plan that came true is the plan."""
    first = plan(day)
    fieldwork = first["fieldwork"]
    again = plan(day, actual={"fieldwork": (fieldwork.date, fieldwork.end)})
    assert [event.date for event in again] == [event.date for event in first]
    assert {event.moved_days for event in again} <= {0, None}


@given(calls, st.integers(0, 60))
def test_a_later_start_never_makes_anything_earlier(day: date, late: int) -> None:
    """Delay runs downstream and only one way."""
    planned = plan(day)["fieldwork"].date
    moved = plan(day, actual={"fieldwork": planned + timedelta(days=late)})
    assert all(event.moved_days is None or event.moved_days >= 0 for event in moved)


@given(calls)
def test_windows_hold_their_expected_day(day: date) -> None:
    """Earliest, expected and latest stand in that order for every forecast."""
    for event in plan(day):
        if event.earliest is not None:
            assert event.earliest <= event.date <= event.latest


@given(calls)
def test_no_event_comes_before_its_anchor(day: date) -> None:
    """Order in the framework is order in time, for offsets that point forward."""
    timeline = plan(day)
    for each in short().milestones:
        if each.anchor and timeline[each.id].date:
            name, _, last = each.anchor.partition(".")
            anchor = timeline[name]
            assert timeline[each.id].date >= (anchor.last if last else anchor.date)
