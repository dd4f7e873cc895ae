"""The report of the room at the end of a day: what to do tonight, the balance, then the whole log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from inspectprep.errors import RefusedError
from inspectprep.model.enquiry import ClaimOutcome, EnquiryStatus, Tone
from inspectprep.model.evidence import CoverageState
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Audience, CalendarEntry, Paragraph, Report, Section, Tile, Tiles
from inspectprep.model.review import RequestStatus, SuggestionKind
from inspectprep.planning.fieldwork.claims import is_open
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, joined, role_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectprep.model.enquiry import Challenge
    from inspectprep.model.report import Table
    from inspectprep.model.review import Balance, CaseLine, EnquiryLine, FieldworkReview, RequestLine
    from inspectprep.reports.compose.context import ReportContext

__all__ = ["review_report"]

_FOR = (Audience.INSPECTION_TEAM, Audience.LEADERS)
_WAITING = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED, RequestStatus.OPEN)
_STATUS = {
    RequestStatus.LATE: "Late",
    RequestStatus.DUE_TODAY: "Due today",
    RequestStatus.UNDATED: "No deadline noted",
    RequestStatus.OPEN: "In time",
    RequestStatus.EXPECTED: "Not asked for yet",
    RequestStatus.SENT_LATE: "Sent late",
    RequestStatus.SENT: "Sent",
}
_CASES = {**_STATUS, RequestStatus.SENT: "Done", RequestStatus.SENT_LATE: "Done late"}
_RATED = {RequestStatus.LATE: Rating.RED, RequestStatus.DUE_TODAY: Rating.AMBER}
_COVERED = {
    CoverageState.MISSING: "No evidence",
    CoverageState.STALE: "Stale evidence only",
    CoverageState.ONE_SIDED: "Fresh evidence",
    CoverageState.COVERED: "Fresh evidence",
}
_OUTCOMES = {
    ClaimOutcome.ACCEPTED: "Accepted",
    ClaimOutcome.WITHDRAWN: "Withdrawn",
    ClaimOutcome.UNRESOLVED: "Unresolved",
}


def review_report(review: FieldworkReview, context: ReportContext) -> Report:
    """Return the report of the room, for the evening meeting.

    Raises:
        RefusedError: if it is for anybody but the inspection team and leaders: staff and partners have
            their briefing.
    """
    if context.audience not in _FOR:
        raise RefusedError(
            "What inspectors said in the room is not for everybody.",
            who=tuple(each.value for each in _FOR),
            remedy="For others, write the day's briefing.",
        )
    return Report(
        kind="room-review",
        title=f"{review.authority or 'The council'}: the room this evening",
        subtitle=day_words(review.as_of),
        prepared=context.prepared or review.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(review, context)),
        entries=tuple(_entries(review)),
        document=context.document_for(review),
    )


def _sections(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    yield Section(title="At a glance", blocks=(_glance(review),))
    yield from _to_show(review, context)
    if review.balances:
        yield Section(title="The balance", blocks=(*_lean(review), _balance_table(review)))
    parts = (
        ("What is asked for", "Requests, most pressing first", _requests(review.requests, context)),
        ("Cases referred back", "Cases, most pressing first", _cases(review.cases, context)),
        ("Lines of enquiry", "Those without fresh evidence first", _enquiries(review.enquiries, context)),
        ("The challenge log", "What inspectors said, newest first", _claims(review, context)),
        ("Services to show", "What was offered, seen and said", _showcases(review, context)),
        ("The timetable", "Interviews, visits and meetings from today on", _timetable(review, context)),
    )
    for title, caption, (columns, rows) in parts:
        if rows:
            yield Section(title=title, blocks=(table(columns, rows, caption=caption),))


def _glance(review: FieldworkReview) -> Tiles:
    late = [each for each in review.requests if each.status is RequestStatus.LATE]
    today = [each for each in review.requests if each.status is RequestStatus.DUE_TODAY]
    cases = [each for each in review.cases if each.status in _WAITING]
    tipped = [each for each in review.balances if each.tipped]
    return Tiles(
        tiles=(
            Tile(
                title="Claims to answer",
                value=f"{len(review.waiting)}",
                rating=Rating.RED if review.waiting else Rating.GREEN,
                detail=joined(list(review.waiting)) or "None has waited overnight",
            ),
            Tile(
                title="Balance",
                value="Tipped" if tipped else "Holds",
                rating=Rating.AMBER if tipped else Rating.GREEN,
                detail="; ".join(each.title for each in tipped) or "On every judgement",
            ),
            Tile(
                title="Requests late",
                value=f"{len(late)}",
                rating=Rating.RED if late else Rating.GREEN,
                detail=f"{len(today)} due today",
            ),
            Tile(
                title="Cases to report on",
                value=f"{len(cases)}",
                rating=_worst(cases),
                detail="Sent back to be looked at again",
            ),
        )
    )


def _worst(cases: list[CaseLine]) -> Rating:
    found = [_RATED.get(each.status, Rating.GREEN) for each in cases]
    return min(found, key=lambda each: each.rank, default=Rating.GREEN)


def _to_show(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    tipped = [each for each in review.balances if each.tipped]
    if not tipped:
        return
    names = joined([each.title for each in tipped])
    words = Paragraph(
        text=f"On {names} inspectors have mostly said negative things. Say so to the lead inspector."
    )
    titles = {each.judgement: each.title for each in review.balances}
    rows = [
        (
            titles.get(each.judgement, each.judgement),
            each.title,
            _kind(each.kind, innovation=each.innovation),
            each.item,
            _who(each.owner, context),
            f"Offered on {short_day(each.offered)}" if each.offered else "",
        )
        for each in review.suggestions
    ]
    if not rows:
        nothing = Paragraph(
            text="Nothing is recorded that they have not seen: think of services to be proud of."
        )
        yield Section(title="What to show next", blocks=(words, nothing))
        return
    columns = ("Judgement", "What they have not seen", "Kind", "Id", "Who can show it", "Note")
    found = table(columns, rows, caption="Services and evidence not seen yet", group="Judgement")
    yield Section(title="What to show next", blocks=(words, found))


def _kind(kind: SuggestionKind, *, innovation: bool) -> str:
    if kind is SuggestionKind.STRENGTH:
        return "Evidence"
    return "New way of working" if innovation else "Service to visit"


def _lean(review: FieldworkReview) -> Iterator[Paragraph]:
    negatives = sum(each.negatives for each in review.balances)
    positives = sum(each.positives for each in review.balances)
    if negatives or positives:
        yield Paragraph(
            text=f"{counted(negatives, 'negative claim')} and {counted(positives, 'positive one')} stand; "
            "those withdrawn are not counted."
        )


def _balance_table(review: FieldworkReview) -> Table:
    columns = ("Judgement", "Negative", "Positive", "Withdrawn", "Unresolved", "Balance")
    rows = [
        (each.title, each.negatives, each.positives, each.withdrawn, each.unresolved, _verdict(each))
        for each in review.balances
    ]
    return table(columns, rows, caption="What has been heard, by judgement")


def _verdict(balance: Balance) -> str:
    if not (balance.negatives or balance.positives):
        return "Nothing heard"
    return "Tipped: say so" if balance.tipped else "Holds"


_Part = tuple[tuple[str, ...], list[tuple[object, ...]]]


def _requests(requests: Iterable[RequestLine], context: ReportContext) -> _Part:
    rows: list[tuple[object, ...]] = [
        (
            _STATUS[each.status],
            each.title,
            _who(each.owner, context, wanted=each.status in _WAITING),
            each.asked,
            each.due,
            each.sent,
            "Yes" if each.prepared else "",
            each.id,
        )
        for each in requests
    ]
    return ("Status", "What", "Who answers", "Asked", "Due", "Sent", "Prepared before", "Id"), rows


def _cases(cases: Iterable[CaseLine], context: ReportContext) -> _Part:
    rows: list[tuple[object, ...]] = [
        (
            _CASES[each.status],
            each.id,
            each.action,
            _who(each.owner, context, wanted=each.status in _WAITING),
            each.deadline,
        )
        for each in cases
    ]
    return ("Status", "Record", "Action", "Who", "Report by"), rows


def _enquiries(enquiries: Iterable[EnquiryLine], context: ReportContext) -> _Part:
    rows: list[tuple[object, ...]] = [
        (
            each.statement,
            each.status.value.capitalize(),
            each.judgement,
            _who(each.owner, context, wanted=each.status is EnquiryStatus.OPEN),
            _COVERED[each.state] if each.status is EnquiryStatus.OPEN or each.fresh else "",
            joined(list(each.fresh)),
            f"{short_day(each.latest.on, year=False)}: {each.latest.text}" if each.latest else "",
        )
        for each in enquiries
    ]
    columns = ("Line of enquiry", "Status", "Judgement", "Who", "Answered by", "Evidence", "Heard last")
    return columns, rows


def _claims(review: FieldworkReview, context: ReportContext) -> _Part:
    titles = {each.judgement: each.title for each in review.balances}
    rows: list[tuple[object, ...]] = [
        (
            each.heard,
            "Positive" if each.tone is Tone.POSITIVE else "Negative",
            each.claim,
            titles.get(each.judgement, each.judgement),
            each.where,
            joined(list(each.evidence)),
            _who(each.owner, context, wanted=is_open(each)),
            _outcome(each),
            each.id,
        )
        for each in review.claims
    ]
    columns = (
        "Heard",
        "Tone",
        "What was said",
        "Judgement",
        "Where",
        "Our evidence",
        "Who replies",
        "ClaimOutcome",
        "Id",
    )
    return columns, rows


def _outcome(claim: Challenge) -> str:
    words = _OUTCOMES[claim.outcome]
    if claim.tone is Tone.POSITIVE and claim.outcome is ClaimOutcome.UNRESOLVED:
        return ""
    if claim.replied and claim.outcome is ClaimOutcome.UNRESOLVED:
        return f"{words}; answered on {short_day(claim.replied)}"
    return words


def _showcases(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[object, ...]] = [
        (
            each.service,
            "Yes" if each.innovation else "",
            each.why,
            _who(each.owner, context),
            each.offered,
            each.visited,
            each.said,
        )
        for each in review.showcases
    ]
    columns = ("Service", "New way of working", "Why", "Who receives", "Offered", "Visited", "What they said")
    return columns, rows


def _timetable(review: FieldworkReview, context: ReportContext) -> _Part:
    rows: list[tuple[object, ...]] = [
        (
            each.day,
            f"{each.starts} to {each.ends}" if each.starts and each.ends else each.starts or each.ends,
            each.title,
            each.kind.value.replace("-", " ").capitalize(),
            each.place,
            joined(list(each.people)),
            each.inspector,
            _who(each.owner, context, wanted=False),
        )
        for each in review.timetable
    ]
    return ("Day", "Time", "What", "Kind", "Where", "With", "Inspector", "Who sees to it"), rows


def _who(role: str, context: ReportContext, *, wanted: bool = True) -> str:
    """Return who it is; that nobody is named is only told where somebody is wanted."""
    if role:
        return role_words(role, context.people)
    return "Nobody named" if wanted else ""


def _entries(review: FieldworkReview) -> Iterator[CalendarEntry]:
    """Return deadlines and appointments; an answer that was sent takes its deadline away."""
    deadlines = [
        *((each.id, f"Send: {each.title}", each.due, each.status) for each in review.requests),
        *((each.id, f"Report on {each.id}", each.deadline, each.status) for each in review.cases),
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
            )
    for entry in review.timetable:
        time = f"{entry.starts}: " if entry.starts else ""
        yield CalendarEntry(
            uid=_uid(review, entry.id),
            title=f"{time}{entry.title}",
            start=entry.day,
            end=entry.day,
            description=entry.place,
            revision=revision,
        )


def _uid(review: FieldworkReview, name: str) -> str:
    return f"{quote(review.authority.casefold(), safe='')}/room/{quote(name, safe='')}@inspectprep"
