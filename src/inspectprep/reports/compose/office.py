"""The report of the office on one day: what to do before it, its hours, the teams, cover and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.office import Office, OfficeCase, OfficeCover, OfficeTeam, OfficeVisit
from inspectprep.model.report import Block, Bullets, Cell, Paragraph, Report, Section, Table
from inspectprep.model.report_blocks import MOST_STEPS, AgendaItem, Answer, Step
from inspectprep.model.roles import role_title
from inspectprep.planning.fieldwork.hours import named_person
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief, who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.evening import agenda
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined

_VISITS = ("Time", "What", "Place", "With", "Inspector")
_TEAMS = ("Team", "Place", "Expected in", "Away", "To prepare", "Not seen yet")
_WORK = ("Worker", "Team", "Work", "Reference")
_SHOWN, _HOURS, _ROWS, _ITEMS, _TEXT, _NAME = 3, 9, 8, 5, 90, 40
_WORKBOOK = "in the workbook: inspectprep office --out office.xlsx"
_PREPARES = "psw"
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def office_report(office: Office, context: ReportContext) -> Report:
    """Return the report of the office on one day. The workbook has all teams, visits and names.

    Raises:
        RefusedError: if it is not for the inspection team or leaders, because it names workers.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            f"The page about the office names workers, and is not for the audience "
            f"{context.audience.value!r}.",
            who=tuple(audience.value for audience in INSIDE),
        )
    return Report(
        kind="office",
        title=f"The office on {long_date(office.day)}",
        subtitle=", ".join(part for part in (office.authority, office.title, office.stage) if part),
        prepared=context.prepared or office.day,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(office, context)),
        sheets=tuple(_sheets(office, context)),
        document=context.document_for(office),
    )


def _sections(office: Office, context: ReportContext) -> Iterator[Section]:
    hours = agenda(_hours(office.visits, context), office.day, title="Visits and interviews", most=_HOURS)
    yield Section(title="The day", blocks=(_answer(office, context), hours))
    teams = [team for team in office.teams if team.expected or team.away]
    if teams:
        first = sorted(teams, key=lambda team: -len(team.to_prepare))[:_ROWS]
        title = "The teams, those with most to prepare first"
        blocks: tuple[Block, ...] = (
            _teams(first, _SHOWN, caption=title),
            *_more(len(teams) - len(first), "team"),
        )
        yield Section(title="The teams", blocks=blocks)
    if office.cases:
        cases = [_case(case, context) for case in office.cases]
        yield Section(title="Cases referred back: report to inspectors", blocks=_points(cases, "case"))
    if office.cover:
        ordered = sorted(office.cover, key=lambda cover: cover.agreed)
        yield Section(title="On leave, and who covers", blocks=_points([*map(_cover, ordered)], "person"))
    if office.proud:
        works = [
            f"{brief(work.worker, _NAME)}{f', {brief(work.team, _NAME)}' if work.team else ''}: "
            f"{brief(work.title, _TEXT)}"
            for work in office.proud
        ]
        yield Section(title="What they want to show", blocks=_points(works, "piece of work"))
    if office.unknown:
        names = joined([brief(name, _NAME) for name in office.unknown[:_ROWS]])
        text = f"These names are recorded as seen and are not those of one worker: {names}."
        more = _more(len(office.unknown) - _ROWS, "name")
        yield Section(title="Check these names", blocks=(Paragraph(text=text), *more))


def _answer(office: Office, context: ReportContext) -> Answer:
    number = len(office.visits)
    visits = counted(number, "visit or interview", "visits and interviews") if number else "No visit yet"
    expected = sum(len(team.expected) for team in office.teams)
    to_prepare = sum(len(team.to_prepare) for team in office.teams)
    seen = sum(len(team.seen) for team in office.teams)
    parts = [
        f"{expected} workers are expected, {to_prepare} of them still to prepare. Inspectors have met {seen}."
        if expected != 1
        else f"1 worker is expected, {to_prepare} still to prepare. Inspectors have met {seen}."
    ]
    if office.room:
        parts.append(f"The inspectors' room: {brief(office.room, _TEXT)}.")
    steps = list(_steps(office, context))
    return Answer(
        verdict=visits,
        sentence=" ".join(parts),
        steps=tuple(steps[:MOST_STEPS]),
        more=max(len(steps) - MOST_STEPS, 0),
    )


def _steps(office: Office, context: ReportContext) -> Iterator[Step]:
    """Yield what to do before or on the day: cases, the late ones first, then cover, then who to prepare."""
    for case in sorted(office.cases, key=lambda case: not case.late):
        yield Step(
            action=f"Report on a case: {brief(case.action, _TEXT) or 'look at it again'}",
            who=who(case.owner, "", context) if case.owner else "No owner yet",
            by=case.due,
            changes="Late." if case.late else "",
        )
    for cover in office.cover:
        if not cover.agreed:
            action = f"Name cover for {brief(cover.name, _NAME)}, {role_title(cover.role)}"
            yield Step(action=action, who="The inspection team", by=office.day)
    for team in sorted(office.teams, key=lambda team: -len(team.to_prepare)):
        if team.to_prepare:
            workers = counted(len(team.to_prepare), "worker")
            action = f"Prepare {workers} of {brief(team.team, _NAME) or 'no known team'}"
            yield Step(action=action, who=who(_PREPARES, "", context), by=office.day)


def _hours(visits: Sequence[OfficeVisit], context: ReportContext) -> tuple[AgendaItem, ...]:
    return tuple(sorted((_hour(visit, context) for visit in visits), key=lambda item: item.starts))


def _hour(visit: OfficeVisit, context: ReportContext) -> AgendaItem:
    clock = bool(_CLOCK.fullmatch(visit.starts))
    ends = visit.ends if clock and _CLOCK.fullmatch(visit.ends) and visit.ends >= visit.starts else ""
    people = [named_person(person, context.people) for person in visit.people]
    return AgendaItem(
        what=visit.title if clock or not visit.starts else f"{visit.starts}: {visit.title}",
        starts=visit.starts if clock else "",
        ends=ends,
        where=visit.place,
        who=(*people, *((f"inspector {visit.inspector}",) if visit.inspector else ())),
    )


def _points(texts: Sequence[str], noun: str) -> tuple[Block, ...]:
    return (Bullets(items=tuple(texts[:_ITEMS])), *_more(len(texts) - _ITEMS, noun))


def _more(number: int, noun: str) -> tuple[Paragraph, ...]:
    plural = {"person": "people", "piece of work": "pieces of work"}.get(noun, "")
    text = f"And {counted(number, f'more {noun}', f'more {plural}' if plural else '')}, {_WORKBOOK}"
    return (Paragraph(text=text),) if number > 0 else ()


def _teams(teams: Sequence[OfficeTeam], most: int | None, *, caption: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            brief(team.team, _NAME) or "No known team",
            brief(team.place, _NAME),
            len(team.expected),
            _names(team.away, most),
            _names(team.to_prepare, most) or "All prepared",
            _names(team.not_seen, most) or "All seen",
        )
        for team in teams
    ]
    return table(_TEAMS, rows, caption=caption)


def _names(names: Sequence[str], most: int | None) -> str:
    shown = ", ".join(brief(name, _NAME) for name in names[:most])
    more = len(names) - most if most else 0
    return f"{shown} and {more:,} more" if more > 0 else shown


def _case(case: OfficeCase, context: ReportContext) -> str:
    due = "no last day is recorded" if case.due is None else f"due {short_date(case.due, year=False)}"
    owner = f" {who(case.owner, '', context)}." if case.owner else " No owner yet."
    action = brief(case.action.removesuffix("."), _TEXT) or "Look at it again"
    return f"{action}: {due}{', late' if case.late else ''}.{owner}"


def _cover(cover: OfficeCover) -> str:
    until = short_date(cover.until, year=False)
    person = f"{brief(cover.name, _NAME)}, {role_title(cover.role)}, is away until {until}"
    if cover.agreed:
        return f"{person}. Cover: {brief(role_title(cover.cover), _NAME)}."
    return f"{person}. No one covers on this day."


def _sheets(office: Office, context: ReportContext) -> Iterator[Section]:
    """Yield every visit, team and piece of work for a workbook."""
    visits: list[tuple[Cell, ...]] = [
        (
            " to ".join(clock for clock in (visit.starts, visit.ends) if clock) or "No time yet",
            visit.title,
            visit.place,
            joined([named_person(person, context.people) for person in visit.people]),
            visit.inspector,
        )
        for visit in office.visits
    ]
    if visits:
        caption = "Visits and interviews, by time"
        yield Section(title="Who meets inspectors", blocks=(table(_VISITS, visits, caption=caption),))
    if office.teams:
        caption = "Workers expected, still to prepare and not seen yet"
        yield Section(title="All teams", blocks=(_teams(office.teams, None, caption=caption),))
    if office.proud:
        works = [(work.worker, work.team, work.title, work.reference) for work in office.proud]
        caption = "Work that expected workers chose to show"
        yield Section(title="All work to show", blocks=(table(_WORK, works, caption=caption),))
    lists = (
        ("All cases", [_case(case, context) for case in office.cases]),
        ("All leave", [*map(_cover, office.cover)]),
        ("All names to check", list(office.unknown)),
    )
    for title, items in lists:
        if len(items) > _ITEMS:
            yield Section(title=title, blocks=(Bullets(items=tuple(items)),))
