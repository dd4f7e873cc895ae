"""Reads counts and ages."""

from __future__ import annotations

import math
import re

from inspectprep.annexa.reading.text import fold, has_raised

# Three zeros may be decimals or a thousand.
_WHOLE = re.compile(r"-?\d+(?:\.(?:0{1,2}|0{4,}))?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SPAN = re.compile(r"(\d+) ?(day|week|wk|month|mth|year|yr)s?")
_PER_YEAR = {"week": 52, "wk": 52, "month": 12, "mth": 12, "year": 1, "yr": 1}
_LARGEST = 2**31 - 1


def read_count(text: str) -> int | None:
    """Return a whole number; None when the text is not one.

    Decimals that are all zero are allowed, unless there are three, as in 1.000, which may be a thousand.
    """
    folded = fold(text)
    return _bounded(float(folded)) if _WHOLE.fullmatch(folded) and not has_raised(text) else None


def read_age(text: str) -> int | None:
    """Return completed years, -1 for unborn; None when the text is not an age.

    Numbers are rounded down. Days count as 0 years; 52 weeks or 12 months count as one.
    """
    if has_raised(text):
        return None
    folded = fold(text)
    if folded == "unborn":
        return -1
    if folded in ("<1", "< 1"):
        return 0
    if _NUMBER.fullmatch(folded):
        return _bounded(math.floor(float(folded)))
    if span := _SPAN.fullmatch(folded):
        if span[2] == "day":
            return 0
        return _bounded(int(span[1]) // _PER_YEAR[span[2]])
    return None


def _bounded(number: float) -> int | None:
    return int(number) if abs(number) <= _LARGEST else None
