"""The report of a region: a chart, the dates, the weeks and the reservations."""

from __future__ import annotations

from inspectprep.model.region import DueState, RegionView
from inspectprep.model.report import Report, Table
from inspectprep.reports import html, markdown
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.region import reservation_words
from tests.reports.regions import AS_OF, council, view

UNKNOWN = council(
    99,
    authority="Former County",
    state=DueState.UNKNOWN,
    past_window=None,
    window=None,
    within_90_days=None,
    within_180_days=None,
    notes=("There is no forecast.",),
)


def _tables(report: Report, title: str) -> list[Table]:
    (section,) = [each for each in report.sections if each.title == title]
    return [block for block in section.blocks if isinstance(block, Table)]


def test_a_chart_fits_on_a_page_and_a_large_region_has_several() -> None:
    """All on one scale, with each council once."""
    charts = _tables(report_of(view(153)), "Who is due")
    assert [len(chart.rows) for chart in charts] == [30, 30, 30, 30, 30, 3]
    assert len({chart.ranges.end for chart in charts if chart.ranges}) == 1
    assert len({row[0] for chart in charts for row in chart.rows}) == 153
    assert len(_tables(report_of(view(20)), "Who is due")) == 1


def test_the_table_has_both_windows_beside_each_other() -> None:
    """With the chances in whole percent, and the state in words."""
    (table,) = _tables(report_of(view(1)), "Dates and chances")
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert row["Council"] == "Council Number 0"
    assert (row["Window opens"], row["Average"], row["Longest"]) == (
        "11\N{NO-BREAK SPACE}Oct 2026",
        "30\N{NO-BREAK SPACE}Mar 2027",
        "16\N{NO-BREAK SPACE}Sep 2027",
    )
    assert (row["Half by"], row["Within 90 days"], row["State"]) == (
        "8\N{NO-BREAK SPACE}Feb 2027",
        "35%",
        "Open",
    )


def test_a_council_without_a_forecast_is_in_the_table_and_not_in_the_chart() -> None:
    """With the reason among the reservations."""
    report = report_of(view(3, UNKNOWN))
    (chart,) = _tables(report, "Who is due")
    (table,) = _tables(report, "Dates and chances")
    assert len(chart.rows) == 3
    assert table.rows[-1][0] == "Former County"
    assert "Former County: There is no forecast." in markdown.markdown(report)


def test_a_reservation_about_many_councils_has_their_number() -> None:
    """A few are named."""
    few = [council(number, notes=("A note.",)) for number in range(2)]
    many = [council(number, notes=("Another.",)) for number in range(13)]
    found = list(reservation_words(RegionView(as_of=AS_OF, councils=(*few, *many))))
    assert found == ["Council Number 0 and Council Number 1: A note.", "13 councils: Another."]


def test_an_overdue_council_says_so_on_the_chart() -> None:
    """Its line of completed intervals may be before the scale."""
    (chart,) = _tables(report_of(view(1, council(2, state=DueState.OVERDUE))), "Who is due")
    assert [row[1] for row in chart.rows] == ["Good", "Good, overdue"]


def test_a_region_without_any_forecast_has_no_chart() -> None:
    """The table says what is known."""
    report = report_of(RegionView(as_of=AS_OF, councils=(UNKNOWN,)))
    assert [section.title for section in report.sections] == [
        "The answer",
        "Dates and chances",
        "Reservations",
    ]


def test_the_page_has_a_drawing_and_all_of_its_days_in_words() -> None:
    """The days are in a table below it too, for readers who cannot see it."""
    page = html.page(report_of(view(2)))
    assert page.count('<svg class="chart wide"') == 1
    assert page.count('class="middle"') == 2 * (2 + 1)  # with the legend, for a wide and a narrow window
    assert "Show as a table" in page
    assert "Council Number 1, Good. Forecast, 8 in 10: Monday 14 December 2026" in page
