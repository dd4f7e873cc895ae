"""The headings that the lists know, and the columns that headings mean."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache, cached_property
from typing import TypeVar

from attrs import field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.reading.close_headings import (
    Spelling,
    Words,
    close_spellings,
    heading_words,
    spelling,
)
from inspectprep.annexa.reading.heading_forms import bare_forms, bare_keys, heading_key
from inspectprep.annexa.reading.text import fold
from inspectprep.model.representation import frozen

_Value = TypeVar("_Value")
_ENOUGH = 0.6
_REMEMBERED = 20_000
_WIDEST = 200
"""Columns of a sheet on which headings that are not written as a list writes them are looked for."""


class Likeness(IntEnum):
    """The likeness of a heading and a known one, the most certain first."""

    CHOSEN = 0
    """In the council's policy."""
    OFFICIAL = 1
    ALIAS = 2
    DECORATED = 3
    """Known but for a number, hint or mark."""
    SAME_WORDS = 4
    """Known but for the order of its words."""
    CLOSE = 5
    """Spelt nearly like the headings of one column. Its cells decide whether it is read."""


@frozen(eq=False, repr=False)
class KnownHeadings:
    """The headings of the lists.

    Attributes:
        lists: The lists by number.
        chosen: By list, the headings of a council's policy and the column that each means.
    """

    lists: Mapping[int, ListSpec] = field(factory=catalogue.lists)
    chosen: Mapping[int, Mapping[str, str]] = field(factory=dict)
    _met: dict[str, Mapping[int, tuple[str, Likeness]]] = field(factory=dict, init=False)
    _close: dict[str, tuple[Spelling, ...]] = field(factory=dict, init=False)

    def is_known(self, text: str, likeness: Likeness = Likeness.ALIAS) -> bool:
        """Return whether some list knows a heading.

        Args:
            text: The heading. Case, spaces and punctuation do not count.
            likeness: The least likeness that is enough.
        """
        if likeness <= Likeness.ALIAS:
            return heading_key(text) in self._index
        return any(entry[1] <= likeness for entry in self._meant(text).values())

    def column_meant(self, list_number: int, heading: str) -> tuple[str, Likeness] | None:
        """Return the column of a list that a heading means, and how like a known one it is.

        None if it means none. A heading that is only close to a known one means none.
        """
        return self._meant(heading).get(list_number)

    def close_columns(self, list_number: int, heading: str) -> tuple[str, ...]:
        """Return the columns of a list with a heading that is spelt nearly like this one."""
        close = self._close.get(heading)
        if close is None:
            close = close_spellings(heading, self._spelt, self._vocabulary)
            _remember(self._close, heading, close)
        names = (spelt.column for spelt in close if list_number in self._spelt[spelt])
        return tuple(dict.fromkeys(names))

    def recognised(self, headings: Sequence[str | None], likeness: Likeness) -> dict[int, set[str]]:
        """Return, by list, the columns that some heading means.

        Args:
            headings: The cells of a row.
            likeness: The least likeness that is enough.
        """
        names: dict[int, set[str]] = {}
        for heading in filter(None, headings):
            for list_number, (name, _) in self._index.get(heading_key(heading), {}).items():
                names.setdefault(list_number, set()).add(name)
        if likeness <= Likeness.ALIAS:
            return names
        for heading in filter(None, headings[:_WIDEST]):
            meant = self._meant(heading)
            for list_number, (name, how) in meant.items():
                if how <= likeness:
                    names.setdefault(list_number, set()).add(name)
            # A heading of another list is not a misspelling.
            for list_number in self.lists if likeness is Likeness.CLOSE and not meant else ():
                close = self.close_columns(list_number, heading)
                if len(close) == 1:
                    names.setdefault(list_number, set()).update(close)
        return names

    def fits_some_list(self, headings: Sequence[str | None]) -> bool:
        """Return whether a row has enough headings of some list, written as the list writes them."""
        return bool(self._fitting(headings, Likeness.ALIAS))

    def best_list(self, headings: Sequence[str], named: int | None) -> int | None:
        """Return the list with most columns among those that headings fit; None when they fit none.

        Args:
            headings: A row of headings.
            named: The list that the sheet is named after, which decides between equals.
        """
        counts = self._fitting(headings, Likeness.CLOSE)
        most = max(counts.values(), default=0)
        best = [list_number for list_number, count in counts.items() if count == most]
        if len(best) == 1:
            return best[0]
        return named if named in best else None

    def _fitting(self, headings: Sequence[str | None], likeness: Likeness) -> dict[int, int]:
        """Return the lists that a row fits, each with the number of its own columns in the row."""
        counts = {
            list_number: len(names & _official_columns(list_number))
            for list_number, names in self.recognised(headings, likeness).items()
        }
        return {number: count for number, count in counts.items() if count >= needed_columns(number)}

    def _meant(self, heading: str) -> Mapping[int, tuple[str, Likeness]]:
        """Return the column that a heading means on each list, and how like a known one it is there."""
        if (before := self._met.get(heading)) is not None:
            return before
        key = heading_key(heading)
        meant = dict(self._index.get(key, {}))
        for bare in (key, *bare_keys(heading)):
            for list_number, (name, _) in self._index.get(bare, {}).items():
                meant.setdefault(list_number, (name, Likeness.DECORATED))
            for list_number, name in _only(self._bare.get(bare, {})):
                meant.setdefault(list_number, (name, Likeness.DECORATED))
        for list_number, name in _only(self._same_words.get(tuple(sorted(heading_words(heading))), {})):
            meant.setdefault(list_number, (name, Likeness.SAME_WORDS))
        _remember(self._met, heading, meant)
        return meant

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Every heading that some list knows, folded."""
        return tuple({fold(heading) for _, heading, _ in self._written()})

    @cached_property
    def _index(self) -> dict[str, dict[int, tuple[str, Likeness]]]:
        """The columns that headings mean, by heading key and list."""
        index: dict[str, dict[int, tuple[str, Likeness]]] = {}
        for list_number, spec in self.lists.items():
            for heading, name in self.chosen.get(list_number, {}).items():
                index.setdefault(heading_key(heading), {})[list_number] = name, Likeness.CHOSEN
            # All official headings come first, so that none is taken for another column's alias.
            for column in spec.columns:
                official = column.name, Likeness.OFFICIAL
                index.setdefault(heading_key(column.header), {}).setdefault(list_number, official)
            for column in spec.columns:
                for alias in (column.name, *column.aliases):
                    entry = column.name, Likeness.ALIAS
                    index.setdefault(heading_key(alias), {}).setdefault(list_number, entry)
        return index

    @cached_property
    def _bare(self) -> dict[str, dict[int, set[str]]]:
        """The columns that known headings without their own hints, such as ``(Y/N)``, may mean."""
        bare: dict[str, dict[int, set[str]]] = {}
        for list_number, heading, name in self._written():
            for key in bare_keys(heading):
                bare.setdefault(key, {}).setdefault(list_number, set()).add(name)
        return bare

    @cached_property
    def _same_words(self) -> dict[Words, dict[int, set[str]]]:
        """The columns that the words of known headings, in any order, may mean."""
        same: dict[Words, dict[int, set[str]]] = {}
        for list_number, heading, name in self._written():
            words = tuple(sorted(heading_words(heading)))
            same.setdefault(words, {}).setdefault(list_number, set()).add(name)
        return same

    @cached_property
    def _spelt(self) -> dict[Spelling, set[int]]:
        """The words of known headings, each with the lists that have it."""
        spelt: dict[Spelling, set[int]] = {}
        for list_number, heading, name in self._written():
            for form in (heading, *bare_forms(heading)):
                spelt.setdefault(spelling(form, name), set()).add(list_number)
        return spelt

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of all official headings, none of which is a misspelling of another."""
        headers = (column.header for spec in self.lists.values() for column in spec.columns)
        return frozenset(word for header in headers for word in heading_words(header))

    def _written(self) -> Iterator[tuple[int, str, str]]:
        """Yield the headings that people write, each with its list and its column."""
        for list_number, spec in self.lists.items():
            for column in spec.columns:
                for heading in (column.header, *column.aliases):
                    yield list_number, heading, column.name


def _only(columns: Mapping[int, set[str]]) -> Iterator[tuple[int, str]]:
    """Yield the lists with one column, and the column."""
    for list_number, names in columns.items():
        if len(names) == 1:
            yield list_number, next(iter(names))


def _remember(memory: dict[str, _Value], heading: str, value: _Value) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[heading] = value


@cache
def official_headings() -> KnownHeadings:
    """Return the headings of the specification."""
    return KnownHeadings()


def needed_columns(list_number: int) -> int:
    """Return the number of a list's columns that a sheet must have to be read as that list."""
    return math.ceil(_ENOUGH * len(_official_columns(list_number)))


@cache
def _official_columns(list_number: int) -> frozenset[str]:
    """Return the names of a list's columns, without those of plugins, which make no sheet a list."""
    return frozenset(column.name for column in catalogue.lists()[list_number].columns)
