"""``inspectprep brief``: the daily briefing for staff, leaders or partners."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, InspectionId, Json, Out, Reader
from inspectprep.cli.output import choose_audience, choose_output, emit_report, note
from inspectprep.cli.workspace_options import By, Place, open_workspace, recorder
from inspectprep.planning.communication.briefing import BRIEFED


def brief(
    *,
    day: Annotated[Day, Parameter(help="The day of the notes.")],
    audience: Annotated[str, Parameter(help="One of staff, leaders, partners.")],
    reader: Reader = "",
    inspection: InspectionId = "",
    sent_to: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            consume_multiple=False,
            help="A person or group to whom you send it. This is recorded. Can be repeated.",
        ),
    ] = None,
    place: Place = None,
    by: By = "",
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the briefing of a day.

    It has the notes for this audience. It does not show an outcome during the embargo.
    With --sent-to it is recorded who received it. See: inspectprep sending list.
    """
    whom = choose_audience(audience, BRIEFED)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "daily-briefing", format=format, out=out, as_json=json)
        written = workspace.briefing(day, whom, reader=reader, inspection=inspection)
        emit_report(workspace, written.briefing, output, audience=whom, reader=reader)
        if sent_to:
            author = recorder(workspace, by)
            entry = workspace.briefing_sent(day, whom, sent_to, by=author, inspection=inspection)
            note(f"Recorded as sent: {entry.id}.")
        for withheld, why in written.withheld:
            note(f"Not included: {withheld}. {why.reason}")
    return 0
