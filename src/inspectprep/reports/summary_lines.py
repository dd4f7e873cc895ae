"""The lines of the first sheet of a workbook: everything of a report that has no sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from inspectprep.model.report import Bullets, Cell, Fold, Paragraph, Tiles
from inspectprep.model.report_blocks import Agenda, Answer, Bar, Change, Files, History, Matrix
from inspectprep.model.representation import frozen
from inspectprep.reports.plain_blocks import (
    agenda_title,
    bar_words,
    by_words,
    change_lines,
    figure_words,
    fold_title,
    hidden_words,
    more_words,
    since_words,
    verdict_words,
)
from inspectprep.reports.words import rating_words


@frozen
class Line:
    """Cells of one row.

    Attributes:
        cells: At most three cells.
        look: ``text``, ``heading``, a rating whose colour it has, or empty for the look of each cell.
    """

    cells: tuple[Cell, ...]
    look: str = "text"


@singledispatch
def summary_lines(_block: object) -> Iterable[Line]:
    """Return the lines of a block. A table, a balance and a chart have none."""
    return ()


@summary_lines.register
def _(block: Paragraph) -> Iterator[Line]:
    yield Line((block.text,))


@summary_lines.register
def _(block: Bullets) -> Iterator[Line]:
    yield from (Line((item,)) for item in block.items)


@summary_lines.register
def _(block: Tiles) -> Iterator[Line]:
    for tile in block.tiles:
        rated = tile.rating and rating_words(tile.rating).casefold() not in tile.value.casefold()
        value = f"{tile.value} ({rating_words(tile.rating)})" if rated and tile.rating else tile.value
        yield Line((tile.title, value, tile.detail), tile.rating or "")


@summary_lines.register
def _(block: Answer) -> Iterator[Line]:
    yield Line((verdict_words(block), "", block.sentence), block.rating or "heading")
    for number, step in enumerate(block.steps, 1):
        yield Line(
            (f"{number}. {step.action}", ", ".join(filter(None, (step.who, by_words(step)))), step.changes)
        )
    yield from (Line((text,)) for text in filter(None, (more_words(block),)))


@summary_lines.register
def _(block: Change) -> Iterator[Line]:
    yield Line((since_words(block), "", ""), "heading")
    yield from (Line((name, "", words)) for name, words in change_lines(block))


@summary_lines.register
def _(block: History) -> Iterator[Line]:
    yield Line((block.title or "Earlier", "", ""), "heading")
    for point in block.points:
        yield Line((point.day, point.value), "")


@summary_lines.register
def _(block: Bar) -> Iterator[Line]:
    yield Line((block.title, figure_words(block.figure, block.unit), bar_words(block)))


@summary_lines.register
def _(block: Files) -> Iterator[Line]:
    for file in block.companions:
        yield Line((file.title, ", ".join(filter(None, (file.file, str(file.tag or "")))), file.purpose))


@summary_lines.register
def _(block: Matrix) -> Iterator[Line]:
    yield from (Line((text,)) for text in hidden_words(block))


@summary_lines.register
def _(block: Agenda) -> Iterator[Line]:
    if not block.hours:
        yield Line((f"{agenda_title(block)}: nothing is planned yet.",))


@summary_lines.register
def _(block: Fold) -> Iterator[Line]:
    yield Line((fold_title(block), "", block.summary), "heading")
    yield from (line for each in block.blocks for line in summary_lines(each))
