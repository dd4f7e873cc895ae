"""Themes: the vocabulary, a council's own, counts by year, and what the council's figures suggest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inspectprep.annexa.results.indicator_specs import indicator_specs
from inspectprep.errors import DocumentError, InspectPrepError, SourceError, UnknownNameError
from inspectprep.model.audience import Audience
from inspectprep.model.finding import LikelyLine
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.html import page
from inspectprep_published.learning.advice import advised_by, indicator_themes, read_likely_lines
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.counts import ThemeCounts, count_themes
from inspectprep_published.learning.index import Index, open_index
from inspectprep_published.learning.query import words_of
from inspectprep_published.learning.sections import known_sections
from inspectprep_published.learning.theme_report import ADVICE, theme_report
from inspectprep_published.learning.themes import Theme, Themes, read_themes

LINE = LikelyLine(
    rank=1,
    judgement="help_and_protection",
    indicator="re-referrals",
    title="Children referred had been referred in the year before",
    reason="131 of 500 children (26%); up to 22% is usual.",
    prepare="An audit.",
)


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    """Open the index of the reports."""
    with open_index(folder) as opened:
        yield opened


def counts_of(index: Index, theme: str, **options: object) -> tuple[int, int, int]:
    """Return reports, reports that need to improve, and sentences of a theme."""
    counted = count_themes(index, read_themes(), choice=Choice(**options))  # type: ignore[arg-type]
    (found,) = [each for each in counted.themes if each.theme == theme]
    return found.reports, found.needs_improvement, found.found


def test_reports_are_counted_and_not_only_sentences(index: Index) -> None:
    """Two sentences of one report are one report. What needs to improve is counted apart."""
    assert counts_of(index, "supervision") == (2, 2, 3)
    assert counts_of(index, "re_referrals") == (1, 1, 2)
    assert counts_of(index, "life_story") == (1, 1, 1)
    assert counts_of(index, "early_help") == (1, 0, 1)
    assert counts_of(index, "lado") == (0, 0, 0)


def test_counts_are_by_year_of_the_inspection(index: Index) -> None:
    """Each theme has every year that has a report."""
    counted = count_themes(index, read_themes())
    assert [(each.year, each.reports) for each in counted.years] == [(2019, 1), (2023, 1), (2024, 1)]
    (theme,) = [each for each in counted.themes if each.theme == "supervision"]
    assert [(each.year, each.reports, each.needs_improvement) for each in theme.years] == [
        (2019, 1, 1),
        (2023, 0, 0),
        (2024, 1, 1),
    ]
    assert counted.reports == 3


def test_counts_of_a_judgement_leave_out_other_sections(index: Index) -> None:
    """Reports without a section about it are not in the total."""
    counted = count_themes(index, read_themes(), choice=Choice(judgements=("in_care",)))
    assert counted.reports == 1
    assert counts_of(index, "supervision", judgements=("help_and_protection",)) == (1, 0, 1)
    assert counts_of(index, "supervision", since=date(2024, 1, 1)) == (1, 1, 1)


def test_every_theme_can_be_searched(index: Index) -> None:
    """Ids and titles differ, no search of a theme is empty, and the index understands each."""
    themes = read_themes().themes
    assert len({theme.id for theme in themes}) == len({theme.title for theme in themes}) == len(themes)
    for theme in themes:
        assert all(words_of(text) for text in theme.words)
        index.select("count(*)", Choice(), words=theme.expression)
        # The drawing has room for a title of this length.
        assert len(theme.title) <= 28, theme.title


def test_a_council_adds_themes_and_replaces_words(folder: Path, tmp_path: Path) -> None:
    """Its file has the form of the vocabulary."""
    own = tmp_path / "own.toml"
    own.write_text(
        'schema = "inspectprep/report-themes/1"\n'
        '[[themes]]\nid = "virtual"\ntitle = "Virtual"\nwords = [\'"virtual school"\']\n'
        '[[themes]]\nid = "supervision"\ntitle = "Supervision"\nwords = ["rare"]\n'
    )
    themes = read_themes(own)
    assert len(themes.themes) == len(read_themes().themes) + 1
    with open_index(folder) as index:
        found = {each.theme: each.reports for each in count_themes(index, themes).themes}
    assert (found["virtual"], found["supervision"]) == (1, 1)


@pytest.mark.parametrize("words", ["[]", '["?"]', '["a", ""]', "[1]"])
def test_words_that_find_nothing_are_named(tmp_path: Path, words: str) -> None:
    """With the path in the file."""
    own = tmp_path / "own.toml"
    own.write_text(
        f'schema = "inspectprep/report-themes/1"\n[[themes]]\nid = "x"\ntitle = "X"\nwords = {words}\n'
    )
    with pytest.raises(DocumentError, match=r"themes\[0\]\.words"):
        read_themes(own)


def test_an_unknown_theme_has_a_suggestion() -> None:
    """The nearest id is named."""
    with pytest.raises(UnknownNameError, match="Did you mean 're_referrals'"):
        read_themes().theme("rereferrals")


def test_every_mapping_is_of_a_known_indicator_and_known_themes() -> None:
    """A renamed indicator or theme fails here."""
    indicators = {spec.id for spec in indicator_specs()}
    themes = {theme.id for theme in read_themes().themes}
    for mapped in indicator_themes().values():
        assert mapped.indicator in indicators
        assert mapped.themes
        assert set(mapped.themes) <= themes


def test_a_figure_that_stands_out_suggests_its_themes(index: Index) -> None:
    """With the reason, the counts and the sentences. An indicator without a mapping suggests nothing."""
    other = LikelyLine(
        rank=2, judgement="in_care", indicator="council-own", title="Own", reason="5", prepare="Look."
    )
    advice = advised_by((LINE, other), read_themes())
    (found,) = count_themes(index, read_themes(), advice=advice).advice
    assert (found.indicator, found.reason) == ("re-referrals", LINE.reason)
    assert found.why
    first = found.themes[0]
    assert (first.theme, first.reports, first.needs_improvement) == ("re_referrals", 1, 1)
    assert [each.text for each in first.sentences][:1] == ["Decisions on re-referrals."]


def test_a_theme_that_a_council_left_out_is_not_advised() -> None:
    """Only the themes of the vocabulary in use are suggested."""
    only = Themes(themes=(Theme(id="thresholds", title="Thresholds", words=("threshold",)),))
    (found,) = advised_by((LINE,), only)
    assert [each.theme for each in found.themes] == ["thresholds"]


@pytest.mark.parametrize("key", ["annexa-indicators/1 lines", "check-summary/1 likely"])
def test_likely_lines_are_read_from_what_an_analyst_has(tmp_path: Path, key: str) -> None:
    """The JSON of the indicators, or the summary of a check."""
    schema, name = key.split()
    line = {
        "rank": 1,
        "judgement": "x",
        "indicator": "re-referrals",
        "title": "T",
        "reason": "R",
        "prepare": "P",
    }
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({"schema": f"inspectprep/{schema}", name: [line]}))
    (read,) = read_likely_lines(path)
    assert (read.indicator, read.title) == ("re-referrals", "T")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "inspectprep/annexa-check/2"}', "\xff", "[" * 9000]
)
def test_another_file_is_refused_with_the_command_that_writes_one(tmp_path: Path, text: str) -> None:
    """A saved check has no likely lines."""
    path = tmp_path / "figures.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InspectPrepError, match=r"indicators|UTF-8"):
        read_likely_lines(path)


@pytest.mark.parametrize("lines", ["{}", '["a"]', '[{"rank": 1}]', "null"])
def test_lines_that_are_not_understood_are_named(tmp_path: Path, lines: str) -> None:
    """With their path."""
    path = tmp_path / "figures.json"
    path.write_text(f'{{"schema": "inspectprep/annexa-indicators/1", "lines": {lines}}}')
    with pytest.raises((DocumentError, SourceError)):
        read_likely_lines(path)


def report_text(counted: ThemeCounts, audience: Audience = Audience.LEADERS) -> str:
    """Return the report of counts as text that can be searched."""
    return page(theme_report(counted, ReportContext(prepared=date(2026, 11, 30), audience=audience)))


def test_the_report_draws_the_years_and_has_the_sentences(index: Index) -> None:
    """The drawing has a line for each theme, and each sentence its council and page."""
    counted = count_themes(index, read_themes(), sentences=2)
    report = theme_report(counted, ReportContext(prepared=date(2026, 11, 30)))
    titles = [section.title for section in report.sections]
    assert titles == ["At a glance", "Themes over the years", "All themes", "What inspectors wrote"]
    drawn = report.sections[1].blocks[1]
    assert drawn.scale == (0.0, 100.0)  # type: ignore[union-attr]
    assert [row[0] for row in drawn.rows] == [date(year, 1, 1) for year in (2019, 2023, 2024)]  # type: ignore[union-attr]
    assert "Life-story work." in report_text(counted)


def test_the_report_says_that_figures_advise_and_is_not_for_everyone(index: Index) -> None:
    """A council's own figures are for its leaders and staff."""
    counted = count_themes(index, read_themes(), advice=advised_by((LINE,), read_themes()))
    assert ADVICE in report_text(counted)
    with pytest.raises(InspectPrepError):
        report_text(counted, Audience.PUBLIC)
    report_text(count_themes(index, read_themes()), Audience.PUBLIC)


def test_headings_are_long_enough_to_differ_from_text() -> None:
    """A line that does not have the first letters of a heading is not compared with any."""
    headings = [heading for section in known_sections().values() for heading in section.headings]
    assert min(map(len, headings)) >= 7
    assert len(set(headings)) == len(headings)


def test_sections_of_judgements_have_the_ids_of_grades() -> None:
    """An unknown judgement could not be chosen."""
    known = {section.judgement for section in known_sections().values() if section.judgement}
    assert {"help_and_protection", "in_care", "care_leavers", "in_care_and_care_leavers"} <= known
