"""The days on which Westhaven is closed, in addition to weekends and bank holidays."""

from __future__ import annotations

from datetime import date


def between(starting: date, until: date) -> list[date]:
    """Return the closed days between two dates, both inclusive: 29 to 31 December of every year."""
    closed = [date(year, 12, day) for year in range(starting.year, until.year + 1) for day in (29, 30, 31)]
    return [day for day in closed if starting <= day <= until]
