"""The report of the room this evening: what inspectors wait for, the balance, and what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.enquiry import EnquiryStatus
from inspectprep.model.report import Bullets, Report, Section
from inspectprep.model.report_blocks import (
    MOST_STEPS,
    Agenda,
    Answer,
    Balance,
    Step,
)
from inspectprep.model.review import (
    AnswerKind,
    CaseLine,
    FieldworkReview,
    OpenAnswer,
    RequestLine,
    RequestStatus,
    SuggestionKind,
)
from inspectprep.planning.fieldwork.headline import claims_today, room_headline
from inspectprep.planning.fieldwork.hours import hours_of
from inspectprep.planning.fieldwork.review import WAITING
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief, who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.evening import agenda, next_working_day, sides
from inspectprep.reports.compose.room_sheets import SERIES, room_entries, room_sheets

_ROWS, _UNSEEN, _HOURS = 2, 2, 5
_LINE, _NEXT, _SHORT = 52, 48, 40
_THEN = "What is open"
_NOT_SHOWN = "Not shown to inspectors yet"
_STATUS = {
    RequestStatus.LATE: "late",
    RequestStatus.DUE_TODAY: "due today",
    RequestStatus.UNDATED: "no last day",
    RequestStatus.OPEN: "on time",
    RequestStatus.EXPECTED: "not asked for yet",
    RequestStatus.SENT_LATE: "sent late",
    RequestStatus.SENT: "sent",
}


def review_report(review: FieldworkReview, context: ReportContext) -> Report:
    """Return the report of the room this evening.

    Its sections fit on one sheet of paper. The workbook has all rows.

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
    parts = (review.authority, long_date(review.as_of), review.stage, _feedback(review))
    return Report(
        kind="room-review",
        title="The room this evening",
        subtitle=", ".join(part for part in parts if part),
        prepared=context.prepared or review.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(review, context)),
        sheets=(*room_sheets(review, context), *_unseen_sheet(review, context)),
        entries=tuple(room_entries(review)),
        series=(SERIES,),
        document=context.document_for(review),
    )


def _feedback(review: FieldworkReview) -> str:
    if review.feedback is None or review.days_to_feedback is None:
        return ""
    return f"{counted(review.days_to_feedback, 'working day')} to the final feedback"


def _sections(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    yield Section(title="This evening", blocks=(_answer(review, context), _tomorrow(review, context)))
    yield Section(title=_THEN, blocks=(_open(review, context),))
    if review.balances:
        yield Section(title="What inspectors have said", blocks=(_balance(review),))
    if unseen := _unseen(review, context):
        items = (*unseen[:_UNSEEN], *_more(len(unseen) - _UNSEEN))
        yield Section(title=_NOT_SHOWN, blocks=(Bullets(items=items),))


_WORKBOOK = "in the workbook: inspectprep room --out room.xlsx"


def _answer(review: FieldworkReview, context: ReportContext) -> Answer:
    headline = room_headline(review)
    first = review.open[:MOST_STEPS]
    return Answer(
        verdict=headline.verdict,
        sentence=headline.sentence,
        steps=tuple(
            Step(
                action=_action(answer, _LINE),
                who=who(answer.owner, "", context) if answer.owner else "No owner yet",
                by=answer.due,
                changes=_note(answer),
            )
            for answer in first
        ),
        more=len(review.open) - len(first),
        where=_THEN,
    )


def _action(answer: OpenAnswer, most: int) -> str:
    text = brief(" ".join(answer.title.split()), most)
    if answer.kind is AnswerKind.CLAIM:
        return f"Answer the criticism: {text}"
    if answer.kind is AnswerKind.REQUEST:
        return f"Send: {text}"
    return f"Report on a case: {text}" if text else "Report on a case that was referred back"


def _note(answer: OpenAnswer) -> str:
    """Return the status and the evidence of an answer, in short sentences."""
    status = _STATUS[answer.status]
    parts = [f"{status.capitalize()}."] if answer.status is not RequestStatus.OPEN else []
    if answer.kind is AnswerKind.CLAIM:
        parts.append(
            f"{counted(answer.evidence, 'evidence item')}." if answer.evidence else "No evidence yet."
        )
    return " ".join(parts)


def _tomorrow(review: FieldworkReview, context: ReportContext) -> Agenda:
    day = next_working_day(review.as_of, context)
    hours = hours_of(review.timetable, day, people=context.people)
    return agenda(hours, day, title="Next working day", most=_HOURS)


def _open(review: FieldworkReview, context: ReportContext) -> Bullets:
    """Return the number of open answers of each kind, and the answers after the first three."""
    following = review.open[MOST_STEPS : MOST_STEPS + _ROWS]
    after = [f"{_action(answer, _NEXT)}: {_when(answer, context)}" for answer in following]
    more = len(review.open) - MOST_STEPS - len(following)
    rest = (f"And {more:,} more, {_WORKBOOK}",) if more > 0 else ()
    items = (*_counts(review), *after, *rest)
    return Bullets(items=items or ("Nothing is recorded of the fieldwork yet.",))


def _when(answer: OpenAnswer, context: ReportContext) -> str:
    owner = who(answer.owner, "", context) if answer.owner else "no owner yet"
    due = f", by {short_date(answer.due, year=False)}" if answer.due else ""
    return f"{owner}{due}, {_STATUS[answer.status]}"


def _more(number: int) -> tuple[str, ...]:
    return (f"And {number:,} more, in the workbook",) if number > 0 else ()


def _counts(review: FieldworkReview) -> tuple[str, ...]:
    claims = [answer for answer in review.open if answer.kind is AnswerKind.CLAIM]
    requests = [request for request in review.requests if request.status in WAITING]
    asked = [request for request in review.requests if request.status is not RequestStatus.EXPECTED]
    cases = [case for case in review.cases if case.status in WAITING]
    lines = [line for line in review.enquiries if line.status is EnquiryStatus.OPEN]
    bare = sum(not line.fresh for line in lines)
    unproven = sum(not claim.evidence for claim in claims)
    sent = f"{len(asked) - len(requests)} of {len(asked)} are sent"
    unanswered = f"{counted(len(claims), 'criticism')} without our answer"
    lines_text = f"{counted(len(lines), 'open line')} of enquiry: {bare} without up-to-date evidence"
    found = (
        (review.claims, f"{unanswered}: {_late(claims)} late, {unproven} without evidence"),
        (asked, f"{counted(len(requests), 'request')} not sent: {_late(requests)} late; {sent}"),
        (review.cases, f"{counted(len(cases), 'case')} to report on: {_late(cases)} late"),
        (lines, lines_text),
    )
    return tuple(text for things, text in found if things)


def _late(lines: Iterable[OpenAnswer | RequestLine | CaseLine]) -> int:
    return sum(line.status is RequestStatus.LATE for line in lines)


def _balance(review: FieldworkReview) -> Balance:
    tipped = sum(balance.tipped for balance in review.balances)
    on = f" On {counted(tipped, 'judgement')}, most of it is criticism. Raise this." if tipped else ""
    return Balance(title=f"{claims_today(review)}{on}", sides=sides(review.balances))


def _unseen(review: FieldworkReview, context: ReportContext) -> tuple[str, ...]:
    """Return services, evidence and work that inspectors have not seen: first where most is criticism."""
    items = []
    for suggestion in review.suggestions:
        kind = "Service" if suggestion.kind is SuggestionKind.SHOWCASE else "Evidence"
        state = _offered(suggestion.offered) if suggestion.kind is SuggestionKind.SHOWCASE else ""
        parts = (f"{kind}: {brief(suggestion.title, _LINE)}.", state, _owner(suggestion.owner, context))
        items.append(" ".join(filter(None, parts)))
    suggested = {suggestion.item for suggestion in review.suggestions}
    for showcase in review.showcases:
        if (showcase.visited is None or showcase.visited > review.as_of) and showcase.id not in suggested:
            owner = _owner(showcase.owner, context)
            parts = (f"Service: {brief(showcase.service, _LINE)}.", _offered(showcase.offered), owner)
            items.append(" ".join(filter(None, parts)))
    items += [
        f"Work: {brief(work.title, _LINE)}. {brief(work.worker, _SHORT)}"
        + (f", {brief(work.team, _SHORT)}." if work.team else ".")
        for work in review.unseen_work
    ]
    return tuple(items)


def _unseen_sheet(review: FieldworkReview, context: ReportContext) -> Iterator[Section]:
    """Yield all of what inspectors have not seen, for the workbook, if the page has not all of it."""
    unseen = _unseen(review, context)
    if len(unseen) > _UNSEEN:
        yield Section(title="All that is not shown yet", blocks=(Bullets(items=unseen),))


def _offered(day: date | None) -> str:
    return f"Offered on {short_date(day, year=False)}." if day else "Not offered yet."


def _owner(role: str, context: ReportContext) -> str:
    return f"{who(role, '', context)}." if role else ""
