"""The blocks of a report as paragraphs, lists and tables of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.extras import optional
from inspectprep.model.report import Block, Bullets, Fold, Paragraph, Table, Tiles, TimelineChart
from inspectprep.model.report_blocks import Agenda, Answer, Balance, Bar, Change, Matrix
from inspectprep.planning.wording import long_date
from inspectprep.printable import printable
from inspectprep.reports.plain_blocks import (
    by_words,
    change_lines,
    figure_words,
    fold_title,
    hidden_words,
    in_words,
    judged_words,
    more_words,
    since_words,
    table_of,
    usual_words,
    verdict_words,
)
from inspectprep.reports.word.fitting import fitted, slices
from inspectprep.reports.word.styles import (
    ANSWER,
    CAPTION,
    PART,
    POINT,
    TABLE,
    TABLE_HEADING,
    TABLE_TEXT,
    TEXT,
    style_id,
    text_width,
)
from inspectprep.reports.word.tables import FILLS, shade_of, table_element
from inspectprep.reports.words import bounds_words, cell_words, rating_words, span_words

with optional("docx"):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph


class Pen:
    """A document to which paragraphs and tables are added.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        named = {style.name for style in document.styles}
        self._styles = (
            style_id(document, TABLE) if TABLE in named else "",
            style_id(document, TABLE_HEADING),
            style_id(document, TABLE_TEXT),
        )
        self._last = ""
        self._below_table = False

    def heading(self, text: str, style: str) -> None:
        """Add a heading. A caption with the same words is not repeated below it."""
        self.text(text, style)
        self._last = text

    def text(self, text: str, style: str = TEXT) -> WordParagraph:
        """Add a paragraph. A line break in a text is a line break in the document."""
        lines = [" ".join(line.split()) for line in printable(text).splitlines()]
        paragraph = self._document.add_paragraph("\n".join(lines), style=style)
        if self._below_table and style in (TEXT, POINT, ANSWER):
            paragraph.paragraph_format.space_before = Pt(8)
        self._below_table = False
        return paragraph

    def block(self, block: Block) -> None:
        """Add a block."""
        if isinstance(block, Paragraph | Bullets):
            items = (
                [(block.text, TEXT)]
                if isinstance(block, Paragraph)
                else [(item, POINT) for item in block.items]
            )
            for text, style in items:
                self.text(text, style)
        elif isinstance(block, Answer):
            self._answer(block)
        elif isinstance(block, Change):
            self._change(block)
        elif isinstance(block, Matrix):
            self._matrix(block)
        elif isinstance(block, Fold):
            self._fold(block)
        elif table := _as_table(block):
            self._tables(table)
        else:
            for words in in_words(block):
                self.block(words)

    def _fold(self, fold: Fold) -> None:
        self.heading(fold_title(fold), PART)
        if fold.summary:
            self.text(fold.summary)
        for part in fold.blocks:
            self.block(part)

    def _answer(self, answer: Answer) -> None:
        paragraph = self.text("", ANSWER)
        verdict = paragraph.add_run(f"{_plain(verdict_words(answer))}. ")
        verdict.bold = True
        paragraph.add_run(_plain(answer.sentence))
        if answer.rating:
            fill, ink = FILLS[answer.rating]
            verdict.font.color.rgb = RGBColor.from_string(ink)
            shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
            properties = paragraph.paragraph_format.element.get_or_add_pPr()
            properties.append(shade)
        if answer.steps:
            rows = [
                (f"{number}. {step.action}", step.who, by_words(step), step.changes)
                for number, step in enumerate(answer.steps, 1)
            ]
            columns = ("First steps", "Who", "By when", "What it changes")
            shown = [place for place in range(len(columns)) if any(row[place] for row in rows)]
            steps = tuple(tuple(row[place] for place in shown) for row in rows)
            names = tuple(columns[place] for place in shown)
            self._table(Table(columns=names, rows=steps, caption="What to do first"))
        if more := more_words(answer):
            self.text(f"{more}.")

    def _change(self, change: Change) -> None:
        lines = list(change_lines(change))
        if not lines:
            self.text(since_words(change))
            return
        self.heading(since_words(change), PART)
        for name, words in lines:
            self.text(f"{name}: {words}", POINT)

    def _matrix(self, matrix: Matrix) -> None:
        table = table_of(matrix)
        for part in slices(table):
            shades = [["", *(shade_of(cell, matrix.most) for cell in row[1:])] for row in part.rows[:-1]]
            if part.columns[-1] == table.columns[-1]:
                shades = [[*row[:-1], ""] for row in shades]
            self._table(part, shades)
        for text in hidden_words(matrix):
            self.text(text)

    def _tables(self, table: Table) -> None:
        if not table.group:
            self._table(table)
            return
        place = table.columns.index(table.group)
        columns = table.columns[:place] + table.columns[place + 1 :]
        for key, rows in groupby(table.rows, key=lambda row: row[place]):
            name = long_date(key) if isinstance(key, date) else cell_words(key)
            self.heading(name, PART)
            self._last = table.caption  # the heading names the group
            cells = tuple(row[:place] + row[place + 1 :] for row in rows)
            self._table(evolve(table, columns=columns, rows=cells, group=""), about=name)

    def _table(self, table: Table, shades: Sequence[Sequence[str]] = (), *, about: str = "") -> None:
        grid = fitted(table)
        if not grid.columns:
            return
        if table.caption and table.caption.casefold() != self._last.casefold():
            self.text(table.caption, CAPTION)
        title = ": ".join(filter(None, (about, table.caption or self._last)))
        # A table goes where a paragraph would, before the settings of the last pages.
        place = self._document.add_paragraph().paragraph_format.element
        place.addprevious(
            table_element(
                grid,
                width=text_width(self._document),
                title=title,
                description=f"{title}. Columns: {', '.join(grid.columns)}. Rows: {len(grid.rows)}.",
                styles=self._styles,
                shades=shades,
            )
        )
        place.getparent().remove(place)
        self._below_table = True


def bar_table(bars: Sequence[Bar]) -> Table:
    """Return figures with what is usual as a table."""
    rows = tuple(
        (
            bar.title,
            f"{figure_words(bar.figure, bar.unit)}{f' ({bar.detail})' if bar.detail else ''}",
            usual_words(bar),
            judged_words(bar),
            bar.note,
        )
        for bar in bars
    )
    columns = ("What is measured", "Now", "Usual", "Compared", "What to have ready")
    last = None if any(bar.note for bar in bars) else -1
    return Table(
        columns=columns[:last], rows=tuple(row[:last] for row in rows), caption="Figures and what is usual"
    )


def chart_table(chart: TimelineChart) -> Table:
    """Return the days of a timeline chart as a table."""
    rows = []
    for span in chart.spans:
        days = span_words(span, short=True)
        first = bounds_words(span.earliest, span.latest, span.by_8_in_10, short=True)
        last = bounds_words(span.end_earliest, span.end_latest, short=True)
        bounds = "; ".join(filter(None, (first, last and f"ends {last}")))
        rows.append((span.title, f"about {days}" if first else days, bounds))
    used = 3 if any(row[2] for row in rows) else 2
    return Table(
        columns=("What", "When", "Range")[:used],
        rows=tuple(row[:used] for row in rows),
        caption=chart.caption,
    )


def _as_table(block: Block) -> Table | None:
    if isinstance(block, Table):
        return block
    if isinstance(block, Tiles):
        return _tiles(block)
    if isinstance(block, TimelineChart):
        return chart_table(block)
    if isinstance(block, Bar):
        return bar_table([block])
    return (
        table_of(block) if isinstance(block, Balance) or (isinstance(block, Agenda) and block.hours) else None
    )


def _tiles(tiles: Tiles) -> Table:
    rows = []
    for tile in tiles.tiles:
        said = tile.rating and rating_words(tile.rating).casefold() in tile.value.casefold()
        rating = tile.rating if tile.rating and not said else None
        only = said and tile.rating and tile.value.casefold() == rating_words(tile.rating).casefold()
        rows.append((tile.title, tile.rating if only else tile.value, rating, tile.detail))
    used = [place for place in range(4) if place < 2 or any(row[place] for row in rows)]
    names = ("What", "Now", "Rating", "Detail")
    return Table(
        columns=tuple(names[place] for place in used),
        rows=tuple(tuple(row[place] for place in used) for row in rows),
        caption="At a glance",
    )


def _plain(text: str) -> str:
    return " ".join(printable(text).split())
