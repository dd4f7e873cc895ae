"""Text in lines of a width in columns, as a terminal and mail show it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_ADDRESS = "://"


def columns(text: str) -> int:
    """Return the number of columns of a text. Wide letters and emoji have two, and accents have none."""
    return sum(map(_columns, text))


def wrapped(text: str, width: int, first: str = "", other: str = "") -> Iterator[str]:
    """Yield the lines of a text, which breaks at spaces.

    A word that is longer than a line breaks where the line ends, unless it is a web address.

    Args:
        text: The text, without line breaks.
        width: The longest line in columns.
        first: The beginning of the first line.
        other: The beginning of every other line.
    """
    line, used = first, columns(first)
    empty = True
    for word in (part for each in text.split() for part in _parts(each, width - columns(other))):
        size = columns(word)
        if not empty and used + 1 + size > width:
            yield line
            line, used, empty = other, columns(other), True
        line, used = (line + word, used + size) if empty else (f"{line} {word}", used + 1 + size)
        empty = False
    yield line


def _parts(word: str, room: int) -> Iterator[str]:
    """Yield the parts of a word, each of which fits into the room of a line."""
    if len(word) * 2 <= room or _ADDRESS in word or columns(word) <= room:
        yield word
        return
    part, used = "", 0
    for letter in word:
        size = _columns(letter)
        if used + size > room and part:
            yield part
            part, used = "", 0
        part, used = part + letter, used + size
    yield part


def _columns(letter: str) -> int:
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
