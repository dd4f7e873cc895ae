"""The report of the call: who to ring, and a sheet to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.call_sheet import CallPage, CallQuestion, CallSheet
from inspectprep.model.report import Report, Section, Table
from inspectprep.model.report_blocks import Answer
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table

_NAME = 60


def call_page_report(page: CallPage, context: ReportContext) -> Report:
    """Return the report of the call: telephone numbers, then the questions with a box for each answer.

    Raises:
        RefusedError: if the telephone numbers of people are not for this audience.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            "This has telephone numbers of people.", who=tuple(audience.value for audience in INSIDE)
        )
    return Report(
        kind="call",
        title=f"{page.authority or 'The council'}: the call",
        subtitle=f"{page.title}. For a call on {long_date(page.day)}",
        prepared=context.prepared or page.day,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(page)),
        document=context.document_for(page),
    )


def _sections(page: CallPage) -> Iterator[Section]:
    says = [question for question in page.questions if not question.council_asks]
    asks = [question for question in page.questions if question.council_asks]
    yield Section(title="Who takes the call", blocks=(_answer(page),))
    yield Section(title="What the lead inspector will say", blocks=(_boxes(says, page.sheet),))
    yield Section(title="What to ask", blocks=(_boxes(asks, page.sheet),))
    rows = [
        (
            contact.title,
            contact.holder or "Vacant",
            contact.telephone or "No number on record",
            f"Until {long_date(contact.away_until)}" if contact.away_until else "",
            contact.cover or ("No cover on record" if contact.away_until else ""),
            contact.cover_telephone,
        )
        for contact in page.contacts
    ]
    columns = ("Role", "Person", "Telephone", "Away", "Cover", "Telephone of the cover")
    caption = "Who covers whom on the day"
    yield Section(title="Who to ring", blocks=(table(columns, rows, caption=caption),))


def _answer(page: CallPage) -> Answer:
    unreachable = [contact for contact in page.contacts if not (contact.holder and contact.telephone)]
    number = len(unreachable)
    missing = (
        f"{number} of {counted(len(page.contacts), 'role')} {'has' if number == 1 else 'have'} no number."
    )
    return Answer(
        verdict=f"{brief(page.taker, _NAME)} takes the call" if page.taker else "No one takes the call",
        sentence=" ".join(part for part in (page.takes_call, missing if number else "") if part),
    )


def _boxes(questions: list[CallQuestion], sheet: CallSheet) -> Table:
    return Table(
        columns=("Question", "Answer"),
        rows=tuple(
            (f"{question.text} {question.known}".strip(), answer_text(sheet, question.id))
            for question in questions
        ),
        caption="Write the answer in the box",
    )


def answer_text(sheet: CallSheet, question: str) -> str:
    """Return the answer to a question as text; empty if there is none yet."""
    name, _, part = question.partition(".")
    if name == "notice":
        for days in sheet.notice:
            if days.id == part:
                return long_date(days.start) + (f" to {long_date(days.end)}" if days.end else "")
        return ""
    if name == "answers":
        return next((answer.answer for answer in sheet.answers if answer.question == part), "")
    if name == "asked":
        return "; ".join(
            f"{item.title}, by {long_date(item.due)}" if item.due else item.title for item in sheet.asked
        )
    if name == "inspectors":
        return ", ".join(sheet.inspectors)
    if name == "notified":
        return long_date(sheet.notified) if sheet.notified else ""
    return str(getattr(sheet, name))
