"""The dates of an extract: rounded to a month or a week, or moved by the same number of days for each child.

Exact dates identify a child to a person who knows a few of them, so an extract has none.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from inspectprep.annexa.outputs.date_choice import DateChoice
from inspectprep.annexa.reading.dataset import ListTable
from inspectprep.dataframes import pl

_MOST_DAYS = 182
"""Dates are moved by at most this many calendar days, and never by none."""


def dates_of(table: ListTable, choice: DateChoice, key: bytes) -> dict[str, pl.Series]:
    """Return the dates of a list as an extract has them, by column; the date of birth is one of them.

    A row without an identifier cannot be moved, so with ``shift`` its dates are blank.
    """
    names = [name for name in table.columns if table.spec.column(name).type == "date"]
    if choice is DateChoice.SHIFT:
        days = _days_moved(table, key)
        return {name: _moved(table.frame[name], days) for name in names}
    every = "1mo" if choice is DateChoice.MONTH else "1w"
    return {
        name: table.frame[name] if name == "date_of_birth" else table.frame[name].dt.truncate(every)
        for name in names
    }


def _moved(dates: pl.Series, days: pl.Series) -> pl.Series:
    frame = pl.DataFrame({"date": dates, "days": days})
    return frame.select(pl.col("date") + pl.duration(days="days"))["date"]


def _days_moved(table: ListTable, key: bytes) -> pl.Series:
    """Return the days by which the dates of each row are moved.

    Adopters of one family are moved together, because they have the same dates.
    """
    columns = [
        (kind, f"{name}__key")
        for kind, name in (
            (("family", "family_identifier"), ("adopter", "adopter_identifier"))
            if table.list == _ADOPTERS
            else (("child", "child_unique_id"),)
        )
        if name in table.columns
    ]
    parts = [_days_of(table.frame[column], kind, key) for kind, column in columns]
    if not parts:
        return pl.Series("days", [None] * table.frame.height, dtype=pl.Int64)
    frame = pl.DataFrame({str(at): part for at, part in enumerate(parts)})
    return frame.select(pl.coalesce(pl.all()).alias("days"))["days"]


_ADOPTERS = 11


def _days_of(names: pl.Series, kind: str, key: bytes) -> pl.Series:
    unique = names.drop_nulls().unique(maintain_order=True)
    days = pl.Series([_days(f"{kind}:{name}", key) for name in unique], dtype=pl.Int64)
    return names.replace_strict(unique, days, default=None, return_dtype=pl.Int64)


def _days(name: str, key: bytes) -> int:
    digest = hmac.digest(key, f"dates:{name}".encode(), hashlib.sha256)
    number = int.from_bytes(digest[:8], "big") % (2 * _MOST_DAYS)
    return number - _MOST_DAYS if number < _MOST_DAYS else number - _MOST_DAYS + 1


def month_of_birth(births: pl.Series) -> pl.Series:
    """Return the months of dates of birth, such as ``2012-03``."""
    return births.dt.strftime("%Y-%m").alias("month_of_birth")


def ages_in_months(ages: pl.Series, births: pl.Series | None, as_of: date | None) -> pl.Series:
    """Return ages as the month of birth gives them in the month of the list date.

    So an age does not say whether the birthday is before or after the list date within the month.

    Args:
        ages: The ages that were read.
        births: The dates of birth, before they are moved.
        as_of: The list date.
    """
    if births is None or as_of is None:
        return ages
    months = (as_of.year - pl.col("birth").dt.year().cast(pl.Int64)) * 12 + (
        as_of.month - pl.col("birth").dt.month().cast(pl.Int64)
    )
    frame = pl.DataFrame({"age": ages.cast(pl.Int64), "birth": births})
    known = (pl.col("age") >= 0) & (pl.col("birth") <= as_of)
    return frame.select(pl.when(known).then(months // 12).otherwise("age").alias(ages.name))[ages.name]
