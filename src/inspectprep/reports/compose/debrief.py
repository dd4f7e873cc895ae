"""The report of the debrief: its position, staff wellbeing, lessons, thanks and the press wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.debrief import Debrief, DebriefPart, Lesson, PressItem, Thanks, ThanksKind, Wellbeing
from inspectprep.model.report import Block, Bullets, Cell, Paragraph, Report, Section
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.planning.standing.follow_up import debrief_standing
from inspectprep.planning.wording import long_date
from inspectprep.reports.compose.answer import who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import folded

_TEAMS = ("Team", "Rating", "How they are", "Help needed", "Owner", "Done on")
_LESSONS = ("What we learned", "Next time", "Owner", "Acted on")
_PARTS = {
    DebriefPart.WELLBEING: ("how we are", "No team has been asked how they are."),
    DebriefPart.LESSONS: ("what we learned", "No lesson is recorded."),
    DebriefPart.THANKS: ("thank you", "No thanks are recorded yet."),
    DebriefPart.CELEBRATION: ("time to celebrate", "No celebration is planned yet."),
    DebriefPart.PRESS: ("our press wall", "No good news is recorded yet."),
}
"""The title of each part that is written alone, and the text if it is empty."""


def debrief_report(debrief: Debrief, context: ReportContext) -> Report:
    """Return the report of a debrief; staff wellbeing is only for those who look after the teams.

    Raises:
        RefusedError: if only the wellbeing was asked for and the audience may not have it.
    """
    if context.audience not in INSIDE:
        if debrief.part is DebriefPart.WELLBEING:
            raise RefusedError(
                f"Notes on staff wellbeing are not for the audience {context.audience.value!r}.",
                who=tuple(audience.value for audience in INSIDE),
            )
        debrief = evolve(debrief, wellbeing=(), notes=())
    title, empty = _PARTS[debrief.part] if debrief.part else ("after the inspection", "")
    sections = tuple(_sections(debrief, context))
    nothing = Section(title="Nothing yet", blocks=(Paragraph(text=empty or "Nothing is recorded yet."),))
    return Report(
        kind="debrief",
        title=f"{debrief.authority or 'The council'}: {title}",
        subtitle=f"{debrief.title}. As of {long_date(debrief.on)}".removeprefix(". "),
        prepared=context.prepared or debrief.on,
        classification=context.classification,
        audience=context.audience,
        outcome=says_outcome(*_free_texts(debrief)),
        sections=sections or (nothing,),
        document=context.document_for(debrief),
    )


def _free_texts(debrief: Debrief) -> Iterator[str]:
    for lesson in debrief.lessons:
        yield lesson.learned
        yield lesson.next_time
    for thanks in debrief.thanks:
        yield thanks.reason
    for item in debrief.press:
        yield item.title
    for team in debrief.wellbeing:
        yield team.how


def _sections(debrief: Debrief, context: ReportContext) -> Iterator[Section]:
    if context.audience in INSIDE and debrief.part is None:
        yield standing_section(debrief_standing(debrief), context, where="Staff wellbeing")
    if debrief.wellbeing:
        caption = "Wellbeing of the teams, most serious first"
        rows = [_team(note, context) for note in debrief.wellbeing]
        yield Section(title="Staff wellbeing", blocks=tuple(folded(_TEAMS, rows, caption, "team")))
    if debrief.lessons:
        caption = "Lessons. An open lesson is a task until the next call"
        rows = [_lesson(lesson, context) for lesson in debrief.lessons]
        yield Section(title="What we learned", blocks=tuple(folded(_LESSONS, rows, caption, "lesson")))
    given = [thanks for thanks in debrief.thanks if thanks.kind is ThanksKind.THANKS and thanks.on]
    waiting = [thanks for thanks in debrief.thanks if thanks.kind is ThanksKind.THANKS and not thanks.on]
    parties = [thanks for thanks in debrief.thanks if thanks.kind is ThanksKind.CELEBRATION]
    if given:
        yield Section(title="Thank you", blocks=tuple(_thanks(given)))
    if waiting and context.audience in INSIDE:
        yield Section(title="Still to thank", blocks=(Bullets(items=tuple(_named(waiting))),))
    if parties:
        yield Section(title="Celebrating", blocks=(Bullets(items=tuple(_celebrations(parties))),))
    good = [item for item in debrief.press if item.good]
    if good:
        yield Section(title="On our press wall", blocks=tuple(_cuttings(good)))
    others = [item for item in debrief.press if not item.good]
    if others:
        yield Section(title="Also in the press", blocks=tuple(_cuttings(others)))


def _team(note: Wellbeing, context: ReportContext) -> tuple[Cell, ...]:
    owner = who(note.owner, "", context) if note.help else ""
    return (note.team, note.rating, note.how, note.help, owner, note.settled)


def _lesson(lesson: Lesson, context: ReportContext) -> tuple[Cell, ...]:
    owner = who(lesson.owner, "", context)
    return (lesson.learned, lesson.next_time, owner, lesson.acted_on or "Not yet")


def _thanks(given: Iterable[Thanks]) -> Iterator[Block]:
    for thanks in given:
        text = f"{thanks.to}: {thanks.reason}" if thanks.reason else thanks.to
        sender = f" Thank you from {thanks.by}." if thanks.by else ""
        yield Paragraph(text=f"{_closed(text)}{sender}")


def _named(waiting: Iterable[Thanks]) -> Iterator[str]:
    for thanks in waiting:
        yield f"{thanks.to}: {thanks.reason}" if thanks.reason else thanks.to


def _celebrations(parties: Iterable[Thanks]) -> Iterator[str]:
    for party in parties:
        text = f"{party.to}: {party.reason}" if party.reason else party.to
        yield f"{text} ({long_date(party.on) if party.on else 'the day is not set'})"


def _cuttings(items: Iterable[PressItem]) -> Iterator[Block]:
    for item in items:
        place = f" {item.location}" if item.location else ""
        yield Paragraph(text=f"“{item.title}” {item.outlet}, {long_date(item.on)}.{place}")


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
