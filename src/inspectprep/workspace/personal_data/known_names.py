"""The names of children in a list that a council loads for the purpose, as keyed hashes.

A name is recognised as whole words: the first and the last name side by side, in either order, with an
initial or the child's own middle names between them. Capitals, accents, hyphens and apostrophes make no
difference. A first name or a last name alone is never enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from inspectprep.workspace.personal_data.folding import fold
from inspectprep.workspace.personal_data.keyed_hashes import KeyedHashes
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_MOST_WORDS = 6
_WORD = LazyPattern(r"[^\W\d_]+")
_POSSESSIVE = LazyPattern(r"'s(?![^\W_])")
_CAMEL = LazyPattern(r"(?<=[a-z])(?=[A-Z])")


class ChildName(NamedTuple):
    """The name of a child, as a list gives it.

    Attributes:
        first: First names. Middle names may follow.
        last: The last name, or last names.
    """

    first: str
    last: str

    def __repr__(self) -> str:
        """Return a text without the name."""
        return f"{type(self).__name__}(…)"


class LearnedNames(NamedTuple):
    """The result of learning a list of names.

    Attributes:
        new: The number of children whose names are new.
        skipped: The number of children with the name of a worker or team, who were not learned.
        incomplete: The number of children without a first or a last name, who were not learned.
    """

    new: int
    skipped: int
    incomplete: int


class KnownNames:
    """The names of children, as keyed hashes.

    Args:
        path: The file; see :class:`inspectprep.workspace.personal_data.keyed_hashes.KeyedHashes`.

    Raises:
        SourceError: if the file exists and cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._hashes = KeyedHashes(
            path,
            heading="inspectprep known names 1",
            what="known names",
            remedy="Delete the file, and load the list again with `inspectprep scan learn`.",
        )

    def __len__(self) -> int:
        """Return how many forms of names are known."""
        return len(self._hashes)

    def learn(
        self, names: Iterable[ChildName], *, staff: Iterable[str] = (), replace: bool = False
    ) -> LearnedNames:
        """Learn the names of children.

        Args:
            names: The names.
            staff: The names of workers, teams and other adults, which are never learned.
            replace: True to forget the names of earlier lists.

        Raises:
            WriteError: if the file cannot be written.
        """
        adults = {candidate for name in staff for candidate in _candidates(name)}
        learned: set[str] = set()
        new = skipped = incomplete = 0
        for name in dict.fromkeys(names):
            forms = set(_forms(name))
            if not forms:
                incomplete += 1
            elif forms & adults:
                skipped += 1
            else:
                new += replace or not any(form in self._hashes for form in forms)
                learned |= forms
        self._hashes.learn(learned, replace=replace)
        return LearnedNames(new, skipped, incomplete)

    def any_in(self, text: str) -> bool:
        """Return whether a text contains the name of a child."""
        return bool(self._hashes) and any(candidate in self._hashes for candidate in _candidates(text))


def _forms(name: ChildName) -> Iterator[str]:
    """Yield each form of a name: first and last name, and all first names and last name, in both orders."""
    firsts, lasts = set(_spellings(name.first)), set(_spellings(name.last))
    for first in firsts:
        for last in lasts:
            if first and last:
                for part in dict.fromkeys((first, first[:1])):
                    yield " ".join((*part, *last))
                    yield " ".join((*last, *part))


def _spellings(part: str) -> Iterator[tuple[str, ...]]:
    """Yield a part of a name as words, with a space at a hyphen, an apostrophe or a capital, and without."""
    for hyphen, apostrophe, capital in product(("", " "), repeat=3):
        plain = fold(_CAMEL.sub(capital, part))
        yield tuple(_WORD.findall(plain.replace("-", hyphen).replace("'", apostrophe)))


def _candidates(text: str) -> Iterator[str]:
    """Yield each possible name: two to six words in a row, with and without the initials between them."""
    separate = _CAMEL.sub(" ", text)
    for spelling in (text, separate) if separate != text else (text,):
        words = _WORD.findall(_POSSESSIVE.sub("", fold(spelling)).replace("'", ""))
        without = [word for word in words if len(word) > 1]
        for row in (words, without) if len(without) < len(words) else (words,):
            for first in range(len(row) - 1):
                for last in range(first + 2, min(first + _MOST_WORDS, len(row)) + 1):
                    yield " ".join(row[first:last])
