"""``inspectprep annexa compare``: is it better than last month?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from inspectprep.cli.arguments import Json
from inspectprep.cli.output import emit_json, say, table
from inspectprep.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["compare"]

_GRAVEST_FIRST = tuple(each.value for each in Severity)
_PLACES = 4


def compare(
    old: Annotated[Path, Parameter(help="The earlier result, saved with check --save.")],
    new: Annotated[Path, Parameter(help="The later result.")],
    /,
    *,
    json: Json = False,
) -> int:
    """Compare two saved results; the exit code is 1 when anything is new."""
    from inspectprep.annexa.results.comparison import (
        compare as matched,  # help needs none of it
        read_saved,
    )

    before, after = read_saved(old), read_saved(new)
    found = matched(before, after)
    if json:
        emit_json(
            {
                "schema": "inspectprep/annexa-comparison/1",
                "old": before.as_of,
                "new": after.as_of,
                "counts": {"fixed": len(found.fixed), "new": len(found.new), "still": len(found.still)},
                "by_severity": found.by("severity"),
                "by_list": {str(name): counts for name, counts in found.by("list").items()},
                "by_rule": found.by("rule"),
                "findings": {"fixed": found.fixed, "new": found.new, "still": found.still},
            }
        )
        return 1 if found.new else 0
    for what, title in (("severity", "By severity"), ("list", "By list"), ("rule", "By rule")):
        table(
            title,
            (what.capitalize(), "Before", "Fixed", "New", "Still there", "Now"),
            [_counts(name, counts) for name, counts in _ordered(found.by(what), what)],
        )
    for findings, title in ((found.new, "What is new"), (found.fixed, "What was fixed, where it stood")):
        if findings:
            table(title, ("Severity", "Rule", "List", "Count", "What", "Where"), _groups(findings))
    gone = [str(number) for number, rows in before.rows.items() if rows and not after.rows.get(number)]
    if gone:
        lists = "list" if len(gone) == 1 else "lists"
        say(
            f"No rows of {lists} {', '.join(gone)} were read the second time: their findings are not fixed, "
            "only out of sight."
        )
    say(
        f"From {before.as_of or 'an unknown day'} to {after.as_of or 'an unknown day'}: "
        f"{len(found.fixed):,} fixed, {len(found.new):,} new, {len(found.still):,} still there."
    )
    return 1 if found.new else 0


def _ordered(counts: Mapping[Any, dict[str, int]], what: str) -> list[tuple[Any, dict[str, int]]]:
    """Return lists by number and severities by gravity; rules as they come."""
    if what == "list":
        return sorted(counts.items(), key=lambda item: item[0] or 0)
    if what == "severity":
        return sorted(counts.items(), key=lambda item: _GRAVEST_FIRST.index(str(item[0])))
    return list(counts.items())


def _counts(name: Any, counts: Mapping[str, int]) -> tuple[object, ...]:
    fixed, new, still = counts["fixed"], counts["new"], counts["still"]
    return (name if name is not None else "files", still + fixed, fixed, new, still, still + new)


def _groups(findings: Iterable[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    """Return one line for each rule, list and severity, gravest and most frequent first."""
    groups: dict[tuple[Any, Any, str], list[Mapping[str, Any]]] = {}
    for each in findings:
        groups.setdefault((each["rule"], each["list"], str(each["severity"])), []).append(each)
    order = sorted(groups.items(), key=lambda item: (_GRAVEST_FIRST.index(item[0][2]), -len(item[1])))
    return [
        (severity, rule, number or "", f"{len(found):,}", found[0]["message"], _places(found))
        for (rule, number, severity), found in order
    ]


def _places(found: Sequence[Mapping[str, Any]]) -> str:
    names = []
    for each in found[:_PLACES]:
        cell = each.get("cell") or (
            f"row {each['row']}" if each.get("row") is not None else each.get("heading")
        )
        names.append("!".join(part for part in (each.get("sheet"), cell) if part) or each.get("file") or "")
    more = len(found) - _PLACES
    return ", ".join(filter(None, dict.fromkeys(names))) + (f" and {more:,} more" if more > 0 else "")
