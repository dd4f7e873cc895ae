"""The choice of dates for an extract, for commands and for the extract."""

from __future__ import annotations

from enum import StrEnum


class DateChoice(StrEnum):
    """The dates of an extract.

    Attributes:
        MONTH: The first day of the month.
        WEEK: The Monday of the week.
        SHIFT: All dates of a child are moved by the same number of days, from 1 to 182, earlier or later. The
            days between two dates of one child remain. Only the key can give the number.
    """

    MONTH = "month"
    WEEK = "week"
    SHIFT = "shift"
