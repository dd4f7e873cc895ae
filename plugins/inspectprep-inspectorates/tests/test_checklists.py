"""The checklist of each kind of inspection, as the person reads it who runs that inspection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from inspectprep import Checklist, Inspection, Timeline, Workspace
from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.plugins import open_registry
from inspectprep.testing import TaskContract
from inspectprep.testing.contracts.task import misplaced
from inspectprep_inspectorates import plugin

WORKSPACE = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))
OTHERS = tuple(name for each in plugin.inspectprep_frameworks() for name in each.variants)
OFSTED = ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit")
CALLS = 20

COUNCIL = r"\bthe director\b|lead member|leader of the council|social workers: what to expect|list[s]? 3 to 8"
ILACS = r"Annex A, correct|self-evaluation current$|engagement meeting|leaflets|newspaper|statement of action"
NEVER = {
    "jtai": rf"{ILACS}|draft action plan|Annex A|grade|surveys|weekend|press release",
    "area-send": rf"{ILACS}|draft action plan|grade|written statement|theme|police|weekend",
    "hmip-youth-justice": rf"{ILACS}|Annex A|principal authority|Ofsted|weekend",
    "hmi-prisons-yoi": rf"{ILACS}|Annex A|Ofsted|lead member|review that|of the review",
    "hmi-prisons-irp": rf"{ILACS}|Annex A|Ofsted|lead member|weekend|Receive the inspectors",
    "cqc-local-authority": rf"{ILACS}|Annex A|Ofsted|children|director\b|end of each day|leaflets",
    "cqc-provider-camhs": rf"{ILACS}|Annex A|Ofsted|leaflets|Attend the feedback|return one set",
    **dict.fromkeys(
        ("sccif-childrens-home-full", "sccif-childrens-home-interim", "sccif-childrens-home-assurance"),
        rf"{COUNCIL}|{ILACS}|embargo|timetable|weekend between|press\b|[Tt]ake the call",
    ),
    **dict.fromkeys(
        ("school-full", "school-graded", "school-monitoring", "school-focused-monitoring", "school-urgent"),
        rf"{COUNCIL}|{ILACS}|Annex A|social worker|embargo|workshop|weekend|chief executive",
    ),
}
"""The words that no task of a kind of inspection has."""

LEADS = {
    "jtai": "dcs",
    "area-send": "dcs",
    "hmip-youth-justice": "youth-justice",
    "hmi-prisons-yoi": "youth-justice",
    "hmi-prisons-irp": "youth-justice",
    "cqc-local-authority": "adult-services",
    "cqc-provider-camhs": "partnerships",
    "sccif-childrens-home-full": "registered-manager",
    "sccif-childrens-home-interim": "registered-manager",
    "sccif-childrens-home-assurance": "registered-manager",
    "school-full": "head-teacher",
    "school-graded": "head-teacher",
    "school-monitoring": "head-teacher",
    "school-focused-monitoring": "head-teacher",
    "school-urgent": "head-teacher",
}
"""The role that takes the call or receives the inspectors."""


def plan(variant: str, later: int = 0, **notice: date) -> Timeline:
    """Return the plan of a call on a day on which the variant exists."""
    kind = WORKSPACE.catalogue.find(variant).variant
    day = date(2026, 1, 5) + timedelta(days=later)
    day = max(day, kind.starting or day)
    if kind.until:
        day = min(day, kind.until - timedelta(days=later))
    return WORKSPACE.schedule(Inspection(variant=variant, notified=day, notice=notice))


def plans(variant: str) -> Iterator[Timeline]:
    """Yield plans of 20 calls, with the dates that are planned and with those of a letter."""
    for place in range(CALLS):
        timeline = plan(variant, 11 * place)
        yield timeline
        for days in (1, 3, 45):
            first = england().add(timeline.notified, days)
            yield plan(variant, 11 * place, fieldwork=first)


def tasks_of(variant: str) -> Checklist:
    """Return the checklist of a call."""
    return WORKSPACE.checklist(plan(variant))


class TestTasks(TaskContract):
    """Every task of these files has an owner, a day and a place in some inspection."""

    plugin = "inspectprep_inspectorates.plugin"
    calls = 1


@pytest.mark.parametrize("variant", [*OFSTED, *OTHERS])
def test_no_task_is_due_outside_its_phase(variant: str) -> None:
    """For 20 calls: none before the call, none on site outside the fieldwork, no preparation after it."""
    for timeline in plans(variant):
        for task in WORKSPACE.checklist(timeline):
            problem = misplaced(task, timeline)
            assert not problem, f"{task.id} {problem}, called on {timeline.notified}"


@pytest.mark.parametrize("variant", [*OFSTED, *OTHERS])
def test_every_task_rests_on_an_event_of_its_plan(variant: str) -> None:
    """None is left out for an event that the variant lacks, and each names its kinds and its source."""
    found = tasks_of(variant)
    assert found.notes == ()
    assert all(variant in task.variants and task.source for task in found)
    assert not [task.id for task in found if re.fullmatch(r"[a-z0-9-]+", task.source)]


@pytest.mark.parametrize("variant", [*OFSTED, *OTHERS])
def test_what_comes_first_is_on_the_list_and_can_be_done_first(variant: str) -> None:
    """Each task that waits for another waits for one of its own inspection, which begins by its last day."""
    found = {task.template: task for task in tasks_of(variant) if task.cadence is None}
    listed = {task.template for task in tasks_of(variant)}
    for task in found.values():
        assert not task.after or set(task.after) & listed, task.id
        for first in filter(None, map(found.get, task.after)):
            if task.due and (begins := first.starts or first.due):
                assert begins <= task.due, (task.id, first.id)


@pytest.mark.parametrize("variant", OTHERS)
def test_only_what_meets_an_event_is_surer_than_a_default(variant: str) -> None:
    """A day of ours is never shown as a rule."""
    timeline = plan(variant)
    for task in WORKSPACE.checklist(timeline):
        if task.basis is not Basis.PLANNING:
            events = [event for event in timeline if event.date == task.due and event.basis is task.basis]
            assert task.source in {event.source for event in events} | {
                "Our own practice, not a published text"
            }


@pytest.mark.parametrize("variant", OTHERS)
def test_nothing_of_another_inspection_is_on_the_list(variant: str) -> None:
    """No task makes the person smile who runs it."""
    texts = [
        f"{task.title} {task.note}"
        for task in tasks_of(variant)
        if not task.id.startswith("ask-") and task.phase.value != "always-on"
    ]
    assert [text for text in texts if re.search(NEVER[variant], text)] == []


@pytest.mark.parametrize("variant", OTHERS)
def test_the_one_who_runs_it_takes_the_call_and_asks(variant: str) -> None:
    """The first task and the questions belong to one role, and the director to no home, school or prison."""
    found = tasks_of(variant)
    first = next(task for task in found if task.phase.value == "notification")
    assert first.owners[0] == LEADS[variant]
    assert {task.owners for task in found if task.id.startswith("ask-")} <= {(LEADS[variant],)}
    if LEADS[variant] != "dcs":
        assert "dcs" not in {owner for task in found for owner in task.owners}


def test_a_joint_inspection_owes_a_statement_and_no_early_draft() -> None:
    """The law's seventy working days, and no draft within twenty."""
    found = tasks_of("jtai")
    published = [task for task in found if task.basis is Basis.LAW]
    assert [task.id for task in published] == ["jtai-written-statement"]
    assert "SI 2015/1792" in published[0].source


def test_a_home_hands_over_its_own_annex_a_on_the_first_day() -> None:
    """And the inspection ends on the second day, with its tasks."""
    timeline = plan("sccif-childrens-home-full")
    found = WORKSPACE.checklist(timeline)
    assert found["home-hand-over-annex-a"].due == timeline.notified
    assert found["home-hand-over-annex-a"].basis is timeline["home_annex_a_due"].basis
    assert "extract-annex-a" not in {task.template for task in found}


def test_progress_under_the_ids_of_before_has_a_task_now() -> None:
    """Each former id of a built-in task or of this plugin leads to at most one task of a variant."""
    for variant in OTHERS:
        listed = {task.template for task in tasks_of(variant)}
        former = [
            name
            for template in WORKSPACE.task_templates
            if template.id in listed
            for name in template.formerly
        ]
        assert len(former) == len(set(former)), variant
