"""``inspectprep annexa compare``: the difference between two saved results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from inspectprep import annexa, codec
from inspectprep.cli.arguments import Json
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inspectprep.annexa.results.comparison import SavedResult
    from inspectprep.annexa.results.result_json import FindingDocument

_BY_SEVERITY = tuple(severity.value for severity in Severity)
_PLACES = 4


def compare(
    old: Annotated[Path, Parameter(help="The earlier result, saved with check --save.")],
    new: Annotated[Path, Parameter(help="The later result.")],
    /,
    *,
    json: Json = False,
) -> int:
    """Compare two saved results.

    A finding that is gone was corrected at source, or it left. One has left if its row is no longer in the
    window, or its child is no longer on the list. The exit code is 1 if there are new findings
    that are not explained.
    """
    from inspectprep.annexa.results.comparison import CHANGES
    from inspectprep.annexa.results.marks import known_key

    before, after = annexa.read_saved(old), annexa.read_saved(new)
    key = known_key()
    comparison = annexa.compare(before, after, key=key)
    explained = {
        name: sum(finding.explained is not None for finding in getattr(comparison, name))
        for name in ("new", "still")
    }
    code = 1 if len(comparison.new) > explained["new"] else 0
    if json:
        emit_json(
            {
                "schema": "inspectprep/annexa-comparison/2",
                "old": before.as_of.isoformat() if before.as_of else None,
                "new": after.as_of.isoformat() if after.as_of else None,
                "counts": {change: len(getattr(comparison, change)) for change in CHANGES},
                "explained": explained,
                "by_severity": comparison.by("severity"),
                "by_list": {str(name): counts for name, counts in comparison.by("list").items()},
                "by_rule": comparison.by("rule"),
                "findings": {
                    change: [codec.plain(finding) for finding in getattr(comparison, change)]
                    for change in CHANGES
                },
            }
        )
        return code
    say(
        f"From {day(before.as_of) or 'an unknown day'} to {day(after.as_of) or 'an unknown day'}: "
        f"{len(comparison.corrected):,} corrected, {len(comparison.left):,} left, "
        f"{len(comparison.unknown):,} not known, {len(comparison.new):,} new, "
        f"{len(comparison.still):,} unchanged."
        + (f" Explained: {sum(explained.values()):,}." if any(explained.values()) else "")
    )
    for what, title in (("severity", "By severity"), ("list", "By list"), ("rule", "By rule")):
        table(
            title,
            (what.capitalize(), "Before", "Corrected", "Left", "Not known", "New", "Unchanged", "Now"),
            [_counts(name, counts) for name, counts in _ordered(comparison.by(what), what)],
        )
    for findings, title in (
        (comparison.new, "New findings"),
        (comparison.corrected, "Findings corrected at source"),
        (comparison.left, "Findings that left with the window, or with the child"),
        (comparison.unknown, "Findings that are gone, not known how"),
    ):
        if findings:
            table(title, ("Severity", "Rule", "List", "Count", "Finding", "Places"), _groups(findings))
    gone = [str(number) for number, rows in before.rows.items() if rows and not after.rows.get(number)]
    if gone:
        lists = "list" if len(gone) == 1 else "lists"
        say(
            f"The later result has no rows of {lists} {', '.join(gone)}. "
            "It is not known whether the earlier findings on these lists are corrected."
        )
    if comparison.unknown:
        say(*_why_unknown(before, after, key))
    return code


def _ordered(counts: Mapping[Any, dict[str, int]], what: str) -> list[tuple[Any, dict[str, int]]]:
    """Return the counts in order: lists by number, severities from the most severe."""
    if what == "list":
        return sorted(counts.items(), key=lambda item: item[0] or 0)
    if what == "severity":
        return sorted(counts.items(), key=lambda item: _BY_SEVERITY.index(str(item[0])))
    return list(counts.items())


def _why_unknown(before: SavedResult, after: SavedResult, key: bytes | None) -> Iterator[str]:
    """Yield the reasons for which it may not be known how findings went away."""
    from inspectprep.annexa.results.marks import key_id

    if before.present is None or after.present is None:
        yield "A result was saved by an older version, so it does not say which rows were on the lists."
    elif key is None or key_id(key) != before.key:
        yield "Your key is not the key of these results. With it, rows that left with the window are found."
    if after.not_run:
        yield "The later check did not run all rules. Their earlier findings are not known to be corrected."


def _counts(name: Any, counts: Mapping[str, int]) -> tuple[object, ...]:
    gone = counts["corrected"], counts["left"], counts["unknown"]
    new, still = counts["new"], counts["still"]
    return (name if name is not None else "files", still + sum(gone), *gone, new, still, still + new)


def _groups(findings: Iterable[FindingDocument]) -> list[tuple[object, ...]]:
    """Return one line for each rule, list and severity, the most severe and most frequent first."""
    groups: dict[tuple[str, int | None, str], list[FindingDocument]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.list, str(finding.severity)), []).append(finding)
    order = sorted(groups.items(), key=lambda item: (_BY_SEVERITY.index(item[0][2]), -len(item[1])))
    return [
        (severity, rule, list_number or "", f"{len(group):,}", group[0].message, _places(group))
        for (rule, list_number, severity), group in order
    ]


def _places(findings: Sequence[FindingDocument]) -> str:
    names = []
    for finding in findings[:_PLACES]:
        cell = finding.cell or (f"row {finding.row}" if finding.row is not None else finding.heading)
        names.append("!".join(part for part in (finding.sheet, cell) if part) or finding.file or "")
    more = len(findings) - _PLACES
    return ", ".join(filter(None, dict.fromkeys(names))) + (f" and {more:,} more" if more > 0 else "")
