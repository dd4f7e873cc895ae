"""Readiness: are we ready, theme by theme, by rules that anybody can read.

A theme is as good as its worst reason. What is not known counts as a gap, never as ready. The thresholds
are the council's own (:class:`ReadinessPolicy`); no inspectorate publishes any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.planning.readiness.actions import next_actions
from inspectprep.planning.readiness.annexa_reasons import annexa_reasons
from inspectprep.planning.readiness.communication_reasons import communication_reasons
from inspectprep.planning.readiness.lessons_reasons import lesson_reasons
from inspectprep.planning.readiness.people_reasons import people_reasons
from inspectprep.planning.readiness.preparation_reasons import people_coverage_reasons
from inspectprep.planning.readiness.readiness_policy import ReadinessPolicy
from inspectprep.planning.readiness.records import record_reasons
from inspectprep.planning.readiness.tasks_reasons import task_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.debrief import Lesson
    from inspectprep.model.enquiry import Fieldwork
    from inspectprep.model.evidence import EvidenceBase
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.history import AreaForImprovement
    from inspectprep.model.preparation import PreparationCoverage
    from inspectprep.model.release import CommunicationState
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import People
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

__all__ = ["assess"]

_DEFAULT = ReadinessPolicy()


def assess(
    timeline: Timeline,
    *,
    tasks: Checklist | None = None,
    annexa: CheckSummary | None = None,
    people: People | None = None,
    evidence: EvidenceBase | None = None,
    areas: Iterable[AreaForImprovement] | None = None,
    fieldwork: Fieldwork | None = None,
    preparation: PreparationCoverage | None = None,
    communication: CommunicationState | None = None,
    lessons: Iterable[Lesson] | None = None,
    as_of: date | None = None,
    policy: ReadinessPolicy = _DEFAULT,
    evidence_policy: EvidencePolicy | None = None,
) -> Readiness:
    """Return how ready the council is if the call comes on the timeline's notification day.

    Args:
        timeline: The plan from that call.
        tasks: The checklist with its statuses; None means nothing is known about the work.
        annexa: Counts of the latest check; None means Annex A has not been checked.
        people: Who holds which role and when they are away; None means nobody is named.
        evidence: What the council can show, and the judgements to show it for; None leaves it out.
        areas: Areas for improvement from earlier inspections; None leaves them out.
        fieldwork: Requests, lines of enquiry, claims and showcases; None leaves them out.
        preparation: How far the teams are prepared; None leaves it out.
        communication: Drafts, contacts and the embargo register; None leaves them out.
        lessons: What earlier inspections taught; None leaves them out.
        as_of: The day for which the question is answered; the day of the call if None. Tasks due
            before it are overdue.
        policy: Thresholds, all of them local.
        evidence_policy: How long evidence speaks and when a balance tips, local too; the defaults if
            None.
    """
    day = as_of or timeline.notified
    found: dict[Theme, list[Reason]] = {theme: [] for theme in Theme}
    found[Theme.ANNEX_A] += annexa_reasons(annexa, timeline.notified, policy)
    found[Theme.PLAN] += people_reasons(people, tasks, timeline)
    for theme, reasons in task_reasons(tasks, day).items():
        found[theme] += reasons
    if evidence is not None or areas is not None or fieldwork is not None:
        # A call that is only assumed to come finds the evidence older than it is today.
        when = max(day, timeline.notified)
        for theme, reasons in record_reasons(evidence, areas, fieldwork, when, evidence_policy).items():
            found[theme] += reasons
    if preparation is not None:
        found[Theme.PEOPLE] += people_coverage_reasons(preparation)
    if communication is not None:
        found[Theme.COMMUNICATE] += communication_reasons(communication)
    if lessons is not None:
        found[Theme.DEBRIEF] += lesson_reasons(lessons, day)
    themes = tuple(_theme(theme, found[theme]) for theme in Theme)
    return Readiness(
        authority=timeline.authority,
        variant=timeline.variant,
        title=timeline.title,
        as_of=day,
        notified=timeline.notified,
        rating=worst(each.rating for each in themes),
        themes=themes,
        actions=next_actions(themes, tasks, people, day),
        notes=timeline.notes,
    )


def worst(ratings: Iterable[Rating]) -> Rating:
    """Return the worst of some ratings; green when there are none."""
    return min(ratings, key=lambda each: each.rank, default=Rating.GREEN)


def _theme(theme: Theme, reasons: list[Reason]) -> ThemeReadiness:
    ordered = sorted(reasons, key=lambda each: each.rating.rank)
    return ThemeReadiness(theme=theme, rating=worst(each.rating for each in ordered), reasons=tuple(ordered))
