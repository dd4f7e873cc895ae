"""The report of the debrief: people first, then what was learned, thanks, and the press worth keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.model.debrief import ThanksKind
from inspectprep.model.report import Audience, Bullets, Report, Section
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import day_words, role_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.debrief import Debrief
    from inspectprep.reports.compose.context import ReportContext

__all__ = ["debrief_report"]

_CARERS = (Audience.INSPECTION_TEAM, Audience.LEADERS)
"""Who may read how teams are; what is still to be done is theirs, too."""

_TEAMS = ("Team", "Rating", "How they are", "What they need", "Who sees to it", "Seen to on")
_LESSONS = ("What we learned", "Next time", "Lesson", "Who", "Acted on")
_PRESS = ("Day", "Headline", "Where", "For the wall", "Kept at")


def debrief_report(debrief: Debrief, context: ReportContext) -> Report:
    """Return the report of a debrief; how teams are is told to those who look after them."""
    if context.audience not in _CARERS:
        debrief = evolve(debrief, wellbeing=(), notes=())
    return Report(
        kind="debrief",
        title=f"{debrief.authority or 'The council'}: afterwards",
        subtitle=f"As it stands on {day_words(debrief.on)}",
        prepared=context.prepared or debrief.on,
        classification=context.classification,
        audience=context.audience,
        outcome=says_outcome(*_free_texts(debrief)),
        sections=tuple(_sections(debrief, context)),
        document=context.document_for(debrief),
    )


def _free_texts(debrief: Debrief) -> Iterator[str]:
    for lesson in debrief.lessons:
        yield lesson.learned
        yield lesson.next_time
    for each in debrief.thanks:
        yield each.reason
    for item in debrief.press:
        yield item.title
    for team in debrief.wellbeing:
        yield team.how


def _sections(debrief: Debrief, context: ReportContext) -> Iterator[Section]:
    if debrief.wellbeing:
        teams = [
            (
                each.team,
                each.rating,
                each.how,
                each.help,
                role_words(each.owner, context.people) if each.help else "",
                each.settled,
            )
            for each in debrief.wellbeing
        ]
        found = table(_TEAMS, teams, caption="How the teams are, worst first")
        yield Section(title="Is everyone all right?", blocks=(found,))
    if debrief.lessons:
        lessons = [
            (
                each.learned,
                each.next_time,
                each.theme.heading,
                role_words(each.owner, context.people),
                each.acted_on or "Not yet",
            )
            for each in debrief.lessons
        ]
        found = table(_LESSONS, lessons, caption="Lessons; each that is open is a task until the next call")
        yield Section(title="What we learned", blocks=(found,))
    for kind, title in ((ThanksKind.THANKS, "Thank you"), (ThanksKind.CELEBRATION, "Celebrating")):
        texts = tuple(
            f"{each.to}{f': {each.reason}' if each.reason else ''}"
            f"{f' ({day_words(each.on)})' if each.on else ' (still to come)'}"
            for each in debrief.thanks
            if each.kind is kind
        )
        if texts:
            yield Section(title=title, blocks=(Bullets(items=texts),))
    if debrief.press:
        rows = [
            (each.on, each.title, each.outlet, "Yes" if each.good else "", each.location)
            for each in debrief.press
        ]
        yield Section(
            title="What the press said", blocks=(table(_PRESS, rows, caption="Press cuttings kept"),)
        )
    if debrief.notes:
        yield Section(title="Still to do", blocks=(Bullets(items=debrief.notes),))
