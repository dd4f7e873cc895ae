"""Thresholds: the figures, words and tables that rules read as ``policy.NAME``, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen

_LIST_NUMBERS = range(1, 12)
_ISO_DATE = r"\d{4}-\d{2}-\d{2}"


class ThresholdUnit(StrEnum):
    """The unit of a threshold, from which follows what a value of it can be. Days are calendar days.

    Attributes:
        DAYS: Calendar days.
        WORKING_DAYS: Working days of England.
        MONTHS: Months.
        YEARS: Years.
        COUNT: A number of things.
        MEGABYTES: The size of a file, in megabytes.
        SHARE: A share between 0 and 1.
        FACTOR: A number to multiply with.
        DATE: A date.
        DATES: Several dates.
        WORDS: Words or phrases.
        LISTS: Numbers of lists.
        CODES: Codes, or names of groups of codes.
        DAYS_BY_CODE: Calendar days for each code or group of codes.
        YEARS_BY_CODE: Years for each code or group of codes.
    """

    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    MEGABYTES = "megabytes"
    SHARE = "share"
    FACTOR = "factor"
    DATE = "date"
    DATES = "dates"
    WORDS = "words"
    LISTS = "lists"
    CODES = "codes"
    DAYS_BY_CODE = "days by code"
    YEARS_BY_CODE = "years by code"


def _default(value: Any) -> Any:
    """Return a default as documents have it, with dates for the texts that JSON has instead."""
    if isinstance(value, str) and re.fullmatch(_ISO_DATE, value):
        return date.fromisoformat(value)
    return tuple(map(_default, value)) if isinstance(value, list | tuple) else frozen_value(value)


def frozen_value(value: Any) -> Any:
    """Return a value of plain data with tuples for its lists and read-only mappings for its tables."""
    if isinstance(value, Mapping):
        return FrozenMapping(value)
    return tuple(value) if isinstance(value, list) else value


@frozen(kw_only=True)
class Threshold:
    """One figure, set of words or table that a condition reads as ``policy.NAME``.

    Attributes:
        name: The name in conditions and in a council's policy.
        unit: The unit; without it, the one that fits the default.
        default: The value where the council gives none. None switches off what depends on it.
        least: The smallest whole number that makes sense.
        codes: The code set of the codes, or groups of codes, that are the words or the keys of the table.
        local: True where no national source fixes it, so that the council chooses.
        about: One sentence that says what it decides.
    """

    name: str
    unit: ThresholdUnit | None = None
    default: Any = field(default=None, converter=_default)
    least: int = 0
    codes: str = ""
    local: bool = False
    about: str = ""

    def problem(self, value: Any) -> str:
        """Return why a value is not possible, or nothing if it is."""
        unit = self.unit or _unit_of(self.default)
        if value is None and self.default is None:
            return ""
        if unit in _TABLES:
            possible = isinstance(value, Mapping) and all(map(self._is_count, value.values()))
        elif unit in _WORDS:
            possible = _all(value, lambda word: isinstance(word, str) and bool(word.strip()))
        elif unit is ThresholdUnit.LISTS:
            possible = _all(value, lambda number: type(number) is int and number in _LIST_NUMBERS)
        elif unit is ThresholdUnit.DATES:
            possible = _all(value, lambda day: type(day) is date)
        elif unit is ThresholdUnit.DATE:
            possible = type(value) is date
        elif unit is ThresholdUnit.SHARE:
            possible = _is_number(value) and 0 <= value <= 1
        elif unit is ThresholdUnit.FACTOR:
            possible = _is_number(value) and value > 0
        else:
            possible = self._is_count(value)
        return "" if possible else f"should be {_described(unit, self.least)}"

    def _is_count(self, value: object) -> bool:
        return type(value) is int and value >= self.least


@document("thresholds")
@frozen(kw_only=True)
class ThresholdsFile:
    """The file of the thresholds that come with inspectprep."""

    thresholds: tuple[Threshold, ...] = ()


_TABLES = frozenset({ThresholdUnit.DAYS_BY_CODE, ThresholdUnit.YEARS_BY_CODE})
_WORDS = frozenset({ThresholdUnit.WORDS, ThresholdUnit.CODES})
_DESCRIBED = {
    ThresholdUnit.DAYS_BY_CODE: "a table of whole numbers of days by code",
    ThresholdUnit.YEARS_BY_CODE: "a table of whole numbers of years by code",
    ThresholdUnit.WORDS: "a list of texts",
    ThresholdUnit.CODES: "a list of codes, as text",
    ThresholdUnit.LISTS: "a list of list numbers from 1 to 11",
    ThresholdUnit.DATES: "a list of dates, such as [1900-01-01]",
    ThresholdUnit.DATE: "a date, such as 1990-01-01",
    ThresholdUnit.SHARE: "a number from 0 to 1",
    ThresholdUnit.FACTOR: "a number above 0",
}


def _described(unit: ThresholdUnit, least: int) -> str:
    whole = "a whole number" if unit is ThresholdUnit.COUNT else f"a whole number of {unit}"
    return _DESCRIBED.get(unit, f"{whole}, {least} or more")


def _unit_of(default: Any) -> ThresholdUnit:
    if isinstance(default, Mapping):
        return ThresholdUnit.DAYS_BY_CODE
    if isinstance(default, date):
        return ThresholdUnit.DATE
    if isinstance(default, tuple):
        return ThresholdUnit.DATES if default and isinstance(default[0], date) else ThresholdUnit.WORDS
    return ThresholdUnit.FACTOR if isinstance(default, float) else ThresholdUnit.COUNT


def _all(value: object, test: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(test, value))


def _is_number(value: object) -> Any:
    return isinstance(value, int | float) and not isinstance(value, bool)
