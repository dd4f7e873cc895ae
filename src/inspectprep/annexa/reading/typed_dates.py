"""Reads a column of dates, which may mix true dates with texts in many forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from inspectprep.annexa.reading.dataset import CellState, DateForm
from inspectprep.annexa.reading.dates import ReadDate, is_zero_date, only_month_first, read_date
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.text import tidy
from inspectprep.annexa.reading.typed_column import TypedColumn, repeated_headings, text_state
from inspectprep.annexa.reading.unique_texts import UniqueTexts, unique_texts
from inspectprep.dataframes import pl
from inspectprep.model.sheet import CellKind

# Other years are left to the careful reader. Python has no year 0, which polars has.
_DAY_FIRST = r"^\d{1,2}/\d{1,2}/[1-9]\d{3}$"
_MONTHS = 12


def type_dates(
    raw: pl.Series, kinds: pl.Series | None, *, headings: frozenset[str], settings: ReadSettings
) -> TypedColumn:
    """Read a column of dates.

    Args:
        raw: Texts as supplied, or dates from a typed source.
        kinds: :class:`~inspectprep.model.sheet.CellKind` of each cell; None when all are text.
        headings: The column's heading as written and the official one, folded.
        settings: The settings for the file.
    """
    if raw.dtype == pl.Date:
        return _dates_of_typed_source(raw)
    real = None if kinds is None else _is_real(raw, kinds)
    dates = 0 if real is None else real.sum()
    if dates and dates == raw.len() - raw.null_count():
        return TypedColumn(series={**_real_dates(raw), "__raw": raw})
    if not dates:
        real = None
    cells = unique_texts(raw if real is None else raw.set(real, None))
    texts = _read_texts(cells.texts, settings)
    series = cells.spread(
        ("", texts.days, pl.Date, None),
        ("__state", texts.states, pl.Int8, CellState.MISSING),
        ("__kind", texts.forms, pl.Int8, None),
    )
    half_flipped = 0
    if real is not None:
        # Older versions of polars fail on texts in other forms, even when reading is not strict.
        from_cells = _real_dates(raw.set(~real, None))
        series = {suffix: from_cells[suffix].zip_with(real, values) for suffix, values in series.items()}
        half_flipped = _half_flipped(from_cells[""].filter(real), cells, texts.firsts)
    return TypedColumn(
        series={**series, "__raw": cells.encoded if real is None else raw},
        repeats=repeated_headings(cells, texts.tidied, headings) if any(texts.tidied) else None,
        month_first=texts.month_first,
        half_flipped=half_flipped,
    )


def _dates_of_typed_source(days: pl.Series) -> TypedColumn:
    missing = pl.col("day").is_null()
    columns = days.to_frame("day").select(
        missing.cast(pl.Int8).mul(int(CellState.MISSING)).alias("state"),
        pl.when(~missing).then(pl.lit(int(DateForm.CELL), pl.Int8)).alias("kind"),
    )
    return TypedColumn(
        series={"": days, "__state": columns["state"], "__kind": columns["kind"], "__raw": days}
    )


def _is_real(raw: pl.Series, kinds: pl.Series) -> pl.Series:
    """Return for each cell whether it is a true date."""
    real = kinds == int(CellKind.DATE)
    return real & raw.is_not_null() if raw.null_count() else real


def _real_dates(raw: pl.Series) -> dict[str, pl.Series]:
    """Read true dates, as the sources write them."""
    text, day = pl.col("raw"), pl.col("day")
    parsed = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    days = raw.to_frame("raw").select(parsed).to_series()
    read = pl.Series([int(CellState.READ), int(DateForm.CELL)], dtype=pl.Int8)
    states, kinds = (read.new_from_index(at, days.len()) for at in (0, 1))
    if days.null_count():
        unread = pl.when(text.is_null()).then(int(CellState.MISSING)).otherwise(int(CellState.UNREADABLE))
        columns = pl.DataFrame([raw.alias("raw"), days.alias("day")]).select(
            pl.when(day.is_null()).then(unread).otherwise(int(CellState.READ)).cast(pl.Int8).alias("state"),
            pl.when(day.is_not_null()).then(int(DateForm.CELL)).cast(pl.Int8).alias("kind"),
        )
        states, kinds = columns["state"], columns["kind"]
    return {"": days, "__state": states, "__kind": kinds}


@frozen(kw_only=True)
class _DateTexts:
    """The unique texts of a column of dates, read, in their order.

    Attributes:
        firsts: First number of each text where day and month are both numbers; None otherwise.
        tidied: The unreadable texts, tidied; empty for the others.
    """

    days: Sequence[date | None]
    states: Sequence[int]
    forms: Sequence[int | None]
    firsts: Sequence[int | None]
    tidied: list[str]
    month_first: bool = False


def _read_texts(texts: pl.Series, settings: ReadSettings) -> _DateTexts:
    """Read texts. Nearly all are day/month/year; only the others go through the careful reader."""
    plain_days, plain = _plain_dates(texts)
    count = texts.len()
    others = [] if plain.sum() == count else (~plain).arg_true().to_list()
    careful = {
        index: read_date(text, pivot=settings.pivot, shift=settings.shift)
        for index, text in zip(others, texts.gather(others).to_list() if others else (), strict=True)
    }
    days: list[date | None] = plain_days.to_list()
    firsts: list[int | None] = [None if day is None else day.day for day in days]
    for index, reading in careful.items():
        firsts[index] = reading.first or None
    month_first = _is_month_first(
        list(careful.values()), [firsts[index] for index in range(count) if index not in careful]
    )
    if month_first:
        # Then the plain texts were read wrongly too, so all are read again.
        careful = {
            index: read_date(text, pivot=settings.pivot, shift=settings.shift)
            for index, text in enumerate(texts.to_list())
        }
    forms: list[int | None] = [int(DateForm.DAY_FIRST)] * count
    states = [int(CellState.READ)] * count
    tidied = [""] * count
    for index, reading in careful.items():
        day = reading.swapped if month_first and reading.first else reading.day
        days[index] = day
        forms[index] = None if day is None else int(reading.form or 0)
        if day is None:
            tidied[index] = tidy(texts[index])
            states[index] = int(_state(tidied[index]))
    return _DateTexts(
        days=days, states=states, forms=forms, firsts=firsts, tidied=tidied, month_first=month_first
    )


def _state(tidied: str) -> CellState:
    """Return how reading a text that is not a date ends."""
    if is_zero_date(tidied):
        return CellState.PLACEHOLDER
    return text_state(tidied) or CellState.UNREADABLE


def _plain_dates(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Read dates written day/month/year without going through Python.

    Returns:
        The dates, and for each text whether it was read. A month in second place is left to the careful
        reader.
    """
    day_first = texts.str.contains(_DAY_FIRST)
    # As above, only texts in this form are read.
    days = texts.set(~day_first, None).str.to_date("%d/%m/%Y", strict=False)
    return days, days.is_not_null()


def _is_month_first(careful: list[ReadDate], plain_firsts: list[int | None]) -> bool:
    """Return whether all dates of a column can be read month first, and some cannot be read otherwise."""
    if not any(reading.form is DateForm.MONTH_FIRST for reading in careful) or not only_month_first(careful):
        return False
    return max((first or 0 for first in plain_firsts), default=0) <= _MONTHS


def _half_flipped(real: pl.Series, cells: UniqueTexts, firsts: Sequence[int | None]) -> int:
    """Return the smaller number of true dates and texts where a spreadsheet seems to have swapped some.

    A spreadsheet that expects the month first turns the texts it can read into true dates, whose days are
    then at most 12, and leaves those that begin with a number above 12 as texts.
    """
    real = real.drop_nulls()
    texts = cells.spread(("first", firsts, pl.Int32, None))["first"].drop_nulls()
    if not real.len() or not texts.len():
        return 0
    latest, earliest = real.dt.day().max(), texts.min()
    if not isinstance(latest, int) or not isinstance(earliest, int):
        return 0
    return min(real.len(), texts.len()) if latest <= _MONTHS < earliest else 0
