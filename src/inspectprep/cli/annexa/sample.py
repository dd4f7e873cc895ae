"""``inspectprep annexa sample``: cases for a practice audit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import AsOf, known_lists, read_lists, spare
from inspectprep.cli.output import say
from inspectprep.errors import InspectPrepError

__all__ = ["sample"]


def sample(
    path: Annotated[Path, Parameter(help="The workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="The workbook to write; it holds personal data.")],
    /,
    *,
    cases: Annotated[int, Parameter(help="How many cases.")] = 12,
    seed: Annotated[int, Parameter(help="Another seed chooses others; the same one chooses the same.")] = 1,
    list: Annotated[int, Parameter(name="--list", help="The list to choose from, 4 to 9.")] = 6,
    by: Annotated[
        list[str] | None,
        Parameter(negative="", help="Columns to stratify by, or 'age group'; the team if left out."),
    ] = None,
    as_of: AsOf = None,
) -> int:
    """Choose cases in proportion to teams or other strata, and write an audit sheet for them."""
    from inspectprep.annexa.outputs import sample as choosing  # help needs no data library

    if cases < 1:
        raise InspectPrepError("A sample needs at least one case.", where="--cases")
    known_lists([list])
    spare([path], workbooks=[out])
    chosen = choosing.sample(read_lists(path, as_of), list, cases, by=by or ("allocated_team",), seed=seed)
    choosing.write_sample(out, chosen)
    held = f"{len(chosen.cases)} of {chosen.population} cases on List {chosen.list}"
    say(f"{held}: {out} (personal data, yours only)")
    return 0
