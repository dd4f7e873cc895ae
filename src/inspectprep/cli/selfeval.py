"""``inspectprep selfeval``: the draft self-evaluation, from the evidence recorded, its gaps showing."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Json, Out
from inspectprep.cli.output import choose, emit_report
from inspectprep.cli.place import Place, open_workspace
from inspectprep.cli.session import today
from inspectprep.model.report import Audience

__all__ = ["selfeval"]

_FORMATS = ("md", "html", "json")


def selfeval(
    *,
    on: Annotated[Day | None, Parameter(help="The day for which it speaks; today if left out.")] = None,
    audience: Annotated[str, Parameter(help="inspection-team, leaders or staff.")] = "inspection-team",
    workspace: Place = None,
    format: Annotated[str, Parameter(help="md, html or json.")] = "md",
    json: Json = False,
    out: Out = None,
) -> int:
    """Draft the self-evaluation: what we know, how we know it, and what we plan; what is missing is said."""
    from inspectprep.workspace.evidence import self_evaluation

    kind = choose(format, as_json=json, known=_FORMATS)
    known = [each.value for each in Audience]
    whom = Audience(choose(audience, as_json=False, known=known))
    with open_workspace(workspace) as own:
        emit_report(own, self_evaluation(own, on or today()), kind, out, audience=whom)
    return 0
