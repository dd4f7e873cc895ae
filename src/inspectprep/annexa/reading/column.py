"""Types one column: the value read, how reading ended, and what rules need besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl
from attrs import field, frozen

from inspectprep.annexa.catalogue import CodeSet, ColumnSpec
from inspectprep.annexa.reading import dates as d
from inspectprep.annexa.reading.codes import matcher
from inspectprep.annexa.reading.dataset import CellState, DateForm
from inspectprep.annexa.reading.ids import id_key, id_text
from inspectprep.annexa.reading.numbers import read_age, read_count
from inspectprep.annexa.reading.text import (
    NOT_RECORDED,
    NULL_TOKENS,
    fold,
    is_broken,
    is_missing_text,
    tidy,
)
from inspectprep.annexa.reading.unique_texts import UniqueTexts, unique_texts
from inspectprep.model.sheet import CellKind

__all__ = ["ReadSettings", "TypedColumn", "type_column"]

# What may need more than to be taken as it is: odd characters, decimals, zeros, and texts without a
# digit, among which are all placeholders, null tokens and headings.
_ODD_ID = r"[^\x21-\x7e]|^'|^[#=]|\.0+$|^0+$|^[^0-9]*$"
_HEAD = 100
_DAY_FIRST = r"^\d{1,2}/\d{1,2}/\d{4}$"


@frozen(kw_only=True)
class ReadSettings:
    """What reading a column depends on besides the column.

    Attributes:
        pivot: Two-figure years up to this one are of this century.
        codes: The code sets by name.
        shift: Days to add to day counts.
    """

    pivot: int
    codes: Mapping[str, CodeSet]
    shift: int = 0


@frozen(kw_only=True, eq=False)
class TypedColumn:
    """A column that has been read.

    Attributes:
        series: By suffix: ``""`` the value, ``__state``, ``__raw`` and those of its type.
        repeats: For each cell, whether it repeats the column's own heading; None when none does.
        month_first: True when text dates were read month first.
        half_flipped: Least number of cells on either side, when a spreadsheet seems to have swapped
            day and month where it could; 0 otherwise.
    """

    series: Mapping[str, pl.Series]
    repeats: pl.Series | None = None
    month_first: bool = False
    half_flipped: int = field(default=0)


def type_column(
    raw: pl.Series,
    kinds: pl.Series | None,
    column: ColumnSpec,
    *,
    headings: frozenset[str],
    context: ReadSettings,
) -> TypedColumn:
    """Read a column.

    Args:
        raw: Texts as supplied.
        kinds: :class:`~inspectprep.model.sheet.CellKind` of each cell; None when all are text.
        column: What the column is.
        headings: Its heading as written and as official, folded.
        context: What else reading depends on.
    """
    if column.type == "date":
        return _true_dates(raw) if _holds_dates(raw) else _dates(raw, kinds, headings, context)
    raw = _as_text(raw)
    if column.type == "id":
        return _ids(raw, headings)
    cells = unique_texts(raw)
    texts = [tidy(text) for text in cells.texts.to_list()]
    if column.type == "category":
        typed = _categories(cells, texts, column, context.codes[column.codes or ""])
    elif column.type == "text":
        typed = _texts(cells, texts)
    else:
        typed = _numbers(cells, texts, read_age if column.type == "age" else read_count)
    return TypedColumn(series={**typed, "__raw": raw}, repeats=_repeats(cells, texts, headings))


def _repeats(cells: UniqueTexts, texts: list[str], headings: frozenset[str]) -> pl.Series | None:
    longest = max(map(len, headings), default=0)
    same = [len(text) <= longest and text.casefold() in headings for text in texts]
    return cells.mark(same) if any(same) else None


def _categories(
    cells: UniqueTexts, texts: list[str], column: ColumnSpec, code_set: CodeSet
) -> dict[str, pl.Series]:
    find = matcher(code_set, letters=column.letters).match
    values: list[str | None] = []
    codes: list[str | None] = []
    kinds: list[int | None] = []
    states: list[int] = []
    for raw, text in zip(cells.texts.to_list(), texts, strict=True):
        broken = is_broken(text)
        found = None if broken or not text else find(raw)
        values.append(found.code.code if found else None)
        codes.append(found.code.name if found else None)
        kinds.append(int(found.kind) if found else None)
        if found:
            states.append(CellState.READ)
        elif broken:
            states.append(CellState.BROKEN)
        else:
            folded = text.casefold()
            nothing = folded in NULL_TOKENS or (folded == NOT_RECORDED and not code_set.yes_no)
            states.append(CellState.MISSING if nothing else CellState.UNREADABLE)
    return cells.spread(
        ("__state", states, pl.Int8, CellState.MISSING),
        ("__code", codes, pl.String, None),
        ("__kind", kinds, pl.Int8, None),
    ) | _values(cells, values)


def _values(cells: UniqueTexts, values: list[str | None]) -> dict[str, pl.Series]:
    """Return the values; where every cell is read as it stands, the cells themselves, to save room."""
    if cells.texts.to_list() == values:
        return {"": cells.series}
    return cells.spread(("", values, pl.String, None))


def _texts(cells: UniqueTexts, texts: list[str]) -> dict[str, pl.Series]:
    states = [_text_state(text) for text in texts]
    values = [text if state == CellState.READ else None for text, state in zip(texts, states, strict=True)]
    return cells.spread(("__state", states, pl.Int8, CellState.MISSING)) | _values(cells, values)


def _text_state(text: str) -> int:
    if is_broken(text):
        return CellState.BROKEN
    return CellState.MISSING if is_missing_text(text.casefold()) else CellState.READ


def _numbers(cells: UniqueTexts, texts: list[str], read: Callable[[str], int | None]) -> dict[str, pl.Series]:
    values = [read(text) for text in texts]
    states = [
        CellState.READ if value is not None else (_text_state(text) or CellState.UNREADABLE)
        for text, value in zip(texts, values, strict=True)
    ]
    return cells.spread(("", values, pl.Int32, None), ("__state", states, pl.Int8, CellState.MISSING))


def _ids(raw: pl.Series, headings: frozenset[str]) -> TypedColumn:
    # Identifiers are nearly all distinct, so whole columns are cheaper than distinct texts.
    text = pl.col("raw")
    value = raw
    looked = (
        raw.to_frame("raw")
        .select(
            text.str.to_lowercase().alias("key"),
            text.is_null().cast(pl.Int8).mul(int(CellState.MISSING)).alias("state"),
            text.str.contains(_ODD_ID).alias("odd"),
        )
        .get_columns()
    )
    key, state, odd = looked
    repeats = None
    rows = odd.arg_true()
    if rows.len():
        values: list[str | None] = []
        keys: list[str | None] = []
        states = []
        same = []
        for text in raw.gather(rows).to_list():
            read = id_text(text)
            ended = _text_state(read)
            values.append(read if ended == CellState.READ else None)
            keys.append(id_key(read) if ended == CellState.READ else None)
            states.append(int(ended))
            same.append(fold(text) in headings)
        value = value.clone().scatter(rows, pl.Series(values, dtype=pl.String))
        key = key.clone().scatter(rows, pl.Series(keys, dtype=pl.String))
        state = state.scatter(rows, pl.Series(states, dtype=pl.Int8))
        if any(same):
            repeats = pl.Series([False], dtype=pl.Boolean).new_from_index(0, raw.len())
            repeats = repeats.scatter(rows, pl.Series(same))
    return TypedColumn(series={"": value, "__state": state, "__raw": raw, "__key": key}, repeats=repeats)


def _dates(
    raw: pl.Series, kinds: pl.Series | None, headings: frozenset[str], context: ReadSettings
) -> TypedColumn:
    real = None if kinds is None else _really(raw, kinds)
    dates = 0 if real is None else real.sum()
    if dates and dates == raw.len() - raw.null_count():
        return TypedColumn(series={**_real(raw), "__raw": raw})
    if not dates:
        real = None
    cells = unique_texts(raw if real is None else raw.set(real, None))
    read = _read_dates(cells.texts, context)
    series = cells.spread(
        ("", read.days, pl.Date, None),
        ("__state", read.states, pl.Int8, CellState.MISSING),
        ("__kind", read.forms, pl.Int8, None),
    )
    flipped = 0
    if real is not None:
        cell = _real(raw)
        series = {suffix: cell[suffix].zip_with(real, values) for suffix, values in series.items()}
        flipped = _half_flipped(cell[""].filter(real), cells, read.firsts)
    return TypedColumn(
        series={**series, "__raw": raw},
        repeats=_repeats(cells, read.tidied, headings) if any(read.tidied) else None,
        month_first=read.month_first,
        half_flipped=flipped,
    )


@frozen(kw_only=True)
class _ReadDates:
    """The different texts of a column of dates, in their order.

    Attributes:
        firsts: First number of each where day and month are both numbers; None otherwise.
        tidied: What could not be read, tidied; empty for the others.
    """

    days: Sequence[date | None]
    states: Sequence[int]
    forms: Sequence[int | None]
    firsts: Sequence[int | None]
    tidied: list[str]
    month_first: bool = False


def _read_dates(texts: pl.Series, context: ReadSettings) -> _ReadDates:
    """Read texts; nearly all are day/month/year, and only the others go through the careful reader."""
    days, fits = _plain(texts)
    number = texts.len()
    plain = fits.sum() == number
    odd = [] if plain else (~fits).arg_true().to_list()
    careful = {
        place: d.read_date(text, pivot=context.pivot, shift=context.shift)
        for place, text in zip(odd, texts.gather(odd).to_list() if odd else (), strict=True)
    }
    found: list[date | None] = days.to_list()
    numbers: list[int | None] = [None if day is None else day.day for day in found]
    for place, each in careful.items():
        numbers[place] = each.first or None
    month_first = _reads_month_first(
        list(careful.values()), [numbers[place] for place in range(number) if place not in careful]
    )
    if month_first:
        careful = {
            place: d.read_date(text, pivot=context.pivot, shift=context.shift)
            for place, text in enumerate(texts.to_list())
        }
    forms: list[int | None] = [int(DateForm.DAY_FIRST)] * number
    states = [int(CellState.READ)] * number
    tidied = [""] * number
    for place, each in careful.items():
        day = each.swapped if month_first and each.first else each.day
        found[place] = day
        forms[place] = None if day is None else int(each.form or 0)
        if day is None:
            tidied[place] = tidy(texts[place])
            states[place] = int(_text_state(tidied[place]) or CellState.UNREADABLE)
    return _ReadDates(
        days=found, states=states, forms=forms, firsts=numbers, tidied=tidied, month_first=month_first
    )


def _true_dates(days: pl.Series) -> TypedColumn:
    """Read a column of a typed source, which holds dates and nothing else."""
    nothing = pl.col("day").is_null()
    read = days.to_frame("day").select(
        nothing.cast(pl.Int8).mul(int(CellState.MISSING)).alias("state"),
        pl.when(~nothing).then(pl.lit(int(DateForm.CELL), pl.Int8)).alias("kind"),
    )
    return TypedColumn(series={"": days, "__state": read["state"], "__kind": read["kind"], "__raw": days})


def _holds_dates(raw: pl.Series) -> bool:
    return bool(raw.dtype == pl.Date)


def _as_text(raw: pl.Series) -> pl.Series:
    return raw if raw.dtype == pl.String else raw.cast(pl.String)


def _really(raw: pl.Series, kinds: pl.Series) -> pl.Series:
    """Return for each cell whether it is a true date."""
    cells = pl.DataFrame([raw.alias("raw"), kinds.alias("kind")])
    return cells.select((pl.col("kind") == int(CellKind.DATE)) & pl.col("raw").is_not_null()).to_series()


def _real(raw: pl.Series) -> dict[str, pl.Series]:
    """Read true dates, as the sources write them."""
    text = pl.col("raw")
    day = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    read = (
        raw.to_frame("raw")
        .lazy()
        .select(text, day.alias("day"))
        .select(
            "day",
            pl.when(text.is_null())
            .then(int(CellState.MISSING))
            .when(pl.col("day").is_null())
            .then(int(CellState.UNREADABLE))
            .otherwise(int(CellState.READ))
            .cast(pl.Int8)
            .alias("state"),
            pl.when(pl.col("day").is_not_null()).then(int(DateForm.CELL)).cast(pl.Int8).alias("kind"),
        )
        .collect()
    )
    return {"": read["day"], "__state": read["state"], "__kind": read["kind"]}


def _plain(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Read the dates written day/month/year, nearly all there are, without going through Python.

    Returns:
        The dates, and for each text whether it was read; a month in second place is left to the careful
        reader.
    """
    days = texts.str.to_date("%d/%m/%Y", strict=False)
    return days, texts.str.contains(_DAY_FIRST) & days.is_not_null()


def _reads_month_first(odd: list[d.ReadDate], plain_firsts: list[int | None]) -> bool:
    if not any(each.form is DateForm.MONTH_FIRST for each in odd) or not d.month_first(odd):
        return False
    return max((each or 0 for each in plain_firsts), default=0) <= 12


def _half_flipped(real: pl.Series, cells: UniqueTexts, firsts: Sequence[int | None]) -> int:
    real = real.drop_nulls()
    texts = cells.spread(("first", firsts, pl.Int32, None))["first"].drop_nulls()
    if not real.len() or not texts.len():
        return 0
    latest, earliest = real.dt.day().max(), texts.min()
    if not isinstance(latest, int) or not isinstance(earliest, int) or latest > 12 or earliest <= 12:
        return 0
    return min(real.len(), texts.len())
