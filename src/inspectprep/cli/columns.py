"""The widths of a table's columns, so that no word is broken.

Words, numbers and ids stay whole. A table whose longest words do not fit beside each other is stacked: each
row is a block of lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHORT = 16
"""A column whose cells are all this short, such as one of dates, is not wrapped."""

READABLE = 24
"""A column of longer texts is at least this wide. A narrower one would have a word or two in each line."""


def widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], room: int, measure: Callable[[str], int] = len
) -> list[int] | None:
    """Return the width of each column, or None if the table has to be stacked.

    Args:
        columns: The headings. They wrap at spaces.
        rows: The cells of each row.
        room: The sum of the widths that fits.
        measure: Gives the width of a text on the screen.
    """
    least, most = [], []
    for place, heading in enumerate(columns):
        cells = [line for row in rows for line in row[place].splitlines()]
        natural = max(map(measure, cells), default=0)
        words = (word for text in [heading, *cells] for word in text.split())
        longest = max(map(measure, words), default=0)
        least.append(max(longest, natural if natural <= SHORT else min(natural, READABLE)))
        most.append(max(natural, least[-1]))
    return None if sum(least) > room else _shared(least, most, room)


def _shared(least: list[int], most: list[int], room: int) -> list[int]:
    """Give each column its least width, and share the rest so that the widest columns get the most."""
    found = list(least)
    spare = room - sum(least)
    wanting = [place for place in range(len(least)) if most[place] > least[place]]
    # Those that want least come first: what they leave is for the others.
    for left, place in enumerate(sorted(wanting, key=lambda place: most[place] - least[place])):
        given = min(spare // (len(wanting) - left), most[place] - least[place])
        found[place] += given
        spare -= given
    return found
