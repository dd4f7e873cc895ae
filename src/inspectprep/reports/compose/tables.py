"""Small help with tables: columns nobody needs are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectprep.model.report import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["table"]


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    caption: str,
    group: str = "",
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Table:
    """Return a table without the columns that are empty in every row."""
    every = [tuple(row) for row in rows]
    kept = [
        place
        for place in range(len(columns))
        if not every or any(row[place] not in (None, "") for row in every)
    ]
    names = tuple(columns[place] for place in kept)
    return Table(
        columns=names,
        rows=tuple(tuple(row[place] for place in kept) for row in every),
        caption=caption,
        group=group if group in names else "",
        choices={name: texts for name, texts in (choices or {}).items() if name in names},
    )
