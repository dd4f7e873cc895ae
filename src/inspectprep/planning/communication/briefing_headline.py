"""The headline of a daily briefing, by stated rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from inspectprep.model.briefing import BriefingItem
from inspectprep.model.release import NoteKind
from inspectprep.model.report_blocks import AgendaItem
from inspectprep.model.representation import with_one_line
from inspectprep.model.review import DayOfClaims, FieldworkReview, RequestStatus
from inspectprep.planning.fieldwork.headline import Headline
from inspectprep.planning.wording import counted, long_date


@with_one_line
class DayFacts(NamedTuple):
    """The facts of a day from which its headline is made, as far as the audience may know them.

    Attributes:
        held: Whether the outcome is confidential.
        called: Whether the day is that of the call.
        items: The notes for the audience.
        hours: What is on the timetable of the next working day.
        next_day: The next working day.
        review: The room on that evening. None if the audience does not have it.
    """

    held: bool = False
    called: bool = False
    items: Sequence[BriefingItem] = ()
    hours: Sequence[AgendaItem] = ()
    next_day: date | None = None
    review: FieldworkReview | None = None


def briefing_headline(facts: DayFacts) -> Headline:
    """Return the headline of a day and its reason.

    The first rule that applies gives the headline:

    1. The outcome is confidential: ``The outcome is confidential``. Nothing else is in the headline.
    2. The call came on the day: ``The inspection has begun``.
    3. An answer to inspectors is late: ``2 answers to inspectors are late``. Only for leaders.
    4. Inspectors withdrew a criticism on the day: ``Inspectors withdrew 1 criticism``. Only for leaders.
    5. Inspectors made a criticism on the day: ``Inspectors made 2 criticisms today``. Only for leaders.
    6. Inspectors named a strength on the day: ``Inspectors named 4 strengths today``. Only for leaders.
    7. A note has a concern, or a case to act on: ``1 concern to know about``, ``1 case to act on``.
    8. A note has something that inspectors liked: ``Inspectors liked 2 things``.
    9. There is another note: ``1 note about today``.
    10. Something is on the timetable of the next working day: ``3 visits and interviews are next``.
    11. Nothing of this: ``No news today``.

    The reason has the strengths and criticisms of the day for leaders, and the hours of the next working day.
    """
    if facts.held:
        return Headline(
            "The outcome is confidential", "Please pass nothing on until the publication is recorded."
        )
    claims = _of_claims(facts.review)
    verdict = "The inspection has begun" if facts.called else claims or _of_notes(facts)
    parts = (_claims_of(facts.review.today) if facts.review else "", _next(facts))
    sentence = " ".join(part for part in parts if part) or "Nothing is recorded for the next working day."
    return Headline(verdict, sentence)


def _of_claims(review: FieldworkReview | None) -> str:
    if review is None:
        return ""
    late = [answer for answer in review.open if answer.status is RequestStatus.LATE]
    if late:
        return f"{counted(len(late), 'answer')} to inspectors {'is' if len(late) == 1 else 'are'} late"
    today = review.today
    if today.withdrawn:
        return f"Inspectors withdrew {counted(today.withdrawn, 'criticism')}"
    if today.criticisms:
        return f"Inspectors made {counted(today.criticisms, 'criticism')} today"
    return f"Inspectors named {counted(today.strengths, 'strength')} today" if today.strengths else ""


def _of_notes(facts: DayFacts) -> str:
    kinds = [item.kind for item in facts.items]
    if concerns := kinds.count(NoteKind.CONCERN):
        return f"{counted(concerns, 'concern')} to know about"
    if cases := kinds.count(NoteKind.REFERRED_BACK):
        return f"{counted(cases, 'case')} to act on"
    if liked := kinds.count(NoteKind.LIKED):
        return f"Inspectors liked {counted(liked, 'thing')}"
    if kinds:
        return f"{counted(len(kinds), 'note')} about today"
    if facts.hours:
        number = counted(len(facts.hours), "visit or interview", "visits and interviews")
        return f"{number} {'is' if len(facts.hours) == 1 else 'are'} next"
    return "No news today"


def _claims_of(today: DayOfClaims) -> str:
    parts = [
        counted(number, noun)
        for number, noun in ((today.strengths, "strength"), (today.criticisms, "criticism"))
        if number
    ]
    return f"Inspectors named {' and '.join(parts)} today." if parts else ""


def _next(facts: DayFacts) -> str:
    if not facts.hours or facts.next_day is None:
        return ""
    number = counted(len(facts.hours), "visit or interview", "visits and interviews")
    first = next((item.starts for item in facts.hours if item.starts), "")
    return f"On {long_date(facts.next_day).split()[0]}: {number}{f', the first at {first}' if first else ''}."
