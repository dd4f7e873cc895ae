"""``inspectprep selfeval``: the draft self-evaluation, from the recorded evidence."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, Json, Out
from inspectprep.cli.output import choose_audience, choose_output, emit_report
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.report import Audience


def selfeval(
    *,
    on: Annotated[Day | None, Parameter(help="The day of the self-evaluation. Default: today.")] = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders, staff.")] = "inspection-team",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Draft the self-evaluation from the evidence. Gaps in the evidence are shown."""
    whom = choose_audience(audience, Audience)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "self-evaluation", format=format, out=out, as_json=json)
        emit_report(workspace, workspace.self_evaluation(on), output, audience=whom)
    return 0
