"""The drawing for a phone: nothing is outside it, no year is missing, a long window has no day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.model.report import Span, TimelineChart
from inspectprep.reports.drawing.layout import draw
from inspectprep.reports.drawing.shapes import NARROW, WIDE, Frame

CALL = date(2026, 10, 5)


def chart(*later: int) -> TimelineChart:
    """Return a chart of a call and of events so many days after it, each with a window of 20 days."""
    spans = [Span(title="The call", start=CALL, group="a")]
    for days in later:
        day = CALL + timedelta(days=days)
        spans.append(
            Span(
                title="Last day for the council to publish the report",
                start=day,
                earliest=day,
                latest=day + timedelta(days=20),
                group="b",
            )
        )
    return TimelineChart(spans=tuple(spans), caption="Dates")


@given(st.lists(st.integers(1, 1600), min_size=1, max_size=8), st.sampled_from([WIDE, NARROW]))
def test_nothing_is_outside_and_no_year_is_missing(later: list[int], frame: Frame) -> None:
    """Whatever the dates are: no label is clipped, and the scale has every year once."""
    drawing = draw(chart(*later), frame)
    for panel in drawing.panels:
        shown = [*panel.labels, *(label for row in panel.rows for label in (*row.title, row.dates))]
        for label in shown:
            left, top, right, bottom = label.box
            assert left >= -0.01
            assert right <= frame.width + 0.01
            assert 0 <= top <= bottom <= drawing.height
        if panel.title.text == "Later dates":
            years = [label.text[-2:] for label in panel.labels if label.strong]
            last = CALL + timedelta(days=max(later) + 20)
            assert years == [f"{year % 100}" for year in range(2026, last.year + 1)]


def test_a_window_of_a_year_has_months_and_no_day() -> None:
    """Neither as a mark nor in words."""
    long = Span(
        title="Next full inspection",
        start=date(2030, 1, 14),
        earliest=date(2029, 9, 3),
        latest=date(2030, 9, 2),
    )
    drawing = draw(TimelineChart(spans=(Span(title="The call", start=CALL), long), caption="Dates"))
    row = drawing.panels[-1].rows[-1]
    assert [mark.kind for mark in row.marks] == ["window"]
    assert row.dates.text == "Sep 2029 to Sep 2030"
    assert row.full == "Next full inspection: expected Sep 2029 to Sep 2030."
