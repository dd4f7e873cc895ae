"""The call sheet: the answers of the telephone call with which an inspection begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, fields

from inspectprep.model.document import document
from inspectprep.model.inspection import Inspection, Notice
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class AskedItem:
    """Information to send that the lead inspector asks for, beside the usual requests.

    Attributes:
        title: The information.
        due: Last day (inclusive) to send it. None if it was not said.
    """

    title: str = field(metadata={"short": "TITLE or TITLE=DATE"})
    due: date | None = None


@frozen(kw_only=True)
class CallAnswer:
    """The answer to a question that the council asks.

    Attributes:
        question: Id of the question.
        answer: The answer. Empty if it was not asked.
    """

    question: str
    answer: str = ""


@document("call-sheet")
@frozen(kw_only=True)
class CallSheet:
    """The answers of one call, in the order of the call. What was not said is empty.

    Attributes:
        notified: The day of the call.
        called_at: The time of the call, such as ``09:15``.
        caller: The person who rang.
        variant: Id of the variant of the inspection.
        lead_inspector: The lead inspector.
        inspectors: The other inspectors of the team.
        notice: Dates that the lead inspector gave, such as the days on site and the day for Annex A.
        asked: Other information to send.
        cases: The children's cases that inspectors choose: how many, how and when. Never a child's name.
        first_meeting: The day, time, place and people of the first meeting.
        logistics: Rooms, parking, passes, computers and accounts.
        contacts: The people whom the lead inspector can ring, with their numbers.
        deferral: The reason for a deferral or a pause, if there is one to raise.
        answers: The answers to the questions that the council asks.
        note: Anything else.
    """

    notified: date | None = None
    called_at: str = field(default="", metadata={"format": "time"})
    caller: str = ""
    variant: str = ""
    lead_inspector: str = ""
    inspectors: tuple[str, ...] = ()
    notice: tuple[Notice, ...] = ()
    asked: tuple[AskedItem, ...] = ()
    cases: str = ""
    first_meeting: str = ""
    logistics: str = ""
    contacts: str = ""
    deferral: str = ""
    answers: tuple[CallAnswer, ...] = ()
    note: str = ""

    @property
    def inspection(self) -> Inspection:
        """The inspection that begins with this call. Its note has what has no field of its own."""
        return Inspection(
            variant=self.variant,
            notified=self.notified,
            called_at=self.called_at,
            caller=self.caller,
            lead_inspector=self.lead_inspector,
            inspectors=self.inspectors,
            notice=self.notice,
            note="\n".join(self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        for name in ("cases", "first_meeting", "logistics", "contacts", "deferral"):
            if text := getattr(self, name).strip():
                yield f"{name.replace('_', ' ').capitalize()}: {text}"
        for answer in self.answers:
            if answer.answer.strip():
                yield f"{answer.question.replace('-', ' ').capitalize()}: {answer.answer.strip()}"
        if self.note.strip():
            yield self.note.strip()


SHEET_FIELDS = tuple(attribute.name for attribute in fields(CallSheet))
"""The fields of a call sheet, in the order of the call."""


@frozen(kw_only=True)
class CallQuestion:
    """One line of the call sheet.

    Attributes:
        id: The field of the sheet, ``notice.MILESTONE`` for a date, or ``answers.ID`` for a question that the
            council asks.
        text: The question.
        known: What is known beforehand, with what is not known.
    """

    id: str
    text: str
    known: str = ""

    @property
    def council_asks(self) -> bool:
        """Whether the council asks; otherwise the lead inspector is likely to say it."""
        return self.id.startswith("answers.")


@frozen(kw_only=True)
class RoleContact:
    """The person to ring for a role on a day.

    Attributes:
        role: The role id.
        title: The title of the role.
        holder: The person in the role. Empty if it is vacant.
        telephone: The contact of the holder.
        away_until: Last day (inclusive) of the holder's leave. None if the holder is there.
        cover: The person who covers. Empty if no cover is known.
        cover_telephone: The contact of the person who covers.
    """

    role: str
    title: str
    holder: str = ""
    telephone: str = ""
    away_until: date | None = None
    cover: str = ""
    cover_telephone: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is a person to ring, with a number."""
        away = self.away_until is not None
        return bool(self.cover and self.cover_telephone) if away else bool(self.holder and self.telephone)


@document("call-page", report="inspectprep.reports.compose.call_sheet:call_page_report")
@frozen(kw_only=True)
class CallPage:
    """Everything that is on the desk when the call comes.

    Attributes:
        day: The day of the call.
        title: The title of the variant.
        authority: The council's name.
        takes_call: Who takes the call, in sentences.
        contacts: The person to ring for each role that has work on the day.
        questions: The questions, in the order of the call.
        sheet: The answers so far.
        taker: The person who takes the call. Empty if there is none.
    """

    day: date
    title: str
    authority: str = ""
    takes_call: str = ""
    contacts: tuple[RoleContact, ...] = ()
    questions: tuple[CallQuestion, ...] = ()
    sheet: CallSheet = field(factory=CallSheet)
    taker: str = ""
