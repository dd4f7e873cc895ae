"""The facts of a return that rules are compiled for: its list date, its lists and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, ListSpec, code_sets
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.model.representation import frozen


@frozen(kw_only=True, eq=False)
class ReturnFacts:
    """The list date and the columns of a return.

    Attributes:
        as_of: The list date.
        columns: The columns of each supplied list.
        blank: Columns, by list, that are in the files and blank throughout. They count as absent.
        apart: Lists that were supplied, but cannot be compared with these.
        unmatched: Lists whose identifiers match those of no others.
        codes: The code sets by name.
        lists: The lists by number, with the columns that plugins add.
    """

    as_of: date
    columns: Mapping[int, frozenset[str]]
    blank: Mapping[int, frozenset[str]] = field(factory=dict)
    apart: frozenset[int] = frozenset()
    unmatched: frozenset[int] = frozenset()
    codes: Mapping[str, CodeSet] = field(factory=code_sets)
    lists: Mapping[int, ListSpec] = field(factory=catalogue.lists)

    @cached_property
    def codes_by_list(self) -> Mapping[int, Mapping[str, CodeSet]]:
        """The code sets of the columns of each list."""
        return {
            list_number: {column.name: self.codes[column.codes] for column in spec.columns if column.codes}
            for list_number, spec in self.lists.items()
        }

    @cached_property
    def known_columns(self) -> Mapping[int, frozenset[str]]:
        """The names of all columns that a list may have, by list."""
        return {list_number: frozenset(types) for list_number, types in self.column_types.items()}

    @cached_property
    def column_types(self) -> Mapping[int, Mapping[str, str]]:
        """The type of every column, by list."""
        return {
            list_number: {column.name: column.type for column in spec.columns}
            for list_number, spec in self.lists.items()
        }


def facts_of(
    dataset: AnnexAData,
    as_of: date,
    *,
    blank: Mapping[int, frozenset[str]] | None = None,
    group: frozenset[int] | None = None,
) -> ReturnFacts:
    """Return the facts of a return.

    Args:
        dataset: The return.
        as_of: Its list date.
        blank: Columns, by list, that count as absent because they are blank throughout.
        group: The lists to compare with one another; all if None.
    """
    chosen = frozenset(dataset.tables) if group is None else group
    without = blank or {}
    return ReturnFacts(
        as_of=as_of,
        columns={
            list_number: frozenset(table.columns) - without.get(list_number, frozenset())
            for list_number, table in dataset.tables.items()
            if list_number in chosen
        },
        blank=without,
        apart=frozenset(dataset.tables) - chosen,
        unmatched=frozenset().union(*dataset.groups[1:]) if group is not None else frozenset(),
        codes=dataset.codes.sets,
        lists=dataset.lists.lists,
    )


def not_supplied(list_numbers: Iterable[int]) -> str:
    """Return the sentence that says which lists were not supplied."""
    names, several = _named(list_numbers)
    return f"{names} {'were' if several else 'was'} not supplied."


def not_comparable(list_numbers: Iterable[int]) -> str:
    """Return the sentence that says which lists cannot be compared with others."""
    return f"The identifiers of {_named(list_numbers)[0]} match those of no other list (AA-C-050)."


def _named(list_numbers: Iterable[int]) -> tuple[str, bool]:
    numbers = [str(list_number) for list_number in list_numbers]
    if len(numbers) == 1:
        return f"List {numbers[0]}", False
    return f"Lists {', '.join(numbers[:-1])} and {numbers[-1]}", True
