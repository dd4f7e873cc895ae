"""One door: the report of any value that has one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from inspectprep.errors import UnknownNameError
from inspectprep.reports.compose.context import Context, refuse_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspectprep.model.report import Report

__all__ = ["report_of"]

_COMPOSERS = {
    "ActionPlan": "action_plan:action_plan_report",
    "CheckSummary": "check:check_report",
    "Checklist": "checklist:checklist_report",
    "Comparison": "comparison:comparison_report",
    "Coverage": "coverage:coverage_report",
    "DailyBriefing": "briefing:briefing_report",
    "Debrief": "debrief:debrief_report",
    "Embargo": "embargo:embargo_report",
    "Readiness": "readiness:readiness_report",
    "ReleasePlan": "release_plan:release_plan_report",
    "RoomReview": "review:review_report",
    "SelfEvaluation": "selfeval:selfeval_report",
    "Timeline": "timeline:timeline_report",
}


def report_of(value: object, **context: Any) -> Report:
    """Return the report of a value, in no format yet.

    Args:
        value: A Timeline, Checklist, Readiness, CheckSummary or Comparison.
        **context: What else the report may tell of: the attributes of
            :class:`~inspectprep.reports.compose.context.Context`.

    Raises:
        InspectPrepError: if the value holds child-level rows, or the audience may not have it.
        UnknownNameError: if no report is made of such a value.
    """
    kind = type(value)
    if not kind.__module__.startswith("inspectprep.model."):
        if hasattr(value, "summary"):
            refuse_rows(value)
        raise UnknownNameError("report of", kind.__name__, _COMPOSERS)
    try:
        module, _, name = _COMPOSERS[kind.__name__].partition(":")
    except KeyError:
        raise UnknownNameError("report of", kind.__name__, _COMPOSERS) from None
    composer = getattr(import_module(f"inspectprep.reports.compose.{module}"), name)
    return cast("Callable[[object, Context], Report]", composer)(value, Context(**context))
