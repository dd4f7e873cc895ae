"""The review of fieldwork at the end of a day: requests, claims, their balance, and suggestions.

A review is for the inspection team and leaders. It contains no places of files and no references of cases.
These are in the records.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.enquiry import Challenge, EnquiryNote, EnquiryStatus, Showcase, TimetableEntry
from inspectprep.model.evidence import CoverageState
from inspectprep.model.handout import ChosenWork
from inspectprep.model.values import MAY_BE_BLANK, frozen


class RequestStatus(StrEnum):
    """The status of an answer on a day, most urgent first.

    Attributes:
        LATE: Not sent, and its last day has passed.
        DUE_TODAY: Not sent, and due on the day.
        UNDATED: Requested without a date.
        OPEN: Not sent, and due later.
        EXPECTED: Not requested yet.
        SENT_LATE: Sent after the last day.
        SENT: Sent in time.
    """

    LATE = "late"
    DUE_TODAY = "due-today"
    UNDATED = "undated"
    OPEN = "open"
    EXPECTED = "expected"
    SENT_LATE = "sent-late"
    SENT = "sent"


@frozen(kw_only=True)
class RequestLine:
    """The status of one request.

    Attributes:
        id: Id of the request's record.
        title: What was asked for.
        status: Its status on the day.
        owner: Role id of the person who answers it.
        asked: The day on which it was asked for.
        due: Last day (inclusive) for the answer.
        sent: The day on which it was sent.
        prepared: Whether an answer was prepared recently.
    """

    id: str
    title: str
    status: RequestStatus
    owner: str = ""
    asked: date | None = None
    due: date | None = None
    sent: date | None = None
    prepared: bool = False


@frozen(kw_only=True)
class CaseLine:
    """The status of a returned case, without its reference.

    Attributes:
        id: Id of the case's record.
        action: What the council does about the case.
        status: Its status on the day.
        owner: Role id of the owner.
        deadline: Last day (inclusive) for a report to inspectors.
    """

    id: str
    action: str = field(metadata=MAY_BE_BLANK)
    status: RequestStatus
    owner: str = ""
    deadline: date | None = None


class AnswerKind(StrEnum):
    """The kinds of answer that inspectors wait for.

    Attributes:
        CLAIM: An answer to a criticism.
        REQUEST: Something that they asked for.
        CASE: A report on a case that they referred back.
    """

    CLAIM = "claim"
    REQUEST = "request"
    CASE = "case"


@frozen(kw_only=True)
class OpenAnswer:
    """Something that inspectors wait for.

    Attributes:
        kind: Its kind.
        title: The criticism, the request, or the action on the case.
        status: Its status on the day.
        owner: Role id of the owner. Empty if there is none.
        due: Last day (inclusive). None if it has none.
        evidence: The number of evidence items that are recorded for it.
    """

    kind: AnswerKind
    title: str = field(metadata=MAY_BE_BLANK)
    status: RequestStatus
    owner: str = ""
    due: date | None = None
    evidence: int = 0


@frozen(kw_only=True)
class DayOfClaims:
    """The changes in the claims of inspectors on one day.

    Attributes:
        criticisms: Criticisms that were heard.
        strengths: Strengths that were heard.
        withdrawn: Criticisms that were withdrawn.
        answered: Criticisms to which the evidence was shown.
    """

    criticisms: int = 0
    strengths: int = 0
    withdrawn: int = 0
    answered: int = 0


@frozen(kw_only=True)
class EnquiryLine:
    """A line of enquiry with its evidence.

    Attributes:
        id: Id of its record.
        statement: The words of the inspectors.
        status: Its status.
        state: Its coverage by fresh evidence.
        judgement: Title of the judgement that it is mainly about. Empty if it is about none.
        owner: Role id of the owner.
        fresh: Ids of the fresh evidence.
        latest: The latest note.
    """

    id: str
    statement: str
    status: EnquiryStatus
    state: CoverageState
    judgement: str = ""
    owner: str = ""
    fresh: tuple[str, ...] = ()
    latest: EnquiryNote | None = None


@frozen(kw_only=True)
class ClaimBalance:
    """The balance of claims about one judgement.

    Attributes:
        judgement: Its id. Empty for claims without a judgement.
        title: Its title.
        negatives: Negative claims that were not withdrawn.
        positives: Positive claims that were not withdrawn.
        withdrawn: Claims of both kinds that inspectors withdrew.
        unresolved: Negative claims that are neither withdrawn nor accepted.
        tipped: Whether the negatives outnumber the positives enough to raise it.
    """

    judgement: str = field(metadata=MAY_BE_BLANK)
    title: str
    negatives: int = 0
    positives: int = 0
    withdrawn: int = 0
    unresolved: int = 0
    tipped: bool = False

    @property
    def lean(self) -> int:
        """Positives minus negatives. Negative if there are more negatives."""
        return self.positives - self.negatives


class SuggestionKind(StrEnum):
    """The kind of a suggestion.

    Attributes:
        SHOWCASE: A service to show.
        STRENGTH: Evidence of a strength.
    """

    SHOWCASE = "showcase"
    STRENGTH = "strength"


@frozen(kw_only=True)
class Suggestion:
    """A strength that inspectors have not seen.

    Attributes:
        kind: A service to visit, or evidence to give them.
        item: Id of the showcase or the evidence.
        title: Its title.
        judgement: Id of the judgement whose balance it would improve.
        owner: Role id of the person who can show it.
        offered: The day on which it was offered. None if it was not.
        innovation: Whether it is a new way of working.
    """

    kind: SuggestionKind
    item: str
    title: str
    judgement: str = field(metadata=MAY_BE_BLANK)
    owner: str = ""
    offered: date | None = None
    innovation: bool = False


@frozen(kw_only=True)
class EvidenceTitle:
    """The title of an evidence item that a review names by its id.

    Attributes:
        id: Id of the evidence item.
        title: Its title.
    """

    id: str
    title: str


@document("room-review", report="inspectprep.reports.compose.review:review_report")
@frozen(kw_only=True)
class FieldworkReview:
    """The review of one day of fieldwork.

    Attributes:
        authority: The council's name.
        as_of: The day.
        timetable: Interviews, visits and meetings from that day on, in order.
        past: Those of earlier days, in order. Calendars keep them.
        requests: The requests, most urgent first.
        cases: The returned cases, most urgent first.
        enquiries: The lines of enquiry, those without fresh evidence first.
        balances: The balance of each judgement.
        suggestions: Strengths to show where a balance has tipped.
        waiting: Ids of the claims whose answer is overdue.
        claims: All claims, newest first.
        showcases: Services to show, with inspectors' comments.
        evidence: The titles of the evidence that claims and lines of enquiry name.
        withheld: The number of recorded texts that are withheld from this reader by the embargo.
        stage: The stage of the inspection, such as ``Day 2 of 5 on site``.
        feedback: The day of the final feedback, if it is still to come.
        days_to_feedback: Working days from the day to the final feedback.
        open: What inspectors wait for, most urgent first.
        yesterday: The balance of each judgement on the evening before.
        today: What changed in the claims on the day.
        unseen_work: Work that workers chose to show, of workers whom inspectors have not met.
    """

    authority: str = field(metadata=MAY_BE_BLANK)
    as_of: date
    timetable: tuple[TimetableEntry, ...] = ()
    past: tuple[TimetableEntry, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    enquiries: tuple[EnquiryLine, ...] = ()
    balances: tuple[ClaimBalance, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    waiting: tuple[str, ...] = ()
    claims: tuple[Challenge, ...] = ()
    showcases: tuple[Showcase, ...] = ()
    evidence: tuple[EvidenceTitle, ...] = ()
    withheld: int = 0
    stage: str = ""
    feedback: date | None = None
    days_to_feedback: int | None = None
    open: tuple[OpenAnswer, ...] = ()
    yesterday: tuple[ClaimBalance, ...] = ()
    today: DayOfClaims = DayOfClaims()
    unseen_work: tuple[ChosenWork, ...] = ()
