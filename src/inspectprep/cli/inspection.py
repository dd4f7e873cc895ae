"""``inspectprep inspection begin|happened|notice|end|calendar``, and what every kind of record has."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import (
    Clock,
    Day,
    Format,
    JsonOutput,
    NoticeDates,
    OptionalDay,
    Out,
    Reader,
    RecordId,
    Today,
    read_notice,
)
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose_output, day, emit_json, emit_report, note as write_beside, say
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.model.inspection import Inspection

app = app_of("inspection")

_Milestone = Annotated[str, Parameter(help="Id of the milestone, such as fieldwork or final_feedback.")]
_Start = Annotated[Day, Parameter(help="The day, or the first of several.")]
_End = Annotated[OptionalDay, Parameter(help="The last day, if it is over.")]


@app.command
def begin(
    *,
    notified: Annotated[Day, Parameter(help="The day of the call.")],
    variant: Annotated[str, Parameter(help="Inspection variant. Default: that of the workspace.")] = "",
    called_at: Annotated[Clock, Parameter(help="The time of the call, such as 9.15.")] = "",
    caller: Annotated[str, Parameter(help="The person who rang.")] = "",
    lead_inspector: Annotated[str, Parameter(help="The lead inspector.")] = "",
    inspector: Annotated[
        list[str] | None, Parameter(negative="", help="Another inspector of the team. Can be repeated.")
    ] = None,
    notice: NoticeDates = None,
    note: Annotated[str, Parameter(help="A note about it.")] = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Record that an inspection has begun. The call has come.

    Records of preparation, such as services to show and prepared answers, become a part of it.
    """
    with open_workspace(place) as workspace:
        inspection = Inspection(
            variant=variant or workspace.variant,
            notified=notified,
            called_at=called_at,
            caller=caller,
            lead_inspector=lead_inspector,
            inspectors=tuple(inspector or ()),
            notice=read_notice(notice),
            note=note,
        )
        begun = workspace.begin(inspection, by=recorder(workspace, by), why=why)
        timeline = workspace.timeline(begun.entry.id)
    write_beside(*(f"Note: {question}" for question in begun.notes))
    if json:
        emit_json({"id": begun.entry.id, "taken_over": list(begun.taken_over)})
        return 0
    say(f"Begun: {begun.entry.id}, {timeline.title}, called on {day(notified)}.")
    if begun.taken_over:
        say(f"Preparation that now belongs to it: {', '.join(begun.taken_over)}.")
    say(*(f"Note: {line}" for line in timeline.notes))
    return 0


@app.command
def happened(
    id: RecordId,
    milestone: _Milestone,
    start: _Start,
    end: _End = None,
    /,
    *,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Add what really happened. Dates that are on record do not change."""
    with open_workspace(place) as workspace:
        author = recorder(workspace, by)
        entry = workspace.happened(id, milestone, start, end, by=author, why=why)
    _done(
        entry.id,
        entry.revision,
        f"{milestone} on {day(start)}{f' to {day(end)}' if end else ''}",
        as_json=json,
    )
    return 0


@app.command
def notice(
    id: RecordId,
    milestone: _Milestone,
    start: _Start,
    end: _End = None,
    /,
    *,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Add a date from the notification letter. Dates that are on record do not change."""
    with open_workspace(place) as workspace:
        author = recorder(workspace, by)
        entry = workspace.noticed(id, milestone, start, end, by=author, why=why)
    text = f"{milestone} on {day(start)}{f' to {day(end)}' if end else ''}, says the letter"
    _done(entry.id, entry.revision, text, as_json=json)
    return 0


@app.command
def end(
    id: RecordId,
    /,
    *,
    on: Annotated[OptionalDay, Parameter(help="Its last day for the council. Default: today.")] = None,
    withdrawn: Annotated[
        str, Parameter(help="The reason why there is no published report. The outcome stays confidential.")
    ] = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """End an inspection. Its records stay.

    This is refused while the outcome is under embargo, unless --withdrawn gives a reason.
    """
    last = on or today()
    with open_workspace(place) as workspace:
        author = recorder(workspace, by)
        entry = workspace.end(id, last, by=author, withdrawn=withdrawn, why=why)
    _done(entry.id, entry.revision, f"ended on {day(last)}", as_json=json)
    return 0


@app.command
def calendar(
    *,
    on: Today = None,
    reader: Reader = "",
    place: Place = None,
    format: Format = None,
    json: JsonOutput = False,
    out: Out = None,
) -> int:
    """Show one calendar for every inspection that runs, with clashes of people and rooms.

    The exit code is 1 if there is a clash.
    """
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "inspection-calendar", format=format, out=out, as_json=json)
        shown = workspace.calendar(on, reader=reader)
        emit_report(workspace, shown, output, reader=reader)
    return 1 if any(clash.certain for clash in shown.clashes) else 0


def _done(id: str, revision: int, text: str, *, as_json: bool) -> None:
    if as_json:
        emit_json({"id": id, "revision": revision})
    else:
        say(f"{id}: {text}.")
