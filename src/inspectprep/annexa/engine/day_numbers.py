"""Numbers of dates, calculated once for each day and not for each cell where that is less work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from inspectprep.dataframes import pl


def number_by_day(days: pl.Series, number: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Return an expression for a number of each date of a column.

    Args:
        days: A column of the frame for which the expression is.
        number: Returns the expression for a column of dates. It is null where the date is.
    """
    low, high = days.min(), days.max()
    if not isinstance(low, date) or not isinstance(high, date) or (high - low).days >= days.len():
        return number(pl.col(days.name))
    every = pl.date_range(low, high, eager=True).alias("day")
    numbers = every.to_frame().select(number(pl.col("day"))).to_series()
    places = days.to_physical().cast(pl.Int64) - (low - date(1970, 1, 1)).days
    return pl.lit(numbers.gather(places))
