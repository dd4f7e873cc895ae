"""``inspectprep debrief|action-plan``: the pages after an inspection."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Format, InspectionId, Json, Out, Reader, Today
from inspectprep.cli.output import choose_audience, choose_output, emit_report
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.audience import Audience
from inspectprep.model.debrief import DebriefPart


def debrief(
    *,
    part: Annotated[
        DebriefPart | None,
        Parameter(help="Only one part: wellbeing, lessons, thanks, celebration or press. Default: all."),
    ] = None,
    audience: Annotated[
        str, Parameter(help="One of inspection-team, leaders, staff, partners, public.")
    ] = "inspection-team",
    reader: Reader = "",
    on: Today = None,
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the debrief of an inspection, or one part of it.

    It has the wellbeing of the teams first, then lessons, thanks, the celebration and the press wall.
    Notes on wellbeing are for the inspection team and leaders only.
    """
    whom = choose_audience(audience, Audience)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "debrief", format=format, out=out, as_json=json)
        value = workspace.debrief(on, inspection=inspection, part=part, reader=reader, audience=whom)
        emit_report(workspace, value, output, audience=whom, reader=reader)
    return 0


def action_plan(
    *,
    audience: Annotated[
        str, Parameter(help="One of inspection-team, leaders, staff, partners, public.")
    ] = "leaders",
    reader: Reader = "",
    on: Today = None,
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the action plan: areas for improvement, actions, owners, measures and statutory deadlines.

    Gaps are named. Until the report is published, it is only for people on the embargo register.
    """
    whom = choose_audience(audience, Audience)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "action-plan", format=format, out=out, as_json=json)
        value = workspace.action_plan(on, inspection=inspection, reader=reader, audience=whom)
        emit_report(workspace, value, output, audience=whom, reader=reader)
    return 0
