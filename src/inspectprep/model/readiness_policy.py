"""Thresholds of readiness. All are local choices: no inspectorate publishes any."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from inspectprep.model.freshness import DueSoon
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class ReadinessPolicy:
    """The figures at which a theme turns amber or red.

    Attributes:
        red_errors_per_100_rows: Annex A errors per hundred rows at which Annex A turns red.
        amber_age_days: Calendar days from the list date to the call after which a check is out of date.
        red_age_days: Calendar days after which an out-of-date check is red.
        red_late_shares: Shares of late practice, from 0 to 1, at or above which Annex A turns red, by
            indicator. They replace the shares that the indicators have.
        red_prepared_share: The share of a team that is prepared, from 0 to 1, below which the team is red.
        due_soon: The time before recurring work falls due again in which it is amber.
    """

    red_errors_per_100_rows: float = 1.0
    amber_age_days: int = 31
    red_age_days: int = 62
    red_late_shares: Mapping[str, float] = field(factory=dict)
    red_prepared_share: float = 0.5
    due_soon: DueSoon = field(factory=DueSoon)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        shares = {
            "red_prepared_share": self.red_prepared_share,
            "due_soon.share": self.due_soon.share,
            **{f"red_late_shares.{name}": share for name, share in self.red_late_shares.items()},
        }
        numbers = {
            "red_errors_per_100_rows": self.red_errors_per_100_rows,
            "amber_age_days": self.amber_age_days,
            "red_age_days": self.red_age_days,
            "due_soon.least_days": self.due_soon.least_days,
            "due_soon.most_months": self.due_soon.most_months,
        }
        outside = [(name, "should be from 0 to 1") for name, share in shares.items() if not 0 <= share <= 1]
        negative = [(name, "should not be below 0") for name, number in numbers.items() if number < 0]
        ages = [("red_age_days", "should not be below amber_age_days")]
        return (*outside, *negative, *(ages if self.red_age_days < self.amber_age_days else ()))
