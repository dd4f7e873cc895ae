"""The contract of columns and headings of Annex A lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from inspectprep.annexa.catalogue import ListColumns, ListSpec
from inspectprep.annexa.reading.added_columns import ListSpecs, columns_from, with_columns
from inspectprep.annexa.reading.known_headings import KnownHeadings
from inspectprep.errors import DocumentError
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole


class ColumnsContract(SteadyContract):
    """The contract of columns and headings from ``inspectprep_columns``.

    Example:
        >>> class TestColumns(ColumnsContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "columns"

    def added(self) -> Iterator[tuple[str, ListColumns]]:
        """Yield what is added to a list, with the id of its provider."""
        registry = self.registry()
        for provider in self.providers(registry):
            for added in columns_from(registry.columns.resolve(provider.id), provider.id):
                yield provider.id, added

    def test_adds_something(self) -> None:
        """Each set adds a column or a heading."""
        adding = {name for name, _ in self.added()}
        for provider in self.providers(self.registry()):
            require(provider.id in adding, f"{provider.id!r} adds no column and no heading.")

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield what is added to each list."""
        for name, added in self.added():
            yield f"List {added.list} of {name!r}", whole(added)

    def test_columns_can_be_added(self) -> None:
        """Each column has a name of its own and a known code set, and no heading means another column."""
        self._extended()

    def test_every_heading_is_read_as_its_column(self) -> None:
        """A sheet with one of the headings has the column, also with a hint in the heading."""
        specs = self._extended()
        known = KnownHeadings(specs.lists)
        for name, added in self.added():
            for column, heading in _headings(added, specs.lists[added.list]):
                for written in (heading, f"{heading} (required)", f"1. {heading}"):
                    meant = known.column_meant(added.list, written)
                    read = "nothing" if meant is None else meant[0]
                    require(
                        read == column,
                        f"{name!r}: on List {added.list}, {written!r} is read as {read} instead of {column}.",
                    )

    def _extended(self) -> ListSpecs:
        specs = ListSpecs()
        for name, added in self.added():
            try:
                specs = with_columns(specs, added, where=name)
            except DocumentError as error:
                problems = "; ".join(f"{path}: {message}" for path, message in error.problems)
                message = f"{name!r} cannot add its columns to List {added.list}. {problems}"
                raise AssertionError(message) from None
        return specs


def _headings(added: ListColumns, spec: ListSpec) -> Iterator[tuple[str, str]]:
    """Yield each column to which headings are added, with each of them."""
    for column in added.columns:
        for heading in (column.header, *column.aliases):
            yield column.name, heading
    for name, headings in added.aliases.items():
        yield from ((spec.column(name).name, heading) for heading in headings)
