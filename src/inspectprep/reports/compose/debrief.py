"""The report of the debrief: staff wellbeing, lessons, thanks and press cuttings."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from inspectprep.model.debrief import Debrief, ThanksKind
from inspectprep.model.report import Audience, Bullets, Report, Section
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import day_words, role_words

_CARERS = (Audience.INSPECTION_TEAM, Audience.LEADERS)
"""The readers of staff wellbeing and of what is still to do."""

_TEAMS = ("Team", "Rating", "How they are", "Help needed", "Owner", "Done on")
_LESSONS = ("What we learned", "Next time", "Theme", "Owner", "Acted on")
_PRESS = ("Day", "Headline", "Published in", "Good news", "Location")


def debrief_report(debrief: Debrief, context: ReportContext) -> Report:
    """Return the report of a debrief; staff wellbeing is only for those who look after the teams."""
    if context.audience not in _CARERS:
        debrief = evolve(debrief, wellbeing=(), notes=())
    return Report(
        kind="debrief",
        title=f"{debrief.authority or 'The council'}: after the inspection",
        subtitle=f"As of {day_words(debrief.on)}",
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
    for thanks in debrief.thanks:
        yield thanks.reason
    for item in debrief.press:
        yield item.title
    for team in debrief.wellbeing:
        yield team.how


def _sections(debrief: Debrief, context: ReportContext) -> Iterator[Section]:
    if debrief.wellbeing:
        teams = [
            (
                team.team,
                team.rating,
                team.how,
                team.help,
                role_words(team.owner, context.people) if team.help else "",
                team.settled,
            )
            for team in debrief.wellbeing
        ]
        team_table = table(_TEAMS, teams, caption="Wellbeing of the teams, most serious first")
        yield Section(title="Staff wellbeing", blocks=(team_table,))
    if debrief.lessons:
        lessons = [
            (
                lesson.learned,
                lesson.next_time,
                lesson.theme.heading,
                role_words(lesson.owner, context.people),
                lesson.acted_on or "Not yet",
            )
            for lesson in debrief.lessons
        ]
        lesson_table = table(
            _LESSONS, lessons, caption="Lessons; an open lesson is a task until the next call"
        )
        yield Section(title="What we learned", blocks=(lesson_table,))
    for kind, title in ((ThanksKind.THANKS, "Thank you"), (ThanksKind.CELEBRATION, "Celebrating")):
        texts = tuple(
            f"{thanks.to}{f': {thanks.reason}' if thanks.reason else ''}"
            f"{f' ({day_words(thanks.on)})' if thanks.on else ' (still to come)'}"
            for thanks in debrief.thanks
            if thanks.kind is kind
        )
        if texts:
            yield Section(title=title, blocks=(Bullets(items=texts),))
    if debrief.press:
        rows = [
            (cutting.on, cutting.title, cutting.outlet, "Yes" if cutting.good else "", cutting.location)
            for cutting in debrief.press
        ]
        yield Section(title="What the press said", blocks=(table(_PRESS, rows, caption="Press cuttings"),))
    if debrief.notes:
        yield Section(title="Still to do", blocks=(Bullets(items=debrief.notes),))
