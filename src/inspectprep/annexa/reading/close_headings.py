"""Headings that are spelt nearly like a known one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

from inspectprep.annexa.reading.heading_forms import bare_forms
from inspectprep.annexa.reading.text import fold
from inspectprep.model.representation import frozen

Words: TypeAlias = tuple[str, ...]

_SHORT = 4
_MOST = 2
_LONG = 9
# Words whose presence decides nothing.
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"))
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}\s*$|(?<=[?)])\d{1,2}\s*$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def heading_words(text: str) -> Words:
    """Return the words and numbers of a heading, also of one without spaces such as ``DateOfBirth``."""
    return tuple(re.findall(r"[a-z]+|\d+", fold(_CAMEL.sub(" ", text)).replace("'", "")))


@frozen
class Spelling:
    """The words of a known heading.

    Attributes:
        column: Canonical name of its column.
        words: Its words and numbers.
        main: Those that decide something.
        digits: Its numbers.
        whole: All of them without spaces.
    """

    column: str
    words: Words
    main: Words
    digits: Words
    whole: str


def spelling(heading: str, column: str = "") -> Spelling:
    """Return the words of a heading."""
    words = heading_words(heading)
    return Spelling(
        column,
        words,
        main=tuple(word for word in words if word not in _SMALL),
        digits=tuple(word for word in words if word.isdigit()),
        whole="".join(words),
    )


def close_spellings(
    heading: str, known: Iterable[Spelling], vocabulary: Container[str]
) -> tuple[Spelling, ...]:
    """Return the known headings that a heading is spelt nearly like.

    Numbers, and words of other headings, are never misspelt: "Stage 1" is not close to "Stage 2".

    Args:
        heading: The heading.
        known: The known headings.
        vocabulary: The words of all official headings.
    """
    # The number of a footnote in small print is a plain number at the end of a word.
    written = dict.fromkeys((heading, _FOOTNOTE.sub("", heading)))
    forms = {spelling(form) for text in written for form in (text, *bare_forms(text)) if heading_words(form)}
    return tuple(each for each in known if any(_is_close(form, each, vocabulary) for form in forms))


def _is_close(written: Spelling, known: Spelling, vocabulary: Container[str]) -> bool:
    if written.digits != known.digits:
        return False
    if _is_misspelt(written.words, known.words, vocabulary):
        return True
    if _is_misspelt(written.main, known.main, vocabulary):
        return True
    # Words that are written as one may have one fault in all.
    as_one = 1 in (len(written.words), len(known.words)) and len(known.whole) >= _LONG
    return as_one and _faults(written.whole, known.whole) <= 1


def _is_misspelt(words: Words, known: Words, vocabulary: Container[str]) -> bool:
    """Return whether words are those of a known heading, each with a fault or two at most."""
    return len(words) == len(known) > 0 and all(
        word.rstrip("s") == right.rstrip("s")
        or (word not in vocabulary and _faults(word, right) <= _allowed(word, right, alone=len(known) == 1))
        for word, right in zip(words, known, strict=True)
    )


def _allowed(word: str, right: str, *, alone: bool) -> int:
    """Return the number of faults with which a word may be another; short ones are soon a third."""
    if len(right) >= _LONG:
        return 2
    moved = sorted(word) == sorted(right)
    short = len(right) < _SHORT or (len(right) == _SHORT and alone)
    return 1 if moved or right in _SMALL or not short else 0


@lru_cache(maxsize=20_000)
def _faults(word: str, right: str) -> int:
    """Return the number of letters that are missing, added, changed or moved; 3 for more than 2."""
    longest = max(len(word), len(right))
    if abs(len(word) - len(right)) > _MOST:
        return _MOST + 1
    blocks = SequenceMatcher(None, word, right, autojunk=False).get_matching_blocks()
    return min(longest - sum(block.size for block in blocks), _MOST + 1)
