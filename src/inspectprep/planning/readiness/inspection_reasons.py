"""Readiness reasons from the inspections on record: more monitoring visits than the limit."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.monitoring_visits import beyond_the_limit
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource


def _reasons(state: CouncilState) -> Iterator[Reason]:
    if text := beyond_the_limit(state.records["inspection"], state.timeline.inspection):
        yield Reason(
            rating=Rating.AMBER,
            rule="monitoring-limit",
            text=text,
            owner="dcs",
            action="Ask the lead inspector about the number of monitoring visits in twelve months.",
        )


SOURCES = (ReasonSource(theme=Theme.PLAN, reasons=_reasons),)
