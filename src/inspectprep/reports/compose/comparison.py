"""The report of a comparison: first the differences, then what is the same."""

from __future__ import annotations

import re
from datetime import date

from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.report import Paragraph, Report, Section, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, short_day

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_TOPICS = {
    "date": "Dates",
    "judgement": "Judgements",
    "scale": "Scale",
    "fact": "Facts",
    "request": "Information requests",
}


def comparison_report(comparison: PlanComparison, context: ReportContext) -> Report:
    """Return the report of a comparison of two variants or editions."""
    different = comparison.differences
    same = tuple(row for row in comparison.rows if row.same)
    sections = [Section(title="At a glance", blocks=(_glance(comparison),))]
    if different:
        sections.append(_lines("What differs", different, comparison))
    else:
        words = Paragraph(text="There are no recorded differences.")
        sections.append(Section(title="What differs", blocks=(words,)))
    if same:
        sections.append(_lines("What is the same", same, comparison))
    return Report(
        kind="comparison",
        title=f"{comparison.left} compared with {comparison.right}",
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(sections),
        document=context.document_for(comparison),
    )


def _glance(comparison: PlanComparison) -> Tiles:
    only_left = len([row for row in comparison.rows if row.right is None])
    only_right = len([row for row in comparison.rows if row.left is None])
    return Tiles(
        tiles=(
            Tile(title="Lines that differ", value=f"{len(comparison.differences)} of {len(comparison.rows)}"),
            Tile(title=f"Only in {comparison.left}", value=counted(only_left, "line")),
            Tile(title=f"Only in {comparison.right}", value=counted(only_right, "line")),
        )
    )


def _lines(title: str, rows: tuple[Difference, ...], comparison: PlanComparison) -> Section:
    ordered = sorted(
        rows, key=lambda row: list(_TOPICS).index(row.topic) if row.topic in _TOPICS else len(_TOPICS)
    )
    cells = [
        (_TOPICS.get(row.topic, row.topic), row.title, _side(row.left), _side(row.right)) for row in ordered
    ]
    columns = ("Topic", "What", comparison.left, comparison.right)
    return Section(title=title, blocks=(table(columns, cells, caption=f"{title}, by topic", group="Topic"),))


def _side(text: str | None) -> str:
    if text is None:
        return "Not included"
    return _ISO.sub(_day, text)


def _day(match: re.Match[str]) -> str:
    try:
        return short_day(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]
