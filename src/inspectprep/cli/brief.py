"""``inspectprep brief``: the daily briefing for staff, leaders or partners."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, InspectionId, Json, Out
from inspectprep.cli.output import choose_audience, choose_output, emit_report, note
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.planning.communication.briefing import BRIEFED

Reader = Annotated[
    str,
    Parameter(help="Name of the one reader. Only people on the embargo register can see an outcome."),
]


def brief(
    *,
    day: Annotated[Day, Parameter(help="The day of the notes.")],
    audience: Annotated[str, Parameter(help="One of staff, leaders, partners.")],
    reader: Reader = "",
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the briefing of a day.

    It has the notes for this audience. It does not show an outcome during the embargo.
    """
    whom = choose_audience(audience, BRIEFED)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "daily-briefing", format=format, out=out, as_json=json)
        written = workspace.briefing(day, whom, reader=reader, inspection=inspection)
        emit_report(workspace, written.briefing, output, audience=whom, reader=reader)
        for withheld, why in written.withheld:
            note(f"Not included: {withheld.id}. {why.reason}")
    return 0
