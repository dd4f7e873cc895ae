"""The draft of the self-evaluation, judgement by judgement, from the evidence and the areas for improvement.

Every council answers three questions once a year, in its own form: what do you know about the quality and
impact of practice, how do you know it, and what are your plans for the next twelve months. If the evidence
does not answer a question, the draft shows a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from inspectprep.calendar.offsets import add_months
from inspectprep.model.evidence import (
    CoverageState,
    EvidenceBase,
    EvidenceItem,
    Sensitivity,
)
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.selfeval import (
    PlannedAction,
    Progress,
    SelfEvaluation,
    SelfEvaluationArea,
    Statement,
    SurveyTrend,
)
from inspectprep.planning.evidence.areas import AreaProgress, Movement, area_progress, open_actions
from inspectprep.planning.evidence.coverage import AreaCoverage, evidence_coverage
from inspectprep.planning.evidence.disclosure import hidden_measures
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness, good_until
from inspectprep.planning.evidence.gaps import gaps
from inspectprep.planning.evidence.survey import changes
from inspectprep.planning.wording import first_few

_DEFAULT = EvidencePolicy()
_HORIZON = 12
_NAMED = 2

ELSEWHERE = "Not linked to a judgement of this edition"
"""The heading for evidence and plans that name none of the edition's judgements."""


def self_evaluation(
    base: EvidenceBase,
    areas: Iterable[AreaForImprovement],
    day: date,
    *,
    authority: str = "",
    edition: str = "",
    past: Iterable[Inspection] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> SelfEvaluation:
    """Return the draft as of `day`.

    Args:
        base: The evidence, and the judgements to answer for.
        areas: Areas for improvement from earlier inspections; their open actions are the plans.
        day: The day for which it speaks. Plans reach twelve months beyond it, inclusive.
        authority: The council's name.
        edition: Id of the edition whose judgements they are.
        past: Earlier inspections, for the grade that each judgement was last given.
        policy: How long evidence speaks, and how few answers are too few to show.
    """
    every = tuple(areas)
    inspections = tuple(past)
    coverage = evidence_coverage(base, day, policy=policy)
    hidden = hidden_measures(base.measures, policy)
    answered = [
        _answers(area, base, every, inspections, hidden=hidden, day=day, policy=policy)
        for area in coverage.areas
    ]
    rest = _elsewhere(base, every, coverage.unplaced, hidden, day=day, policy=policy)
    return SelfEvaluation(
        authority=authority,
        edition=edition,
        as_of=day,
        areas=(*answered, *rest),
        progress=tuple(_progress(progress, hidden) for progress in area_progress(every, base, day, policy)),
    )


def _answers(
    area: AreaCoverage,
    base: EvidenceBase,
    areas: tuple[AreaForImprovement, ...],
    past: tuple[Inspection, ...],
    *,
    hidden: frozenset[str],
    day: date,
    policy: EvidencePolicy,
) -> SelfEvaluationArea:
    items = (*area.fresh, *area.stale, *area.undated)
    plans = _plans([owned for owned in areas if area.judgement in owned.judgements], day)
    measures = [measure for measure in base.measures if area.judgement in measure.judgements]
    return SelfEvaluationArea(
        judgement=area.judgement,
        title=area.title,
        state=area.state,
        grade=_grade(area.judgement, past, day),
        known=tuple(_statement(item, hidden, day, policy) for item in items),
        trends=tuple(
            SurveyTrend(
                question=f"{change.later.question} ({change.later.population})"
                if change.later.population
                else change.later.question,
                text=change.sentence,
                better=change.better,
                sensitivity=_strictest((change.earlier.sensitivity, change.later.sensitivity)),
                few=change.earlier.id in hidden or change.later.id in hidden,
            )
            for change in changes(measures)
        ),
        plans=plans,
        gaps=gaps(area, measures, plans),
    )


def _elsewhere(
    base: EvidenceBase,
    areas: tuple[AreaForImprovement, ...],
    unplaced: Sequence[EvidenceItem],
    hidden: frozenset[str],
    *,
    day: date,
    policy: EvidencePolicy,
) -> tuple[SelfEvaluationArea, ...]:
    """Return a last part for evidence and plans without a judgement, if there are any."""
    judged = {judgement.id for judgement in base.judgements if not judgement.overall}
    plans = _plans([area for area in areas if not judged & set(area.judgements)], day)
    if not plans and not unplaced:
        return ()
    known = tuple(_statement(item, hidden, day, policy) for item in unplaced)
    fresh = any(item.freshness.counts for item in known)
    without_fresh = CoverageState.STALE if known else CoverageState.MISSING
    state = CoverageState.ONE_SIDED if fresh else without_fresh
    return (SelfEvaluationArea(judgement="", title=ELSEWHERE, state=state, known=known, plans=plans),)


def _statement(item: EvidenceItem, hidden: frozenset[str], day: date, policy: EvidencePolicy) -> Statement:
    return Statement(
        text=item.says or item.title,
        stance=item.stance,
        evidence=item.id,
        title=item.title,
        kind=item.kind,
        freshness=freshness(item, day, policy),
        starting=item.starting,
        until=item.until,
        good_until=good_until(item, policy),
        sensitivity=item.sensitivity,
        few=item.id in hidden,
    )


def _plans(areas: list[AreaForImprovement], day: date) -> tuple[PlannedAction, ...]:
    """Return the open actions of areas that are still open, unless they are due after the horizon."""
    horizon = add_months(day, _HORIZON)
    actions = [
        PlannedAction(
            title=action.title,
            area=area.title,
            priority=area.priority,
            owner=action.owner or area.owner,
            due=action.due,
            overdue=action.due is not None and action.due < day,
        )
        for area in areas
        if area.closed is None or area.closed > day
        for action in open_actions(area, day)
        if action.due is None or action.due <= horizon
    ]
    return tuple(
        sorted(actions, key=lambda action: (action.due is None, action.due or day, not action.priority))
    )


def _progress(progress: AreaProgress, hidden: frozenset[str]) -> Progress:
    area = progress.area
    names = first_few([f"“{item.title}”" for item in progress.since], _NAMED)
    text = {
        Movement.NOT_SHOWN: "No evidence shows progress since then.",
        Movement.STALE: f"The evidence of progress is out of date: {names}.",
        Movement.NOT_MOVED: f"The fresh evidence shows only that there is more to do: {names}.",
        Movement.MOVED: f"Evidence shows progress: {names}.",
        Movement.CLOSED: f"Leaders closed it, and evidence shows why: {names}.",
    }[progress.movement]
    change = progress.change
    compared = (change.earlier, change.later) if change is not None else ()
    if change is not None and not hidden.intersection(measure.id for measure in compared):
        text = f"{text} {change.sentence}"
    if progress.overdue:
        text = f"{text} Actions overdue: {len(progress.overdue)}."
    return Progress(
        area=area.id,
        title=area.title,
        priority=area.priority,
        found=area.found,
        rating=progress.rating,
        text=text,
        sensitivity=_strictest(record.sensitivity for record in (*progress.since, *compared)),
    )


def _grade(judgement: str, past: tuple[Inspection, ...], day: date) -> str:
    given = [
        (when, grade.grade)
        for inspection in past
        if (when := inspection.published or inspection.until or inspection.starting) is not None
        and when <= day
        for grade in inspection.grades
        if grade.judgement == judgement
    ]
    return max(given, key=lambda grade: grade[0])[1] if given else ""


def _strictest(sensitivities: Iterable[Sensitivity]) -> Sensitivity:
    return max(sensitivities, key=tuple(Sensitivity).index, default=Sensitivity.OPEN)
