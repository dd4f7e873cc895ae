"""Tables without their empty columns, and long ones of which the rest is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspectprep.model.report import Block, Cell, Fold, Paragraph, Table
from inspectprep.planning.wording import counted

_SHOWN, _MOST = 8, 30
_LONGEST = 240


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    caption: str,
    group: str = "",
    filter: str = "",
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
        filter=filter if filter in names else "",
        choices={name: texts for name, texts in (choices or {}).items() if name in names},
    )


def folded(
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    caption: str,
    noun: str,
    *,
    group: str = "",
    shown: int = _SHOWN,
    most: int = _MOST,
) -> Iterator[Block]:
    """Yield a table with its first rows, a fold with more, and the number of those that are left out.

    Args:
        columns: The headings.
        rows: The rows, most serious first.
        caption: The caption of the table.
        noun: The thing in each row, such as ``lesson``.
        group: The column by which rows are grouped.
        shown: The number of rows that are not folded.
        most: The number of rows with those that are folded. The workbook has all.
    """
    rows = [tuple(_brief(cell) for cell in row) for row in rows]
    first = rows if len(rows) <= shown + 1 else rows[:shown]
    yield table(columns, first, caption=caption, group=group)
    rest = rows[len(first) :]
    if rest:
        more = table(columns, rest[: most - shown], caption=f"More: {small(caption)}", group=group)
        left = len(rest) - len(more.rows)
        note = (
            (Paragraph(text=f"And {counted(left, f'more {noun}')}, which the workbook has."),) if left else ()
        )
        yield Fold(title=f"And {counted(len(rest), f'more {noun}')}", summary="", blocks=(more, *note))


def _brief(cell: Cell) -> Cell:
    """Return a cell with at most the beginning of a long text, cut at a space. The JSON has all of it."""
    if not isinstance(cell, str) or len(cell) <= _LONGEST:
        return cell
    cut = cell[: _LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut} …"


def small(text: str) -> str:
    """Return a text with a small first letter, for use in a sentence."""
    return f"{text[:1].lower()}{text[1:]}"
