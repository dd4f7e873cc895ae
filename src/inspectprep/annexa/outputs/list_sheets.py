"""The sheets of the checked workbook: one for each list, or for each part of a list that was joined."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.dataframes import pl


def parts_of(dataset: AnnexAData, table: ListTable) -> Iterator[tuple[int, ListTable]]:
    """Yield the index of each place of a list with its rows and columns: several if sheets were joined."""
    for index in _places(dataset, table):
        letters = dataset.places[index].letters
        yield (
            index,
            evolve(
                table,
                frame=table.frame.filter(pl.col("__place") == index),
                columns=tuple(name for name in table.columns if name in letters),
            ),
        )


def sheet_names(dataset: AnnexAData) -> dict[int, str]:
    """Return the name of the sheet for each place of a list, by the index of the place."""
    return {
        index: f"List {number}" + (f" ({part})" if part > 1 else "")
        for number, table in dataset.tables.items()
        for part, index in enumerate(_places(dataset, table), start=1)
    }


def _places(dataset: AnnexAData, table: ListTable) -> list[int]:
    filled: list[int] = table.frame["__place"].unique(maintain_order=True).to_list()
    return filled or [index for index, place in enumerate(dataset.places) if place.list == table.list][:1]
