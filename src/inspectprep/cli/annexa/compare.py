"""``inspectprep annexa compare``: is it better than last month?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Json
from inspectprep.cli.output import emit_json, say, table

__all__ = ["compare"]


def compare(
    old: Annotated[Path, Parameter(help="The earlier result, saved with check --save.")],
    new: Annotated[Path, Parameter(help="The later result.")],
    /,
    *,
    json: Json = False,
) -> int:
    """Compare two saved results; the exit code is 1 when anything is new."""
    from inspectprep.annexa.comparing import compare as matched  # noqa: PLC0415  # help needs none of it
    from inspectprep.annexa.comparing import read_saved  # noqa: PLC0415

    before, after = read_saved(old), read_saved(new)
    found = matched(before, after)
    if json:
        emit_json(
            {
                "schema": "inspectprep/annexa-comparison/1",
                "old": before.as_of,
                "new": after.as_of,
                "counts": {"fixed": len(found.fixed), "new": len(found.new), "still": len(found.still)},
                "by_list": {str(name): counts for name, counts in found.by("list").items()},
                "by_rule": found.by("rule"),
                "findings": {"fixed": found.fixed, "new": found.new, "still": found.still},
            }
        )
        return 1 if found.new else 0
    for what, title in (("list", "By list"), ("rule", "By rule")):
        table(
            title,
            (what.capitalize(), "Fixed", "New", "Still there"),
            [
                (name if name is not None else "files", counts["fixed"], counts["new"], counts["still"])
                for name, counts in found.by(what).items()
            ],
        )
    say(
        f"From {before.as_of} to {after.as_of}: {len(found.fixed):,} fixed, {len(found.new):,} new, "
        f"{len(found.still):,} still there."
    )
    return 1 if found.new else 0
