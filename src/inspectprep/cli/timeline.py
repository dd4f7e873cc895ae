"""``inspectprep timeline``: the dated events of an inspection."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import (
    ActualDates,
    Authority,
    Day,
    Format,
    FrameworkFiles,
    Json,
    NoticeDates,
    Out,
    VariantId,
    read_actual,
    read_notice,
)
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import TABLE, choose_output, console, day, emit_document, say, table
from inspectprep.model.inspection import Inspection

if TYPE_CHECKING:
    from inspectprep.model.timeline import Event, Timeline

_ROOM_FOR_NOTES = 120


def timeline(
    variant: VariantId,
    /,
    *,
    notified: Annotated[Day, Parameter(help="The day of the call.")],
    actual: ActualDates = None,
    notice: NoticeDates = None,
    authority: Authority = "",
    framework: FrameworkFiles = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Plan the dated events of an inspection from the day of the call.

    Actual dates and dates from the letter replace planned ones.
    """
    workspace = make_workspace(frameworks=framework or ())
    output = choose_output(workspace, "timeline", format=format, out=out, as_json=json, screen=TABLE)
    plan = workspace.schedule(
        Inspection(
            variant=variant,
            notified=notified,
            authority=authority,
            actual=read_actual(actual),
            notice=read_notice(notice),
        )
    )
    if output.format != TABLE:
        emit_document(workspace, plan, output, prepared=today())
    else:
        show_timeline(plan)
    return 0


def show_timeline(plan: "Timeline") -> None:
    """Show a timeline as a table with its notes."""
    name = f"{plan.title}{', ' + plan.authority if plan.authority else ''}: called {day(plan.notified)}"
    columns = ["When", "What", "Basis", "Note"]
    if console().width < _ROOM_FOR_NOTES:
        columns.pop()
    table(name, columns, [_row(event)[: len(columns)] for event in plan])
    say(*(f"Note: {note}" for note in plan.notes))


def _row(event: "Event") -> tuple[str, str, str, str]:
    when = day(event.date) or "in the letter"
    if event.end is not None and event.end != event.date:
        when += f" to {day(event.end)}"
    if event.earliest is not None:
        when += f" (between {day(event.earliest)} and {day(event.latest)})"
    if event.moved_days:
        when += f" [moved {event.moved_days:+d} days from {day(event.planned)}]"
    return when, event.title, event.basis.value, event.note
