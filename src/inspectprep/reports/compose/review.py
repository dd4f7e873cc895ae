"""The report of the evening review: what to do tonight, the balance of claims, then the whole log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.enquiry import Challenge, ClaimOutcome, EnquiryStatus, Tone
from inspectprep.model.evidence import CoverageState
from inspectprep.model.report import CalendarEntry, Cell, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.review import (
    CaseLine,
    ClaimBalance,
    FieldworkReview,
    RequestLine,
    RequestStatus,
    SuggestionKind,
)
from inspectprep.planning.fieldwork.claims import is_open, to_answer
from inspectprep.planning.wording import claim_name, titles_of
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, joined, role_words, short_day

_SERIES = "room"
_WAITING = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED, RequestStatus.OPEN)
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


def review_report(review: FieldworkReview, context: ReportContext) -> Report:
    """Return the report of the evening review.

    Raises:
        RefusedError: if it is not for the inspection team or leaders: staff and partners have their
            briefing.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            "What inspectors said during the inspection is not for this audience.",
            who=tuple(audience.value for audience in INSIDE),
            remedy="For others, write the day's briefing.",
        )
    return Report(
        kind="room-review",
        title=f"{review.authority or 'The council'}: evening review",
        subtitle=day_words(review.as_of),
        prepared=context.prepared or review.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(review, context)),
        entries=tuple(_entries(review)),
        series=(_SERIES,),
        document=context.document_for(review),
    )


def _sections(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    yield Section(title="At a glance", blocks=(_glance(review),))
    yield from _to_show(review, context)
    if review.balances:
        yield Section(title="Balance of claims", blocks=(*_lean(review), _balance_table(review)))
    parts = (
        ("Requests", "Requests, most urgent first", _requests(review.requests, context)),
        ("Cases referred back", "Cases, most urgent first", _cases(review.cases, context)),
        (
            "Lines of enquiry",
            "Those without up-to-date evidence first",
            _enquiries(review, context),
        ),
        ("Challenge log", "What inspectors said, newest first", _claims(review, context)),
        ("Services to show", "What was offered, seen and said", _showcases(review, context)),
        ("Timetable", "Interviews, visits and meetings from today on", _timetable(review, context)),
    )
    for title, caption, (columns, rows) in parts:
        if rows:
            yield Section(title=title, blocks=(table(columns, rows, caption=caption),))


def _glance(review: FieldworkReview) -> Tiles:
    late = [request for request in review.requests if request.status is RequestStatus.LATE]
    today = [request for request in review.requests if request.status is RequestStatus.DUE_TODAY]
    cases = [case for case in review.cases if case.status in _WAITING]
    tipped = [balance for balance in review.balances if balance.tipped]
    return Tiles(
        tiles=(
            Tile(
                title="Criticisms to answer",
                value=f"{len(to_answer(review.claims, review.as_of))}",
                detail=_overdue_answers(review),
            ),
            Tile(
                title="Balance",
                value="Negative" if tipped else "Balanced",
                detail="; ".join(map(_judged, tipped)) or "On every judgement",
            ),
            Tile(
                title="Requests late",
                value=f"{len(late)}",
                detail=f"{len(today)} due today",
            ),
            Tile(
                title="Cases to report on",
                value=f"{len(cases)}",
                detail=_late_cases(cases),
            ),
        )
    )


def _to_show(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    tipped = [balance for balance in review.balances if balance.tipped]
    if not tipped:
        return
    names = joined([_judged(balance) for balance in tipped])
    words = Paragraph(
        text=f"Most of what inspectors said on {names} was negative. Raise this with the lead inspector."
    )
    titles = {balance.judgement: _judged(balance) for balance in review.balances}
    rows = [
        (
            titles.get(suggestion.judgement, suggestion.judgement),
            suggestion.title,
            _kind(suggestion.kind, innovation=suggestion.innovation),
            suggestion.item,
            _who(suggestion.owner, context),
            f"Offered on {short_day(suggestion.offered)}" if suggestion.offered else "",
        )
        for suggestion in review.suggestions
    ]
    if not rows:
        nothing = Paragraph(
            text="Inspectors have seen all that is recorded. Think of other services that you are proud of."
        )
        yield Section(title="What to show next", blocks=(words, nothing))
        return
    columns = ("Judgement", "Not seen yet", "Kind", "Id", "Owner", "Note")
    unseen = table(columns, rows, caption="Services and evidence not seen yet", group="Judgement")
    yield Section(title="What to show next", blocks=(words, unseen))


def _kind(kind: SuggestionKind, *, innovation: bool) -> str:
    if kind is SuggestionKind.STRENGTH:
        return "Evidence"
    return "New way of working" if innovation else "Service to visit"


def _lean(review: FieldworkReview) -> Iterator[Paragraph]:
    negatives = sum(balance.negatives for balance in review.balances)
    positives = sum(balance.positives for balance in review.balances)
    if negatives or positives:
        yield Paragraph(
            text=f"{counted(negatives, 'negative claim')} and {counted(positives, 'positive claim')}. "
            "Withdrawn claims are not counted."
        )


def _balance_table(review: FieldworkReview) -> Table:
    columns = ("Judgement", "Negative", "Positive", "Withdrawn", "Unresolved", "Balance")
    rows = [
        (
            _judged(balance),
            balance.negatives,
            balance.positives,
            balance.withdrawn,
            balance.unresolved,
            _verdict(balance),
        )
        for balance in review.balances
    ]
    return table(columns, rows, caption="Claims by judgement")


def _judged(balance: ClaimBalance) -> str:
    return balance.title


def _overdue_answers(review: FieldworkReview) -> str:
    waiting = tuple(_waiting(review))
    return f"{len(waiting)} overdue: {'; '.join(waiting)}" if waiting else "No answer is overdue"


def _late_cases(cases: list[CaseLine]) -> str:
    late = sum(case.status is RequestStatus.LATE for case in cases)
    return f"Referred back by inspectors, {late} late"


def _waiting(review: FieldworkReview) -> Iterator[str]:
    claims = {claim.id: claim for claim in review.claims}
    return (claim_name(claims[name]) for name in review.waiting if name in claims)


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
            _who(request.owner, context, wanted=request.status in _WAITING),
            request.asked,
            request.due,
            request.sent,
            "Yes" if request.prepared else "",
            request.id,
        )
        for request in requests
    ]
    return ("Status", "Request", "Owner", "Asked", "Due", "Sent", "Prepared in advance", "Id"), rows


def _cases(cases: Iterable[CaseLine], context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            _CASES[case.status],
            case.id,
            case.action,
            _who(case.owner, context, wanted=case.status in _WAITING),
            case.deadline,
        )
        for case in cases
    ]
    return ("Status", "Record", "Action", "Owner", "Report by"), rows


def _enquiries(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[Cell, ...]] = [
        (
            enquiry.statement,
            enquiry.status.value.capitalize(),
            enquiry.judgement,
            _who(enquiry.owner, context, wanted=enquiry.status is EnquiryStatus.OPEN),
            _COVERED[enquiry.state] if enquiry.status is EnquiryStatus.OPEN or enquiry.fresh else "",
            _evidence(enquiry.fresh, review),
            f"{short_day(enquiry.latest.on, year=False)}: {enquiry.latest.text}" if enquiry.latest else "",
            enquiry.id,
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
        "Id",
    )
    return columns, rows


def _claims(review: FieldworkReview, context: ReportContext) -> _Part:
    titles = {balance.judgement: _judged(balance) for balance in review.balances}
    rows: list[tuple[Cell, ...]] = [
        (
            claim.heard,
            "Positive" if claim.tone is Tone.POSITIVE else "Negative",
            claim.claim,
            titles.get(claim.judgement, claim.judgement),
            claim.where,
            _evidence(claim.evidence, review),
            _who(claim.owner, context, wanted=is_open(claim)),
            _outcome(claim),
            claim.id,
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
        "Id",
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
        return f"{words}; answered on {short_day(claim.replied)}"
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
            showcase.id,
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
        "Id",
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
            joined(list(entry.people)),
            entry.inspector,
            _who(entry.owner, context, wanted=False),
            entry.id,
        )
        for entry in review.timetable
    ]
    return ("Day", "Time", "What", "Kind", "Where", "With", "Inspector", "Owner", "Id"), rows


def _who(role: str, context: ReportContext, *, wanted: bool = True) -> str:
    """Return the owner in words; without one, say so only where there should be one."""
    if role:
        return role_words(role, context.people)
    return "No owner" if wanted else ""


def _entries(review: FieldworkReview) -> Iterator[CalendarEntry]:
    """Yield deadlines and appointments; a request that was answered cancels its deadline."""
    deadlines = [
        *((request.id, f"Send: {request.title}", request.due, request.status) for request in review.requests),
        *((case.id, f"Report on {case.id}", case.deadline, case.status) for case in review.cases),
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
                series=_SERIES,
            )
    for entry in (*review.past, *review.timetable):
        yield CalendarEntry(
            uid=_uid(review, entry.id or f"{entry.day} {entry.starts} {entry.title}"),
            title=entry.title,
            start=entry.day,
            end=entry.day,
            begins=entry.starts,
            finishes=entry.ends,
            description=entry.place,
            revision=revision,
            series=_SERIES,
        )


def _uid(review: FieldworkReview, name: str) -> str:
    return f"{quote(review.authority.casefold(), safe='')}/room/{quote(name, safe='')}@inspectprep"
