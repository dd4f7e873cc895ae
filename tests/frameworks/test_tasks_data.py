"""What the shipped tasks say: all of them, each with somebody to do it and a reason."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import inspectprep
from inspectprep import Inspection, Theme
from inspectprep.calendar.working import england
from inspectprep.codec import read_toml
from inspectprep.frameworks.loader import read_framework
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, TaskSet, TaskTemplate
from inspectprep.model.framework import Phase
from inspectprep.model.roles import ROLES
from inspectprep.model.source_migration import OUR_PRACTICE
from inspectprep.planning.evidence_rules import read_rule

DATA = Path(inspectprep.__file__).parent / "frameworks" / "data"
TASKS = read_toml(DATA / "tasks.toml", TaskSet).tasks
ILACS = read_framework(DATA / "ilacs.toml")
CALL = date(2026, 9, 14)
VARIANTS = [each.id for each in ILACS.variants]
EACH = [pytest.param(task, id=task.id) for task in TASKS]


def oxfordshire() -> Checklist:
    """Return the tasks of Oxfordshire's short inspection of 2018."""
    return inspectprep.checklist(
        inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2018, 4, 9)))
    )


def called(variant: str, day: date = CALL, **notice: date) -> Checklist:
    """Return the tasks of a call."""
    return inspectprep.checklist(
        inspectprep.schedule(Inspection(variant=variant, notified=day, notice=notice))
    )


def test_the_file_is_in_the_order_of_an_inspection() -> None:
    """None is missing a phase, none stands twice, and the file follows the story."""
    assert len({task.id for task in TASKS}) == len(TASKS)
    assert {task.phase for task in TASKS} == set(Phase)
    order = [list(Phase).index(task.phase) for task in TASKS]
    assert order == sorted(order)


@pytest.mark.parametrize("task", EACH)
def test_each_task_has_owners_and_its_sources_exist(task: TaskTemplate) -> None:
    """Owners are roles a council fills; a source is one of the framework, or a citation in words."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", task.id)
    assert task.owners
    assert set(task.owners) <= {role.id for role in ROLES}
    assert {name for name in task.source if " " not in name} <= {source.id for source in ILACS.sources}


@pytest.mark.parametrize("task", EACH)
def test_each_task_has_a_day_or_a_cadence(task: TaskTemplate) -> None:
    """Readiness work recurs without an anchor; everything else depends on the timeline."""
    if task.phase is Phase.ALWAYS_ON:
        assert task.anchor is task.meets is None
        assert task.cadence is not None
    else:
        assert task.anchor or task.meets
        assert task.cadence in {None, Cadence.DAILY}
    assert task.basis is Basis.PLANNING, "only the event that a task meets is known from elsewhere"
    assert (task.until_anchor is None) == (task.until_offset is None)


@pytest.mark.parametrize(
    ("theme", "ids"),
    [
        (Theme.ANNEX_A, {"run-annex-a", "extract-annex-a", "submit-annex-a"}),
        (Theme.PEOPLE, {"prepare-social-workers", "brief-teams", "tell-staff"}),
        (Theme.CHALLENGE, {"list-showcases", "challenge-log", "push-back", "offer-showcase"}),
        (Theme.COMMUNICATE, {"evening-debrief", "daily-message", "update-leaders", "draft-messages"}),
        (Theme.DEBRIEF, {"look-after-people", "share-good-press", "team-debrief", "celebrate-and-thank"}),
        (Theme.PLAN, {"cover-leave", "take-the-call", "written-statement"}),
    ],
)
def test_each_of_the_five_lessons_is_covered(theme: Theme, ids: set[str]) -> None:
    """Each lesson has its tasks, and so has the plan that holds them together."""
    assert ids <= {task.id for task in TASKS if task.theme is theme}


def test_daily_tasks_follow_the_days_on_site() -> None:
    """Oxfordshire's five evenings, five messages, five honest accounts."""
    found = oxfordshire()
    week = [date(2018, 4, day) for day in (16, 17, 18, 19, 20)]
    for name in ("keep-in-touch", "evening-debrief", "update-leaders", "look-after-people"):
        assert [task.due for task in found if task.template == name] == week
    assert [task.due for task in found if task.template == "daily-message"] == week[:4]
    assert found["last-day-message"].due == week[4]
    calls = [task.due for task in found if task.template == "daily-call"]
    assert calls == [date(2018, 4, day) for day in (10, 11, 12, 13)]


def test_every_task_is_in_some_inspection() -> None:
    """All templates reach a checklist, none is left out with a note, and each says for whom it is."""
    lists = {variant: called(variant) for variant in VARIANTS}
    assert {task.id for task in TASKS} <= {task.template for found in lists.values() for task in found}
    for variant, found in lists.items():
        assert found.notes == ()
        assert all(variant in task.variants and task.source for task in found)


def test_the_call_is_answered_the_same_day() -> None:
    """On the Monday, the last with a day's grace."""
    found = oxfordshire().select(phase=Phase.NOTIFICATION)
    assert {task.due for task in found if task.template not in {"rooms-and-accounts", "tell-schools"}} == {
        date(2018, 4, 9)
    }
    assert found["rooms-and-accounts"].due == date(2018, 4, 10)


def test_the_call_of_the_next_day_was_first_offered_in_2024() -> None:
    """An inspection of 2018 has no such task. A Friday's is on Monday."""
    assert "next-day-call" not in {task.template for task in oxfordshire()}
    assert called("ilacs-short")["next-day-call"].due == date(2026, 9, 28)


def test_limits_of_the_law_are_counted_from_receipt() -> None:
    """Publication by the council and the written statement are due on the statutory day."""
    found = oxfordshire()
    days = england()
    received = date(2018, 5, 22)
    assert found["statutory-publication"].due == days.add(received, 30)
    assert found["written-statement"].due == days.add(received, 70)
    assert found["statutory-publication"].uncertain
    assert found["statutory-publication"].basis is Basis.LAW
    assert found["written-statement"].basis is Basis.ACCOUNT
    assert "The law requires it" in found["written-statement"].note
    assert "SI 2007/462" in found["statutory-publication"].source


def test_tasks_that_wait_for_a_letter_have_no_day() -> None:
    """Nothing invents a deadline for Annex A, documents, audits or comments."""
    waiting = {task.id for task in oxfordshire() if task.basis is Basis.NOTICE}
    assert waiting == {
        "submit-information",
        "submit-annex-a",
        "submit-audit-information",
        "check-the-draft",
        "complaint-window",
    }
    assert all(oxfordshire()[name].due is None for name in waiting)


NEVER = {
    "ilacs-standard": r"visit looks at|if the letter",
    "ilacs-short": r"visit looks at|weekend|if the letter",
    "ilacs-focused-visit": (
        r"grade|weekend|present the self-evaluation|statement of action|each likely outcome"
    ),
    "ilacs-monitoring-visit": (
        r"grade|weekend|present the self-evaluation|statement of action|Take the call|newspaper"
        r"|each likely outcome|third anniversary"
    ),
}
"""The words that no task of a kind of inspection has."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_task_of_another_kind_is_on_a_list(variant: str) -> None:
    """A letter has no grades, a week has no weekend in it, and no statement is sent where none is owed."""
    texts = [f"{task.title} {task.note}" for task in called(variant) if task.template != "cover-leave"]
    assert [text for text in texts if re.search(NEVER[variant], text)] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_chair_of_scrutiny_is_not_told_on_the_first_day(variant: str) -> None:
    """It is the council's choice, which a note names."""
    found = called(variant)["tell-leaders"]
    assert "scrutiny" not in found.title
    assert "council chooses whether to tell the chair of scrutiny" in found.note


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_task_is_as_sure_as_its_event(variant: str) -> None:
    """What meets an event has its basis and its sources; everything else is a planning default."""
    meets = {task.id: task.meets for task in TASKS if task.meets}
    timeline = inspectprep.schedule(Inspection(variant=variant, notified=CALL))
    for task in inspectprep.checklist(timeline):
        if event := meets.get(task.template):
            assert (task.basis, task.due) == (timeline[event].basis, timeline[event].date)
            assert task.source == (timeline[event].source or OUR_PRACTICE)
        else:
            assert task.basis is Basis.PLANNING


def test_the_tasks_of_a_monitoring_visit_count_back_from_its_agreed_days() -> None:
    """The dates are confirmed in July: nothing but that is due before the weeks of the visit."""
    first = date(2026, 9, 30)
    found = called("ilacs-monitoring-visit", date(2026, 7, 6), fieldwork=first)
    early = {task.template for task in found if task.due and task.due < date(2026, 9, 16)}
    assert early == {"monitoring-agree-dates", "tell-leaders"}
    assert not [task for task in found if task.template == "daily-call"]
    assert found["visit-call"].due == date(2026, 9, 29)


EARLIER = set(
    "run-annex-a check-timescales rehearse-annex-a self-evaluation engagement-meeting "
    "track-improvements prepare-social-workers name-owners cover-leave day-by-day-plans "
    "audit-programme list-showcases document-folder estimate-next-inspection take-the-call "
    "reach-the-director tell-leaders first-meeting extract-annex-a tell-staff tell-partners "
    "rooms-and-accounts submit-information submit-annex-a daily-call log-lines-of-enquiry "
    "submit-audit-information draft-timetable brief-teams arrange-conversations data-desk "
    "check-key-dates opening-meeting keep-in-touch evening-debrief daily-message update-leaders "
    "challenge-log push-back offer-showcase cases-referred-back look-after-people final-feedback "
    "tell-leaders-in-confidence next-day-call keep-the-embargo draft-messages draft-letter-messages "
    "draft-action-plan check-the-draft complaint-window release-day statutory-publication "
    "share-good-press draft-priority-action-plan written-statement team-debrief celebrate-and-thank".split()
)
"""The ids under which councils have recorded progress."""


def test_no_recorded_id_disappears() -> None:
    """Each is still a task, and each former id was one."""
    ids = {task.id for task in TASKS}
    assert ids >= EARLIER
    assert {former for task in TASKS for former in task.formerly} <= EARLIER


def test_rules_and_predecessors_name_what_exists() -> None:
    """Each rule can be read, each task that comes first is a task, and none waits for itself."""
    ids = {task.id for task in TASKS}
    for task in TASKS:
        for rule in task.ticked_by:
            assert read_rule(rule).kind
        assert set(task.after) <= ids - {task.id}
    assert sum(bool(task.ticked_by) for task in TASKS) >= 25


def test_no_built_in_task_is_for_every_framework() -> None:
    """A children's home has no tasks of a council."""
    built_in = read_tasks(DATA / "tasks.toml")
    assert all("ilacs" in task.frameworks for task in built_in)
