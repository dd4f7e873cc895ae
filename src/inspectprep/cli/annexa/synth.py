"""``inspectprep annexa synth``: a made-up council, to practise on and to measure checks with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import spare
from inspectprep.cli.arguments import Day
from inspectprep.cli.invocation import today
from inspectprep.cli.output import emit_json, say

if TYPE_CHECKING:
    from inspectprep.synth import SyntheticCouncil

__all__ = ["synth"]


def synth(
    out: Annotated[Path, Parameter(help="The workbook to write.")],
    /,
    *,
    children: Annotated[int, Parameter(help="Children and adoptive families in it.")] = 2000,
    seed: Annotated[int, Parameter(help="Another seed gives another council.")] = 7,
    defects: Annotated[float, Parameter(help="Mistakes planted, as a share of all rows.")] = 0.0,
    late: Annotated[float, Parameter(help="Practice that is late, as a share of rows that could be.")] = 0.0,
    as_of: Annotated[Day | None, Parameter(help="The list date; last Friday if left out.")] = None,
    labels: Annotated[Path | None, Parameter(help="Write what was planted where to this JSON file.")] = None,
) -> int:
    """Make up a whole council's Annex A; nobody in it exists."""
    from inspectprep import synth as making  # help needs none of it
    from inspectprep.errors import InspectPrepError

    if children < 1:
        raise InspectPrepError("A council needs at least one child.", where="--children")
    for name, share in (("--defects", defects), ("--late", late)):
        if not 0 <= share <= 1:
            raise InspectPrepError(f"{share} is not a share.", where=name, remedy="Give one from 0 to 1.")
    spare((), labels, workbooks=[out])
    made = making.council(
        children=children, seed=seed, as_of=as_of or _last_friday(), defects=defects, late=late
    )
    making.write_workbook(made, out)
    rows = sum(made.rows(number) for number in made.cells)
    say(f"{rows:,} rows in {len(made.cells)} lists, as of {made.as_of}: {out}")
    if labels is not None:
        emit_json(_labels(made), labels)
    return 0


def _last_friday() -> Day:
    day = today()
    return day - timedelta(days=(day.weekday() - 4) % 7 or 7)


def _labels(made: SyntheticCouncil) -> dict[str, object]:
    """Return what was planted; rows are the spreadsheet's own, headings being row 1."""
    return {
        "schema": "inspectprep/annexa-labels/1",
        "as_of": made.as_of.isoformat(),
        "labels": [
            {
                "rule": each.rule,
                "list": each.list,
                "row": None if each.row is None else each.row + 2,
                "column": each.column,
                "also": list(each.also),
            }
            for each in made.labels
        ],
    }
