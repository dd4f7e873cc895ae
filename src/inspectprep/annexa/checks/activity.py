"""AA-W-020: whether a list's activity stops early, has an empty month or changes suddenly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.date_columns import EPOCH
from inspectprep.annexa.engine.frames import Frames, to_polars
from inspectprep.annexa.engine.prepare import PreparedLists
from inspectprep.calendar.offsets import add_months
from inspectprep.dataframes import pl

_EVENTS = {
    1: "date_of_contact",
    3: "date_of_referral",
    4: "assessment_authorised_date",
    5: "s47_start_date",
}


def activity(prepared: PreparedLists, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return at most one finding for each list, with a sentence about the first irregularity."""
    rows = []
    start = add_months(prepared.as_of, -policy["window_months"])
    for list_number, column in _EVENTS.items():
        if column not in prepared.columns.get(list_number, ()):
            continue
        counts = _counts(prepared.frames, list_number, f"{column}__day", start, prepared.as_of)
        note = _note(counts, start, prepared.as_of, policy)
        if note:
            rows.append(findings.finding("AA-W-020", "query", list=list_number, column=column, note=note))
    return findings.from_rows(rows)


def _counts(frames: Frames, list_number: int, column: str, start: date, end: date) -> dict[date, int]:
    """Return the number of rows on each day, from `start` to `end`."""
    col = frames.dialect.col(column)
    low, high = start.toordinal() - EPOCH, end.toordinal() - EPOCH
    days = frames.plan(list_number).filter((col >= low) & (col <= high))
    counts = to_polars(days.group_by(column).agg(frames.dialect.len().alias("rows")))
    return {date.fromordinal(int(day) + EPOCH): int(rows) for day, rows in counts.iter_rows()}


def _note(counts: Mapping[date, int], start: date, end: date, policy: Mapping[str, Any]) -> str:
    if sum(counts.values()) < policy["min_list_rows"]:
        return ""
    silent = (end - max(counts)).days
    if silent > policy["stale_days"]:
        return f"The newest event is {silent} days before the list date."
    months = _whole_months(counts, start, end)
    for month, rows in months:
        if not rows:
            return f"There are no events in {month:%B %Y}."
    for (_, before), (month, after) in pairwise(months):
        larger = max(before, after)
        if larger >= policy["min_month_rows"] and abs(before - after) > policy["month_change_share"] * larger:
            return f"{month:%B %Y} differs from the month before by more than the limit."
    return ""


def _whole_months(counts: Mapping[date, int], start: date, end: date) -> list[tuple[date, int]]:
    """Return the number of rows in each calendar month that is wholly between two days."""
    months = []
    first = start.replace(day=1)
    while first <= end:
        after = add_months(first, 1)
        if first >= start and after - timedelta(days=1) <= end:
            months.append((first, sum(rows for day, rows in counts.items() if first <= day < after)))
        first = after
    return months
