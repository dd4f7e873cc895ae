"""The report of a comparison: first the differences, then what is the same."""

from __future__ import annotations

import re
from datetime import date

from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.report import Fold, Report, Section, Table, Tile, Tiles
from inspectprep.planning.standing.comparison import comparison_standing
from inspectprep.planning.wording import counted, short_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import table

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
    sections = [standing_section(comparison_standing(comparison), context, beside=(_glance(comparison),))]
    if different:
        sections.append(
            Section(title="What differs", blocks=(_lines("What differs", different, comparison),))
        )
    if same:
        lines = _lines("What is the same", same, comparison)
        fold = Fold(title="What is the same", summary=counted(len(same), "line"), blocks=(lines,))
        sections.append(Section(title="The rest", blocks=(fold,)))
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
            Tile(title=f"Only in {comparison.left}", value=counted(only_left, "line")),
            Tile(title=f"Only in {comparison.right}", value=counted(only_right, "line")),
        )
    )


def _lines(title: str, rows: tuple[Difference, ...], comparison: PlanComparison) -> Table:
    ordered = sorted(
        rows, key=lambda row: list(_TOPICS).index(row.topic) if row.topic in _TOPICS else len(_TOPICS)
    )
    cells = [
        (_TOPICS.get(row.topic, row.topic), row.title, side_words(row.left), side_words(row.right))
        for row in ordered
    ]
    columns = ("Topic", "What", comparison.left, comparison.right)
    return table(columns, cells, caption=f"{title}, by topic", group="Topic")


def side_words(text: str | None) -> str:
    """Return the value of a line on one side, with its days in words."""
    if text is None:
        return "Not included"
    return _ISO.sub(_day, text)


def _day(match: re.Match[str]) -> str:
    try:
        return short_date(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]
