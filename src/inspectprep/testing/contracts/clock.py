"""Days on which a contract asks the same question, with the clock of the computer stopped."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time

from inspectprep.extras import optional

with optional("time_machine"):
    import time_machine

DAYS = (
    date(2024, 2, 29),
    date(2026, 9, 7),
    date(2027, 12, 31),
    date(2025, 4, 6),
    date(2026, 7, 21),
    date(2026, 5, 13),
    date(2028, 1, 1),
)
"""Every day of the week, in several months and years: a leap day, and the first and last day of a year."""


def stopped(day: date) -> AbstractContextManager[object]:
    """Return a context in which every clock of Python shows an hour of a day."""
    return time_machine.travel(datetime.combine(day, time(day.day % 24), tzinfo=UTC), tick=False)
