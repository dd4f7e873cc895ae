"""Tables of a page: how wide each column is, which cells are short, and the rows that a page has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from attrs import evolve

from inspectprep.model.report import Block, Cell, Fold, Paragraph, Report, Section, Table
from inspectprep.model.representation import frozen
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.words import cell_words

_T = TypeVar("_T")

_FIRST = 5
"""How many rows of a table are shown in every case, if it is not folded."""
_LONG = 40
_SHORT = 12
_MOST, _POWER = 240, 0.75
"""The length of text beyond which a column gets no wider, and how much less a longer text counts."""
MOST_PICKS = 12
"""The most boxes of a table to tick."""
_OTHERS = "All others"
_STEP = 4
"""Widths are in steps of a fixed number of percent, each with a class of the style sheet."""


@frozen
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        number: Whether its cells are numbers.
        code: Whether its cells are short words, which must not break.
        long: Whether a cell has a long text.
        heads: Whether its cells name the rows.
        width: Its width in percent of the table.
    """

    name: str
    number: bool
    code: bool
    long: bool
    heads: bool
    width: int


@frozen
class Group:
    """Rows under a heading. The heading is empty in a table that is not split."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class Picks:
    """The texts of a column, of which a reader ticks those to be shown.

    Attributes:
        name: The heading of the column.
        place: The number of the column.
        texts: The most frequent texts, and one for all others if they are many.
    """

    name: str
    place: int
    texts: tuple[str, ...]

    def of(self, row: Sequence[Cell]) -> int:
        """Return the number of a row's text, from 1."""
        text = cell_words(row[self.place])
        return self.texts.index(text) + 1 if text in self.texts else len(self.texts)


@frozen
class LaidTable:
    """A table with its columns and its rows by group, and what a reader can tick."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    grouped: bool
    picks: Picks | None = None


def laid_out(table: Table) -> LaidTable:
    """Return a table with its columns and its rows by group."""
    place = table.columns.index(table.group) if table.group else None
    keep = [number for number in range(len(table.columns)) if number != place]
    heading = _heading(table, keep)
    weights = [_weight(table, number) for number in keep]
    widths = [max(_STEP, round(100 * weight / sum(weights) / _STEP) * _STEP) for weight in weights]
    columns = tuple(
        _column(table, number, width, heads=number == heading)
        for number, width in zip(keep, widths, strict=True)
    )
    if place is None:
        return LaidTable(columns, (Group("", table.rows),), grouped=False, picks=_picks(table))
    groups = tuple(
        Group(
            long_date(key) if isinstance(key, date) else cell_words(key),
            tuple(tuple(row[number] for number in keep) for row in rows),
        )
        for key, rows in groupby(table.rows, key=lambda row: row[place])
    )
    return LaidTable(columns, groups, grouped=True)


def _picks(table: Table) -> Picks | None:
    """Return what a reader can tick. None without a choice."""
    if not table.filter:
        return None
    place = table.columns.index(table.filter)
    counts = Counter(cell_words(row[place]) for row in table.rows)
    texts = tuple(text for text, _ in counts.most_common())
    if len(texts) > MOST_PICKS:
        texts = (*texts[: MOST_PICKS - 1], _OTHERS)
    return Picks(table.filter, place, texts) if len(texts) > 1 else None


def _heading(table: Table, keep: list[int]) -> int | None:
    """Return the column that names a row: the first that is filled with text throughout."""
    for number in keep:
        cells = [row[number] for row in table.rows]
        if cells and all(type(cell) is str and cell for cell in cells):
            return number
    return None


def _weight(table: Table, number: int) -> float:
    """Return the share of the width that a column needs: less than in proportion to its texts."""
    words = [cell_words(row[number]) for row in table.rows]
    lengths = [min(len(text), _MOST) for text in words]
    usual = (sum(lengths) / len(lengths) + max(lengths)) / 2 if lengths else 0
    every = (*words, table.columns[number])
    unbroken = max((len(word) for text in every for word in text.split()), default=0)
    return float(max(usual, min(unbroken, 2 * _SHORT), 3) ** _POWER)


def _column(table: Table, number: int, width: int, *, heads: bool) -> Column:
    cells = [row[number] for row in table.rows if row[number] not in (None, "")]
    numeric = bool(cells) and all(type(cell) in (int, float) for cell in cells)
    long = any(isinstance(cell, str) and len(cell) > _LONG for cell in cells)
    code = bool(cells) and all(map(_is_code, cells))
    return Column(table.columns[number], numeric, code, long, heads, width)


def _is_code(cell: Cell) -> bool:
    """Return whether a cell is a short word such as a rule's id, which must not break at its hyphens."""
    return isinstance(cell, str) and len(cell) <= _SHORT and " " not in cell


def shortened(report: Report, most: int) -> Report:
    """Return a report whose tables have at most this number of rows. Each says how many more there are.

    A table that is not folded keeps its first rows in every case.
    """
    sections = tuple(
        evolve(section, blocks=tuple(_shortened(section.blocks, most))) for section in report.sections
    )
    return evolve(report, sections=sections)


def beneath(table: Table, most: int | None) -> tuple[Table, str]:
    """Return the table below a drawing with at most this number of rows, and what is said of the others.

    The latest rows of lines over time are kept, and the first ones of ranges, which are the nearest.
    """
    if most is None or len(table.rows) <= most:
        return table, ""
    rows = table.rows[-most:] if table.scale and most else table.rows[:most]
    more = counted(len(table.rows) - most, "earlier row" if table.scale else "more row")
    return evolve(table, rows=rows), f"And {more}: see the same report as a workbook (.xlsx)."


def longest_table(report: Report) -> int:
    """Return the number of rows of the longest table of a report."""
    return max((len(table.rows) for section in report.sections for table in tables_of(section)), default=0)


def tables_of(section: Section) -> Iterator[Table]:
    """Yield the tables of a section, in folds too."""
    for block in section.blocks:
        for part in block.blocks if isinstance(block, Fold) else (block,):
            if isinstance(part, Table):
                yield part


def _shortened(blocks: Sequence[Block], most: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Fold):
            inner = (each for part in block.blocks for each in _parts(part, most))
            yield evolve(block, blocks=tuple(inner))
        else:
            yield from _parts(block, max(most, _FIRST))


def _parts(block: _T, most: int) -> Iterator[_T | Table | Paragraph]:
    if not isinstance(block, Table) or _is_drawn(block) or len(block.rows) <= most:
        yield block
        return
    if most:
        yield evolve(block, rows=block.rows[:most])
    more = counted(len(block.rows) - most, "more row" if most else "row")
    yield Paragraph(text=f"{'And ' if most else ''}{more}: see the same report as a workbook (.xlsx).")


def _is_drawn(table: Table) -> bool:
    return table.scale is not None or table.ranges is not None
