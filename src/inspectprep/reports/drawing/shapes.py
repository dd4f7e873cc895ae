"""The parts of a drawn timeline: places and texts, in the units of SVG."""

from __future__ import annotations

from inspectprep.model.representation import frozen

FONT = 14.0
LINE = 16.0
HEAD = 46.0
ROW = 29.0
GAP = 8.0
_LATIN = 0x24F
_BOLD = 1.12
_THINNEST = 0.35


@frozen(kw_only=True)
class Frame:
    """The room of a drawing.

    Attributes:
        width: The width of the whole.
        left: The left end of the scale. Titles are on the left of it.
        right: The right end of the scale.
    """

    width: float
    left: float
    right: float

    @property
    def stacked(self) -> bool:
        """Whether the title and the dates of a row are above its marks, because no room is beside them."""
        return not self.left


WIDE = Frame(width=840, left=246, right=832)
NARROW = Frame(width=330, left=0, right=328)
"""The drawing for a phone. Its letters are as large as those of the text around it."""
WIDTH, LEFT, RIGHT = WIDE.width, WIDE.left, WIDE.right


@frozen
class Label:
    """Text at a place.

    Attributes:
        anchor: SVG's ``start``, ``middle`` or ``end``.
        inside: Written on a bar rather than on the page.
        quiet: In a softer colour.
    """

    x: float
    y: float
    text: str
    anchor: str = "start"
    strong: bool = False
    inside: bool = False
    quiet: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, estimated generously."""
        width = text_width(self.text, strong=self.strong)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return left, self.y - FONT + 2, left + width, self.y + 4


@frozen
class Band:
    """A shaded stretch from top to bottom of a panel: a weekend, a holiday or the days drawn above."""

    x: float
    width: float
    kind: str


@frozen
class Mark:
    """A shape in a row: ``bar``, ``day``, ``window``, ``was-bar`` or ``was-day``."""

    x: float
    width: float
    kind: str


@frozen
class Key:
    """An entry of the legend: a small mark with its centre line at `y`, and its meaning."""

    kind: str
    x: float
    y: float
    label: Label


@frozen(kw_only=True)
class Row:
    """One event.

    Attributes:
        top: Upper edge of the row.
        middle: The centre line of the marks.
        title: One or two lines of text.
        colour: Number of the group's colour, from 1.
        marks: In the order in which they are drawn.
        dates: The dates in words.
        full: Title and dates in one sentence, for screen readers.
        arrow: Start and end of the arrow of an event that moved, or None.
    """

    top: float
    height: float
    middle: float
    title: tuple[Label, ...]
    colour: int
    marks: tuple[Mark, ...]
    dates: Label
    full: str
    arrow: tuple[float, float] | None = None


@frozen(kw_only=True)
class DrawnPanel:
    """One scale with its rows."""

    title: Label
    top: float
    bottom: float
    bands: tuple[Band, ...]
    ticks: tuple[float, ...]
    edges: tuple[float, ...]
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    today: Label | None = None


@frozen(kw_only=True)
class Drawing:
    """A whole timeline."""

    width: float
    height: float
    panels: tuple[DrawnPanel, ...]
    legend: tuple[Key, ...]
    caption: str
    description: str


def text_width(text: str, *, strong: bool = False) -> float:
    """Return the width of a text, estimated generously for common sans-serif fonts.

    Args:
        text: The text.
        strong: True for bold letters, which are wider.
    """
    return sum(map(_letter_width, text)) * FONT * (_BOLD if strong else 1)


def cut(text: str, room: float) -> str:
    """Return a text that fits into a width, with an ellipsis if letters were cut off."""
    most = int(max(room, 0) / (_THINNEST * FONT)) + 2  # more letters never fit, however thin they are
    if len(text) > most:
        text = f"{text[:most]}…"
    while text_width(text) > room:
        text = f"{text.rstrip('…')[:-1]}…"
    return text


def wrapped(text: str, room: float) -> list[str]:
    """Return the lines of a text, each within a width unless one word is longer."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _letter_width(letter: str) -> float:
    if letter in " .,;:'|()ijl":
        return _THINNEST
    if letter in "frtI-":
        return 0.43
    if letter in "mwMW@%…" or ord(letter) > _LATIN:
        return 1.0
    return 0.72 if letter.isupper() else 0.64
