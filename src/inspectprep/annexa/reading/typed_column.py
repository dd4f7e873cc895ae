"""A column that has been read, and the parts of reading that all types of column share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspectprep.annexa.reading.dataset import CellState
from inspectprep.annexa.reading.text import is_broken, is_missing_text
from inspectprep.annexa.reading.unique_texts import UniqueTexts
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen


@frozen(kw_only=True, eq=False)
class TypedColumn:
    """A column that has been read.

    Attributes:
        series: By suffix: ``""`` the value, ``__state``, ``__raw`` and those of its type.
        repeats: For each cell, whether it repeats the column's own heading; None when none does.
        month_first: True when text dates were read month first.
        half_flipped: The smaller number of cells on either side, when a spreadsheet seems to have swapped
            day and month where it could; otherwise 0.
    """

    series: Mapping[str, pl.Series]
    repeats: pl.Series | None = None
    month_first: bool = False
    half_flipped: int = 0


def repeated_headings(
    cells: UniqueTexts, tidied: Sequence[str], headings: frozenset[str]
) -> pl.Series | None:
    """Return for each cell whether it repeats the heading; None when none does.

    Args:
        cells: The cells.
        tidied: Each of their texts, tidied.
        headings: The heading as written and the official one, folded.
    """
    longest = max(map(len, headings), default=0)
    repeats = [len(text) <= longest and text.casefold() in headings for text in tidied]
    return cells.mark(repeats) if any(repeats) else None


def text_state(tidied: str) -> CellState:
    """Return how reading a text ends where any text is a value."""
    if is_broken(tidied):
        return CellState.BROKEN
    return CellState.MISSING if is_missing_text(tidied.casefold()) else CellState.READ
