"""``inspectprep timeline``: the dated events of an inspection."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import (
    ActualDates,
    Authority,
    Format,
    FrameworkFiles,
    InspectionId,
    Json,
    NoticeDates,
    OptionalDay,
    Out,
    OwnVariant,
    Reader,
    Votes,
    read_actual,
    read_notice,
    read_votes,
)
from inspectprep.cli.calendars import CALENDAR, calendar_of, known_owner
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import (
    TABLE,
    choose_output,
    console,
    day,
    emit_document,
    emit_report,
    on_terminal,
    say,
    table,
)
from inspectprep.cli.workspace_options import (
    INIT,
    RECORD,
    Place,
    in_workspace,
    open_workspace,
    refuse_options,
)
from inspectprep.errors import InspectPrepError
from inspectprep.model.inspection import Actual, Inspection, Notice
from inspectprep.planning.questions import how_to_ask, opened_words, undated_words
from inspectprep.planning.readiness import CouncilState

if TYPE_CHECKING:
    from inspectprep.model.timeline import Event, OpenQuestion, Timeline

_CONFIGURED = "Leave out --as-of: it is today. Write [votes] in inspectprep.toml."
_ROOM_FOR_NOTES = 120


def timeline(
    variant: OwnVariant = "",
    /,
    *,
    notified: Annotated[
        OptionalDay,
        Parameter(help="The day of the call. In a workspace: the day of an imagined call."),
    ] = None,
    inspection: InspectionId = "",
    actual: ActualDates = None,
    notice: NoticeDates = None,
    as_of: Annotated[
        OptionalDay,
        Parameter(
            help="A day by which nothing has happened but the actual dates. In a workspace, it is today."
        ),
    ] = None,
    votes: Votes = None,
    owner: Annotated[
        str | None,
        Parameter(help="Write a calendar with the dates, tasks and visits of this role, such as dcs."),
    ] = None,
    authority: Authority = "",
    reader: Reader = "",
    framework: FrameworkFiles = None,
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Plan the dated events of an inspection from the day of the call.

    In a workspace, it needs no arguments: it shows the inspection that runs, or else the next likely call.
    Actual dates and dates from the letter replace planned ones. A report that is not published on its usual
    day is expected later.
    """
    dates = (read_actual(actual), read_notice(notice))
    if in_workspace(place):
        refuse_options({"--framework": framework, "--authority": authority}, "not in a workspace", RECORD)
        refuse_options({"--as-of": as_of, "--votes": votes}, "not in a workspace", _CONFIGURED)
        workspace = open_workspace(place)
    else:
        refuse_options({"--inspection": inspection, "--reader": reader}, "only in a workspace", INIT)
        workspace = make_workspace(frameworks=framework or (), votes=read_votes(votes))
    with workspace:
        output = choose_output(workspace, "timeline", format=format, out=out, as_json=json, screen=TABLE)
        if output.format != CALENDAR:
            refuse_options({"--owner": owner}, "for a calendar", "Use --format ics, or --out NAME.ics.")
        imagined = imagined_with_dates(
            variant,
            notified,
            authority,
            *dates,
            default="" if workspace.folder is None else workspace.variant,
        )
        if workspace.folder is not None and imagined is None:
            plan = workspace.timeline(inspection, notified=notified, variant=variant, reader=reader)
        else:
            refuse_options({"--inspection": inspection}, "for an inspection that has begun", RECORD)
            plan = workspace.schedule(imagined or needed(variant, notified, authority), as_of=as_of)
        if owner is not None:
            recorded = workspace.folder is not None and imagined is None
            state = (
                workspace.state(
                    inspection=inspection,
                    notified=notified,
                    variant=variant,
                    on=None if inspection else workspace.current_day,
                    reader=reader,
                    what="timeline",
                )
                if recorded
                else CouncilState(timeline=plan, day=plan.notified, tasks=workspace.checklist(plan))
            )
            role = known_owner(state.checklist, owner)
            options = calendar_of(role, state)
            options |= {
                "checklist": state.checklist.select(owner=role),
                "prepared": today(),
                "reader": reader,
            }
            emit_document(workspace, plan, output, **options)
        elif drawn := on_terminal(output):
            emit_report(workspace, plan, drawn, prepared=today(), reader=reader)
        elif output.format != TABLE:
            emit_document(workspace, plan, output, prepared=today(), reader=reader)
        else:
            show_timeline(plan)
    return 0


def needed(variant: str, notified: date | None, authority: str) -> Inspection:
    """Return the inspection of the arguments, outside a workspace.

    Raises:
        InspectPrepError: if the variant or the day of the call is missing.
    """
    if not variant:
        raise InspectPrepError("There is no workspace here, and no variant is given.", remedy=INIT)
    if notified is None:
        raise InspectPrepError("The day of the call is missing.", remedy="Use --notified DATE.")
    return Inspection(variant=variant, notified=notified, authority=authority)


def imagined_with_dates(
    variant: str,
    notified: date | None,
    authority: str,
    actual: tuple[Actual, ...],
    notice: tuple[Notice, ...],
    *,
    default: str,
) -> Inspection | None:
    """Return an imagined inspection with dates; None if no dates are given.

    Raises:
        InspectPrepError: if the variant or the day of the call is missing.
    """
    if not (actual or notice):
        return None
    if default and notified is None:
        raise InspectPrepError(
            "--actual and --notice are for an imagined call, so the day of the call is missing.",
            remedy="Use --notified DATE, or record the dates: inspectprep inspection happened, or notice.",
        )
    visit = needed(variant or default, notified, authority)
    return Inspection(
        variant=visit.variant, notified=notified, authority=authority, actual=actual, notice=notice
    )


def show_timeline(plan: "Timeline") -> None:
    """Show a timeline as a table with its notes."""
    name = f"{plan.title}, {plan.authority}" if plan.authority else plan.title
    name += f": {opened_words(plan)} {day(plan.notified)}"
    wide = console().width >= _ROOM_FOR_NOTES
    if plan.questions:
        columns = ["No.", how_to_ask(plan), "Record as", "What is known"]
        if not wide:
            columns.pop()
        asked = [
            (f"{question.number}", question.text, _recorded_as(question, plan), question.known)[
                : len(columns)
            ]
            for question in plan.questions
        ]
        table(f"{name}. To ask first", columns, asked)
        say(
            "Plan again with each date: --notice ID=DATE, or ID=FIRST..LAST for several days. "
            "In a workspace: inspectprep inspection notice."
        )
    columns = ["When", "What", "Basis", "Note"]
    if not wide:
        columns.pop()
    table(name, columns, [_row(event, plan)[: len(columns)] for event in plan])
    say(*(f"Note: {note}" for note in plan.notes))


def _recorded_as(question: "OpenQuestion", plan: "Timeline") -> str:
    milestone, _, last = question.id.partition(".")
    if milestone not in plan:
        return "a note"
    return f"{milestone} (last day)" if last else milestone


def _row(event: "Event", plan: "Timeline") -> tuple[str, str, str, str]:
    when = day(event.date) or undated_words(plan, event)
    if event.by_8_in_10 is not None:
        when += f" (8 in 10 by {day(event.by_8_in_10)}, 19 in 20 by {day(event.latest)}; n = {event.n})"
    elif event.forecast:
        when += _between(event.earliest, event.latest)
    if event.end_waits_for:
        when += f" to an unknown day ({undated_words(plan, event, last=True)})"
    if event.end is not None and (event.end != event.date or event.end_forecast):
        when += f" to {day(event.end)}"
    if event.end_forecast:
        when += _between(event.end_earliest, event.end_latest, "ends ")
    if event.moved_days:
        when += f" [moved {event.moved_days:+d} days from {day(event.planned)}]"
    return when, event.title, _basis(event), event.note


def _between(earliest: date | None, latest: date | None, what: str = "") -> str:
    if latest is None:
        return f" ({what}{day(earliest)} or later)"
    return f" ({what}between {day(earliest)} and {day(latest)})"


def _basis(event: "Event") -> str:
    """Return the basis of an event, and that of what makes its days uncertain if it is another."""
    words = event.basis.value
    if event.counted_from is not None:
        words += f", from {event.counted_from.value}"
    if event.end_basis not in (None, event.basis):
        words += f"; end {event.end_basis.value}"
    return words
