"""The themes that a council's own Annex A figures suggest. They do not say what inspectors find."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from inspectprep.codec import build, read_toml
from inspectprep.codec.toml import read_text
from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.document import document
from inspectprep.model.finding import LikelyLine
from inspectprep.model.values import frozen
from inspectprep_published.learning.search import ReportSentence
from inspectprep_published.learning.themes import Themes

_FILE = Path(__file__).with_name("indicators.toml")
_LINES = {"inspectprep/annexa-indicators/1": "lines", "inspectprep/check-summary/1": "likely"}
"""The documents with likely lines of enquiry, and the key of the lines in each."""


@frozen(kw_only=True)
class IndicatorThemes:
    """The themes that an indicator of Annex A belongs to.

    Attributes:
        indicator: Id of the indicator, such as ``re-referrals``.
        themes: Ids of the themes.
        why: The reason why inspectors connect them, in one sentence.
    """

    indicator: str
    themes: tuple[str, ...]
    why: str


@document("indicator-themes")
@frozen(kw_only=True)
class IndicatorMapping:
    """The indicators that belong to themes. An indicator that is not among them suggests nothing.

    Attributes:
        indicators: The indicators.
    """

    indicators: tuple[IndicatorThemes, ...]


@frozen(kw_only=True)
class AdvisedTheme:
    """A theme that inspectors might raise, with what they wrote about it elsewhere.

    Attributes:
        theme: Id of the theme.
        title: Its title.
        reports: The number of the counted reports with a sentence about it.
        needs_improvement: The number of these that name it under what needs to improve.
        sentences: Some of the sentences: what needs to improve first, then the latest inspections.
    """

    theme: str
    title: str
    reports: int = 0
    needs_improvement: int = 0
    sentences: tuple[ReportSentence, ...] = ()


@frozen(kw_only=True)
class IndicatorAdvice:
    """A figure of the council that stands out, and the themes that it suggests.

    Attributes:
        indicator: Id of the indicator.
        title: The likely line of enquiry.
        reason: The council's figures.
        why: The reason why inspectors connect the figure with the themes.
        themes: The themes.
    """

    indicator: str
    title: str
    reason: str
    why: str
    themes: tuple[AdvisedTheme, ...]


@cache
def indicator_themes() -> dict[str, IndicatorThemes]:
    """Return the indicators that belong to themes, by id."""
    return {each.indicator: each for each in read_toml(_FILE, IndicatorMapping).indicators}


def read_likely_lines(path: Path) -> tuple[LikelyLine, ...]:
    """Return the likely lines of enquiry of a council.

    Args:
        path: What ``inspectprep annexa indicators --json`` wrote, or the summary of a check as JSON.

    Raises:
        SourceError: if it cannot be read, or is another document.
        DocumentError: if its lines are not understood.
    """
    try:
        document = json.loads(read_text(path))
    except (RecursionError, ValueError):
        document = None
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(document, dict) or schema not in _LINES:
        raise SourceError(
            "This file has no likely lines of enquiry.",
            where=str(path),
            remedy="Write one with: inspectprep annexa indicators LISTS --json > indicators.json",
        )
    lines = document.get(_LINES[schema], [])
    if not isinstance(lines, list):
        raise DocumentError([(_LINES[schema], "should be a list")], where=str(path))
    return tuple(build(line, LikelyLine, where=str(path)) for line in lines)


def advised_by(lines: tuple[LikelyLine, ...], themes: Themes) -> tuple[IndicatorAdvice, ...]:
    """Return the themes that likely lines of enquiry suggest, in the order of the lines.

    A line whose indicator belongs to no theme is left out, because nothing is known about it.
    """
    titles = {theme.id: theme.title for theme in themes.themes}
    advised = []
    for line in lines:
        mapped = indicator_themes().get(line.indicator)
        if mapped is not None:
            suggested = [
                AdvisedTheme(theme=theme, title=titles[theme]) for theme in mapped.themes if theme in titles
            ]
            advised.append(
                IndicatorAdvice(
                    indicator=line.indicator,
                    title=line.title,
                    reason=line.reason,
                    why=mapped.why,
                    themes=tuple(suggested),
                )
            )
    return tuple(advised)
