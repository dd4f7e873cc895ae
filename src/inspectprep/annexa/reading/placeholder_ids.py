"""Applies a council's own placeholders for identifiers, such as TBC."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.annexa.reading.ids import PLACEHOLDER_IDS, id_key
from inspectprep.dataframes import pl


def with_placeholders(dataset: AnnexAData, placeholders: Iterable[str]) -> AnnexAData:
    """Return a return in which rows are joined on all identifiers except a council's placeholders.

    Args:
        dataset: A return that was read with the usual placeholders.
        placeholders: The council's placeholders. Zeros alone are always one.
    """
    folded = frozenset(text.casefold() for text in placeholders)
    if folded == PLACEHOLDER_IDS:
        return dataset
    tables = {list_number: _with_keys(table, folded) for list_number, table in dataset.tables.items()}
    return evolve(dataset, tables=tables)


def _with_keys(table: ListTable, placeholders: frozenset[str]) -> ListTable:
    # Texts that were placeholders when the return was read get a key again.
    restored = {text: id_key(text, placeholders) for text in sorted(PLACEHOLDER_IDS - placeholders)}
    columns = []
    for column in table.spec.columns:
        if column.type != "id" or column.name not in table.columns:
            continue
        key, value = pl.col(f"{column.name}__key"), pl.col(column.name)
        key = pl.when(~key.is_in(sorted(placeholders))).then(key)
        if restored:
            again = value.str.to_lowercase().replace_strict(restored, default=None, return_dtype=pl.String)
            key = pl.coalesce(key, again)
        columns.append(key.alias(f"{column.name}__key"))
    return evolve(table, frame=table.frame.with_columns(columns))
