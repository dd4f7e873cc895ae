"""Tables without their empty columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inspectprep.model.report import Cell, Table


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    caption: str,
    group: str = "",
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Table:
    """Return a table without the columns that are empty in every row."""
    all_rows = [tuple(row) for row in rows]
    used = [
        place
        for place in range(len(columns))
        if not all_rows or any(row[place] not in (None, "") for row in all_rows)
    ]
    names = tuple(columns[place] for place in used)
    return Table(
        columns=names,
        rows=tuple(tuple(row[place] for place in used) for row in all_rows),
        caption=caption,
        group=group if group in names else "",
        choices={name: texts for name, texts in (choices or {}).items() if name in names},
    )
