"""``inspectprep selfeval``: the draft self-evaluation, from the recorded evidence."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Format, Json, OptionalDay, Out, Reader
from inspectprep.cli.output import choose_audience, choose_output, emit_report, note
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.audience import Audience
from inspectprep.planning.communication.guard import withheld_note


def selfeval(
    *,
    on: Annotated[OptionalDay, Parameter(help="The day of the self-evaluation. Default: today.")] = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders, staff.")] = "inspection-team",
    reader: Reader = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Draft the self-evaluation from the evidence. Gaps in the evidence are shown."""
    whom = choose_audience(audience, Audience)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "self-evaluation", format=format, out=out, as_json=json)
        draft = workspace.self_evaluation(on, reader=reader, audience=whom)
        emit_report(workspace, draft, output, audience=whom, reader=reader)
        note(*withheld_note(draft.withheld))
    return 0
