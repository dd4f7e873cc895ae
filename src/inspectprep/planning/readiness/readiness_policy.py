"""Thresholds of readiness. All are local choices: no inspectorate publishes any."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class ReadinessPolicy:
    """The figures at which a theme turns amber or red.

    Attributes:
        red_errors_per_100_rows: Annex A errors per hundred rows at which Annex A turns red.
        amber_age_days: Calendar days from the list date to the call after which a check is out of date.
        red_age_days: Calendar days after which an out-of-date check is red.
    """

    red_errors_per_100_rows: float = 1.0
    amber_age_days: int = 31
    red_age_days: int = 62
