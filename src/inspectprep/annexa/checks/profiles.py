"""AA-I-066, AA-I-090 and AA-I-091: caseloads, the groups of children on lists, and the time between steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import Any

from inspectprep.annexa.engine.name_forms import name_key, worker_key
from inspectprep.annexa.engine.scope import OPEN
from inspectprep.annexa.reading.dataset import BLANK_STATES, AnnexAData, ListTable
from inspectprep.dataframes import pl

_CASES = (6, 7, 8, 9)
_STAGES = range(1, 11)
_ETHNIC: Mapping[str, str] = {
    code: group
    for group, codes in {
        "White": "WBRI WIRI WIRT WOTH WROM",
        "Mixed": "MWBC MWBA MWAS MOTH",
        "Asian": "AIND APKN ABAN AOTH CHNE",
        "Black": "BCRB BAFR BOTH",
        "Other": "OOTH",
    }.items()
    for code in codes.split()
}
_AGES = (("0 to 4", 0, 4), ("5 to 9", 5, 9), ("10 to 15", 10, 15), ("16 and over", 16, 200))
_UNKNOWN = ("Unknown", "Not stated/recorded")


def _blank(column: str) -> pl.Expr:
    return pl.col(f"{column}__state").is_in(BLANK_STATES)


def caseload(dataset: AnnexAData, policy: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the open children of each worker on average, and the number of workers above the limit."""
    placeholders = {name_key(name) for name in policy["placeholder_names"]}
    children_by_worker: dict[str, set[str]] = {}
    for list_number in _CASES:
        table = dataset.tables.get(list_number)
        if table is None or not {"allocated_worker", "child_unique_id", *OPEN[list_number]} <= set(
            table.columns
        ):
            continue
        rows = table.frame
        if OPEN[list_number]:
            rows = rows.filter([_blank(column) for column in OPEN[list_number]])
        pairs = rows.select("allocated_worker", "child_unique_id__key").drop_nulls().unique()
        for worker, child in pairs.iter_rows():
            if name_key(worker) not in placeholders:
                children_by_worker.setdefault(worker_key(worker), set()).add(child)
    if not children_by_worker and not any(list_number in dataset.tables for list_number in _CASES):
        return []
    above = sum(len(children) > policy["caseload_limit"] for children in children_by_worker.values())
    return [
        {
            "numerator": sum(map(len, children_by_worker.values())),
            "denominator": len(children_by_worker),
            "count": above,
            "flagged": above > 0,
        }
    ]


def profile(dataset: AnnexAData, policy: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the shares of groups on each list, and flag those that differ from the stage before."""
    figures: list[dict[str, Any]] = []
    shares: dict[tuple[str, str], tuple[int, int]] = {}
    for list_number in _STAGES:
        table = dataset.tables.get(list_number)
        if table is None or "child_unique_id" not in table.columns:
            continue
        for dimension in ("age", "gender", "ethnicity", "disability"):
            groups = _groups(table, dimension, dataset.as_of)
            total = sum(groups.values())
            # A group of an earlier stage that is absent here has a share of 0.
            earlier = {name for kind, name in shares if kind == dimension and list_number in policy["stages"]}
            for group in sorted({*groups, *(earlier if total else ())}):
                share = (groups.get(group, 0), total)
                before = shares.get((dimension, group)) if list_number in policy["stages"] else None
                figures.append(
                    {
                        "list": list_number, "dimension": dimension, "group": group, "numerator": share[0],
                        "denominator": total,
                        "flagged": before is not None and _differs(share, before, policy),
                    }
                )  # fmt: skip
                if list_number in policy["stages"]:
                    shares[dimension, group] = share
    return figures


def _groups(table: ListTable, dimension: str, as_of: date | None) -> dict[str, int]:
    """Return the number of children in each group. The first row with a group decides for a child."""
    columns = ["date_of_birth", "age"] if dimension == "age" else [f"{dimension}__code"]
    if not {name.removesuffix("__code") for name in columns} <= set(table.columns):
        return {}
    first: dict[str, str] = {}
    # Rows without an identifier cannot be counted as children.
    for child, *values in table.frame.select("child_unique_id__key", *columns).iter_rows():
        if child is None or child in first:
            continue
        group = (
            _age_group(values[0], values[1], as_of)
            if dimension == "age"
            else _code_group(dimension, values[0])
        )
        if group is not None:
            first[child] = group
    counts: dict[str, int] = {}
    for group in first.values():
        counts[group] = counts.get(group, 0) + 1
    return counts


def _age_group(born: date | None, age: int | None, as_of: date | None) -> str | None:
    if age == -1 or (born is not None and as_of is not None and born > as_of):
        return "unborn"
    if born is None or as_of is None:
        return None
    years = as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))
    return next((name for name, low, high in _AGES if low <= years <= high), None)


def _code_group(dimension: str, code: str | None) -> str | None:
    if code is None or code in _UNKNOWN:
        return None
    return _ETHNIC.get(code) if dimension == "ethnicity" else code


def _differs(share: tuple[int, int], before: tuple[int, int], policy: Mapping[str, Any]) -> bool:
    enough = min(share[1], before[1]) >= policy["min_denominator"]
    if not enough or max(share[0], before[0]) < policy["min_numerator"]:
        return False
    if not before[0]:
        return True
    index = (share[0] / share[1]) / (before[0] / before[1])
    return bool(index >= policy["index_high"] or index <= policy["index_low"])


def drift(dataset: AnnexAData, _: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the days between referral, plan and care: their sum, the children counted and the median."""
    referral = _first(dataset, 3, "date_of_referral") | _first(dataset, 6, "cin_start_date")
    plan, care = _first(dataset, 7, "cpp_start_date"), _first(dataset, 8, "lac_start_date")
    figures = []
    for group, start, end in (
        ("referral to plan", referral, plan),
        ("plan to care", plan, care),
        ("referral to care", referral, care),
    ):
        spans = [
            (end[child] - start[child]).days
            for child in start.keys() & end.keys()
            if start[child] <= end[child]
        ]
        if spans:
            figures.append(
                {
                    "group": group,
                    "numerator": sum(spans),
                    "denominator": len(spans),
                    "median": float(median(spans)),
                }
            )
    return figures


def _first(dataset: AnnexAData, list_number: int, column: str) -> dict[str, date]:
    table = dataset.tables.get(list_number)
    if table is None or not {column, "child_unique_id"} <= set(table.columns):
        return {}
    rows = table.frame.select("child_unique_id__key", column).drop_nulls()
    grouped = rows.group_by("child_unique_id__key").agg(pl.col(column).min())
    return dict(grouped.iter_rows())
