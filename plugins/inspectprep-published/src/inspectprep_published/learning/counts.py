"""Counts of reports by theme and year, and sentences of each theme."""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import evolve

from inspectprep.model.document import document
from inspectprep.model.values import frozen
from inspectprep_published.learning.advice import AdvisedTheme, IndicatorAdvice
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.index import Index, UnindexedFile
from inspectprep_published.learning.search import ReportSentence, sentences_of, undated
from inspectprep_published.learning.themes import Theme, Themes

_ADVISED = 3


@frozen(kw_only=True)
class YearCount:
    """Reports of inspections of one year.

    Attributes:
        year: The year in which the inspections began.
        reports: The number of reports.
        needs_improvement: The number of reports that name the theme under what needs to improve.
    """

    year: int
    reports: int
    needs_improvement: int = 0


@frozen(kw_only=True)
class ThemeCount:
    """The reports with one theme.

    Attributes:
        theme: Id of the theme.
        title: Its title.
        reports: The number of reports with a sentence about it.
        needs_improvement: The number of these that name it under what needs to improve.
        found: The number of sentences about it.
        years: The reports of each year, undated reports left out.
        sentences: Some of the sentences: what needs to improve first, then the latest inspections.
    """

    theme: str
    title: str
    reports: int
    needs_improvement: int
    found: int
    years: tuple[YearCount, ...] = ()
    sentences: tuple[ReportSentence, ...] = ()


@document("report-theme-counts", report="inspectprep_published.learning.theme_report:theme_report")
@frozen(kw_only=True)
class ThemeCounts:
    """The themes of the reports in a folder.

    Attributes:
        reports: The number of reports that were counted.
        files: The number of files in the folder that were read. Copies of one report count once as reports.
        kinds: The kinds of report that were chosen. Empty for all.
        judgements: The judgements that were chosen. Empty for all sections.
        since: The first day of the inspections that were chosen (inclusive). None for all.
        undated: The number of reports that were left out because their day is not known.
        years: The reports of each year, undated reports left out.
        themes: The themes, in descending order of the reports that name them under what needs to improve,
            then of all reports with them.
        advice: What a council's own figures suggest, if they were given.
        unread: The files that could not be read as reports.
    """

    reports: int
    files: int
    kinds: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    since: date | None = None
    undated: int = 0
    years: tuple[YearCount, ...] = ()
    themes: tuple[ThemeCount, ...] = ()
    advice: tuple[IndicatorAdvice, ...] = ()
    unread: tuple[UnindexedFile, ...] = ()


def count_themes(
    index: Index,
    themes: Themes,
    *,
    choice: Choice | None = None,
    sentences: int = 0,
    advice: tuple[IndicatorAdvice, ...] = (),
) -> ThemeCounts:
    """Return the number of reports with each theme, by year.

    Args:
        index: The index of a folder of reports.
        themes: The themes to count.
        choice: The reports and judgements to count in. None for all.
        sentences: The most sentences to give for each theme.
        advice: What a council's own figures suggest. The counts and sentences of its themes are filled in.
    """
    chosen = choice or Choice()
    rows = index.select("DISTINCT report.id, substr(report.day, 1, 4)", chosen)
    years = Counter(int(year) for _, year in rows if year)
    counted = [_count(index, theme, chosen, tuple(sorted(years)), sentences) for theme in themes.themes]
    return ThemeCounts(
        reports=len(rows),
        files=index.files,
        kinds=chosen.kinds,
        judgements=chosen.judgements,
        since=chosen.since,
        undated=undated(index, chosen),
        years=tuple(YearCount(year=year, reports=number) for year, number in sorted(years.items())),
        themes=tuple(sorted(counted, key=_rank)),
        advice=tuple(
            evolve(each, themes=tuple(_advised(index, theme, themes, chosen) for theme in each.themes))
            for each in advice
        ),
        unread=index.unread,
    )


def _count(index: Index, theme: Theme, choice: Choice, years: tuple[int, ...], sentences: int) -> ThemeCount:
    rows = index.select(
        "substr(report.day, 1, 4), count(*), max(sentence.stated_as = 'needs_improvement')",
        choice,
        words=theme.expression,
        rest="GROUP BY report.id",
    )
    reports = Counter(int(year) for year, _, _ in rows if year)
    improving = Counter(int(year) for year, _, needs in rows if year and needs)
    return ThemeCount(
        theme=theme.id,
        title=theme.title,
        reports=len(rows),
        needs_improvement=sum(needs for _, _, needs in rows),
        found=sum(found for _, found, _ in rows),
        years=tuple(
            YearCount(year=year, reports=reports[year], needs_improvement=improving[year]) for year in years
        ),
        sentences=sentences_of(index, theme.expression, choice, sentences) if sentences else (),
    )


def _rank(count: ThemeCount) -> tuple[int, int, int]:
    return -count.needs_improvement, -count.reports, -count.found


def _advised(index: Index, advised: AdvisedTheme, themes: Themes, choice: Choice) -> AdvisedTheme:
    count = _count(index, themes.theme(advised.theme), choice, (), _ADVISED)
    return evolve(
        advised,
        reports=count.reports,
        needs_improvement=count.needs_improvement,
        sentences=count.sentences,
    )
