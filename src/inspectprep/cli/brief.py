"""``inspectprep brief``: the daily briefing for staff, leaders or partners."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, Json, Out
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose_audience, choose_output, emit_report, note
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.planning.communication.briefing import BRIEFED, daily_briefing, held_back
from inspectprep.workspace.embargo import current_embargo
from inspectprep.workspace.running_inspection import current_timeline

Reader = Annotated[
    str,
    Parameter(help="Name of the one reader. Only people on the embargo register can see an outcome."),
]


def brief(
    *,
    day: Annotated[Day, Parameter(help="The day of the notes.")],
    audience: Annotated[str, Parameter(help="One of staff, leaders, partners.")],
    reader: Reader = "",
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
        timeline = current_timeline(workspace)
        state = current_embargo(workspace, today(), timeline)
        notes = workspace.records.all("note")
        briefing = daily_briefing(
            notes,
            day=day,
            audience=whom,
            embargo=state,
            person=reader,
            timeline=timeline,
            working=workspace.working_days,
        )
        emit_report(workspace, briefing, output, audience=whom, reader=reader)
        for withheld, why in held_back(notes, day=day, audience=whom, embargo=state):
            if not (reader and any(item.text == withheld.text for item in briefing.items)):
                note(f"Not included: {withheld.id}. {why.reason}")
    return 0
