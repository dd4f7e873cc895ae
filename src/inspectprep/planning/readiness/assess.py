"""Readiness, theme by theme, from stated rules.

A theme is as good as its worst reason. What is not known counts as a gap and never as ready. The thresholds
are the council's own (:class:`ReadinessPolicy`). No inspectorate publishes any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.enquiry import Fieldwork
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.finding import CheckSummary
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.preparation import PreparationCoverage
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.model.release import CommunicationState
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import People
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.progress import recurring_day
from inspectprep.planning.readiness.actions import next_actions
from inspectprep.planning.readiness.reason_sources import ReadinessState, reason_sources

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
    records: Mapping[str, Iterable[Any]] | None = None,
    as_of: date | None = None,
    policy: ReadinessPolicy = _DEFAULT,
    evidence_policy: EvidencePolicy | None = None,
) -> Readiness:
    """Return how ready the council is if the call comes on the timeline's notification day.

    Args:
        timeline: The plan from that call.
        tasks: The checklist with its statuses; None if it is not known.
        annexa: Counts of the latest check; None if Annex A has not been checked.
        people: Role holders and their leave; None if no roles are filled.
        evidence: Evidence, and the judgements that it is for; None leaves it out.
        areas: Areas for improvement from earlier inspections; None leaves them out.
        fieldwork: Requests, lines of enquiry, challenges and showcases; None leaves them out.
        preparation: How far the teams are prepared; None leaves it out.
        communication: Drafts, contacts and the embargo register; None leaves them out.
        lessons: Lessons of earlier inspections; None leaves them out.
        records: Records that no other argument contains, by the word of their kind.
        as_of: The day for which readiness is assessed; the day of the call if None. Tasks due before it
            are overdue.
        policy: Thresholds. All are local choices.
        evidence_policy: Thresholds of evidence and challenge; the defaults if None.
    """
    return assess_state(
        ReadinessState(
            timeline=timeline,
            day=as_of or timeline.notified,
            annexa=annexa,
            people=people,
            tasks=tasks,
            evidence=evidence,
            fieldwork=fieldwork,
            areas=None if areas is None else tuple(areas),
            preparation=preparation,
            communication=communication,
            lessons=None if lessons is None else tuple(lessons),
            records={word: tuple(values) for word, values in (records or {}).items()},
            policy=policy,
            evidence_policy=evidence_policy,
        )
    )


def assess_state(state: ReadinessState) -> Readiness:
    """Return how ready the council is, from everything that is known about it."""
    reasons: dict[Theme, list[Reason]] = {theme: [] for theme in Theme}
    for source in reason_sources(state):
        reasons[source.theme] += source.reasons(state)
    themes = tuple(_theme(theme, found) for theme, found in reasons.items())
    timeline = state.timeline
    return Readiness(
        authority=timeline.authority,
        variant=timeline.variant,
        title=timeline.title,
        as_of=state.day,
        notified=timeline.notified,
        rating=_worst(theme.rating for theme in themes),
        themes=themes,
        actions=next_actions(
            themes,
            state.tasks,
            state.people,
            state.day,
            recurring=recurring_day(timeline, state.day),
            due_soon=state.policy.due_soon,
        ),
        notes=timeline.notes,
    )


def _theme(theme: Theme, reasons: list[Reason]) -> ThemeReadiness:
    ordered = sorted(reasons, key=lambda reason: reason.rating.rank)
    return ThemeReadiness(
        theme=theme, rating=_worst(reason.rating for reason in ordered), reasons=tuple(ordered)
    )


def _worst(ratings: Iterable[Rating]) -> Rating:
    """Return the worst rating; green when there are none."""
    return min(ratings, key=lambda rating: rating.rank, default=Rating.GREEN)
