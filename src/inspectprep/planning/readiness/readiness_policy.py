"""Thresholds of readiness. Every one is a local choice: no inspectorate publishes any."""

from __future__ import annotations

from attrs import frozen

__all__ = ["ReadinessPolicy"]


@frozen(kw_only=True)
class ReadinessPolicy:
    """When a figure turns a theme amber or red.

    Attributes:
        red_errors_per_100_rows: Annex A errors for each hundred rows from which on Annex A is red.
        amber_age_days: Calendar days between the list date and the call after which a check is stale.
        red_age_days: Calendar days after which a stale check says nothing any more.
    """

    red_errors_per_100_rows: float = 1.0
    amber_age_days: int = 31
    red_age_days: int = 62
