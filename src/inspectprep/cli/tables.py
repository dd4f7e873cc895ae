"""Tables on a screen, in which no word, number or id is broken.

Text wraps at spaces. A table whose longest words do not fit beside each other is stacked: each row is a block
of lines. Only a word that is wider than the screen is folded.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from inspectprep.extras import optional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

SHORT = 16
"""A column whose cells are all this short, such as one of dates, is not wrapped."""

LONG, READABLE = 48, 24
"""A column with a text longer than the first is at least as wide as the second."""

TALL = 4
"""A table of three or more columns with a cell of more lines is stacked. It is hard to read across."""

_GAP, _PAIR = 2, 2
_STYLES = {"red": "bold white on red", "amber": "bold black on yellow", "green": "bold white on green"}


@frozen(kw_only=True, slots=False, eq=False)
class ShownTable:
    """A table and the console that shows it.

    Attributes:
        title: The title above it.
        headings: The headings.
        rows: The cells of each row as text.
        console: The console.
        spare: Headings of columns that are left out, from the first, if there is no room for all.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    console: Console
    spare: Sequence[str] = ()

    def lines(self, most: int | None = None) -> list[str]:
        """Return the lines of the title, the headings and at most as many rows."""
        laid = self._laid
        rows = [[row[place] for place in laid.places] for row in self.rows[:most]]
        headings = [self.headings[place] for place in laid.places]
        parts = _stacked(headings, rows) if laid.widths is None else _grid(headings, rows, laid)
        return printed(self.console, styled(self.title, "bold"), *parts)

    def piped(self) -> list[str]:
        """Return the lines for another program: a row is one line, with a tab between its cells."""
        places = [place for place in range(len(self.headings)) if any(row[place] for row in self.rows)]
        rows = [self.headings, *self.rows] if self.rows else []
        cells = [[" ".join(row[place].split()) for place in places] for row in rows]
        return [self.title, *("\t".join(row).rstrip("\t") for row in cells)]

    @cached_property
    def _laid(self) -> _Laid:
        return _laid(self)


class _Laid(NamedTuple):
    places: list[int]
    widths: list[int] | None
    numbers: list[bool]


def _laid(table: ShownTable) -> _Laid:
    with optional("rich"):
        from rich.cells import cell_len

    rows = table.rows
    places = [place for place in range(len(table.headings)) if not rows or any(row[place] for row in rows)]
    spare = [table.headings.index(name) for name in table.spare]
    while True:
        room = table.console.width - _GAP * len(places)
        headings = [table.headings[place] for place in places]
        found = widths(headings, [[row[place] for place in places] for row in rows], room, cell_len)
        left = [place for place in spare if place in places]
        if not left or (found is not None and sum(found) < room):
            break
        places.remove(left[0])
    if found is not None and len(places) > _PAIR and _tallest(rows, places, found, cell_len) > TALL:
        found = None
    numbers = [all(_is_number(row[place]) for row in rows) for place in places]
    return _Laid(places, found, numbers)


def cell_width(text: str) -> int:
    """Return the width of a text on the screen, in columns."""
    with optional("rich"):
        from rich.cells import cell_len

    return cell_len(text)


def _tallest(
    rows: Sequence[Sequence[str]], places: Sequence[int], wide: Sequence[int], measure: Callable[[str], int]
) -> int:
    """Return the lines of the tallest cell, as if its words filled each line."""
    pairs = list(zip(places, wide, strict=True))
    return max(
        (-(-measure(row[place]) // width) for row in rows for place, width in pairs if width), default=0
    )


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").isdigit()


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
        if measure(heading) <= SHORT // 2:
            longest = max(longest, measure(heading))
        whole = natural if natural <= SHORT else READABLE if natural > LONG else 0
        least.append(max(longest, whole))
        most.append(max(natural, least[-1], measure(heading)))
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


def _grid(headings: Sequence[str], rows: Sequence[Sequence[str]], laid: _Laid) -> Iterator[Any]:
    from rich import box, table

    grid = table.Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, _GAP - 1, 0, 0), pad_edge=False)
    for heading, width, number in zip(headings, laid.widths or (), laid.numbers, strict=True):
        grid.add_column(
            styled(heading), overflow="fold", width=width, justify="right" if number and rows else "left"
        )
    for row in rows:
        grid.add_row(*(styled(cell, _STYLES.get(cell, "")) for cell in row))
    yield grid


def _stacked(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Any]:
    """Yield each row as lines: its first cells while they are short, and under them each other one."""
    from rich import padding, text

    for row in rows:
        filled = [pair for pair in zip(headings, row, strict=True) if pair[1]]
        head = [styled(cell, _STYLES.get(cell, "bold")) for _, cell in filled[:1]]
        place = 1
        while place < len(filled) and len(filled[place - 1][1]) <= SHORT:
            heading, cell = filled[place]
            # What the row is about needs no heading.
            head.append(styled(cell if place == 1 or not heading else f"{heading}: {cell}"))
            place += 1
            if len(cell) > SHORT:
                break
        yield text.Text("; ", overflow="fold").join(head)
        for heading, cell in filled[place:]:
            line = text.Text(f"{heading}: " if heading else "", overflow="fold")
            yield padding.Padding(line.append(cell, _STYLES.get(cell)), (0, 0, 0, 2))


def styled(value: str, style: str = "") -> Any:
    """Return text for a console, folded only where a word is wider than the screen."""
    with optional("rich"):
        from rich import text

    return text.Text(value, style=style, overflow="fold")


def printed(console: Console, *parts: Any, wrap: bool | None = True) -> list[str]:
    """Return what a console prints, as lines without spaces at their ends.

    Args:
        console: The console.
        parts: What it prints, each on lines of its own.
        wrap: Whether lines are wrapped to its width. None: as the console does.
    """
    with console.capture() as capture:
        for part in parts:
            console.print(part, soft_wrap=None if wrap is None else not wrap)
    return [line.rstrip() for line in capture.get().splitlines()]
