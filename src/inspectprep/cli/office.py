"""``inspectprep office|handout``: the office of a day, and the page for staff."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Format, InspectionId, Json, OptionalDay, Out, Reader, Today
from inspectprep.cli.output import choose_audience, choose_output, emit_report
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.audience import INSIDE, Audience


def office(
    *,
    on: Annotated[OptionalDay, Parameter(help="The day. Default: the next working day.")] = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders.")] = "inspection-team",
    reader: Reader = "",
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the page about tomorrow's office.

    It has visits and interviews, cases to report on, cover, and for each team who is expected, prepared and
    seen by inspectors. Record who was seen: inspectprep visit update vis-1 --add-seen NAME.
    """
    whom = choose_audience(audience, INSIDE)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "office", format=format, out=out, as_json=json)
        value = workspace.office(on, inspection=inspection, reader=reader, audience=whom)
        emit_report(workspace, value, output, audience=whom, reader=reader)
    return 0


def handout(
    *,
    team: Annotated[str, Parameter(help="Name or id of a team. Default: the whole service.")] = "",
    reader: Reader = "",
    on: Today = None,
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the page for staff: what to expect, and what to be proud of.

    Before the call, its days are an example. It has nothing about outcomes.
    """
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "handout", format=format, out=out, as_json=json)
        value = workspace.handout(on, team=team, inspection=inspection)
        emit_report(workspace, value, output, audience=Audience.STAFF, reader=reader)
    return 0
