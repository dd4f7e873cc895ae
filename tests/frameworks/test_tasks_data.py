"""What the shipped tasks say: all of them, each with somebody to do it and a reason."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import inspectprep
from inspectprep import Inspection, Theme
from inspectprep.calendar.working import england
from inspectprep.codec import read_toml
from inspectprep.frameworks.loader import read_framework
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.checklist import Cadence, Checklist, TaskSet, TaskTemplate
from inspectprep.model.framework import Basis, Phase
from inspectprep.model.roles import ROLES
from inspectprep.planning.evidence_rules import read_rule

DATA = Path(inspectprep.__file__).parent / "frameworks" / "data"
TASKS = read_toml(DATA / "tasks.toml", TaskSet).tasks
ILACS = read_framework(DATA / "ilacs.toml")
EACH = [pytest.param(task, id=task.id) for task in TASKS]


def oxfordshire() -> Checklist:
    """Return the tasks of Oxfordshire's short inspection of 2018."""
    return inspectprep.checklist(
        inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2018, 4, 9)))
    )


def test_there_are_58_tasks_phase_by_phase() -> None:
    """None is missing, none stands twice, and the file tells them in the order of the story."""
    assert len({task.id for task in TASKS}) == len(TASKS) == 58
    assert Counter(task.phase for task in TASKS) == {
        Phase.ALWAYS_ON: 14,
        Phase.NOTIFICATION: 8,
        Phase.OFF_SITE: 10,
        Phase.ON_SITE: 10,
        Phase.FEEDBACK: 3,
        Phase.EMBARGO: 4,
        Phase.DRAFT_REPORT: 2,
        Phase.PUBLICATION: 3,
        Phase.ACTION_PLAN: 2,
        Phase.DEBRIEF: 2,
    }
    order = [list(Phase).index(task.phase) for task in TASKS]
    assert order == sorted(order)


@pytest.mark.parametrize("task", EACH)
def test_each_task_has_owners_and_a_trace(task: TaskTemplate) -> None:
    """Owners are roles a council fills; a trace is a source of the framework, or our own practice."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", task.id)
    assert task.owners
    assert set(task.owners) <= {role.id for role in ROLES}
    traces = set(task.trace.split(", "))
    assert traces <= {source.id for source in ILACS.sources} | {"practice"}


@pytest.mark.parametrize("task", EACH)
def test_each_task_has_a_day_or_a_cadence(task: TaskTemplate) -> None:
    """Readiness work recurs without an anchor; everything else depends on the timeline."""
    if task.phase is Phase.ALWAYS_ON:
        assert task.anchor is None
        assert task.cadence is not None
    else:
        assert task.anchor is not None
        assert task.cadence in {None, Cadence.DAILY}
        # A step has the basis that it has in the first variant, the standard inspection.
        milestones = {each.id: each for variant in reversed(ILACS.variants) for each in variant.milestones}
        waits = milestones[task.anchor.removesuffix(".end")].basis is Basis.NOTICE
        assert (task.basis is Basis.NOTICE) == waits
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
    for name in ("keep-in-touch", "evening-debrief", "daily-message", "update-leaders", "look-after-people"):
        assert [task.due for task in found if task.template == name] == week
    calls = [task.due for task in found if task.template == "daily-call"]
    assert calls == [date(2018, 4, day) for day in (10, 11, 12, 13)]


def test_every_task_is_in_a_full_inspection() -> None:
    """All templates but those of visits reach the checklist, none left out with a note."""
    found = oxfordshire()
    visits = {"draft-letter-messages", "draft-priority-action-plan"}
    assert {task.id for task in TASKS} - visits == {task.template for task in found}
    assert found.notes == ()


def test_the_call_is_answered_the_same_day() -> None:
    """Eight things on the Monday, the last with a day's grace."""
    found = oxfordshire().select(phase=Phase.NOTIFICATION)
    assert [task.due for task in found] == [date(2018, 4, 9)] * 7 + [date(2018, 4, 10)]


def test_limits_of_the_law_are_counted_from_receipt() -> None:
    """Publication by the council and the written statement are due on the statutory day."""
    found = oxfordshire()
    days = england()
    received = date(2018, 5, 22)
    assert found["statutory-publication"].due == days.add(received, 30)
    assert found["written-statement"].due == days.add(received, 70)
    assert found["statutory-publication"].uncertain


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


@pytest.mark.parametrize("variant", [each.id for each in ILACS.variants])
def test_no_task_ends_before_it_begins(variant: str) -> None:
    """Lasting tasks have their first day first, in a visit of two days too."""
    visit = Inspection(
        variant=variant, notified=date(2026, 9, 14), notice={"publication": date(2026, 11, 10)}
    )
    if variant == "ilacs-monitoring-visit":
        visit = evolve(visit, notice={"fieldwork": date(2026, 9, 21)})
    found = inspectprep.checklist(inspectprep.schedule(visit))
    lasting = [task for task in found if task.starts and task.due]
    assert len(lasting) > 30
    assert all(task.starts <= task.due for task in lasting if task.starts and task.due)


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
