"""``inspectprep conversation log``, beside the commands of every kind of record."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Format, InspectionId, Json, Out, Reader, Today
from inspectprep.cli.output import choose_audience, choose_output, emit_report
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.audience import INSIDE

app = app_of("conversation")


@app.command
def log(
    *,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders.")] = "inspection-team",
    reader: Reader = "",
    on: Today = None,
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the log of conversations with inspectors, with the promises that are still to be done."""
    whom = choose_audience(audience, INSIDE)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "conversation-log", format=format, out=out, as_json=json)
        value = workspace.conversations(on, inspection=inspection, reader=reader, audience=whom)
        emit_report(workspace, value, output, audience=whom, reader=reader)
    return 0
