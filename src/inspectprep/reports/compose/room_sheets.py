"""Everything about the room: the sheets of the workbook, and the entries of calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from inspectprep.model.enquiry import Challenge, ClaimOutcome, EnquiryStatus, Tone
from inspectprep.model.evidence import CoverageState
from inspectprep.model.report import CalendarEntry, Cell, Section, Table
from inspectprep.model.review import CaseLine, ClaimBalance, FieldworkReview, RequestLine, RequestStatus
from inspectprep.planning.fieldwork.claims import is_open
from inspectprep.planning.fieldwork.hours import named_person
from inspectprep.planning.fieldwork.review import WAITING
from inspectprep.planning.wording import short_date, titles_of
from inspectprep.reports.compose.answer import who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined

SERIES = "room"
"""The set of calendar entries that the room writes as a whole."""

_STATUS = {
    RequestStatus.LATE: "Late",
    RequestStatus.DUE_TODAY: "Due today",
    RequestStatus.UNDATED: "No deadline",
    RequestStatus.OPEN: "On time",
    RequestStatus.EXPECTED: "Not asked for yet",
    RequestStatus.SENT_LATE: "Sent late",
    RequestStatus.SENT: "Sent",
}
_CASES = {**_STATUS, RequestStatus.SENT: "Done", RequestStatus.SENT_LATE: "Done late"}
_COVERED = {
    CoverageState.MISSING: "No evidence",
    CoverageState.STALE: "Out-of-date evidence only",
    CoverageState.ONE_SIDED: "Up-to-date evidence",
    CoverageState.COVERED: "Up-to-date evidence",
}
_OUTCOMES = {
    ClaimOutcome.ACCEPTED: "Accepted",
    ClaimOutcome.WITHDRAWN: "Withdrawn",
    ClaimOutcome.UNRESOLVED: "Unresolved",
}


def room_sheets(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    """Yield a section for each list of the room that has rows, with all of them."""
    if review.balances:
        yield Section(title="Balance of claims", blocks=(_balance_table(review),))
    parts = (
        ("Requests", "Requests, most urgent first", _requests(review.requests, context)),
        ("Cases referred back", "Cases, most urgent first", _cases(review.cases, context)),
        ("Lines of enquiry", "Those without up-to-date evidence first", _enquiries(review, context)),
        ("What inspectors said", "Newest first", _claims(review, context)),
        ("Services to show", "What was offered, seen and said", _showcases(review, context)),
        ("Timetable", "Interviews, visits and meetings from today on", _timetable(review, context)),
    )
    for title, caption, (columns, rows) in parts:
        if rows:
            yield Section(title=title, blocks=(table(columns, rows, caption=caption),))


def _balance_table(review: FieldworkReview) -> Table:
    columns = ("Judgement", "Negative", "Positive", "Withdrawn", "Unresolved", "Balance")
    rows = [
        (
            balance.title,
            balance.negatives,
            balance.positives,
            balance.withdrawn,
            balance.unresolved,
            _verdict(balance),
        )
        for balance in review.balances
    ]
    return table(columns, rows, caption="Claims by judgement")


def _verdict(balance: ClaimBalance) -> str:
    if not (balance.negatives or balance.positives):
        return "No claims"
    return "Negative: raise it" if balance.tipped else "Balanced"


_Part = tuple[tuple[str, ...], list[tuple[Cell, ...]]]


def _requests(requests: Iterable[RequestLine], context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            _STATUS[request.status],
            request.title,
            _who(request.owner, context, wanted=request.status in WAITING),
            request.asked,
            request.due,
            request.sent,
            "Yes" if request.prepared else "",
        )
        for request in requests
    ]
    return ("Status", "Request", "Owner", "Asked", "Due", "Sent", "Prepared in advance"), rows


def _cases(cases: Iterable[CaseLine], context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            _CASES[case.status],
            case.action or "Look at the case again",
            _who(case.owner, context, wanted=case.status in WAITING),
            case.deadline,
        )
        for case in cases
    ]
    return ("Status", "Action", "Owner", "Report by"), rows


def _enquiries(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            enquiry.statement,
            enquiry.status.value.capitalize(),
            enquiry.judgement,
            _who(enquiry.owner, context, wanted=enquiry.status is EnquiryStatus.OPEN),
            _COVERED[enquiry.state] if enquiry.status is EnquiryStatus.OPEN or enquiry.fresh else "",
            _evidence(enquiry.fresh, review),
            f"{short_date(enquiry.latest.on, year=False)}: {enquiry.latest.text}" if enquiry.latest else "",
        )
        for enquiry in review.enquiries
    ]
    columns = (
        "Line of enquiry",
        "Status",
        "Judgement",
        "Owner",
        "State of evidence",
        "Evidence",
        "Last heard",
    )
    return columns, rows


def _claims(review: FieldworkReview, context: ReportContext) -> _Part:
    titles = {balance.judgement: balance.title for balance in review.balances}
    rows: list[tuple[Cell, ...]] = [
        (
            claim.heard,
            "Positive" if claim.tone is Tone.POSITIVE else "Negative",
            claim.claim,
            titles.get(claim.judgement, ""),
            claim.where,
            _evidence(claim.evidence, review),
            _who(claim.owner, context, wanted=is_open(claim)),
            _outcome(claim),
        )
        for claim in review.claims
    ]
    columns = (
        "Heard",
        "Tone",
        "What was said",
        "Judgement",
        "Where",
        "Our evidence",
        "Owner",
        "Outcome",
    )
    return columns, rows


def _evidence(ids: Iterable[str], review: FieldworkReview) -> str:
    titles = {item.id: item.title for item in review.evidence}
    return "; ".join(titles_of(ids, titles, "evidence item"))


def _outcome(claim: Challenge) -> str:
    words = _OUTCOMES[claim.outcome]
    if claim.tone is Tone.POSITIVE and claim.outcome is ClaimOutcome.UNRESOLVED:
        return ""
    if claim.replied and claim.outcome is ClaimOutcome.UNRESOLVED:
        return f"{words}; answered on {short_date(claim.replied)}"
    return words


def _showcases(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            showcase.service,
            "Yes" if showcase.innovation else "",
            showcase.why,
            _who(showcase.owner, context),
            showcase.offered,
            showcase.visited,
            showcase.said,
        )
        for showcase in review.showcases
    ]
    columns = (
        "Service",
        "New way of working",
        "Why",
        "Owner",
        "Offered",
        "Visited",
        "What inspectors said",
    )
    return columns, rows


def _timetable(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            entry.day,
            f"{entry.starts} to {entry.ends}" if entry.starts and entry.ends else entry.starts or entry.ends,
            entry.title,
            entry.kind.value.replace("-", " ").capitalize(),
            entry.place,
            joined([named_person(person, context.people) for person in entry.people]),
            entry.inspector,
            _who(entry.owner, context, wanted=False),
        )
        for entry in review.timetable
    ]
    return ("Day", "Time", "What", "Kind", "Where", "With", "Inspector", "Owner"), rows


def _who(role: str, context: ReportContext, *, wanted: bool = True) -> str:
    """Return the owner in words; without one, say so only where there should be one."""
    if role:
        return who(role, "", context)
    return "No owner" if wanted else ""


def room_entries(review: FieldworkReview) -> Iterator[CalendarEntry]:
    """Yield deadlines and appointments for calendars; a request that was answered cancels its deadline."""
    deadlines = [
        *((request.id, f"Send: {request.title}", request.due, request.status) for request in review.requests),
        *(
            (case.id, f"Report on a case: {case.action or 'look at it again'}", case.deadline, case.status)
            for case in review.cases
        ),
    ]
    revision = review.as_of.toordinal()
    for name, title, day, status in deadlines:
        if day is not None:
            yield CalendarEntry(
                uid=_uid(review, name),
                title=title,
                start=day,
                end=day,
                deadline=True,
                cancelled=status in (RequestStatus.SENT, RequestStatus.SENT_LATE),
                revision=revision,
                series=SERIES,
            )
    for entry in (*review.past, *review.timetable):
        yield CalendarEntry(
            uid=_uid(review, entry.id or f"{entry.day} {entry.starts} {entry.title}"),
            title=entry.title,
            start=entry.day,
            end=entry.day,
            begins=entry.starts,
            finishes=entry.ends,
            place=entry.place,
            revision=revision,
            series=SERIES,
        )


def _case_title(case: CaseLine) -> str:
    return f"Report on a case: {case.action or 'look at it again'}"


def _uid(review: FieldworkReview, name: str) -> str:
    return f"{quote(review.authority.casefold(), safe='')}/room/{quote(name, safe='')}@inspectprep"
