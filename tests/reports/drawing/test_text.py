"""The timeline in plain characters."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from inspectprep.model.report import Span, TimelineChart
from inspectprep.reports.drawing.text import text_chart
from tests.reports.drawing.test_layout import charts


def test_each_day_is_one_character() -> None:
    """Marks line up under their Monday."""
    chart = TimelineChart(
        spans=(
            Span(title="The call", start=date(2018, 4, 9)),
            Span(
                title="On site",
                start=date(2018, 4, 18),
                end=date(2018, 4, 20),
                planned=date(2018, 4, 16),
                planned_end=date(2018, 4, 20),
            ),
            Span(
                title="Published", start=date(2018, 5, 8), earliest=date(2018, 5, 8), latest=date(2018, 5, 10)
            ),
            Span(title="Next visit", start=date(2021, 4, 16)),
        ),
        non_working=(date(2018, 5, 7),),
    )
    lines = text_chart(chart).splitlines()
    at = 46
    assert lines[0][at:] == "Apr 2018                    May 2018"
    assert lines[1][at:].split() == ["9", "16", "23", "30", "7"]
    assert lines[2] == f"{'The call':<46}█    ··     ··     ··     ···    ··"
    assert lines[3] == f"{'On site':<46}     ··○○███··     ··     ···    ··"
    assert lines[4] == f"{'Published':<46}     ··     ··     ··     ···◆░░ ··"
    assert lines[-3].strip().startswith("Next visit")
    assert lines[-3].endswith("Fri 16 Apr 2021")
    assert "○ original plan" in lines[-1]


@given(charts)
def test_any_chart_is_drawn_within_its_lines(chart: TimelineChart) -> None:
    """A title never breaks a line, and every span has one of its own."""
    text = text_chart(chart)
    heads = 4 if any(mark in text for mark in "█◆") and not text.startswith("\nLater") else 0
    assert len(text.split("\n")) <= heads + len(chart.spans) + 6
