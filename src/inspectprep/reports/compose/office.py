"""The report of the office on one day: visits first, then teams, cover and cases."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.office import Office, OfficeCase, OfficeCover, OfficeTeam, OfficeVisit
from inspectprep.model.report import Bullets, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.roles import role_title
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import day_words, joined, role_words, short_day

_VISITS = ("Time", "What", "Place", "With", "Inspector", "Id")
_TEAMS = ("Team", "Place", "Expected in", "Away", "To prepare", "Not seen yet")
_SHOWN = 4


def office_report(office: Office, context: ReportContext) -> Report:
    """Return the report of the office on one day.

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
        title=f"The office on {day_words(office.day)}",
        subtitle=", ".join(part for part in (office.authority, office.title, office.stage) if part),
        prepared=context.prepared or office.day,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(_sections(office, context)),
        document=context.document_for(office),
    )


def _sections(office: Office, context: ReportContext) -> Iterator[Section]:
    yield Section(title="At a glance", blocks=(_glance(office),))
    room = (Paragraph(text=f"The inspectors' room: {office.room}"),) if office.room else ()
    if office.visits:
        yield Section(title="Who meets inspectors", blocks=(*room, _visits(office.visits)))
    else:
        nothing = Paragraph(text="No visit or interview is on the timetable.")
        yield Section(title="Who meets inspectors", blocks=(*room, nothing))
    if office.cases:
        cases = Bullets(items=tuple(_case(case, context) for case in office.cases))
        yield Section(title="Cases referred back: report to inspectors", blocks=(cases,))
    if office.cover:
        yield Section(
            title="On leave, and who covers", blocks=(Bullets(items=tuple(map(_cover, office.cover))),)
        )
    if office.teams:
        yield Section(title="The teams", blocks=(_teams(office.teams),))
    if office.proud:
        rows = [(work.worker, work.team, work.title, work.reference) for work in office.proud]
        chosen = table(
            ("Worker", "Team", "Work", "Reference"), rows, caption="Work that expected workers chose to show"
        )
        yield Section(title="What they want to show", blocks=(chosen,))
    if office.unknown:
        text = f"These names are recorded as seen and are not those of one worker: {joined(office.unknown)}."
        yield Section(title="Check these names", blocks=(Paragraph(text=text),))


def _glance(office: Office) -> Tiles:
    expected = sum(len(team.expected) for team in office.teams)
    to_prepare = sum(len(team.to_prepare) for team in office.teams)
    seen = sum(len(team.seen) for team in office.teams)
    late = sum(case.late for case in office.cases)
    uncovered = sum(not cover.agreed for cover in office.cover)
    return Tiles(
        tiles=(
            Tile(title="Visits and interviews", value=f"{len(office.visits)}"),
            Tile(title="Workers expected in", value=f"{expected}"),
            Tile(
                title="Still to prepare",
                value=f"{to_prepare}",
            ),
            Tile(title="Seen by inspectors", value=f"{seen}"),
            Tile(
                title="Cases due",
                value=f"{len(office.cases)}",
                detail=f"{late} late" if late else "",
            ),
            Tile(
                title="On leave",
                value=f"{len(office.cover)}",
                detail=f"{uncovered} without cover" if uncovered else "",
            ),
        )
    )


def _visits(visits: tuple[OfficeVisit, ...]) -> Table:
    rows = [
        (
            " to ".join(clock for clock in (visit.starts, visit.ends) if clock) or "No time yet",
            visit.title,
            visit.place,
            joined(visit.people),
            visit.inspector,
            visit.id,
        )
        for visit in visits
    ]
    return table(_VISITS, rows, caption="Visits and interviews, by time")


def _teams(teams: tuple[OfficeTeam, ...]) -> Table:
    rows = [
        (
            team.team or "No known team",
            team.place,
            len(team.expected),
            _names(team.away),
            _names(team.to_prepare) or "All prepared",
            _names(team.not_seen) or "All seen",
        )
        for team in teams
        if team.expected or team.away
    ]
    return table(_TEAMS, rows, caption="Teams: workers expected, still to prepare and not seen yet")


def _names(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _case(case: OfficeCase, context: ReportContext) -> str:
    due = "no last day is recorded" if case.due is None else f"due {short_day(case.due)}"
    late = ", late" if case.late else ""
    owner = f". {role_words(case.owner, context.people)}" if case.owner else ""
    action = f": {case.action.removesuffix('.')}" if case.action else ""
    return f"{case.id}{action} ({due}{late}){owner}"


def _cover(cover: OfficeCover) -> str:
    who = f"{cover.name} ({role_title(cover.role)}), away until {short_day(cover.until)}"
    if cover.agreed:
        return f"{who}. Cover: {role_title(cover.cover)}."
    return f"{who}. No cover is there on this day. Name one."
