"""Tables that fit on a sheet of paper: at most five columns, as wide as their texts need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Cell, Table
from inspectprep.model.representation import frozen
from inspectprep.reports.plain_blocks import HIDDEN
from inspectprep.reports.words import cell_words

MOST_COLUMNS = 5
"""The most columns of a table on paper."""

_SIGNATURE = 16
"""The letters in the room for a signature or a day."""
_LONGEST_WORD = 16
_LONGEST_TEXT = 320
_LETTER, _MARGINS = 105, 170
"""The width of a letter and of the margins of a cell, in twentieths of a point."""


@frozen
class Line:
    """One line of a cell.

    Attributes:
        text: The text.
        rating: The rating that gives it its colour. None for none.
    """

    text: str
    rating: Rating | None = None


@frozen
class Grid:
    """A table on paper.

    Attributes:
        columns: The headings.
        rows: The lines of each cell.
        numbers: The places of columns with numbers only.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    numbers: frozenset[int]

    @property
    def to_fill(self) -> frozenset[int]:
        """The places of columns that are blank in every row, for people to write in."""
        return frozenset(
            place
            for place, name in enumerate(self.columns)
            if name and self.rows and not any(line.text.strip() for row in self.rows for line in row[place])
        )

    def widths(self, total: int) -> list[int]:
        """Return the width of each column by the length of its texts, in twentieths of a point as `total`."""
        texts = [
            [name, *(line.text for row in self.rows for line in row[place])]
            for place, name in enumerate(self.columns)
        ]
        least = [
            _SIGNATURE if place in self.to_fill else min(max(map(_unbroken, column)), _LONGEST_WORD) + 1
            for place, column in enumerate(texts)
        ]
        most = [
            max(low, *(min(len(text), _LONGEST_TEXT) for text in column))
            for low, column in zip(least, texts, strict=True)
        ]
        # Every column has room for its longest word. Long texts share the rest, more to the longer ones.
        needed = [low * _LETTER + _MARGINS for low in least]
        if sum(needed) > total:
            return [round(total * need / sum(needed)) for need in needed]
        shares = [0.1 + (high - low) ** 0.7 for low, high in zip(least, most, strict=True)]
        rest = (total - sum(needed)) / sum(shares)
        return [round(need + rest * share) for need, share in zip(needed, shares, strict=True)]


def fitted(table: Table) -> Grid:
    """Return a table with at most five columns. Nothing is lost.

    If there are more, the two columns beside each other with the shortest texts become one, with one line
    for each. The first column stays.
    """
    groups: list[tuple[int, ...]] = [(place,) for place in range(len(table.columns))]
    lengths = [_length(table, place) for place in range(len(table.columns))]
    while len(groups) > MOST_COLUMNS:
        costs = [sum(lengths[place] for place in (*one, *two)) for one, two in pairwise(groups[1:])]
        first = costs.index(min(costs)) + 1
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    return Grid(
        tuple(_heading([table.columns[place] for place in group]) for group in groups),
        tuple(tuple(tuple(_lines(table.columns, row, group)) for group in groups) for row in table.rows),
        frozenset(number for number, group in enumerate(groups) if _numeric(table, group)),
    )


def slices(table: Table) -> Iterator[Table]:
    """Yield tables of at most five columns, each with the first column, for numbers that belong apart."""
    step = MOST_COLUMNS - 1
    for start in range(1, max(len(table.columns), 2), step):
        places = (0, *range(start, min(start + step, len(table.columns))))
        yield Table(
            columns=tuple(table.columns[place] for place in places),
            rows=tuple(tuple(row[place] for place in places) for row in table.rows),
            caption=table.caption,
        )


def _length(table: Table, place: int) -> int:
    return max(map(len, (table.columns[place], *(cell_words(row[place]) for row in table.rows))))


def _unbroken(text: str) -> int:
    """Return the letters that stay on one line: all of a short text, such as a day, or the longest word."""
    return len(text) if len(text) <= _LONGEST_WORD else max(map(len, text.split()), default=0)


def _numeric(table: Table, group: Sequence[int]) -> bool:
    cells = [row[group[0]] for row in table.rows]
    numbers = sum(isinstance(cell, int | float) for cell in cells)
    return (
        len(group) == 1 and numbers > 0 and numbers == sum(cell not in (None, "", HIDDEN) for cell in cells)
    )


def _heading(names: Sequence[str]) -> str:
    return ", ".join((names[0], *(f"{name[:1].lower()}{name[1:]}" for name in names[1:])))


def _lines(columns: Sequence[str], row: Sequence[Cell], group: Iterable[int]) -> Iterator[Line]:
    """Yield the lines of a cell. Each but the first begins with its column, unless it says that already."""
    first = True
    for place in group:
        cell = row[place]
        rating = cell if isinstance(cell, Rating) else None
        if text := cell_words(cell):
            named = first or rating or text.casefold() == columns[place].casefold()
            yield Line(text if named else f"{columns[place]}: {text}", rating)
        first = False
