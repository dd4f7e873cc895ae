"""``inspectprep annexa synth``: Annex A for a synthetic council, for training and tests."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import inspectprep
from inspectprep.cli.annexa.options import spare
from inspectprep.cli.arguments import Day, OptionalDay
from inspectprep.cli.invocation import today
from inspectprep.cli.output import emit_file, json_text, say
from inspectprep.errors import InspectPrepError

if TYPE_CHECKING:
    from inspectprep.synth import SyntheticCouncil


def synth(
    out: Annotated[Path, Parameter(help="Workbook to write.")],
    /,
    *,
    children: Annotated[int, Parameter(help="Number of children and adoptive families.")] = 2000,
    seed: Annotated[int, Parameter(help="Random seed. The same seed gives the same council.")] = 7,
    defects: Annotated[float, Parameter(help="Share of rows with an error, from 0 to 1.")] = 0.0,
    late: Annotated[float, Parameter(help="Share of late practice, from 0 to 1.")] = 0.0,
    as_of: Annotated[OptionalDay, Parameter(help="Date of the lists. Default: last Friday.")] = None,
    labels: Annotated[
        Path | None, Parameter(help="Write the errors and their places to this JSON file.")
    ] = None,
) -> int:
    """Write Annex A for a synthetic council. All data is synthetic."""
    if children < 1:
        raise InspectPrepError("A council needs at least one child.", where="--children")
    for name, share in (("--defects", defects), ("--late", late)):
        if not 0 <= share <= 1:
            raise InspectPrepError(f"{share} is not a share.", where=name, remedy="Use a number from 0 to 1.")
    spare((), {".xlsx": out, ".json": labels})
    council = inspectprep.synth.council(
        children=children, seed=seed, as_of=as_of or _last_friday(), defects=defects, late=late
    )
    inspectprep.synth.write_workbook(council, out)
    rows = sum(council.rows(number) for number in council.cells)
    say(f"{rows:,} rows in {len(council.cells)} lists, as of {council.as_of}: {out}")
    if labels is not None:
        emit_file(json_text(_labels(council)).encode(), labels, private=False)
    return 0


def _last_friday() -> Day:
    day = today()
    return day - timedelta(days=(day.weekday() - 4) % 7 or 7)


def _labels(council: SyntheticCouncil) -> dict[str, object]:
    """Return the errors and their places. Rows are those of the workbook: row 1 has the headings."""
    return {
        "schema": "inspectprep/annexa-labels/1",
        "as_of": council.as_of.isoformat(),
        "labels": [
            {
                "rule": label.rule,
                "list": label.list,
                "row": None if label.row is None else label.row + 2,
                "column": label.column,
                "also": list(label.also),
            }
            for label in council.labels
        ],
    }
