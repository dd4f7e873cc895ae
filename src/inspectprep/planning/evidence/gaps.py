"""The gaps in the answers to the three questions of a self-evaluation, for one judgement.

A gap names no evidence, so that people without access to all evidence may read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inspectprep.model.evidence import CoverageState, EvidenceKind, SurveyMeasure
from inspectprep.model.selfeval import Gap, PlannedAction, Question
from inspectprep.planning.evidence.coverage import AreaCoverage
from inspectprep.planning.evidence.survey import newest

_VOICES = (EvidenceKind.SURVEY, EvidenceKind.FEEDBACK, EvidenceKind.COMPLIMENT, EvidenceKind.COMPLAINT)
_NOUNS = {
    EvidenceKind.AUDIT: "audits",
    EvidenceKind.CASE_STUDY: "case studies",
    EvidenceKind.COMPLAINT: "complaints",
    EvidenceKind.COMPLIMENT: "compliments",
    EvidenceKind.DASHBOARD: "dashboards",
    EvidenceKind.FEEDBACK: "feedback",
    EvidenceKind.MINUTES: "minutes",
    EvidenceKind.OTHER: "one kind of document",
    EvidenceKind.PEER_REVIEW: "peer reviews",
    EvidenceKind.PLAN: "plans",
    EvidenceKind.POLICY: "policies",
    EvidenceKind.REPORT: "reports",
    EvidenceKind.SURVEY: "surveys",
}


def gaps(
    area: AreaCoverage, measures: Iterable[SurveyMeasure], plans: Sequence[PlannedAction]
) -> tuple[Gap, ...]:
    """Return the gaps in the three answers for a judgement, in the order of the questions.

    Args:
        area: The coverage of the judgement.
        measures: The surveys about it.
        plans: The plans for the next twelve months.
    """
    return (
        *(Gap(question=Question.KNOW, text=text) for text in _known(area)),
        *(Gap(question=Question.HOW, text=text) for text in _how(area, measures)),
        *(Gap(question=Question.PLANS, text=text) for text in _planned(area, plans)),
    )


def _known(area: AreaCoverage) -> Iterator[str]:
    if area.state is CoverageState.MISSING:
        yield "Nothing is recorded about the quality and impact of practice."
    if area.state is CoverageState.ONE_SIDED:
        if area.strengths:
            yield "No fresh evidence shows areas for development."
        else:
            yield "No fresh evidence shows strengths."
    silent = len([item for item in area.fresh if not item.says])
    if silent:
        yield (
            f"{_items(silent)} does not say what it shows."
            if silent == 1
            else (f"{_items(silent)} do not say what they show.")
        )


def _how(area: AreaCoverage, measures: Iterable[SurveyMeasure]) -> Iterator[str]:
    old = len(area.stale)
    if area.state is CoverageState.STALE:
        yield "None of the evidence is fresh."
    elif old:
        yield f"{_items(old)} {'is' if old == 1 else 'are'} stale."
    if area.undated:
        many = len(area.undated)
        yield f"{_items(many)} {'has' if many == 1 else 'have'} no dates."
    kinds = {item.kind for item in area.fresh}
    if len(kinds) == 1:
        yield f"All fresh evidence is {_NOUNS[kinds.pop()]}. No other kind confirms it."
    if area.fresh and not _heard(area):
        yield "No fresh evidence has the views of children, families or carers."
    uncounted = len([measure for measure in newest(measures) if measure.n is None])
    if uncounted:
        noun = "1 figure" if uncounted == 1 else f"{uncounted} figures"
        yield f"{noun} without the number of people who answered."


def _planned(area: AreaCoverage, plans: Sequence[PlannedAction]) -> Iterator[str]:
    if not plans:
        if area.developments:
            yield "The areas for development have no plan for the next twelve months."
        else:
            yield "Nothing is planned for the next twelve months."
    for chosen, words in (
        ([plan for plan in plans if plan.overdue], "overdue"),
        ([plan for plan in plans if plan.due is None], "without a date"),
        ([plan for plan in plans if not plan.owner], "without an owner"),
    ):
        if chosen:
            noun = "action" if len(plans) == 1 else "actions"
            yield f"{len(chosen)} of {len(plans)} planned {noun} {words}."


def _heard(area: AreaCoverage) -> bool:
    """Return whether any fresh item comes from children, families or carers themselves."""
    return any(item.kind in _VOICES for item in area.fresh)


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"
