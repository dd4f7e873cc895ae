"""Days and the longer view: two honest scales instead of one that squashes the weeks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.model.report import Span
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.timeline import chart_of
from inspectprep.reports.drawing.panels import first_day, last_day, panels_of
from tests.reports.plans import timeline

days = st.dates(date(2007, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Return a span with any of its parts, in a sensible order."""
    start = draw(days)
    some = st.none() | st.integers(0, 2000).map(lambda number: start + timedelta(days=number))
    earliest = draw(st.none() | st.integers(0, 300).map(lambda number: start - timedelta(days=number)))
    planned = draw(st.none() | days)
    return Span(
        title=draw(st.text(max_size=60)),
        start=start,
        end=draw(some),
        earliest=earliest,
        latest=draw(some),
        planned=planned,
        planned_end=planned + timedelta(days=draw(st.integers(0, 20))) if planned else None,
        group=draw(st.sampled_from("abcdefgh")),
    )


def test_the_weeks_are_drawn_by_day_and_the_years_apart() -> None:
    """Oxfordshire: everything up to publication day by day, the action plan and the next visit after."""
    chart = chart_of(timeline(), ReportContext())
    near, far = panels_of(chart.spans)
    assert near.detailed
    assert not far.detailed
    assert [span.title for span in far.spans] == ["Action plan", "Next inspection"]
    assert (near.start, near.end) == (date(2018, 4, 9), date(2018, 6, 10))
    assert (far.start, far.end) == (date(2018, 4, 1), date(2021, 10, 31))


def test_events_all_within_weeks_have_one_panel() -> None:
    """No longer view without anything in it."""
    (panel,) = panels_of([Span(title="a", start=date(2026, 9, 7)), Span(title="b", start=date(2026, 11, 20))])
    assert panel.detailed
    assert panel.start.weekday() == 0
    assert panel.end.weekday() == 6


def test_nothing_has_no_panel() -> None:
    """An undated plan is not drawn."""
    assert panels_of([]) == ()


@given(st.lists(spans(), min_size=1, max_size=8))
def test_every_span_is_drawn_once_and_has_room(found: list[Span]) -> None:
    """Panels share the spans out, each within its scale; single days stay readable."""
    panels = panels_of(found)
    drawn = [span for panel in panels for span in panel.spans]
    assert sorted(map(repr, drawn)) == sorted(map(repr, found))
    for panel in panels:
        for span in panel.spans:
            assert panel.start <= first_day(span)
            assert last_day(span) <= panel.end
        assert not panel.detailed or panel.days <= 150 + 14
    assert [panel.detailed for panel in panels] in ([True], [True, False], [False])
