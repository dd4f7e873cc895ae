"""The freshness of what a council has done or recorded, and the settings of the time before it expires."""

from __future__ import annotations

from enum import StrEnum

from inspectprep.model.values import frozen


class Freshness(StrEnum):
    """The freshness of a task, a preparation session or an evidence item on a day.

    Attributes:
        FRESH: Done or dated recently enough.
        DUE_SOON: Fresh, but soon due again.
        STALE: Out of date.
        UNDATED: Without a date.
    """

    FRESH = "fresh"
    DUE_SOON = "due-soon"
    """It still counts, but not for long."""
    STALE = "stale"
    UNDATED = "undated"
    """Its day is not known, so it does not count."""

    @property
    def counts(self) -> bool:
        """Whether it still counts."""
        return self in (Freshness.FRESH, Freshness.DUE_SOON)


@frozen(kw_only=True)
class DueSoon:
    """The last part of an interval, in which something is due again soon.

    The part is a share of the interval, but at least some days and at most some months, and never more than
    half of it. With the defaults it is the last week of a month, the last 15 days of a quarter and the last
    month of a year.

    Attributes:
        share: The share of the interval, from 0 to 1.
        least_days: The fewest calendar days.
        most_months: The most calendar months.
    """

    share: float = 1 / 6
    least_days: int = 7
    most_months: int = 1
