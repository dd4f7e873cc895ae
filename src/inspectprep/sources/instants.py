"""An instant with a time zone is a day in England."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo

from inspectprep.dataframes import pl

ENGLAND = "Europe/London"
_MINUTES = 60
_NAMED = {"z": 0, "utc": 0, "gmt": 0, "bst": _MINUTES}
_FIRST_YEAR = 1900
"""Earlier days are placeholders. They stay, though clocks were then set by the sun."""

ZONE = r"z|utc|gmt|bst|[+-]\d{2}(?::?\d{2})?"
"""A time zone in lower case."""
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(" + ZONE + ")", re.IGNORECASE)


def day_in_england(moment: dt.datetime) -> dt.date:
    """Return the day in England of an instant with a time zone."""
    try:
        instant = moment.astimezone(dt.UTC)
    except OverflowError:  # in the first or the last hours of all days
        return moment.date()
    return instant.astimezone(_england()).date() if instant.year >= _FIRST_YEAR else instant.date()


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """Return the day in England of a time in a zone, such as ``z``, ``+01:00`` or ``bst``."""
    offset = _OFFSET.fullmatch(zone)
    minutes = int(offset[2]) * _MINUTES + int(offset[3] or 0) if offset else _NAMED[zone]
    signed = -minutes if offset and offset[1] == "-" else minutes
    if abs(signed) >= 24 * _MINUTES:  # not a zone
        return moment.date()
    return day_in_england(moment.replace(tzinfo=dt.timezone(dt.timedelta(minutes=signed))))


def day_of_text(text: str) -> str:
    """Return the day in England of an instant in the form of ISO 8601; empty for any other text."""
    found = _ISO.fullmatch(text)
    try:
        return day_of(dt.datetime.fromisoformat(found[1]), found[2].casefold()).isoformat() if found else ""
    except ValueError:
        return ""


def days_in_england(instants: pl.Series) -> pl.Series:
    """Return the days in England of a column of instants with a time zone."""
    known = pl.col(instants.name).is_not_null()
    # Older versions of polars also convert what is behind a null, which may be no date at all.
    cell = pl.col(instants.name).to_physical().fill_null(0).cast(instants.dtype)
    utc = cell.dt.convert_time_zone("UTC")
    late = utc.dt.year() >= _FIRST_YEAR
    days = pl.when(late).then(cell.dt.convert_time_zone(ENGLAND).dt.date()).otherwise(utc.dt.date())
    return instants.to_frame().select(pl.when(known).then(days).alias(instants.name)).to_series()


@cache
def _england() -> ZoneInfo:
    return ZoneInfo(ENGLAND)
