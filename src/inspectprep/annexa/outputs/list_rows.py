"""The rows of a list as the XML of a sheet, made of whole columns at a time.

xlsxwriter writes cell by cell, which takes several microseconds each. Here many rows become one text.
It is what :func:`inspectprep.annexa.outputs.mark.put` makes of the same cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from inspectprep.annexa.outputs.cells import column_as_supplied, counted_in_days
from inspectprep.annexa.outputs.mark import LONGEST, OLDEST, risky
from inspectprep.annexa.reading.dataset import DateForm, ListTable
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen
from inspectprep.workbooks import escape_controls

_PORTION = 10_000
# Spreadsheets count days from here, with one that never was: 29 February 1900.
_ZERO, _LEAP = date(1899, 12, 31), 59
_DAY_LENGTH = 10
_MIDNIGHT = " 00:00:00"
_NUMBER = r"^(?:0|-?[1-9][0-9]{0,14})$"
_LONG_NUMBER = r"^-?[0-9]{15,}$"
_RISKY = r"^[=+\-@\t\r]"
_ODD = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9a-fA-F]{4}"
_PLAIN, _GUARDED, _DAY, _MOMENT = range(4)


@frozen(kw_only=True, eq=False)
class Styles:
    """The numbers of the formats of cells.

    Attributes:
        numbers: For each colour, from 0 for none, four: of text, guarded text, dates and times.
    """

    numbers: tuple[int, ...]

    def of(self, colours: pl.Expr, kinds: pl.Expr) -> pl.Expr:
        """Return the number of the format of each cell, as text."""
        numbers = [str(number) for number in self.numbers]
        return (colours.cast(pl.UInt32) * 4 + kinds).replace_strict(
            list(range(len(numbers))), numbers, return_dtype=pl.String
        )


def row_texts(
    table: ListTable, letters: Mapping[str, str], styles: Styles, colours: pl.DataFrame
) -> Iterator[str]:
    """Yield the XML of rows, many at a time.

    Args:
        table: The rows.
        letters: The letters of each column.
        styles: The formats.
        colours: ``row``, ``column`` and ``colour`` of the cells that have one; 0 is none.
    """
    types = {column.name: column.type for column in table.spec.columns}
    # The most severe has the lowest number.
    worst = colours.group_by("row", "column").agg(pl.col("colour").min())
    by_column = {str(name): part for (name,), part in worst.group_by("column")}
    in_order = sorted(table.columns, key=lambda name: (len(letters[name]), letters[name]))
    for piece in table.frame.iter_slices(_PORTION):
        rows = piece["__row"]
        cells = [
            _cells(
                _values(piece, name, types[name]).with_columns(
                    rows.cast(pl.String).alias("row"), _colours(rows, by_column.get(name)).alias("colour")
                ),
                letters[name],
                styles,
            )
            for name in in_order
        ]
        frame = pl.DataFrame([cell.alias(str(place)) for place, cell in enumerate(cells)])
        row = pl.concat_str(frame.columns)
        frame = frame.with_columns(rows.cast(pl.String).alias("row"))
        text = pl.concat_str(pl.lit('<row r="'), "row", pl.lit('">'), row, pl.lit("</row>"))
        yield frame.filter(row != "").select(text.str.join("")).item()


def _colours(rows: pl.Series, coloured: pl.DataFrame | None) -> pl.Series:
    blank = pl.zeros(rows.len(), dtype=pl.UInt8, eager=True)
    if coloured is None:
        return blank
    there = coloured.filter(pl.col("row").is_in(rows.implode()))
    return blank.scatter(rows.search_sorted(there["row"]), there["colour"])


def _values(piece: pl.DataFrame, name: str, kind: str) -> pl.DataFrame:
    """Return the ``text``, ``number`` and ``kind`` of each cell: a text or a number, or neither.

    Few cells need more than their column. They are made one by one.
    """
    raw = pl.col(f"{name}__raw").cast(pl.String)
    number, day = pl.lit(None, pl.String), pl.col(name)
    single = raw.str.len_bytes() > LONGEST // 2
    if kind == "date":
        real = (pl.col(f"{name}__kind") == int(DateForm.CELL)) & day.is_not_null()
        midnight = raw == day.cast(pl.String) + _MIDNIGHT
        simple = real & (midnight | (raw.str.len_chars() <= _DAY_LENGTH)) & (day >= OLDEST)
        number = pl.when(simple).then((day.cast(pl.Int32) + _COUNTED).cast(pl.String))
        single = single | (real & ~simple) | (~real & day.is_not_null() & counted_in_days(raw))
    elif kind in {"integer", "age"}:
        number = pl.when(raw.str.contains(_NUMBER)).then(raw)
        single = single | raw.str.contains(_LONG_NUMBER)
    columns = piece.select(
        raw.alias("text"), number.alias("number"), single.fill_null(value=False).alias("one")
    )
    is_number = pl.col("number").is_not_null()
    guarded = pl.col("text").str.contains(_RISKY)
    number_kind = pl.lit(_PLAIN)
    if kind == "date":
        number_kind = pl.when(pl.col("text").str.ends_with(_MIDNIGHT)).then(_MOMENT).otherwise(_DAY)
    kinds = pl.when(is_number).then(number_kind).when(guarded).then(_GUARDED)
    values = columns.with_columns(
        pl.when(~is_number).then("text").alias("text"), kinds.otherwise(_PLAIN).cast(pl.UInt32).alias("kind")
    )
    at = values["one"].arg_true()
    if at.len():
        made = [_single(cell) for cell in column_as_supplied(piece[at], name, kind)]
        new = pl.DataFrame(
            made, schema={"text": pl.String, "number": pl.String, "kind": pl.UInt32}, orient="row"
        )
        values = values.with_columns(values[column].scatter(at, new[column]) for column in new.columns)
    return values


_COUNTED = (date(1970, 1, 1) - _ZERO).days + 1


def _single(cell: Any) -> tuple[str | None, str | None, int]:
    """Return the text, the number and the kind of one cell."""
    if cell is None:
        return None, None, _PLAIN
    if isinstance(cell, datetime):
        since = cell.replace(tzinfo=None) - datetime.combine(_ZERO, time())
        days = since.days + (since.seconds + since.microseconds / 1e6) / 86_400
        return None, f"{days + (days > _LEAP):.16G}", _MOMENT
    if isinstance(cell, date):
        if cell < OLDEST:
            return f"{cell:%d/%m/%Y}", None, _PLAIN
        return None, str((cell - _ZERO).days + 1), _DAY
    if isinstance(cell, str):
        text = cell[:LONGEST]
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
            # Characters that count twice would make it too long for a cell.
            text = text[: LONGEST // 2]
        return text, None, _GUARDED if risky(text) else _PLAIN
    return None, f"{cell:.16G}", _PLAIN


@lru_cache(maxsize=10_000)
def cell_text(cell: Any, styles: tuple[int, int, int, int]) -> str:
    """Return the XML of one cell behind its name; empty for None.

    Args:
        cell: Text, number, date, time or None.
        styles: The numbers of the formats of text, guarded text, dates and times.
    """
    text, number, kind = _single(cell)
    if number is not None:
        return f' s="{styles[kind]}"><v>{number}</v></c>'
    if text is None:
        return ""
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f' s="{styles[kind]}" t="inlineStr"><is><t{space}>{escape(escape_controls(text))}</t></is></c>'


def _cells(values: pl.DataFrame, letters: str, styles: Styles) -> pl.Series:
    """Return the XML of one cell of each row; empty for a cell that is not written."""
    values = values.with_columns(_escaped(values["text"]).alias("text"))
    text, number = pl.col("text"), pl.col("number")
    style = styles.of(pl.col("colour"), pl.col("kind"))
    start = pl.concat_str(pl.lit(f'<c r="{letters}'), "row", pl.lit('" s="'), style)
    # White space at either end would be lost.
    space = pl.when(text.str.contains(r"^\s|\s$")).then(pl.lit(' xml:space="preserve"')).otherwise(pl.lit(""))
    inline = (pl.lit('" t="inlineStr"><is><t'), space, pl.lit(">"), text, pl.lit("</t></is></c>"))
    cell = (
        pl.when(number.is_not_null())
        .then(pl.concat_str(start, pl.lit('"><v>'), number, pl.lit("</v></c>")))
        .when(text.is_not_null())
        .then(pl.concat_str(start, *inline))
        .when(pl.col("colour") > 0)
        .then(pl.concat_str(start, pl.lit('"/>')))
        .otherwise(pl.lit(""))
    )
    return values.select(cell).to_series()


def _escaped(texts: pl.Series) -> pl.Series:
    """Return texts as they are written in XML."""
    odd = texts.str.contains(_ODD).fill_null(value=False).arg_true()
    if odd.len():
        coded = [escape_controls(text) for text in texts.gather(odd).to_list()]
        texts = texts.clone().scatter(odd, pl.Series(coded, dtype=pl.String))
    if texts.str.contains("[&<>]").any():
        for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            texts = texts.str.replace_all(character, entity, literal=True)
    return texts
