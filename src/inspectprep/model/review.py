"""The room at the end of a day: what is due, what stands, how the balance lies, what to show next.

A review is for the inspection team and leaders. It holds no place where a file lies and no reference of a
case: whoever needs those looks at the record.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.display import shown_by
from inspectprep.model.document import document
from inspectprep.model.enquiry import Challenge, EnquiryNote, EnquiryStatus, Showcase, TimetableEntry
from inspectprep.model.evidence import CoverageState

__all__ = [
    "Balance",
    "CaseLine",
    "EnquiryLine",
    "FieldworkReview",
    "RequestLine",
    "RequestStatus",
    "Suggestion",
    "SuggestionKind",
]


class RequestStatus(StrEnum):
    """How far an answer is on a day, most pressing first.

    ``undated``: asked for, and nobody noted until when. ``expected``: not asked for yet.
    ``sent-late``: sent after the last day on which it was in time.
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
    """How far the answer to one request is.

    Attributes:
        id: Id of the request's record.
        owner: Role id of whoever answers it.
        due: Last day (inclusive) on which it is in time.
        prepared: True if an answer was made ready lately.
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
    """How far a case that was sent back is; its reference stays in the record.

    Attributes:
        id: Id of the case's record.
        deadline: Last day (inclusive) for telling inspectors what was done.
    """

    id: str
    action: str
    status: RequestStatus
    owner: str = ""
    deadline: date | None = None


@frozen(kw_only=True)
class EnquiryLine:
    """A line of enquiry with what answers it.

    Attributes:
        id: Id of its record.
        judgement: Title of the judgement on which it bears most, or its id where there is no title.
        state: How well fresh evidence covers it.
        fresh: Ids of the fresh evidence.
        latest: What was heard last.
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
class Balance:
    """What has been heard about one judgement.

    Attributes:
        judgement: Its id; empty for claims that were put under none.
        title: Its title.
        negatives: Negative claims that were not withdrawn.
        positives: Positive ones that were not withdrawn.
        withdrawn: Claims, of either sort, that inspectors took back.
        unresolved: Negative claims that stand and are not agreed.
        tipped: True when there are so many more negatives that it is time to say so.
    """

    judgement: str
    title: str
    negatives: int = 0
    positives: int = 0
    withdrawn: int = 0
    unresolved: int = 0
    tipped: bool = False

    @property
    def lean(self) -> int:
        """Positives less negatives; below zero when negatives prevail."""
        return self.positives - self.negatives


class SuggestionKind(StrEnum):
    """What inspectors could be shown."""

    SHOWCASE = "showcase"
    STRENGTH = "strength"


@frozen(kw_only=True)
class Suggestion:
    """Something good that inspectors have not seen.

    Attributes:
        kind: A service to visit, or evidence to hand over.
        item: Id of the showcase or the evidence.
        title: What it is called.
        judgement: Id of the judgement whose balance it would mend.
        owner: Role id of whoever can show it.
        offered: The day on which it was offered, if it was.
        innovation: True for a new way of working.
    """

    kind: SuggestionKind
    item: str
    title: str
    judgement: str
    owner: str = ""
    offered: date | None = None
    innovation: bool = False


@document("room-review", report="inspectprep.reports.compose.review:review_report")
@frozen(kw_only=True)
class FieldworkReview:
    """What the council's own room knows at the end of a day.

    Attributes:
        authority: The council's name.
        as_of: The day.
        timetable: Interviews, visits and meetings from that day on, in order.
        requests: Most pressing first.
        cases: Most pressing first.
        enquiries: Those without fresh evidence first.
        balances: By judgement.
        suggestions: What to show where a balance has tipped.
        waiting: Ids of the claims that should have been answered by now.
        claims: Everything that was heard, newest first.
        showcases: Services to show, with what inspectors said of those they saw.
    """

    authority: str
    as_of: date
    timetable: tuple[TimetableEntry, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    enquiries: tuple[EnquiryLine, ...] = ()
    balances: tuple[Balance, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    waiting: tuple[str, ...] = ()
    claims: tuple[Challenge, ...] = ()
    showcases: tuple[Showcase, ...] = ()

    _repr_html_ = shown_by("inspectprep.views.notebook:html")
    _repr_markdown_ = shown_by("inspectprep.views.notebook:markdown")
