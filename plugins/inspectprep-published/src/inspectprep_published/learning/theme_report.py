"""The report of themes: how many reports have each, by year, and what inspectors wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model.report import Bullets, Cell, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep_published.learning.counts import ThemeCount, ThemeCounts
from inspectprep_published.learning.search import ReportSentence
from inspectprep_published.learning.sections import StatedAs, known_sections

_DRAWN = 12
_FEWEST_YEARS = 2
_STATED = {StatedAs.NEEDS_IMPROVEMENT: "Needs to improve", StatedAs.STRENGTH: "Strength"}
ADVICE = (
    "This advises. The figures are your own, and the sentences are about other councils. "
    "They do not say what inspectors will find in yours."
)
"""What is said with every advice."""


def theme_report(counts: ThemeCounts, context: ReportContext) -> Report:
    """Return the report of themes.

    Raises:
        InspectPrepError: if it has figures of the council, and they are not for this audience.
    """
    if counts.advice:
        check_counts_audience(context.audience)
    found = [theme for theme in counts.themes if theme.reports]
    sections = [Section(title="At a glance", blocks=tuple(_glance(counts)))]
    if counts.advice:
        sections.append(Section(title="What your own figures suggest", blocks=tuple(_advice(counts))))
    if len(counts.years) >= _FEWEST_YEARS and found:
        sections.append(Section(title="Themes over the years", blocks=tuple(_drawn(counts, found[:_DRAWN]))))
    if found:
        sections.append(Section(title="All themes", blocks=(_table(counts, found),)))
    if any(theme.sentences for theme in found):
        sections.append(Section(title="What inspectors wrote", blocks=(_sentences(found),)))
    if counts.unread:
        rows = tuple((file.file, file.problem) for file in counts.unread)
        left_out = Table(columns=("File", "Problem"), rows=rows, caption="Files that are not counted")
        sections.append(Section(title="Files that could not be read", blocks=(left_out,)))
    return Report(
        kind="report-theme-counts",
        title="What inspectors wrote in published reports",
        subtitle=scope_words(counts),
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        counts=bool(counts.advice),
        sections=tuple(sections),
        document=context.document_for(counts),
    )


def scope_words(counts: ThemeCounts) -> str:
    """Return what was counted, in one line."""
    parts = [counted(counts.reports, "report")]
    if counts.kinds:
        parts.append(f"kinds: {', '.join(counts.kinds)}")
    if counts.judgements:
        parts.append(f"sections: {', '.join(judgement_words(each) for each in counts.judgements)}")
    if counts.since:
        parts.append(f"inspections since {long_date(counts.since)}")
    return "; ".join(parts)


def judgement_words(judgement: str) -> str:
    """Return the title of a judgement."""
    known = known_sections().get(judgement)
    return known.title if known else judgement


def source_words(sentence: ReportSentence) -> str:
    """Return the council, the day and the page of a sentence."""
    day = long_date(sentence.day) if sentence.day else "day not known"
    return f"{sentence.authority or 'Council not known'}, {day}, page {sentence.page}"


def _glance(counts: ThemeCounts) -> Iterator[Tiles | Paragraph]:
    tiles = [Tile(title="Reports", value=f"{counts.reports:,}", detail=_span(counts))]
    for theme in [theme for theme in counts.themes if theme.reports][:3]:
        detail = f"{theme.needs_improvement:,} name it under what needs to improve"
        value = f"{theme.reports:,} of {counts.reports:,}"
        tiles.append(Tile(title=theme.title, value=value, detail="" if counts.judgements else detail))
    yield Tiles(tiles=tuple(tiles))
    yield Paragraph(
        text="A report has a theme if one of its sentences has the words of the theme. A sentence may praise "
        "or criticise. Only headings such as “What needs to improve” make that certain, so only sentences "
        "under them are counted as needing to improve."
    )
    if counts.judgements:
        yield Paragraph(
            text="The list of what needs to improve belongs to no judgement, so it is not counted here."
        )
    if counts.undated:
        yield Paragraph(text=f"{counted(counts.undated, 'report')} without a known day left out.")


def _span(counts: ThemeCounts) -> str:
    if not counts.years:
        return ""
    first, last = counts.years[0].year, counts.years[-1].year
    return f"Inspections of {first}" if first == last else f"Inspections of {first} to {last}"


def _advice(counts: ThemeCounts) -> Iterator[Paragraph | Table | Bullets]:
    yield Paragraph(text=ADVICE)
    rows: list[tuple[Cell, ...]] = [
        (advice.reason, theme.title, theme.reports, theme.needs_improvement, advice.why)
        for advice in counts.advice
        for theme in advice.themes
    ]
    yield Table(
        columns=("Your figure", "Theme", "Reports", "Needs to improve", "Why"),
        rows=tuple(rows),
        group="Your figure",
        caption="Themes that inspectors might raise",
    )
    shown = dict.fromkeys(
        f"{theme.title}: {sentence.text} ({source_words(sentence)})"
        for advice in counts.advice
        for theme in advice.themes
        for sentence in theme.sentences
    )
    yield Bullets(items=tuple(shown))


def _drawn(counts: ThemeCounts, themes: list[ThemeCount]) -> Iterator[Paragraph | Table]:
    """Yield the drawing of the first themes: of what needs to improve, unless judgements were chosen."""
    where = "" if counts.judgements else " under what needs to improve"
    what = f"hare of each year's reports that name a theme{where}"
    yield Paragraph(
        text=f"The s{what}, in per cent, for {len(themes)} themes. Few reports in a year move a line a lot."
    )
    rows: list[tuple[Cell, ...]] = []
    for number, year in enumerate(counts.years):
        of_year = [theme.years[number] for theme in themes]
        shown = [each.reports if counts.judgements else each.needs_improvement for each in of_year]
        rows.append((date(year.year, 1, 1), *(round(100 * many / year.reports) for many in shown)))
    high = max(figure for row in rows for figure in row[1:] if isinstance(figure, int)) or 100
    yield Table(
        columns=("Year", *(theme.title for theme in themes)),
        rows=tuple(rows),
        caption=f"S{what}, on a scale from 0 to {high} per cent",
        scale=(0.0, float(high)),
    )


def _table(counts: ThemeCounts, themes: list[ThemeCount]) -> Table:
    needs = () if counts.judgements else ("Needs to improve",)
    head: list[Cell] = [
        "All reports",
        counts.reports,
        *(None for _ in needs),
        *(year.reports for year in counts.years),
    ]
    rows: list[tuple[Cell, ...]] = [tuple(head)]
    for theme in themes:
        improving = () if counts.judgements else (theme.needs_improvement,)
        rows.append((theme.title, theme.reports, *improving, *(year.reports for year in theme.years)))
    return Table(
        columns=("Theme", "Reports", *needs, *(str(year.year) for year in counts.years)),
        rows=tuple(rows),
        caption="Reports with each theme, by the year in which the inspection began",
    )


def _sentences(themes: list[ThemeCount]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{theme.title} ({len(theme.sentences):,} of {counted(theme.found, 'sentence')})",
            sentence.text,
            sentence.authority,
            sentence.day,
            sentence.page,
            sentence.section,
            _STATED[sentence.stated_as] if sentence.stated_as else None,
        )
        for theme in themes
        for sentence in theme.sentences
    ]
    return Table(
        columns=("Theme", "Sentence", "Council", "Inspection began", "Page", "Section", "Stated as"),
        rows=tuple(rows),
        group="Theme",
        caption="Sentences about each theme: what needs to improve first, then the latest inspections",
    )
