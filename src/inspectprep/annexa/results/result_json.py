"""A result as plain values, for ``--json`` and for saving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from inspectprep.annexa.results.acceptance import Explained, explained
from inspectprep.annexa.results.ignored import left_aside

if TYPE_CHECKING:
    from inspectprep.annexa.reading.dataset import Place
    from inspectprep.annexa.results.acceptance import Explanation
    from inspectprep.annexa.results.result import CheckResult

__all__ = ["SCHEMA", "document_of"]

SCHEMA = "inspectprep/annexa-check/1"


def document_of(
    result: CheckResult,
    *,
    values: bool = False,
    marks: Sequence[str] | None = None,
    explanations: Iterable[Explanation] = (),
    on: date | None = None,
) -> dict[str, Any]:
    """Return a result as plain values; dates are ISO.

    Args:
        result: What a check gave.
        values: Add each cell's raw value. It is children's data.
        marks: The mark of each finding, when the document is to be compared with later ones.
        explanations: Reasons that the analyst gave.
        on: The day on which explanations must still be good; the list date when not given.
    """
    summary = result.summary
    accepted = explained(result, explanations, on=on, marks=marks)
    return {
        "schema": SCHEMA,
        "as_of": None if summary.as_of is None else summary.as_of.isoformat(),
        "as_of_assumed": summary.as_of_assumed,
        "complete": summary.complete,
        "lists": [
            {
                "list": each.list,
                "title": each.title,
                "found": each.found,
                "rows": each.rows,
                "errors": each.errors,
                "warnings": each.warnings,
                "queries": each.queries,
                "practice": each.practice,
                "score": result.scores.get(each.list),
                "newest": None if each.newest is None else each.newest.isoformat(),
            }
            for each in summary.lists
        ],
        "freshness": [
            {
                "list": each.list,
                "newest": None if each.newest is None else each.newest.isoformat(),
                "days_old": each.days_old,
                "gap_days": each.gap_days,
                "gap_from": None if each.gap_from is None else each.gap_from.isoformat(),
            }
            for each in result.freshness
        ],
        "skipped_rules": [{"rule": each.rule, "reason": each.reason} for each in result.skipped],
        "left_aside": [{"file": file, "what": text} for file, text in left_aside(result.dataset)],
        "changes": [{"rule": rule or None, "change": change} for rule, change in result.changes],
        "findings": _findings(result, values, marks, accepted),
    }


def _findings(
    result: CheckResult, values: bool, marks: Sequence[str] | None, accepted: Explained
) -> list[dict[str, Any]]:
    raw = result.raw_values() if values else {}
    found = []
    for place, each in enumerate(result.findings.iter_rows(named=True)):
        where = result.place(each["place"])
        column, row = each["column"], each["row"]
        document: dict[str, Any] = {
            "rule": each["rule"],
            "severity": each["severity"],
            "nature": each["nature"],
            "list": each["list"],
            **_place(where, row),
            "cell": (where.cell(column, row) or None) if where and column and row is not None else None,
            "column": column,
            "heading": where.headings.get(column) if where and column else None,
            "message": result.message(each["rule"], each["note"]),
            "guidance": result.rules[each["rule"]].guidance,
            "related": [
                {"list": r["list"], **_place(result.place(r["place"]), r["row"])}
                for r in each["related"] or ()
            ],
        }
        if place in accepted.by_finding:
            document["explained"] = accepted.by_finding[place].reason
        if marks is not None:
            document["mark"] = marks[place]
        if values:
            document["value"] = raw.get(place)
        found.append(document)
    return found


def _place(where: Place | None, row: int | None) -> dict[str, Any]:
    return {"file": where.file if where else None, "sheet": where.sheet if where else None, "row": row}
