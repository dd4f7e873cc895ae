"""Migration of timelines of version 2, which gave every last day as if it were certain.

Version 3 has bounds and a basis for the last day, and says whether the days are firm. The old document does
not say from which day another is counted. So only what it records is firm, and a span that ends on the day of
a forecast is taken to end with it. Planning the inspection again gives the exact answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectprep.model.basis_migration import divide_sourced


def with_ends(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a timeline of version 2 with the last days of version 3. It is not changed."""
    events = document.get("events")
    if not isinstance(events, list | tuple):
        return dict(document)
    tables = [event for event in events if isinstance(event, Mapping) and event.get("date")]
    forecasts = {each["date"]: each for each in tables if each.get("earliest") and not each.get("actual")}
    moved = [_with_end(event, forecasts) if isinstance(event, Mapping) else event for event in events]
    return {**document, "events": moved}


def with_timelines(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a calendar of inspections of version 1 with timelines of version 3. It is not changed."""
    timelines = document.get("timelines")
    if not isinstance(timelines, list | tuple):
        return dict(document)
    moved = [with_ends(divide_sourced(each)) if isinstance(each, Mapping) else each for each in timelines]
    return {**document, "timelines": moved}


def _with_end(event: Mapping[str, Any], forecasts: Mapping[object, Mapping[str, Any]]) -> dict[str, Any]:
    end, ended, basis = event.get("end"), event.get("actual_end"), event.get("basis")
    ends_with = None if ended or not end else forecasts.get(end)
    lasts = end or event.get("end_waits_for")
    recorded = event.get("actual") or event.get("id") == "notification"
    counted = event.get("earliest") and not event.get("actual") and basis != "measured"
    more: dict[str, Any] = {
        "end_earliest": ends_with.get("earliest") if ends_with else None,
        "end_latest": ends_with.get("latest") if ends_with else None,
        "end_basis": ("measured" if ends_with else basis if end else "notice") if lasts else None,
        "counted_from": "measured" if counted else None,
        "firm": bool(recorded),
        "end_firm": bool(ended or (recorded and not lasts)),
    }
    return {**event, **more}
