"""The council's choices of headings: the column that a heading of its lists means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from inspectprep.annexa.catalogue.lists import ListSpec
from inspectprep.errors import DocumentError, closest

ChosenHeadings = Mapping[str, Mapping[str, str]]
"""Canonical names of columns by the number of a list and a heading as written."""


def headings_of(chosen: ChosenHeadings, lists: Mapping[int, ListSpec]) -> Mapping[int, Mapping[str, str]]:
    """Return the columns that headings mean, by list.

    Args:
        chosen: The council's choices.
        lists: The lists by number.

    Raises:
        DocumentError: with the path of every choice that cannot be made.
    """
    problems = list(heading_faults(chosen, lists))
    if problems:
        raise DocumentError(problems, where="policy")
    return {int(number): columns for number, columns in chosen.items()}


def heading_faults(chosen: ChosenHeadings, lists: Mapping[int, ListSpec]) -> Iterator[tuple[str, str]]:
    """Yield the path of each choice that cannot be made, and the reason."""
    by_text = {str(number): spec for number, spec in lists.items()}
    for number, columns in chosen.items():
        spec = by_text.get(number)
        if spec is None:
            yield f"$.headings.{number}", "is not a list. Lists are numbered from 1 to 11."
            continue
        names = [column.name for column in spec.columns]
        meant: dict[str, str] = {}
        for heading, name in columns.items():
            path = f'$.headings.{number}."{heading}"'
            if name not in names:
                near = closest(name, names)
                hint = f"Did you mean {near!r}?" if near else f"Columns: {', '.join(names)}."
                yield path, f"{name!r} is not a column of List {number}. {hint}"
            elif not _key(heading):
                yield path, "the heading has no letter and no figure."
            elif meant.setdefault(_key(heading), name) != name:
                other = meant[_key(heading)]
                yield path, f"the same heading also means {other!r}. Leave one of them."


def _key(heading: str) -> str:
    """Return a heading without case, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(character for character in text if character.isalnum())
