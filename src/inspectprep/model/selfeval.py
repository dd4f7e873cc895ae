"""The self-evaluation: the council's knowledge, its evidence, its plans and the gaps."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.evidence import CoverageState, EvidenceKind, Sensitivity, Stance
from inspectprep.model.freshness import Freshness
from inspectprep.model.readiness import Rating
from inspectprep.model.values import MAY_BE_BLANK, frozen


class Question(StrEnum):
    """The three questions that a self-evaluation answers.

    Attributes:
        KNOW: What do we know about the quality and impact of practice?
        HOW: How do we know it?
        PLANS: What are our plans for the next twelve months?
    """

    KNOW = "know"
    HOW = "how"
    PLANS = "plans"


@frozen(kw_only=True)
class Gap:
    """A gap in an answer. It names no evidence, so every audience may see it.

    Attributes:
        question: The question with the gap.
        text: The gap in one sentence.
    """

    question: Question
    text: str


@frozen(kw_only=True)
class Statement:
    """A statement and its evidence.

    Attributes:
        text: What the evidence shows, or its title if it does not say.
        stance: Whether it is a strength or an area for development.
        evidence: Id of the evidence.
        title: The title of the evidence.
        kind: The kind of the evidence.
        freshness: Whether the evidence is up to date on the day.
        starting: First day (inclusive) of the period that it covers.
        until: Last day (inclusive) of that period.
        good_until: Last day (inclusive) on which it is fresh.
        sensitivity: Who may see it.
        few: Whether only the inspection team may see the figures: they are small, or give small ones away.
    """

    text: str
    stance: Stance
    evidence: str
    title: str
    kind: EvidenceKind
    freshness: Freshness
    starting: date | None = None
    until: date | None = None
    good_until: date | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    few: bool = False


@frozen(kw_only=True)
class SurveyTrend:
    """The change in the answers to a survey question, in one sentence.

    Attributes:
        question: The question and the people who were asked.
        text: The change in one sentence.
        better: Whether it moved in the right direction, even if the change is uncertain. None for readers
            from whom the figures are hidden.
        sensitivity: Who may see it.
        few: Whether only the inspection team may see the figures: they are small, or give small ones away.
    """

    question: str
    text: str
    better: bool | None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    few: bool = False


@frozen(kw_only=True)
class PlannedAction:
    """An action in the next twelve months.

    Attributes:
        title: What will be done.
        area: The area for improvement.
        priority: Whether that is an area for priority action.
        owner: Role id of the person responsible.
        due: Last day (inclusive), if there is one.
        overdue: Whether its last day has passed.
    """

    title: str
    area: str
    priority: bool = False
    owner: str = ""
    due: date | None = None
    overdue: bool = False


@frozen(kw_only=True)
class Progress:
    """The progress of an area for improvement since it was set.

    Attributes:
        area: Id of the area's record.
        title: The area for improvement.
        priority: Whether it is an area for priority action.
        found: The last day of the fieldwork that set it.
        rating: Red if no progress can be shown.
        text: The reason, in one sentence.
        sensitivity: The strictest sensitivity of its evidence.
    """

    area: str
    title: str
    priority: bool
    found: date
    rating: Rating
    text: str
    sensitivity: Sensitivity = Sensitivity.OPEN


@frozen(kw_only=True)
class SelfEvaluationArea:
    """The three answers for one judgement.

    Attributes:
        judgement: Its id. Empty for evidence that is not linked to a judgement.
        title: The title of the judgement.
        state: Its coverage by evidence.
        grade: The latest grade for it. Empty if none is recorded.
        known: The statements, strengths first and fresh before stale.
        trends: The changes in surveys over the years.
        plans: The planned actions, earliest first. Those without a date come last.
        gaps: The gaps in the three answers.
    """

    judgement: str = field(metadata=MAY_BE_BLANK)
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
    """A draft of the council's self-evaluation from its evidence.

    Attributes:
        authority: The council's name.
        edition: Id of the edition with the judgements.
        as_of: The day.
        areas: One for each judgement except the overall one.
        progress: Areas for improvement from earlier inspections.
        withheld: The number of recorded texts that are withheld from this reader by the embargo.
    """

    authority: str = field(metadata=MAY_BE_BLANK)
    edition: str = field(metadata=MAY_BE_BLANK)
    as_of: date
    areas: tuple[SelfEvaluationArea, ...] = ()
    progress: tuple[Progress, ...] = ()
    withheld: int = 0
