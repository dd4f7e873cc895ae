"""HTML: one self-contained file for screen and paper, without scripts or requests; all text is escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256
from typing import BinaryIO

from inspectprep.extras import optional
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Report, Table, TimelineChart
from inspectprep.model.report_blocks import Answer, History, Tag
from inspectprep.planning.wording import long_date, short_date
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
from inspectprep.reports.drawing.shapes import NARROW
from inspectprep.reports.html_tables import MOST_PICKS, beneath, laid_out, longest_table, shortened, tables_of
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
from inspectprep.reports.words import cell_words, joined, readers_words

with optional("jinja2"):
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup


_WIDEST = 5
_MOST_BYTES = 80_000
"""The size of a page. A page that is larger has shorter tables."""
_ROWS = (100, 60, 40, 25, 15, 10, 5, 2, 0)
"""The most rows of a table, tried in this order until a page is small enough."""
_UNBROKEN = re.compile(r"\S{161,}")
"""Text without a space that is too long to be a word or an address."""
_BEGINNING = 80
_ROOT = re.compile(r"\.ip\b")
_HOSTS = {
    "dark.css": '[data-jp-theme-light="false"], [data-theme="dark"], .vscode-dark, .vscode-high-contrast',
    "light.css": '[data-jp-theme-light="true"], [data-theme="light"], .vscode-light, '
    ".vscode-high-contrast-light",
}
"""The themes of JupyterLab, Sphinx and Visual Studio Code. Its light theme of high contrast has the class of
the dark one too, so light comes last."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as one self-contained page."""
    stream.write(page(report).encode())


def page(report: Report) -> str:
    """Return the report as a whole page.

    Its content security policy allows nothing but its own style sheet, which is named by its hash. A page
    that would be too large for a phone has shorter tables, which say how many rows are left out.
    """
    report = fitted(report)
    style = (
        _colours(".ip")
        + _source("style.css")
        + _source("page.css")
        + _filters(report)
        + _page_marking(report)
    )
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template("report.html.j2")

    def rendered(shown: Report, most: int | None = None) -> str:
        # The style sheet is ours, and its one variable part is one of two fixed markings.
        return _tidy(
            template.render(
                report=shown, style=Markup(style), style_hash=f"sha256-{digest}", most=most, filters=True
            )
        )

    text, longest = rendered(report), longest_table(report)
    for most in _ROWS:
        if len(text.encode()) <= _MOST_BYTES:
            break
        if most < longest:
            text = rendered(shortened(report, most), most)
    return text


def fragment(report: Report) -> str:
    """Return the report as markup for use inside another page, such as a notebook.

    It has the colours of the notebook's theme, light or dark, where the notebook says which it is. Otherwise
    it has those of the system.
    """
    template = _environment().get_template("fragment.html.j2")
    content = template.render(report=report, style="", uid="", most=None, filters=False)
    uid = f"ip{sha256(content.encode()).hexdigest()[:10]}"
    return _tidy(
        template.render(
            report=report, style=Markup(_fragment_style(f"#{uid}")), uid=uid, most=None, filters=False
        )
    )


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


def _filters(report: Report) -> str:
    """Return the rules by which boxes that are ticked hide the rows of all others. Paper has all rows."""
    if not any(table.filter for section in report.sections for table in tables_of(section)):
        return ""
    rules = "".join(
        f".ip .scroll:has(.picks :checked):not(:has(.picks .f{number}:checked)) tr.f{number} "
        "{ display: none; }\n"
        for number in range(1, MOST_PICKS + 1)
    )
    return f"{_source('filters.css')}@media screen {{\n{rules}}}\n"


def _page_marking(report: Report) -> str:
    mark = f'content: "{report.classification.value}"; font: 700 8pt sans-serif;'
    numbers = 'content: counter(page) " of " counter(pages); font: 8pt sans-serif;'
    return (
        f"@page {{ @top-center {{ {mark} }} @bottom-center {{ {mark} }} @bottom-right {{ {numbers} }} }}\n"
        # The first sheet has the banner of the page.
        "@page :first { @top-center { content: none; } }\n"
    )


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
        beneath=beneath,
        days=point_days,
        columns=_tile_columns,
        drawing=draw,
        narrow_drawing=lambda chart: draw(chart, NARROW),
        narrow_lines=lambda table: draw_lines(table, NARROW),
        narrow_ranges=lambda table: draw_ranges(table, NARROW),
        figure=lambda bar: figure_words(bar.figure, bar.unit),
        full=long_date,
        history=draw_history,
        joined=joined,
        judged=judged_words,
        label=history_label,
        matrix=draw_matrix,
        more=more_words,
        most=most_of,
        point=point_words,
        kind=lambda value: type(value).__name__,
        laid_out=laid_out,
        lines=draw_lines,
        ranges=draw_ranges,
        readers=readers_words,
        said=side_words,
        short=lambda day: short_date(day, year=False),
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
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _UNBROKEN.sub(_broken_off, printable(value))


def _broken_off(match: re.Match[str]) -> str:
    """Return the beginning of a text without spaces, and its length. No reader needs the rest of it."""
    return f"{match[0][:_BEGINNING]}… ({len(match[0]):,} characters without a space)"


def _tile_columns(number: int) -> int:
    """Return the number of tiles in a row, so that rows are as even as possible."""
    if number <= _WIDEST:
        return max(number, 1)
    return min(range(3, _WIDEST), key=lambda columns: (-number % columns, -columns))


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
