"""The shapes of blocks that answer a question, in percent of their width. No text shrinks with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_uppercase

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block
from inspectprep.model.report_blocks import Agenda, Answer, Bar, Change, History, Matrix, Side
from inspectprep.model.representation import frozen

_BESIDE = (Change, History, Agenda)
_SHADES = 4
_BRIEF = 6
_PHONE = 20.0
_LABEL = 6.5
_SQUARES = 8
_HALF = 48.0
_HEIGHT = 36


@frozen
class Group:
    """Blocks that are shown together: an answer and what is beside it, figures in rows, or one block."""

    kind: str
    blocks: tuple[Block, ...]


@frozen
class Shape:
    """A stretch of a line, in percent of its width."""

    x: float
    width: float
    kind: str = ""
    signed: bool = False

    @property
    def middle(self) -> float:
        """The middle of the stretch."""
        return round(self.x + self.width / 2, 2)


@frozen
class Shaded:
    """A number of a matrix with its shade, from 0 to 4. None for a number that is not shown."""

    figure: int | None
    shade: int


@frozen(kw_only=True)
class DrawnMatrix:
    """A matrix with its shades.

    Attributes:
        brief: Short names of the columns, for narrow windows.
        shortened: Whether the short names need an explanation.
        wide: Whether the columns do not fit into a narrow window.
        rows: The title of each row, its numbers and its sum.
        hides: Whether a number is not shown.
    """

    brief: tuple[str, ...]
    shortened: bool
    wide: bool
    rows: tuple[tuple[str, tuple[Shaded, ...], int | None], ...]
    hides: bool


def arranged(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Return the blocks of a section in groups."""
    groups: list[Group] = []
    for block in blocks:
        last = groups[-1] if groups else None
        if last and last.kind == "top" and isinstance(block, _BESIDE):
            groups[-1] = Group("top", (*last.blocks, block))
        elif last and last.kind == "bars" and isinstance(block, Bar):
            groups[-1] = Group("bars", (*last.blocks, block))
        else:
            kind = "top" if isinstance(block, Answer) else "bars" if isinstance(block, Bar) else "one"
            groups.append(Group(kind, (block,)))
    return tuple(groups)


def draw_matrix(matrix: Matrix) -> DrawnMatrix:
    """Return a matrix with its shades. The darkest is the largest number."""
    shortened = any(len(title) > _BRIEF for title in matrix.across)
    letters = ascii_uppercase if len(matrix.across) <= len(ascii_uppercase) else ()
    names = [letters[place] if letters else str(place + 1) for place in range(len(matrix.across))]
    digits = len(f"{matrix.total or matrix.most:,}")
    rows = tuple(
        (line.title, tuple(Shaded(figure, _shade(figure, matrix.most)) for figure in line.figures), total)
        for line, total in zip(matrix.lines, matrix.row_sums, strict=True)
    )
    return DrawnMatrix(
        brief=tuple(names) if shortened else matrix.across,
        shortened=shortened,
        wide=_LABEL + (len(matrix.across) + 1) * max(0.55 * digits + 0.3, 1.5) > _PHONE,
        rows=rows,
        hides=any(figure is None for line in matrix.lines for figure in line.figures),
    )


def _shade(figure: int | None, most: int) -> int:
    return -(-_SHADES * figure // most) if figure and most else 0


def draw_history(history: History) -> str:
    """Return the line through the figures of a history, as points of a drawing 100 wide and 40 high.

    The line of nothing is at the bottom, so that half as much is half as high.
    """
    figures = [Fraction(point.value) for point in history.points if not isinstance(point.value, Rating)]
    if not figures:
        return ""
    lowest, highest = min(Fraction(0), *figures), max(Fraction(0), *figures)
    span = highest - lowest or Fraction(1)
    each = Fraction(100, len(figures))
    return " ".join(
        f"{float((number + Fraction(1, 2)) * each):.2f},"
        f"{float(_HEIGHT + 2 - (figure - lowest) / span * _HEIGHT):.2f}"
        for number, figure in enumerate(figures)
    )


def draw_bar(bar: Bar) -> tuple[Shape, ...]:
    """Return the usual range of a bar, its figure, and a mark at the highest usual figure."""
    figure, usual = Fraction(bar.figure), Fraction(bar.usual)
    least = None if bar.usual_from is None else Fraction(bar.usual_from)
    start = min(Fraction(0), figure, usual, *(() if least is None else (least,)))
    span = (max(Fraction(0), figure, usual) - start) * Fraction(6, 5) or Fraction(1)

    def percent(value: Fraction) -> float:
        return round(float((value - start) / span * 100), 2)

    low = percent(start if least is None else least)
    zero, here = sorted((percent(Fraction(0)), percent(figure)))
    return (
        Shape(low, round(percent(usual) - low, 2), "usual"),
        Shape(zero, round(here - zero, 2), "figure"),
        Shape(percent(usual), 0, "edge"),
    )


def draw_side(side: Side, most: int) -> tuple[Shape, ...]:
    """Return the criticisms to the left of the middle, the withdrawn beyond them, and the strengths right.

    Args:
        side: The subject.
        most: The largest number on one side of all subjects, so that all have the same scale.
    """
    unit = min(_HALF / max(most, 1), _HALF / _SQUARES)
    return (
        *_row(side.criticisms, unit, most, "against", left=True),
        *_row(side.withdrawn, unit, most, "off", left=True, after=side.criticisms),
        *_row(side.strengths, unit, most, "strong", left=False),
    )


def most_of(sides: Sequence[Side]) -> int:
    """Return the largest number on one side of the line."""
    return max((max(side.criticisms + side.withdrawn, side.strengths) for side in sides), default=0)


def _row(number: int, unit: float, most: int, kind: str, *, left: bool, after: int = 0) -> Iterator[Shape]:
    """Yield a square for each, or one bar for all if there are too many squares to count."""
    if most > _SQUARES:
        unit, number, after = unit * number, min(number, 1), 0 if not number else after
        start = _HALF / most * after
    else:
        start = unit * after
    for place in range(number):
        x = start + place * unit + 0.4
        yield Shape(
            round(50 - x - unit + 0.8 if left else 50 + x, 2),
            round(max(unit - 0.8, 0.4), 2),
            kind,
            signed=most <= _SQUARES and kind != "off",
        )
