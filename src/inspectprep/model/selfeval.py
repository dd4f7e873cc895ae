"""The self-evaluation: what we know, how we know it, what we plan, with its gaps showing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.display import shown_by
from inspectprep.model.document import document
from inspectprep.model.evidence import CoverageState, EvidenceFreshness, EvidenceKind, Sensitivity, Stance
from inspectprep.model.readiness import Rating

__all__ = [
    "Gap",
    "PlannedAction",
    "Progress",
    "Question",
    "SelfEvaluation",
    "SelfEvaluationArea",
    "Statement",
    "SurveyTrend",
]


class Question(StrEnum):
    """The three questions that a self-evaluation answers."""

    KNOW = "know"
    HOW = "how"
    PLANS = "plans"


@frozen(kw_only=True)
class Gap:
    """What is missing from an answer; it names no evidence, so that everybody may read it."""

    question: Question
    text: str


@frozen(kw_only=True)
class Statement:
    """One thing that is known, and what it rests on.

    Attributes:
        text: What the evidence shows; what it is called where it does not say.
        evidence: Id of the evidence.
        title: What the evidence is called.
        starting: First day (inclusive) of the time that it speaks for.
        until: Last day (inclusive) of that time.
        good_until: Last day (inclusive) on which it is fresh.
        few: True if it rests on few answers, which are not for anybody outside the inspection team.
    """

    text: str
    stance: Stance
    evidence: str
    title: str
    kind: EvidenceKind
    freshness: EvidenceFreshness
    starting: date | None = None
    until: date | None = None
    good_until: date | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    few: bool = False


@frozen(kw_only=True)
class SurveyTrend:
    """How the answers to a question changed, in a plain sentence.

    Attributes:
        question: What was asked, and of whom.
        better: True if it went the way that is wanted, sure or not.
        few: True if it rests on few answers, which are not for anybody outside the inspection team.
    """

    question: str
    text: str
    better: bool
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    few: bool = False


@frozen(kw_only=True)
class PlannedAction:
    """Something to be done in the next twelve months.

    Attributes:
        area: The area for improvement that it is for.
        priority: True if that is an area for priority action.
        owner: Role id of whoever does it.
        overdue: True if it should have been done before.
    """

    title: str
    area: str
    priority: bool = False
    owner: str = ""
    due: date | None = None
    overdue: bool = False


@frozen(kw_only=True)
class Progress:
    """How an area for improvement has moved since it was set.

    Attributes:
        area: Id of the area's record.
        found: The last day of the fieldwork that set it.
        rating: Red if it cannot be shown to have moved.
        text: Why, one sentence.
    """

    area: str
    title: str
    priority: bool
    found: date
    rating: Rating
    text: str


@frozen(kw_only=True)
class SelfEvaluationArea:
    """The three answers for one judgement.

    Attributes:
        judgement: Its id; empty for what bears on no judgement.
        grade: The grade at the last inspection that gave one for it; empty if none is recorded.
        state: How well the evidence covers it.
        known: Strengths first, fresh before stale.
        trends: What surveys show over the years.
        plans: Earliest first, those without a date last.
        gaps: What is missing from the three answers.
    """

    judgement: str
    title: str
    state: CoverageState
    grade: str = ""
    known: tuple[Statement, ...] = ()
    trends: tuple[SurveyTrend, ...] = ()
    plans: tuple[PlannedAction, ...] = ()
    gaps: tuple[Gap, ...] = ()


@document("self-evaluation", report="inspectprep.reports.compose.selfeval:selfeval_report")
@frozen(kw_only=True)
class SelfEvaluation:
    """A draft of the council's own account, made from its evidence.

    Attributes:
        authority: The council's name.
        edition: Id of the edition whose judgements it answers for.
        as_of: The day for which it speaks.
        areas: One for each judgement but the overall one.
        progress: Areas for improvement from earlier inspections.
    """

    authority: str
    edition: str
    as_of: date
    areas: tuple[SelfEvaluationArea, ...] = ()
    progress: tuple[Progress, ...] = ()

    _repr_html_ = shown_by("inspectprep.views.notebook:html")
    _repr_markdown_ = shown_by("inspectprep.views.notebook:markdown")
