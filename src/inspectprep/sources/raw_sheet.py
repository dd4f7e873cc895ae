"""The cells of a workbook's sheet and what each of them is.

The libraries give every cell as text. They print a true date as ``2026-09-01 00:00:00``, which people do not
type, so true dates are recognised by their form. Where a typed text has that form, the sheet's XML decides.
Macros, links and formulas are never followed or calculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from inspectprep.dataframes import pl
from inspectprep.model.cell_names import column_letter, column_number
from inspectprep.model.sheet import CellKind, RawSheet, SheetNote
from inspectprep.sources.cell_types import cells_by_type
from inspectprep.sources.memory_file import InputFile
from inspectprep.sources.package import PackageScan
from inspectprep.sources.parsed import ParsedSheet
from inspectprep.sources.sheetscan import BrokenCell, SheetScan
from inspectprep.sources.stored_values import as_dates, as_stored, dates_as_text, long_numbers, longest_texts

_DATE = r"^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$"
_DATE_LENGTH = 19


def raw_sheet(path: InputFile, name: str, parsed: ParsedSheet, scan: PackageScan) -> RawSheet:
    """Return a sheet with the kind of every cell.

    Args:
        path: The workbook.
        name: The sheet's name.
        parsed: Its cells as the library gave them.
        scan: What was found when the workbook was looked through.
    """
    first_column = parsed.first_column
    frame = parsed.cells.rename(
        {column: column_letter(first_column + index) for index, column in enumerate(parsed.cells.columns)}
    )
    found = scan.sheets.get(name)
    longest = longest_texts(frame)
    kinds = _real_dates(frame, [name for name in longest if longest[name] >= _DATE_LENGTH])
    ambiguous = list(kinds) if scan.text_dates or (found is not None and found.text_dates) else []
    too_long = long_numbers(frame, longest)
    dated = dates_as_text(frame) if found is not None and found.dated else []
    part = scan.sheet_parts.get(name)
    if part is not None and (ambiguous or too_long or dated):
        types = cells_by_type(path, part, [*ambiguous, *too_long, *dated])
        for column in ambiguous:
            texts = set(types.texts.get(column, ()))
            typed = pl.Series([row in texts for row in range(1, frame.height + 1)], dtype=pl.Boolean)
            kinds[column] &= ~typed
        for column in too_long:
            frame = frame.with_columns(as_stored(frame[column], types.numbers.get(column, [])))
        frame = _with_dates(frame, kinds, types.dates)
    if found is not None and found.dates:
        frame = _with_dates(frame, kinds, found.dates)
    broken: dict[str, list[BrokenCell]] = {}
    for cell in found.broken if found else ():
        broken.setdefault(column_letter(cell.column), []).append(cell)
    if broken:
        frame = _stretched(frame, found.broken if found else [])
    kind_frame = None
    if kinds or broken:
        plain = pl.all().is_not_null().cast(pl.UInt8) * int(CellKind.TEXT)
        kind_frame = frame.select(plain)
        further = int(CellKind.DATE) - int(CellKind.TEXT)
        if kinds:
            kind_frame = kind_frame.with_columns(
                pl.col(column) + pl.lit(_fitted(mask, frame.height)).cast(pl.UInt8) * further
                for column, mask in kinds.items()
            )
        for column, cells in broken.items():
            values, series = _with_broken(frame[column], kind_frame[column], cells)
            frame = frame.with_columns(values.alias(column))
            kind_frame = kind_frame.with_columns(series.alias(column))
    first = column_number(frame.columns[0]) if frame.width else first_column
    return RawSheet(
        file=path.name,
        sheet=name,
        cells=frame,
        kinds=kind_frame,
        first_row=1,
        first_column=first,
        visibility=parsed.visibility,
        notes=tuple(_notes(found)),
    )


def _with_dates(
    frame: pl.DataFrame, kinds: dict[str, pl.Series], dates: Mapping[str, list[tuple[int, str]]]
) -> pl.DataFrame:
    """Return the frame with stored dates in the form of all others, and mark them in `kinds`."""
    for column, stored in dates.items():
        if column in frame.columns:
            values, kinds[column] = as_dates(frame[column], kinds.get(column), stored)
            frame = frame.with_columns(values)
    return frame


def _fitted(mask: pl.Series, height: int) -> pl.Series:
    return mask.clone().extend_constant(value=False, n=height - len(mask)) if len(mask) < height else mask


def _real_dates(frame: pl.DataFrame, maybe: list[str]) -> dict[str, pl.Series]:
    """Return a mask of the real dates of each of some columns that has any."""
    masks = frame.select(pl.col(maybe).str.contains(_DATE).fill_null(value=False))
    there = masks.select(pl.all().any()).row(0) if maybe else ()
    return {mask.name: mask for mask, found in zip(masks.get_columns(), there, strict=True) if found}


def _stretched(frame: pl.DataFrame, broken: list[BrokenCell]) -> pl.DataFrame:
    """Return the frame with rows and columns added so that every broken cell has its place."""
    numbers = [column_number(column) for column in frame.columns]
    first = min([*numbers, *(cell.column for cell in broken)])
    last = max([*numbers, *(cell.column for cell in broken)])
    height = max(frame.height, *(cell.row for cell in broken))
    if frame.width == 0:
        frame = pl.DataFrame({column_letter(first): pl.Series([None] * height, dtype=pl.String)})
    elif height > frame.height:
        empty = pl.DataFrame({column: pl.Series([None], dtype=pl.String) for column in frame.columns}).select(
            pl.all().repeat_by(height - frame.height).explode()
        )
        frame = pl.concat([frame, empty])
    wanted = [column_letter(number) for number in range(first, last + 1)]
    nothing = pl.lit(None, dtype=pl.String)
    there = set(frame.columns)
    return frame.select(pl.col(column) if column in there else nothing.alias(column) for column in wanted)


def _with_broken(
    values: pl.Series, kinds: pl.Series, broken: list[BrokenCell]
) -> tuple[pl.Series, pl.Series]:
    frame = pl.DataFrame(
        {
            "row": [cell.row - 1 for cell in broken],
            "text": [cell.text for cell in broken],
            "kind": [int(CellKind.FORMULA if cell.formula else CellKind.ERROR) for cell in broken],
        },
        schema={"row": pl.UInt32, "text": pl.String, "kind": pl.UInt8},
    ).unique("row", keep="first", maintain_order=True)
    # Where the library has a value, the cell keeps it.
    frame = frame.filter(values.gather(frame["row"]).fill_null("").str.len_bytes() == 0)
    rows = frame["row"]
    replaced = values.to_frame("value").with_row_index("row").join(frame, on="row", how="left")
    merged = replaced.sort("row").select(pl.coalesce("text", "value")).to_series()
    return merged, kinds.clone().scatter(rows, frame["kind"])


def _notes(found: SheetScan | None) -> Iterable[SheetNote]:
    if found is None:
        return
    if found.hidden_rows:
        yield SheetNote(
            code="hidden-rows", text="Some rows are hidden.", cells=tuple(_runs(found.hidden_rows))
        )
    if found.hidden_columns:
        runs = tuple(f"{column_letter(first)}:{column_letter(last)}" for first, last in found.hidden_columns)
        yield SheetNote(code="hidden-columns", text="Some columns are hidden.", cells=runs)
    if found.far:
        text = "Cells far from all others were not read."
        yield SheetNote(code="far-cells", text=text, cells=found.far)
    if found.merged:
        yield SheetNote(code="merged-cells", text="Some cells are merged.", cells=tuple(found.merged))
    if not found.complete:
        text = "Not every error cell or formula without a result could be found; some read as blank."
        yield SheetNote(code="scan-limit", text=text)


def _runs(numbers: Iterable[int]) -> Iterable[str]:
    """Yield runs of row numbers as ``5:9``."""
    # In a run, a number and its place grow together.
    for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        rows = [number for _, number in run]
        yield f"{rows[0]}:{rows[-1]}"
