"""HTML: one self-contained file for screen and paper, without scripts or requests; all text is escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import BinaryIO

from attrs import frozen

from inspectprep.extras import optional
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Cell, Fold, Report, Table, TimelineChart
from inspectprep.model.report_blocks import Answer, History, Tag
from inspectprep.printable import printable
from inspectprep.reports.drawing.blocks import (
    arranged,
    draw_bar,
    draw_history,
    draw_matrix,
    draw_side,
    most_of,
)
from inspectprep.reports.drawing.layout import draw
from inspectprep.reports.drawing.lines import draw_lines
from inspectprep.reports.drawing.ranges import draw_ranges
from inspectprep.reports.long_texts import fitted
from inspectprep.reports.plain_blocks import (
    agenda_title,
    figure_words,
    history_label,
    judged_words,
    more_words,
    point_days,
    point_words,
    side_words,
    since_words,
    usual_words,
    verdict_words,
)
from inspectprep.reports.words import cell_words, day_words, joined, readers_words, short_day

with optional("jinja2"):
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup


_LONG = 40
_SHORT = 12
_WIDEST = 5
_ROOT = re.compile(r"\.ip\b")
_HOSTS = {
    "dark.css": '[data-jp-theme-light="false"], [data-theme="dark"], .vscode-dark, .vscode-high-contrast',
    "light.css": '[data-jp-theme-light="true"], [data-theme="light"], .vscode-light, '
    ".vscode-high-contrast-light",
}
"""The themes of JupyterLab, Sphinx and Visual Studio Code. Its light theme of high contrast has the class of
the dark one too, so light comes last."""


@frozen
class _Column:
    name: str
    number: bool
    code: bool
    long: bool
    heads: bool


@frozen
class _Group:
    name: str
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class _Laid:
    columns: tuple[_Column, ...]
    groups: tuple[_Group, ...]
    grouped: bool


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as one self-contained page."""
    stream.write(page(report).encode())


def page(report: Report) -> str:
    """Return the report as a whole page.

    Its content security policy allows nothing but its own style sheet, which is named by its hash.
    """
    report = fitted(report)
    style = _colours(".ip") + _source("style.css") + _source("page.css") + _page_marking(report)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template("report.html.j2")
    # The style sheet is ours, and its one variable part is one of two fixed markings.
    text = template.render(report=report, style=Markup(style), style_hash=f"sha256-{digest}")
    return _tidy(text)


def fragment(report: Report) -> str:
    """Return the report as markup for use inside another page, such as a notebook.

    It has the colours of the notebook's theme, light or dark, where the notebook says which it is. Otherwise
    it has those of the system.
    """
    template = _environment().get_template("fragment.html.j2")
    content = template.render(report=report, style="", uid="")
    uid = f"ip{sha256(content.encode()).hexdigest()[:10]}"
    return _tidy(template.render(report=report, style=Markup(_fragment_style(f"#{uid}")), uid=uid))


def _colours(root: str) -> str:
    """Return the colours of an element, as the system asks for them."""
    light, dark = _source("light.css"), _source("dark.css")
    return (
        f"{root} {{\n{light}}}\n@media screen and (prefers-color-scheme: dark) {{\n{root} {{\n{dark}}}\n}}\n"
    )


def _fragment_style(root: str) -> str:
    """Return the style of one display; `root` selects it by its id, which no rule of a notebook outweighs."""
    hosts = "".join(f":is({selectors}) {root} {{\n{_source(name)}}}\n" for name, selectors in _HOSTS.items())
    rules = _source("style.css") + _source("fragment.css")
    # A display is as wide as its cell, and not as the window.
    rules = rules.replace("@media (min-width", "@container (min-width")
    return _colours(root) + hosts + _ROOT.sub(root, rules)


def _page_marking(report: Report) -> str:
    mark = f'content: "{report.classification.value}"; font: 700 8pt sans-serif;'
    numbers = 'content: counter(page) " of " counter(pages); font: 8pt sans-serif;'
    return f"@page {{ @top-center {{ {mark} }} @bottom-center {{ {mark} }} @bottom-right {{ {numbers} }} }}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("inspectprep.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        agenda=agenda_title,
        arranged=arranged,
        bar=draw_bar,
        days=point_days,
        columns=_tile_columns,
        drawing=draw,
        figure=lambda bar: figure_words(bar.figure, bar.unit),
        full=day_words,
        history=draw_history,
        joined=joined,
        judged=judged_words,
        label=history_label,
        matrix=draw_matrix,
        more=more_words,
        most=most_of,
        point=point_words,
        kind=lambda value: type(value).__name__,
        laid_out=_laid_out,
        lines=draw_lines,
        ranges=draw_ranges,
        readers=readers_words,
        said=side_words,
        short=lambda day: short_day(day, year=False),
        side=draw_side,
        since=since_words,
        spans_table=_spans_table,
        usual=usual_words,
        verdict=verdict_words,
        words=cell_words,
    )
    environment.tests.update(
        answering=lambda section: bool(section.blocks) and isinstance(section.blocks[0], Answer),
        day=lambda value: isinstance(value, date),
        forecasting=_forecasting,
        history=lambda value: isinstance(value, History),
        rating=lambda value: isinstance(value, Rating),
        tag=lambda value: isinstance(value, Tag),
    )
    return environment


def _forecasting(report: Report) -> bool:
    """Return whether a report has dates that an inspectorate may not have set: a chart, or their basis."""
    whole = [block for section in report.sections for block in section.blocks]
    blocks = [part for block in whole for part in (block.blocks if isinstance(block, Fold) else (block,))]
    return any(
        isinstance(block, TimelineChart) or (isinstance(block, Table) and "Basis" in block.columns)
        for block in blocks
    )


@cache
def _source(name: str) -> str:
    loader = _environment().loader
    if loader is None:  # pragma: no cover - the environment above always has one
        raise RuntimeError(name)
    return loader.get_source(_environment(), name)[0]


def _tidy(text: str) -> str:
    """Leave out the empty lines that template statements leave behind."""
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def _printed(value: object) -> object:
    # Markup comes from our own templates, whose texts have passed here before.
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _tile_columns(number: int) -> int:
    """Return the number of tiles in a row, so that rows are as even as possible."""
    if number <= _WIDEST:
        return max(number, 1)
    return min(range(3, _WIDEST), key=lambda columns: (-number % columns, -columns))


def _laid_out(table: Table) -> _Laid:
    place = table.columns.index(table.group) if table.group else None
    keep = [number for number in range(len(table.columns)) if number != place]
    heading = _heading(table, keep)
    columns = tuple(_column(table, number, heads=number == heading) for number in keep)
    if place is None:
        return _Laid(columns, (_Group("", table.rows),), grouped=False)
    groups = tuple(
        _Group(
            day_words(key) if isinstance(key, date) else cell_words(key),
            tuple(tuple(row[number] for number in keep) for row in rows),
        )
        for key, rows in groupby(table.rows, key=lambda row: row[place])
    )
    return _Laid(columns, groups, grouped=True)


def _heading(table: Table, keep: list[int]) -> int | None:
    """Return the column that names a row: the first that is filled with text throughout."""
    for number in keep:
        cells = [row[number] for row in table.rows]
        if cells and all(type(cell) is str and cell for cell in cells):
            return number
    return None


def _column(table: Table, number: int, *, heads: bool) -> _Column:
    cells = [row[number] for row in table.rows if row[number] not in (None, "")]
    numeric = bool(cells) and all(type(cell) in (int, float) for cell in cells)
    long = any(isinstance(cell, str) and len(cell) > _LONG for cell in cells)
    code = bool(cells) and all(map(_is_code, cells))
    return _Column(table.columns[number], numeric, code, long, heads)


def _is_code(cell: Cell) -> bool:
    """Return whether a cell is a short word such as a rule's id, which must not break at its hyphens."""
    return isinstance(cell, str) and len(cell) <= _SHORT and " " not in cell


_SPAN_COLUMNS = (
    "Event",
    "From",
    "To",
    "Earliest",
    "8 in 10 by",
    "Latest",
    "Earliest end",
    "Latest end",
    "Planned from",
    "Planned to",
)


def _spans_table(chart: TimelineChart) -> Table:
    rows = [
        (
            span.title,
            span.start,
            span.end,
            span.earliest,
            span.by_8_in_10,
            span.latest,
            span.end_earliest,
            span.end_latest,
            span.planned,
            span.planned_end,
        )
        for span in chart.spans
    ]
    used = [n for n in range(len(_SPAN_COLUMNS)) if any(row[n] is not None for row in rows)]
    return Table(
        columns=tuple(_SPAN_COLUMNS[number] for number in used),
        rows=tuple(tuple(row[number] for number in used) for row in rows),
        caption=f"{chart.caption or 'Timeline'}: all dates in the chart",
    )
