"""Offsets: how far one date lies from another, as a person would write it.

=======================================  ============================================================
text                                     meaning (the anchor day itself is never counted)
=======================================  ============================================================
``same day``                             the anchor's own date
``5 working days``                       the fifth working day after the anchor
``-2 working days``                      the second working day before the anchor
``7 calendar days``                      seven days later (``7 days`` reads the same)
``3 weeks``, ``6 months``, ``3 years``   calendar arithmetic; a missing day becomes the month's last
``next monday``                          the first Monday strictly after the anchor
``friday of week 2``                     the Friday of the second Monday-to-Sunday week, the anchor's own
                                         week being week 1; moved on a week if it lies before the anchor
=======================================  ============================================================

Any of them may end in ``, or the working day after`` or ``, or the working day before``: what to do
when the date found is not a working day. Without it the date stays.
"""

from __future__ import annotations

import re
from enum import StrEnum

from attrs import frozen

__all__ = ["WEEKDAYS", "Offset", "Roll", "Unit"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Unit(StrEnum):
    """What an offset counts in."""

    WORKING_DAY = "working day"
    CALENDAR_DAY = "calendar day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    NEXT_WEEKDAY = "next weekday"
    WEEKDAY_OF_WEEK = "weekday of week"


class Roll(StrEnum):
    """Where a date goes that is not a working day."""

    NONE = ""
    AFTER = "the working day after"
    BEFORE = "the working day before"


_COUNTED = re.compile(r"([+-]?\d{1,5}) (working day|calendar day|day|week|month|year)s?( after| before)?")
_NEXT = re.compile(rf"next ({'|'.join(WEEKDAYS)})")
_OF_WEEK = re.compile(rf"({'|'.join(WEEKDAYS)}) of week ([1-9]\d?)")
_ROLL = re.compile(r"(.*), or (the working day (?:after|before))")


@frozen
class Offset:
    """A distance between two dates.

    Attributes:
        amount: How many units; negative is before. For ``WEEKDAY_OF_WEEK`` the week's number,
            the anchor's own week being 1. Unused for ``NEXT_WEEKDAY``.
        unit: What is counted. Working days leave the anchor out: one working day after a Friday
            is the Monday.
        weekday: 0 for Monday to 6 for Sunday, for the two weekday units; otherwise None.
        roll: What to do when the result is not a working day.
    """

    amount: int
    unit: Unit
    weekday: int | None = None
    roll: Roll = Roll.NONE

    @classmethod
    def parse(cls, text: str) -> Offset:
        """Read an offset written as in the module's table.

        Raises:
            ValueError: if `text` is not an offset; the message shows the forms.
        """
        plain = " ".join(text.split()).casefold()
        roll = Roll.NONE
        if match := _ROLL.fullmatch(plain):
            plain, roll = match[1], Roll(match[2])
        if plain == "same day":
            return cls(0, Unit.CALENDAR_DAY, None, roll)
        if match := _COUNTED.fullmatch(plain):
            amount = -int(match[1]) if match[3] == " before" else int(match[1])
            name = "calendar day" if match[2] == "day" else match[2]
            return cls(amount, Unit(name), None, roll)
        if match := _NEXT.fullmatch(plain):
            return cls(1, Unit.NEXT_WEEKDAY, WEEKDAYS.index(match[1]), roll)
        if match := _OF_WEEK.fullmatch(plain):
            return cls(int(match[2]), Unit.WEEKDAY_OF_WEEK, WEEKDAYS.index(match[1]), roll)
        msg = (
            f"{text!r} is not an offset; write it like '5 working days', '7 calendar days', "
            "'3 weeks', '6 months', 'same day', 'next monday' or 'friday of week 2'"
        )
        raise ValueError(msg)

    def __str__(self) -> str:
        """Write the offset so that :meth:`parse` gives it back."""
        if self.unit is Unit.NEXT_WEEKDAY:
            text = f"next {WEEKDAYS[self.weekday or 0]}"
        elif self.unit is Unit.WEEKDAY_OF_WEEK:
            text = f"{WEEKDAYS[self.weekday or 0]} of week {self.amount}"
        elif self.amount == 0 and self.unit is Unit.CALENDAR_DAY:
            text = "same day"
        else:
            text = f"{self.amount} {self.unit.value}{'' if abs(self.amount) == 1 else 's'}"
        return f"{text}, or {self.roll.value}" if self.roll else text
