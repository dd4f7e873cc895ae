"""Lines as one running text, in which what goes over lines can be found, with the line of each character."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from inspectprep_published.report import Certainty, Place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from inspectprep_published.layout import Line

_LONGEST = 300
HYPHENS = ("-", "\N{EN DASH}")


class Flow:
    """Lines as one text. A word that a hyphen breaks at the end of a line is joined, with its hyphen.

    Attributes:
        lines: The lines.
        text: The text.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        pieces: list[str] = []
        self._starts: list[int] = []
        length = 0
        for line in self.lines:
            if pieces and not joins(pieces[-1], line.text):
                length += 1
                pieces.append(" ")
            self._starts.append(length)
            pieces.append(line.text)
            length += len(line.text)
        self.text = "".join(pieces)

    def line_at(self, offset: int) -> Line:
        """Return the line with the character at an offset."""
        return self.lines[max(0, bisect_right(self._starts, offset) - 1)]

    def before_on_line(self, offset: int) -> str:
        """Return the text before an offset on its line."""
        return self.text[self._starts[max(0, bisect_right(self._starts, offset) - 1)] : offset]

    def lines_of(self, match: re.Match[str]) -> tuple[Line, ...]:
        """Return the lines that a match covers."""
        first = max(0, bisect_right(self._starts, match.start()) - 1)
        last = max(first, bisect_right(self._starts, max(match.start(), match.end() - 1)) - 1)
        return self.lines[first : last + 1]

    def is_alone(self, match: re.Match[str]) -> bool:
        """Return whether nothing else is on the lines of a match, as in a heading."""
        lines = self.lines_of(match)
        return len(match[0].strip()) >= len(" ".join(line.text for line in lines)) - 1

    def place(self, match: re.Match[str], certainty: Certainty = Certainty.PRINTED) -> Place:
        """Return the place of a match."""
        return place_of(self.line_at(match.start()).page, match[0], certainty)

    def search(self, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the first match of each pattern that has one, in the order of the patterns."""
        for pattern in patterns:
            if match := pattern.search(self.text):
                yield match


def joins(first: str, second: str) -> bool:
    """Return whether the end of one line and the start of the next are one word, which a hyphen broke."""
    return len(first) > 1 and first[-1] == "-" and first[-2].isalnum() and second[:1].isalnum()


def place_of(page: int, words: str, certainty: Certainty = Certainty.PRINTED) -> Place:
    """Return a place, with words of at most 300 characters."""
    shown = " ".join(words.split()) or "(no words)"
    return Place(
        page=page, words=shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…", certainty=certainty
    )
