"""Readers of single values: text, numbers, true or false, dates, offsets, words from a list.

Nothing is guessed: text does not become a number, nor a number text. Each function returns a value or
raises an error that says what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from math import inf, isfinite
from typing import Any, get_args

from inspectprep.codec.problems import expected, one_of
from inspectprep.model.offset import Offset

Reader = Callable[[Any, Any], Any]
"""Takes plain data and the type wanted; returns a value."""

MOST = (1 << 63) - 1
"""The largest whole number of a document. A larger one fits neither databases nor other programs."""

_ISO_DATE = r"\d{4}-\d{2}-\d{2}"


def read_any(value: Any, _: Any) -> Any:
    """Return plain data as it is."""
    return value


def read_text(value: Any, _: Any) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise expected("text", value)
    return value


def read_bool(value: Any, _: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise expected("true or false", value)
    return value


def read_int(value: Any, _: Any) -> int:
    """Read a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise expected("a whole number", value)
    if not -MOST <= value <= MOST:
        msg = f"should be a whole number up to {MOST:,}"
        raise ValueError(msg)
    return value


def read_float(value: Any, _: Any) -> float:
    """Read a number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise expected("a number", value)
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not isfinite(number):
        msg = "should be a finite number"
        raise ValueError(msg)
    return number


def read_date(value: Any, _: Any) -> date:
    """Read a date: a date of the format itself, or ISO text with hyphens."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise expected("a date such as 2018-04-09", value)
    try:
        if re.fullmatch(_ISO_DATE, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    msg = f"should be a date such as 2018-04-09, and {value!r} is not one"
    raise ValueError(msg)


def read_offset(value: Any, _: Any) -> Offset:
    """Read an offset such as ``5 working days``."""
    if not isinstance(value, str):
        raise expected("an offset such as '5 working days'", value)
    return Offset.parse(value)


def read_enum(value: Any, kind: type[StrEnum]) -> StrEnum:
    """Read a member of an enumeration of words."""
    if not isinstance(value, str):
        raise expected(f"one of {', '.join(repr(member.value) for member in kind)}", value)
    try:
        return kind(value)
    except ValueError:
        raise one_of((member.value for member in kind), value) from None


def literal_reader(kind: Any) -> Reader:
    """Return the reader of a ``Literal``."""
    allowed = get_args(kind)

    def read(value: Any, _: Any) -> Any:
        # True equals 1, so the type counts as well.
        for member in allowed:
            if member == value and type(member) is type(value):
                return member
        if isinstance(value, str):
            raise one_of(map(str, allowed), value)
        raise expected(f"one of {', '.join(map(repr, allowed))}", value)

    return read
