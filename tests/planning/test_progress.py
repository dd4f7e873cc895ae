"""The progress of tasks on a day, from dated statuses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from inspectprep.codec import read_toml
from inspectprep.errors import UnknownNameError
from inspectprep.model.checklist import Cadence, Checklist, Status, Task, Theme
from inspectprep.model.decision import TaskState, TaskStates
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import Offset
from inspectprep.planning.progress import Progress, due_on, progress, recurring_day, with_progress
from inspectprep.planning.readiness.tasks_reasons import task_reasons
from inspectprep.planning.schedule import schedule
from tests.planning.plans import framework, short

DAY = date(2026, 1, 15)
MONTHLY, YEARLY = Cadence.MONTHLY.every, Cadence.YEARLY.every
ORDER = [Progress.SETTLED, Progress.DUE_SOON, Progress.UNCONFIRMED, Progress.OVERDUE]


def task(name: str = "run", every: Offset | None = MONTHLY, **more: object) -> Task:
    """Make a recurring task."""
    values = {
        "id": name,
        "template": name,
        "title": name,
        "theme": Theme.ANNEX_A,
        "phase": Phase.ALWAYS_ON,
        "owners": ("annex-a",),
        "every": every,
        **more,
    }
    return Task(**values)


def state(status: str, on: date | None, name: str = "run") -> TaskState:
    """Make a status."""
    return TaskState(task=name, status=Status(status), on=on)


def after(day: date, *states: TaskState, one: Task | None = None) -> Task:
    """Return the task with the statuses that hold on a day."""
    given_task = one or task()
    checklist = Checklist(tasks=(given_task,), variant="short", notified=DAY)
    return with_progress(checklist, states, day)[given_task.id]


def found(day: date, *states: TaskState, one: Task | None = None) -> Progress:
    """Return the progress of a task on a day."""
    return progress(after(day, *states, one=one), day)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 15), Progress.SETTLED),
        (date(2026, 7, 15), Progress.SETTLED),
        (date(2026, 12, 15), Progress.SETTLED),
        (date(2026, 12, 16), Progress.DUE_SOON),
        (date(2027, 1, 15), Progress.DUE_SOON),
        (date(2027, 1, 16), Progress.OVERDUE),
    ],
)
def test_a_yearly_task_is_done_for_its_year_and_due_again(day: date, expected: Progress) -> None:
    """January's workshops count in July, are due soon in the last month and overdue after it."""
    assert found(day, state("done", DAY), one=task(every=YEARLY)) is expected


def test_progress_can_go_back() -> None:
    """Done, then found wanting, then not even begun again."""
    history = [state("done", DAY), state("doing", date(2026, 1, 20)), state("to-do", date(2026, 1, 25))]
    days = [date(2026, 1, 16), date(2026, 1, 22), date(2026, 1, 26)]
    assert [after(day, *history).status for day in days] == [Status.DONE, Status.DOING, Status.TO_DO]
    assert [found(day, *history) for day in days] == [
        Progress.SETTLED,
        Progress.UNCONFIRMED,
        Progress.UNCONFIRMED,
    ]


def test_work_that_is_done_again_is_due_when_the_last_time_expires() -> None:
    """Being done again is not done: the month counts from the last time."""
    history = (state("done", DAY), state("doing", date(2026, 2, 10)))
    assert found(date(2026, 2, 15), *history) is Progress.UNCONFIRMED
    assert found(date(2026, 2, 16), *history) is Progress.OVERDUE


def test_work_known_to_be_open_for_its_whole_interval_is_overdue() -> None:
    """A monthly task that was to do in January and is still to do in March."""
    assert found(date(2026, 2, 15), state("to-do", DAY)) is Progress.UNCONFIRMED
    assert found(date(2026, 2, 16), state("to-do", DAY), state("doing", date(2026, 2, 1))) is Progress.OVERDUE


def test_what_was_never_recorded_is_unconfirmed_for_ever() -> None:
    """Unknown is a gap, neither green nor red."""
    assert found(DAY) is found(date(2030, 1, 1)) is Progress.UNCONFIRMED


def test_done_without_a_day_is_a_gap() -> None:
    """It may have been done years ago."""
    assert found(DAY, state("done", None)) is Progress.UNDATED
    once = task(every=None, due=date(2026, 1, 10), phase=Phase.ON_SITE)
    assert found(DAY, state("done", None), one=once) is Progress.UNDATED


def test_a_dated_status_counts_before_one_without_a_day() -> None:
    """In whatever order they were recorded."""
    assert found(DAY, state("done", DAY), state("to-do", None)) is Progress.SETTLED


def test_the_last_day_counts_and_on_one_day_the_last_recorded() -> None:
    """A status of an earlier day that is recorded later does not replace a newer one."""
    earlier, later = state("done", date(2026, 1, 10)), state("doing", date(2026, 1, 12))
    assert after(DAY, later, earlier).status is Status.DOING
    assert after(DAY, state("doing", DAY), state("done", DAY)).status is Status.DONE
    assert after(DAY, state("done", DAY), state("doing", DAY)).status is Status.DOING


def test_a_question_about_a_past_day_gets_the_statuses_of_that_day() -> None:
    """What was done on Thursday was not done on Wednesday."""
    once = task(every=None, due=DAY, phase=Phase.ON_SITE)
    before = DAY - timedelta(days=1)
    assert after(before, state("done", DAY), one=once).status is Status.TO_DO
    assert after(DAY, state("done", DAY), one=once).status is Status.DONE


def test_a_day_of_a_daily_task_can_differ_from_the_rest() -> None:
    """A status of the template holds for every occurrence, and one of an occurrence for that one."""
    days = [task(f"brief@{DAY}", None, template="brief", due=DAY, phase=Phase.ON_SITE)]
    checklist = Checklist(tasks=tuple(days), variant="short", notified=DAY)
    both = [state("done", DAY, "brief"), state("doing", DAY, f"brief@{DAY}")]
    assert with_progress(checklist, both, DAY).tasks[0].status is Status.DOING
    assert with_progress(checklist, both[::-1], DAY).tasks[0].status is Status.DONE


def test_a_task_with_a_last_day_is_done_once() -> None:
    """Done in time is done; late, it is overdue until it is done or not needed."""
    once = task(every=None, due=DAY, phase=Phase.ON_SITE)
    late = date(2026, 1, 16)
    assert [found(DAY, one=once), found(late, one=once)] == [Progress.OPEN, Progress.OVERDUE]
    assert found(date(2027, 1, 1), state("done", late), one=once) is Progress.SETTLED
    assert found(date(2027, 1, 1), state("not-needed", late), one=once) is Progress.SETTLED


def test_a_recurring_task_says_when_it_is_due_again() -> None:
    """The last day of its interval; None before it was ever recorded."""
    assert due_on(after(DAY, state("done", DAY))) == date(2026, 2, 15)
    assert due_on(after(DAY)) is None


@pytest.mark.parametrize(
    ("day", "judged"),
    [
        (date(2018, 4, 6), date(2018, 4, 6)),
        (date(2018, 4, 9), date(2018, 4, 9)),
        (date(2018, 4, 18), date(2018, 4, 9)),
        (date(2018, 4, 20), date(2018, 4, 9)),
        (date(2018, 4, 21), date(2018, 4, 21)),
    ],
)
def test_recurring_work_waits_from_the_call_to_final_feedback(day: date, judged: date) -> None:
    """Everyone works for the inspection; afterwards the monthly work is due as ever."""
    timeline = schedule(Inspection(variant="short", notified=date(2018, 4, 9)), framework(), short())
    assert recurring_day(timeline, day) == judged
    monthly = task().marked(Status.DONE, date(2018, 3, 12))
    tasks = Checklist(tasks=(monthly,), variant="short", notified=timeline.notified)
    (reason,) = task_reasons(Theme.ANNEX_A, tasks, day, recurring=recurring_day(timeline, day))
    assert reason.rule == ("tasks-overdue" if judged > date(2018, 4, 12) else "tasks-due-soon")


def test_a_status_of_an_unknown_task_suggests_the_nearest() -> None:
    """A typing error is named."""
    with pytest.raises(UnknownNameError, match="Did you mean 'run'"):
        after(DAY, state("done", DAY, "runn"))


def test_a_file_of_version_1_has_statuses_without_days(tmp_path: Path) -> None:
    """They are read, and count as a gap."""
    path = tmp_path / "states.toml"
    path.write_text('schema = "inspectprep/task-states/1"\ndone = ["run"]\nnot_needed = ["film"]\n', "utf-8")
    assert read_toml(path, TaskStates).states == (state("done", None), state("not-needed", None, "film"))


STATES = st.lists(
    st.builds(
        TaskState,
        task=st.just("run"),
        status=st.sampled_from(Status),
        on=st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 15)),
    ),
    max_size=6,
)


@given(STATES, st.sampled_from(Cadence), st.integers(0, 800), st.integers(0, 800))
def test_waiting_never_improves_a_task(
    states: list[TaskState], cadence: Cadence, days: int, more: int
) -> None:
    """With nothing new recorded, the progress only gets worse."""
    first = DAY + timedelta(days=days)
    one = task(every=cadence.every)
    before, later = (found(day, *states, one=one) for day in (first, first + timedelta(days=more)))
    if Progress.UNDATED in (before, later):
        assert before is later
    else:
        assert ORDER.index(before) <= ORDER.index(later)


@given(STATES, st.integers(0, 400))
def test_only_a_dated_status_settles_a_recurring_task(states: list[TaskState], days: int) -> None:
    """Settled means that it was done within its interval, or is not needed, by a record that says so."""
    day = DAY + timedelta(days=days)
    if found(day, *states) in (Progress.SETTLED, Progress.DUE_SOON):
        done = [each.on for each in states if each.status is Status.DONE and each.on]
        unneeded = [each for each in states if each.status is Status.NOT_NEEDED]
        assert unneeded or any(day - on <= timedelta(days=31) for on in done)
