"""Identifiers that a council counts as standing for no child."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.annexa.reading.ids import PLACEHOLDER_IDS, id_key

__all__ = ["with_placeholders"]


def with_placeholders(dataset: AnnexAData, names: Iterable[str]) -> AnnexAData:
    """Return a return in which rows are joined on identifiers unless they are among the names.

    Args:
        dataset: What was read, with the usual placeholders.
        names: Those of the council; zeros alone are always one.
    """
    wanted = frozenset(each.casefold() for each in names)
    if wanted == PLACEHOLDER_IDS:
        return dataset
    return evolve(dataset, tables={number: _keyed(table, wanted) for number, table in dataset.tables.items()})


def _keyed(table: ListTable, names: frozenset[str]) -> ListTable:
    columns = []
    for column in catalogue.lists()[table.list].columns:
        if column.type != "id" or column.name not in table.columns:
            continue
        key, value = pl.col(f"{column.name}__key"), pl.col(column.name)
        kept = pl.when(~key.is_in(sorted(names))).then(key)
        told = {each: id_key(each, names) for each in sorted(PLACEHOLDER_IDS - names)}
        again = value.str.to_lowercase().replace_strict(told, default=None, return_dtype=pl.String)
        columns.append((pl.coalesce(kept, again) if told else kept).alias(f"{column.name}__key"))
    return evolve(table, frame=table.frame.with_columns(columns))
