"""Reads one column: its values, how reading each cell ended, and what rules need besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inspectprep.annexa.catalogue import Code, ColumnSpec
from inspectprep.annexa.catalogue.added_codes import text_key
from inspectprep.annexa.reading.codes import code_type, matcher
from inspectprep.annexa.reading.dataset import CellState, Match
from inspectprep.annexa.reading.ids import id_key, id_text
from inspectprep.annexa.reading.numbers import read_age, read_count
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.text import NOT_RECORDED, fold, is_broken, is_null_text, tidy
from inspectprep.annexa.reading.typed_column import TypedColumn, repeated_headings, text_state
from inspectprep.annexa.reading.typed_dates import type_dates
from inspectprep.annexa.reading.unique_texts import UniqueTexts, unique_texts
from inspectprep.dataframes import pl

# Identifiers that may need more than to be taken as they are: odd characters, decimals, zeros, and texts
# without a digit, among which are all placeholders, null tokens and headings.
_ODD_ID = r"[^\x21-\x7e]|^'|#|^=|\.0+$|^0+$|^[^0-9]*$"


def type_column(
    raw: pl.Series,
    kinds: pl.Series | None,
    column: ColumnSpec,
    *,
    headings: frozenset[str],
    settings: ReadSettings,
    list_number: int,
) -> TypedColumn:
    """Read a column.

    Args:
        raw: Texts as supplied.
        kinds: :class:`~inspectprep.model.sheet.CellKind` of each cell; None when all are text.
        column: The column's specification.
        headings: Its heading as written and the official one, folded.
        settings: The settings for the file.
        list_number: The number of its list, for the council's choices of codes.
    """
    if column.type == "date":
        return type_dates(raw, kinds, headings=headings, settings=settings)
    if raw.dtype != pl.String:
        raw = raw.cast(pl.String)
    if column.type == "id":
        return _type_ids(raw, headings)
    cells = unique_texts(raw)
    texts = [tidy(text) for text in cells.texts.to_list()]
    if column.type == "category":
        meanings = settings.meanings.get((list_number, column.name), {})
        series = _categories(cells, texts, column, settings, meanings)
    elif column.type == "text":
        series = _texts(cells, texts)
    else:
        series = _numbers(cells, texts, read_age if column.type == "age" else read_count)
    return TypedColumn(series=series, repeats=repeated_headings(cells, texts, headings))


def _categories(
    cells: UniqueTexts,
    texts: list[str],
    column: ColumnSpec,
    settings: ReadSettings,
    meanings: Mapping[str, Code | None],
) -> dict[str, pl.Series]:
    code_set = settings.codes[column.codes or ""]
    find = matcher(code_set, letters=column.letters).match
    values: list[str | None] = []
    codes: list[str | None] = []
    kinds: list[int | None] = []
    states: list[int] = []
    for raw, text in zip(cells.texts.to_list(), texts, strict=True):
        broken = is_broken(text)
        if meanings and not broken and (key := text_key(text)) in meanings:
            code = meanings[key]
            values.append(code.code if code else None)
            codes.append(code.name if code else None)
            kinds.append(int(Match.CHOICE))
            states.append(CellState.READ if code else CellState.MISSING)
            continue
        match = None if broken or not text else find(raw)
        code = match.code if match else None
        values.append(code.code if code else None)
        codes.append(code.name if code else None)
        kinds.append(int(match.kind) if match else None)
        if code:
            states.append(CellState.READ)
        elif broken:
            states.append(CellState.BROKEN)
        else:
            folded = text.casefold()
            nothing = is_null_text(folded) or (folded == NOT_RECORDED and not code_set.yes_no)
            states.append(CellState.MISSING if nothing else CellState.UNREADABLE)
    spread = cells.spread(
        ("", values, code_type(code_set), None),
        ("__state", states, pl.Int8, CellState.MISSING),
        ("__code", codes, settings.short_codes, None),
        ("__kind", kinds, pl.Int8, None),
    )
    return {**spread, "__raw": cells.encoded}


def _texts(cells: UniqueTexts, texts: list[str]) -> dict[str, pl.Series]:
    states = [text_state(text) for text in texts]
    values = [text if state == CellState.READ else None for text, state in zip(texts, states, strict=True)]
    spread = cells.spread(("__state", states, pl.Int8, CellState.MISSING))
    # Where the values equal the cells they are the cells themselves, which saves memory.
    same = cells.texts.to_list() == values
    return {
        "": cells.series if same else cells.spread(("", values, pl.String, None))[""],
        **spread,
        "__raw": cells.series,
    }


def _numbers(cells: UniqueTexts, texts: list[str], read: Callable[[str], int | None]) -> dict[str, pl.Series]:
    values = [read(text) for text in cells.texts.to_list()]
    states = [
        CellState.READ if value is not None else (text_state(text) or CellState.UNREADABLE)
        for text, value in zip(texts, values, strict=True)
    ]
    spread = cells.spread(("", values, pl.Int32, None), ("__state", states, pl.Int8, CellState.MISSING))
    return {**spread, "__raw": cells.encoded}


def _type_ids(raw: pl.Series, headings: frozenset[str]) -> TypedColumn:
    # Identifiers are nearly all different, so whole columns are cheaper than unique texts.
    text = pl.col("raw")
    value = raw
    key, state, odd = (
        raw.to_frame("raw")
        .select(
            text.str.to_lowercase().alias("key"),
            text.is_null().cast(pl.Int8).mul(int(CellState.MISSING)).alias("state"),
            text.str.contains(_ODD_ID).alias("odd"),
        )
        .get_columns()
    )
    repeats = None
    rows = odd.arg_true()
    if rows.len():
        values: list[str | None] = []
        keys: list[str | None] = []
        states: list[int] = []
        same: list[bool] = []
        for cell in raw.gather(rows).to_list():
            identifier = id_text(cell)
            end = text_state(tidy(cell)) or text_state(identifier)
            values.append(identifier if end == CellState.READ else None)
            keys.append(id_key(identifier) if end == CellState.READ else None)
            states.append(int(end))
            same.append(fold(cell) in headings)
        value = value.clone().scatter(rows, pl.Series(values, dtype=pl.String))
        key = key.clone().scatter(rows, pl.Series(keys, dtype=pl.String))
        state = state.scatter(rows, pl.Series(states, dtype=pl.Int8))
        if any(same):
            repeats = pl.Series([False], dtype=pl.Boolean).new_from_index(0, raw.len())
            repeats = repeats.scatter(rows, pl.Series(same))
    return TypedColumn(series={"": value, "__state": state, "__raw": raw, "__key": key}, repeats=repeats)
