"""A synthetic council's return: cells as a council would supply them, and what was broken on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from inspectprep.annexa import catalogue
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

Cell: TypeAlias = str | int | date | None


@frozen(kw_only=True)
class SeededError:
    """A error put in on purpose.

    Attributes:
        rule: The rule that must find it.
        list: The list of the finding.
        row: The row, counted from 0 in the order of the list; None where the rule is about a whole list.
        column: The column that was changed.
        also: Rules that the same change sets off for good reason, here or on the child's other rows.
        touched: Every row that was changed or shares the child, as list and row.
    """

    rule: str
    list: int
    row: int | None
    column: str
    also: tuple[str, ...] = ()
    touched: tuple[tuple[int, int], ...] = ()


@frozen(kw_only=True, eq=False)
class SyntheticCouncil:
    """A synthetic council's eleven lists.

    Attributes:
        as_of: The list date.
        authority: The English authority in whose area placements count as in.
        seed: The seed that it was made with.
        cells: By list and canonical column, every cell in row order: real dates, whole numbers, text or
            None.
        labels: The seeded errors; empty for a clean return.
    """

    as_of: date
    authority: str
    seed: int
    cells: Mapping[int, Mapping[str, Sequence[Cell]]]
    labels: tuple[SeededError, ...] = ()

    __one_line__ = ("as_of", "authority", "seed", "cells", "labels")

    @property
    def tables(self) -> Mapping[int, pl.DataFrame]:
        """The lists as frames under canonical names; a column holding anything but dates is text."""
        return {number: self.frame(number) for number in self.cells}

    def frame(self, number: int) -> pl.DataFrame:
        """Return one list as a frame: dates where a column has nothing else, text otherwise."""
        columns = []
        for column in catalogue.lists()[number].columns:
            cells = self.cells[number][column.name]
            if column.type == "date" and all(cell is None or type(cell) is date for cell in cells):
                columns.append(pl.Series(column.name, cells, dtype=pl.Date))
            else:
                texts = [None if cell is None else as_text(cell) for cell in cells]
                columns.append(pl.Series(column.name, texts, dtype=pl.String))
        return pl.DataFrame(columns)

    def rows(self, number: int) -> int:
        """Return how many rows a list has."""
        return len(next(iter(self.cells[number].values())))


def as_text(cell: Cell) -> str:
    """Return a cell as a council would type it: dates as day/month/year."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
