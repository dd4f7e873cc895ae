"""``inspectprep selfeval``: the draft self-evaluation, from the recorded evidence."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Json, Out
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose, emit_report
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.model.report import Audience
from inspectprep.workspace.evidence_base import draft_self_evaluation

_FORMATS = ("md", "html", "json")


def selfeval(
    *,
    on: Annotated[Day | None, Parameter(help="The day of the self-evaluation. Default: today.")] = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders, staff.")] = "inspection-team",
    place: Place = None,
    format: Annotated[str, Parameter(help="One of md, html, json.")] = "md",
    json: Json = False,
    out: Out = None,
) -> int:
    """Draft the self-evaluation from the evidence. Gaps in the evidence are shown."""
    kind = choose(format, as_json=json, known=_FORMATS)
    known = [member.value for member in Audience]
    whom = Audience(choose(audience, as_json=False, known=known))
    with open_workspace(place) as workspace:
        emit_report(workspace, draft_self_evaluation(workspace, on or today()), kind, out, audience=whom)
    return 0
