"""Tasks that records show to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inspectprep.model.checklist import Cadence, Status, Task, TaskTemplate
from inspectprep.model.decision import TaskState
from inspectprep.model.enquiry import Challenge, Showcase, TimetableEntry
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import DailyNote
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import PreparationSession, RoleHolder, Team
from inspectprep.planning.evidence_rules import read_rule
from inspectprep.planning.schedule import schedule
from inspectprep.planning.tasks import checklist
from inspectprep.planning.ticks import Recorded, with_records
from tests.planning.plans import framework, short
from tests.planning.test_tasks import DAILY, template

CALL = date(2018, 4, 9)
DAY = date(2018, 4, 18)


def plan(id: str = "ins-1", **more: Any) -> Timeline:
    """Return the plan of an inspection that runs."""
    inspection = Inspection(id=id, variant="short", notified=CALL, **more)
    return schedule(inspection, framework(), short())


def one(
    rule: str | tuple[str, ...],
    *states: TaskState,
    timeline: Timeline | None = None,
    day: date = DAY,
    annexa: date | None = None,
    base: TaskTemplate | None = None,
    **records: tuple[Any, ...],
) -> tuple[Task, ...]:
    """Return the occurrences of a task with a rule, with the records of some kinds."""
    rules = (rule,) if isinstance(rule, str) else rule
    base = base or template("work", anchor="fieldwork")
    base = evolve(base, ticked_by=rules)
    timeline = timeline or plan()
    tasks = checklist(timeline, [base])
    known = Recorded(records=records, annexa=annexa)
    return with_records(tasks, [base], timeline, known, states, day).tasks


def offered(day: date, inspection: str = "ins-1") -> Showcase:
    """Return a showcase that was offered on a day."""
    return Showcase(id="show-1", inspection=inspection, service="Locality team", offered=day)


def test_a_record_ticks_its_task_on_its_day_and_says_why() -> None:
    """Nothing is entered twice."""
    (task,) = one("showcase.offered", showcase=(offered(date(2018, 4, 16)),))
    assert (task.status, task.on) == (Status.DONE, date(2018, 4, 16))
    assert task.status_note == "A showcase was offered on Monday 16 April 2018."


@pytest.mark.parametrize(
    "showcase",
    [
        offered(date(2018, 4, 19)),
        offered(date(2018, 4, 6)),
        offered(date(2018, 4, 16), "ins-2"),
        Showcase(id="show-1", inspection="ins-1", service="Locality team"),
    ],
    ids=["later", "before the call", "another inspection", "without a day"],
)
def test_other_records_tick_nothing(showcase: Showcase) -> None:
    """Only what happened in this inspection by the day counts."""
    (task,) = one("showcase.offered", showcase=(showcase,))
    assert task.status is Status.TO_DO


@pytest.mark.parametrize(
    ("on", "status"),
    [(15, Status.DONE), (16, Status.TO_DO), (17, Status.TO_DO)],
    ids=["before", "same", "after"],
)
def test_the_status_of_a_person_counts_from_its_day_on(on: int, status: Status) -> None:
    """On the day of the record a person is right."""
    state = TaskState(task="work", status=Status.TO_DO, on=date(2018, 4, on))
    (task,) = one("showcase.offered", state, showcase=(offered(date(2018, 4, 16)),))
    assert task.status is status


def test_a_daily_task_is_done_for_the_day_of_the_record() -> None:
    """A note of Tuesday says nothing about Monday."""
    notes = (DailyNote(id="note-1", inspection="ins-1", day=date(2018, 4, 17), text="A good day."),)
    tasks = one("note.day", base=DAILY, note=notes)
    assert {task.due.day: task.status for task in tasks if task.due} == {
        16: Status.TO_DO,
        17: Status.DONE,
        18: Status.TO_DO,
        19: Status.TO_DO,
        20: Status.TO_DO,
    }


def claim(number: int, replied: date | None) -> Challenge:
    """Return a claim of Tuesday."""
    return Challenge(
        id=f"chal-{number}",
        inspection="ins-1",
        claim="Visits are late.",
        heard=date(2018, 4, 17),
        replied=replied,
    )


@pytest.mark.parametrize(
    ("replies", "done"),
    [
        ((), False),
        ((date(2018, 4, 18),), True),
        ((date(2018, 4, 18), None), False),
        ((date(2018, 4, 19),), False),
    ],
)
def test_every_needs_all(replies: tuple[date | None, ...], done: bool) -> None:
    """One claim without a reply leaves the log open. So does a reply of a later day."""
    claims = tuple(claim(number, replied) for number, replied in enumerate(replies, 1))
    (task,) = one("every challenge.replied", challenge=claims)
    assert (task.status is Status.DONE) is done


def test_all_rules_must_be_met() -> None:
    """A role without a deputy is not enough."""
    rules = ("person with role=dcs, name, deputy", "person with role=deputy, name, deputy")
    base = template("work", phase=Phase.ALWAYS_ON, cadence=Cadence.STANDING)
    first = RoleHolder(id="per-1", role="dcs", name="Ann Avon", deputy="Ben Brook")
    second = RoleHolder(id="per-2", role="deputy", name="Ben Brook")
    assert one(rules, base=base, person=(first, second))[0].status is Status.TO_DO
    named = evolve(second, deputy="Cara Clyde")
    assert one(rules, base=base, person=(first, named))[0].status is Status.DONE
    left = evolve(named, until=date(2018, 4, 17))
    assert one(rules, base=base, person=(first, left))[0].status is Status.TO_DO


def test_a_recurring_task_takes_the_day_of_its_last_record() -> None:
    """The interval counts from the last workshop with an attendance list."""
    base = template("work", phase=Phase.ALWAYS_ON, cadence=Cadence.YEARLY)
    sessions = tuple(
        PreparationSession(id=f"ses-{number}", title="What to expect", on=on, attended=attended)
        for number, (on, attended) in enumerate(
            [(date(2018, 1, 15), ("Ann Avon",)), (date(2017, 1, 16), ("Ann Avon",)), (date(2018, 2, 1), ())],
            1,
        )
    )
    (task,) = one("session.on with kind=workshop, attended", base=base, session=sessions)
    assert (task.on, task.counted_from) == (date(2018, 1, 15), date(2018, 1, 15))


@pytest.mark.parametrize(("teams", "done"), [(("team-1",), False), (("team-1", "north  team"), True)])
def test_every_team_needs_a_session(teams: tuple[str, ...], done: bool) -> None:
    """Teams are named by id or by name."""
    known = (Team(id="team-1", name="South team"), Team(id="team-2", name="North Team"))
    session = PreparationSession(id="ses-1", title="Briefing", on=date(2018, 4, 11), teams=teams)
    (task,) = one("session.on with every team", team=known, session=(session,))
    assert (task.status is Status.DONE) is done


def test_a_record_without_a_day_gives_way_to_a_person() -> None:
    """The timetable has entries, but a person says that it is not drafted."""
    visit = TimetableEntry(id="vis-1", inspection="ins-1", day=date(2018, 4, 17), title="Front door")
    assert one("visit", visit=(visit,))[0].status is Status.DONE
    state = TaskState(task="work", status=Status.DOING, on=CALL)
    assert one("visit", state, visit=(visit,))[0].status is Status.DOING


def test_milestones_and_checks_of_annex_a_count() -> None:
    """Both have a day."""
    happened = plan(actual={"fieldwork": date(2018, 4, 17)})
    assert one("happened.fieldwork", timeline=happened)[0].on == date(2018, 4, 17)
    assert one("happened.fieldwork")[0].status is Status.TO_DO
    assert one("annexa.checked", annexa=date(2018, 4, 10))[0].status is Status.DONE
    assert one("annexa.checked", annexa=date(2018, 4, 3))[0].status is Status.TO_DO


def test_an_imagined_call_has_only_the_work_that_is_always_on() -> None:
    """Records of preparation do not show that anything was done after a call that has not come."""
    imagined = plan("")
    (task,) = one("showcase.offered", timeline=imagined, showcase=(offered(date(2018, 4, 16), ""),))
    assert task.status is Status.TO_DO


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("showcases.offered", "no kind of record 'showcases'"),
        ("showcase.given", "no field 'given'"),
        ("session.on with sort=workshop", "no field 'sort'"),
        ("every visit", "needs a field"),
        ("visit with every team", "no field 'teams'"),
        ("annexa.sent", "annexa.checked"),
        ("happened", "takes one name"),
        ("Showcase offered!", "not a rule"),
        ("", "not a rule"),
    ],
)
def test_a_rule_with_a_mistake_says_why(text: str, reason: str) -> None:
    """The language is small and closed."""
    with pytest.raises(ValueError, match=reason):
        read_rule(text)
