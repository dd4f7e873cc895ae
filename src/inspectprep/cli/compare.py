"""``inspectprep compare``: two variants, or two editions of one variant."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, FrameworkFiles, Json, OptionalDay, Out
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import TABLE, choose_output, emit_document, emit_report, on_terminal, table
from inspectprep.reports.compose.comparison import side_words


def compare(
    left: Annotated[str, Parameter(help="Id of the variant on the left.")],
    right: Annotated[str, Parameter(help="Id of the variant on the right.")],
    /,
    *,
    notified: Annotated[Day, Parameter(help="The day of the call.")],
    right_notified: Annotated[
        OptionalDay, Parameter(help="The day of the call on the right. Default: the same day.")
    ] = None,
    unchanged: Annotated[bool, Parameter(negative="", help="Also show rows without a difference.")] = False,
    framework: FrameworkFiles = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Compare two variants or editions.

    To compare editions, give the same variant twice and two days.
    """
    workspace = make_workspace(frameworks=framework or ())
    output = choose_output(workspace, "comparison", format=format, out=out, as_json=json, screen=TABLE)
    comparison = workspace.compare(left, right, notified=notified, right_notified=right_notified)
    if drawn := on_terminal(output):
        emit_report(workspace, comparison, drawn, prepared=today())
    elif output.format != TABLE:
        emit_document(workspace, comparison, output, prepared=today())
    else:
        rows = comparison.rows if unchanged else comparison.differences
        table(
            f"{comparison.left} and {comparison.right}",
            ("What", comparison.left, comparison.right),
            [(row.title, side_words(row.left), side_words(row.right)) for row in rows],
        )
    return 0
