"""``inspectprep annexa sample``: a sample of cases for a practice audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.annexa import outputs
from inspectprep.cli.annexa.options import AsOf, Join, PolicyFile, known_lists, read_lists, spare
from inspectprep.cli.output import say
from inspectprep.errors import InspectPrepError


def sample(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="Workbook to write. It contains personal data.")],
    /,
    *,
    cases: Annotated[int, Parameter(help="Number of cases.")] = 12,
    seed: Annotated[int, Parameter(help="Random seed. The same seed gives the same cases.")] = 1,
    list: Annotated[int, Parameter(name="--list", help="List to choose from, 4 to 9.")] = 6,
    by: Annotated[
        list[str] | None,
        Parameter(
            negative="", help="Column to stratify by, or 'age group'. Can be repeated. Default: the team."
        ),
    ] = None,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    join: Join = None,
) -> int:
    """Choose a random sample of cases, in proportion to teams or other strata, and write an audit sheet."""
    if cases < 1:
        raise InspectPrepError("A sample needs at least one case.", where="--cases")
    known_lists([list])
    spare([path, policy], {".xlsx": out})
    dataset = read_lists(path, as_of, policy=policy, join=join)
    chosen = outputs.sample.sample(dataset, list, cases, by=by or ("allocated_team",), seed=seed)
    outputs.sample.write_sample(out, chosen)
    say(
        f"{len(chosen.cases)} of {chosen.population} cases on List {chosen.list}: {out} "
        "(personal data, for you only)"
    )
    return 0
