"""The facts of a return that rules are compiled for: its list date, its lists and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from attrs import field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, code_sets
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.model.representation import frozen


@frozen(kw_only=True, eq=False)
class ReturnFacts:
    """The list date and the columns of a return.

    Attributes:
        as_of: The list date.
        columns: The columns of each supplied list.
        codes: The code sets by name.
    """

    as_of: date
    columns: Mapping[int, frozenset[str]]
    codes: Mapping[str, CodeSet] = field(factory=code_sets)

    @cached_property
    def codes_by_list(self) -> Mapping[int, Mapping[str, CodeSet]]:
        """The code sets of the columns of each list."""
        return {
            list_number: {column.name: self.codes[column.codes] for column in spec.columns if column.codes}
            for list_number, spec in catalogue.lists().items()
        }


def facts_of(dataset: AnnexAData, as_of: date) -> ReturnFacts:
    """Return the facts of a return.

    Args:
        dataset: The return.
        as_of: Its list date.
    """
    columns = {list_number: frozenset(table.columns) for list_number, table in dataset.tables.items()}
    return ReturnFacts(as_of=as_of, columns=columns, codes=dataset.codes.sets)


@cache
def column_types() -> Mapping[int, Mapping[str, str]]:
    """Return the type of every column of the specification, by list."""
    return {
        list_number: {column.name: column.type for column in spec.columns}
        for list_number, spec in catalogue.lists().items()
    }


def not_supplied(list_numbers: Iterable[int]) -> str:
    """Return the sentence that says which lists were not supplied."""
    names = [str(list_number) for list_number in list_numbers]
    if len(names) == 1:
        return f"List {names[0]} was not supplied."
    return f"Lists {', '.join(names[:-1])} and {names[-1]} were not supplied."
