"""Plain text for mail and for Teams, without markup. Tables are lines that read well in any font.

Mail has lines of at most 76 characters. Teams wraps lines itself and shows pasted Markdown as it is, so each
paragraph is one line there, and each rating has a coloured mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import BinaryIO

from attrs import frozen

from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    Cell,
    Fold,
    Paragraph,
    Report,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.model.report_blocks import Answer, Matrix
from inspectprep.planning.wording import long_date
from inspectprep.printable import printable
from inspectprep.reports.plain_blocks import (
    fold_title,
    hidden_words,
    in_words,
    matrix_lines,
    more_words,
    step_words,
    verdict_words,
)
from inspectprep.reports.words import (
    bounds_words,
    cell_words,
    days_words,
    rating_mark,
    rating_words,
    span_words,
)
from inspectprep.reports.wrapping import columns, wrapped

_WIDTH = 76


@frozen
class _Style:
    """The lines of a text.

    Attributes:
        width: The longest line in columns; None if the reader's program wraps lines. A longer web address
            stays whole.
        marks: Whether ratings have a coloured mark.
    """

    width: int | None
    marks: bool


_MAIL = _Style(_WIDTH, marks=False)
_TEAMS = _Style(None, marks=True)


def write_mail(report: Report, stream: BinaryIO) -> None:
    """Write the report as plain text for mail, in UTF-8."""
    stream.write(_text(report, _MAIL).encode())


def write_teams(report: Report, stream: BinaryIO) -> None:
    """Write the report as plain text for a message in Teams, in UTF-8."""
    stream.write(_text(report, _TEAMS).encode())


def _text(report: Report, style: _Style) -> str:
    marking = report.classification.value
    parts = [marking, _line(report.title, style)]
    if report.subtitle:
        parts.append(_line(report.subtitle, style))
    for section in report.sections:
        parts.append(_heading(section.title, style))
        for block in section.blocks:
            parts += filter(None, _block(block, style))
    return "\n\n".join([*filter(None, parts), marking]) + "\n"


def _heading(title: str, style: _Style) -> str:
    text = _line(title, style)
    rule = "-" * min(max(map(columns, text.splitlines()), default=0), _WIDTH)
    return f"{text}\n{rule}" if text else ""


def _block(block: Block, style: _Style) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _line(block.text, style)
    elif isinstance(block, Bullets):
        yield _items(block.items, style)
    elif isinstance(block, Tiles):
        yield _items((_tile(tile, style) for tile in block.tiles), style)
    elif isinstance(block, Table):
        yield from _table(block, style)
    elif isinstance(block, TimelineChart):
        yield _items(map(_span, block.spans), style) or "No date is known yet."
    elif isinstance(block, Answer):
        yield from _answer(block, style)
    elif isinstance(block, Matrix):
        lines = (_line(block.title, style), _items(matrix_lines(block), style))
        yield "\n".join((*lines, *(_line(text, style) for text in hidden_words(block))))
    elif isinstance(block, Fold):
        yield "\n".join((_heading(fold_title(block), style), _line(block.summary, style)))
        yield from (part for each in block.blocks for part in _block(each, style))
    else:
        yield from (part for each in in_words(block) for part in _block(each, style))


def _answer(answer: Answer, style: _Style) -> Iterator[str]:
    mark = _marked(answer.rating, style)
    yield _line(f"{mark}{verdict_words(answer).upper()}. {answer.sentence}", style)
    steps = [
        _line(step_words(step), style, f"{number}. ", "   ") for number, step in enumerate(answer.steps, 1)
    ]
    yield "\n".join([*steps, *filter(None, (_line(more_words(answer), style),))])


def _tile(tile: Tile, style: _Style) -> str:
    text = f"{tile.title}: {_marked(tile.rating, style)}{tile.value}"
    if tile.rating and rating_words(tile.rating).casefold() not in tile.value.casefold():
        text = f"{text} ({rating_words(tile.rating).lower()})"
    return f"{text}. {tile.detail}" if tile.detail else text


def _span(span: Span) -> str:
    more = []
    if window := bounds_words(span.earliest, span.latest, span.by_8_in_10, short=True):
        more.append(f"expected {window}")
    if window := bounds_words(span.end_earliest, span.end_latest, short=True):
        more.append(f"ends {window}")
    if span.planned:
        more.append(f"planned for {days_words(span.planned, span.planned_end, short=True)}")
    text = f"{span_words(span, short=True)}: {span.title}"
    return f"{text} ({'; '.join(more)})" if more else text


def _table(table: Table, style: _Style) -> Iterator[str]:
    """Yield the rows of a table, each as lines of names and values, under the headings of its groups."""
    place = table.columns.index(table.group) if table.group else None
    shown = [number for number in range(len(table.columns)) if number != place]
    if place is None:
        yield _rows(table, shown, table.rows, style)
        return
    for key, rows in groupby(table.rows, key=lambda row: row[place]):
        name = long_date(key) if isinstance(key, date) else cell_words(key)
        yield "\n".join(filter(None, (_line(name, style), _rows(table, shown, rows, style))))


def _rows(table: Table, shown: list[int], rows: Iterable[tuple[Cell, ...]], style: _Style) -> str:
    """Return rows as text. The first cell names the row; two columns share a line."""
    lines = []
    for row in rows:
        cells = [(table.columns[number], _cell(row[number], style)) for number in shown]
        filled = [(name, text) for name, text in cells if text]
        if not filled:
            continue
        first, rest = filled[0][1] if filled[0] == cells[0] else ": ".join(filled[0]), filled[1:]
        if len(shown) == 2 and rest and rest[0][1]:
            lines.append(_line(f"{first}: {rest[0][1]}", style, "- ", "  "))
            continue
        lines.append(_line(first, style, "- ", "  "))
        lines += [_line(f"{name}: {text}", style, "  ", "    ") for name, text in rest]
    return "\n".join(lines)


def _cell(cell: Cell, style: _Style) -> str:
    mark = _marked(cell, style) if isinstance(cell, Rating) else ""
    return mark + " ".join(printable(cell_words(cell)).split())


def _marked(rating: Rating | None, style: _Style) -> str:
    return f"{rating_mark(rating)} " if rating and style.marks else ""


def _items(items: Iterable[str], style: _Style) -> str:
    return "\n".join(filter(None, (_line(item, style, "- ", "  ") for item in items)))


def _line(text: str, style: _Style, first: str = "", other: str = "") -> str:
    """Return text without line breaks of its own, wrapped in this style."""
    plain = " ".join(printable(text).split())
    if style.width is None or not plain:
        return f"{first}{plain}" if plain else ""
    return "\n".join(wrapped(plain, style.width, first, other))
