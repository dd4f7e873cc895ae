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
                                         week being week 1; moved on a week if it is before the anchor
=======================================  ============================================================

Any of them may end in ``, or the working day after`` or ``, or the working day before``: what to do
when the date found is not a working day. Without it the date stays.
"""

from enum import StrEnum

from inspectprep.model.values import frozen

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Unit(StrEnum):
    """The unit of an offset.

    Attributes:
        WORKING_DAY: Working days of England.
        CALENDAR_DAY: Calendar days.
        WEEK: Weeks of seven calendar days.
        MONTH: Months, or the last day of a shorter month.
        YEAR: Years.
        NEXT_WEEKDAY: The next day with this name after the anchor.
        WEEKDAY_OF_WEEK: The day with this name in the week of the anchor, or a number of weeks later.
    """

    WORKING_DAY = "working day"
    CALENDAR_DAY = "calendar day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    NEXT_WEEKDAY = "next weekday"
    WEEKDAY_OF_WEEK = "weekday of week"


class Roll(StrEnum):
    """The move of a date that is not a working day.

    Attributes:
        NONE: The date stays.
        AFTER: The date moves to the next working day.
        BEFORE: The date moves to the working day before.
    """

    NONE = ""
    AFTER = "the working day after"
    BEFORE = "the working day before"


_COUNTED = {
    "working day": Unit.WORKING_DAY,
    "calendar day": Unit.CALENDAR_DAY,
    "day": Unit.CALENDAR_DAY,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "year": Unit.YEAR,
}
_MOST = 99_999


@frozen(kw_only=True)
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
    def parse(cls, text: str) -> "Offset":
        """Read an offset written as in the module's table.

        Raises:
            ValueError: if `text` is not an offset; the message shows the forms.
        """
        plain, comma, roll = " ".join(text.split()).casefold().partition(", or ")
        if not comma or roll in (Roll.AFTER, Roll.BEFORE):
            match plain.split():
                case ["same", "day"]:
                    return cls(amount=0, unit=Unit.CALENDAR_DAY, roll=Roll(roll))
                case ["next", name] if name in WEEKDAYS:
                    return cls(
                        amount=1,
                        unit=Unit.NEXT_WEEKDAY,
                        weekday=WEEKDAYS.index(name),
                        roll=Roll(roll),
                    )
                case [name, "of", "week", number] if (
                    name in WEEKDAYS and number.isdecimal() and 0 < int(number) <= _MOST
                ):
                    return cls(
                        amount=int(number),
                        unit=Unit.WEEKDAY_OF_WEEK,
                        weekday=WEEKDAYS.index(name),
                        roll=Roll(roll),
                    )
                case [number, *unit] if number.lstrip("+-").isdecimal() and abs(int(number)) <= _MOST:
                    backwards = unit[-1:] == ["before"]
                    name = " ".join(unit).removesuffix(" after").removesuffix(" before")
                    if counted := _COUNTED.get(name) or _COUNTED.get(name.removesuffix("s")):
                        amount = -int(number) if backwards else int(number)
                        return cls(amount=amount, unit=counted, roll=Roll(roll))
        msg = (
            f"{text!r} is not an offset; write it like '5 working days', '3 weeks', "
            "'6 months', 'same day', 'next monday' or 'friday of week 2'"
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
