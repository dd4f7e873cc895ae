"""The report of the handout for staff: one page to print for a wall or read on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectprep.model.audience import Audience
from inspectprep.model.handout import Contact, HandoutDay, HandoutVisit, StaffHandout
from inspectprep.model.report import Block, Bullets, Paragraph, Report, Section
from inspectprep.model.roles import role_title
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.words import days_words, joined

_SHOWN, _TEXT, _NAME = 4, 120, 60
_CARE = (
    "Sleep, eat and take your breaks. It is normal to be nervous.",
    "Say what you know. If you do not know, say so, and offer to find out.",
    "If something worries you, speak with your manager on the same day.",
)


def handout_report(handout: StaffHandout, context: ReportContext) -> Report:
    """Return the report of the handout. It is always for staff."""
    subtitle = ", ".join(part for part in (handout.authority, handout.title, handout.team) if part)
    return Report(
        kind="handout",
        title="What to expect, and what to be proud of",
        subtitle=subtitle,
        prepared=context.prepared or handout.on,
        classification=context.classification,
        audience=Audience.STAFF,
        sections=tuple(_sections(handout)),
        document=context.document_for(handout),
    )


def _sections(handout: StaffHandout) -> Iterator[Section]:
    yield Section(title="What to expect", blocks=tuple(_days(handout)))
    if handout.visits:
        visits = [_visit(visit) for visit in handout.visits]
        yield Section(title="Visits to your team", blocks=(Bullets(items=_first(visits, "visit")),))
    yield Section(title="Be proud of your work", blocks=tuple(_proud(handout)))
    yield Section(title="What inspectors may ask", blocks=(Bullets(items=handout.questions),))
    if handout.contacts or handout.room:
        items = [f"The inspectors' room: {brief(handout.room, _TEXT)}"] if handout.room else []
        items += [_contact(contact) for contact in handout.contacts]
        yield Section(title="Whom to ring, and where", blocks=(Bullets(items=tuple(items)),))
    yield Section(title="Look after yourself", blocks=(Bullets(items=_CARE),))


def _days(handout: StaffHandout) -> Iterator[Block]:
    if handout.imagined:
        call = handout.days[0].starting if handout.days else handout.on
        yield Paragraph(text=f"No call has come. These days are an example, for a call on {long_date(call)}.")
    yield Bullets(items=tuple(_day(day, handout) for day in handout.days))
    if not handout.imagined and not all(day.certain for day in handout.days):
        yield Paragraph(text="Planned days can still change. Your manager has the newest plan.")


def _day(day: HandoutDay, handout: StaffHandout) -> str:
    planned = "" if day.certain or handout.imagined else " (planned)"
    return f"{days_words(day.starting, day.until, short=True)}{planned}: {day.title}. {day.text}"


def _visit(visit: HandoutVisit) -> str:
    when = f"{short_date(visit.day, year=False)}{f', {visit.starts}' if visit.starts else ''}"
    place = f", {brief(visit.place, _TEXT)}" if visit.place else ""
    workers = [brief(worker, _NAME) for worker in visit.workers[:_SHOWN]]
    if more := len(visit.workers) - len(workers):
        workers.append(f"{more} more")
    return f"{when}: {brief(visit.title, _TEXT)}{place} ({joined(workers)})"


def _proud(handout: StaffHandout) -> Iterator[Block]:
    yield Paragraph(
        text="Choose work that you are proud of. Say what life was like for the child before, what you did, "
        "what is better now and what you learned."
    )
    if not handout.proud:
        yield Paragraph(text="No work has been chosen yet. Ask your manager to add yours.")
        return
    works = [
        f"{brief(work.worker, _NAME)}: {brief(work.title, _TEXT)}"
        f"{f' ({brief(work.reference, _NAME)})' if work.reference else ''}"
        for work in handout.proud
    ]
    yield Paragraph(text="Your colleagues chose to show:" if not handout.team else "Your team chose to show:")
    yield Bullets(items=_first(works, "piece of work", "pieces of work"))


def _first(items: Sequence[str], noun: str, plural: str = "") -> tuple[str, ...]:
    """Return the first items and the number of the others, because the handout is one page."""
    more = len(items) - _SHOWN
    others = (f"And {counted(more, f'more {noun}', plural and f'more {plural}')}",) if more > 0 else ()
    return (*items[:_SHOWN], *others)


def _contact(contact: Contact) -> str:
    # A number at the start of a line is quick to find, and is not broken between two lines.
    number = f"{brief(contact.contact, _TEXT)}: " if contact.contact else ""
    return f"{number}{brief(contact.name, _NAME)} ({role_title(contact.role)}), for {contact.about}"
