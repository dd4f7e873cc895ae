"""The drawing: everything inside, nothing on top of anything else, the same every time."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.report import Span, TimelineChart
from inspectprep.reports.drawing.layout import draw
from inspectprep.reports.drawing.shapes import LEFT, WIDTH, Drawing, Label, text_width
from tests.reports.drawing.test_panels import days, spans

charts = st.builds(
    TimelineChart,
    spans=st.lists(spans(), max_size=8).map(tuple),
    non_working=st.lists(days, max_size=3).map(tuple),
    as_of=st.none() | days,
)


def labels(drawing: Drawing) -> list[Label]:
    """Return every text of a drawing."""
    found = [key.label for key in drawing.legend]
    for panel in drawing.panels:
        found += [panel.title, *panel.labels]
        for row in panel.rows:
            found += [*row.title, row.dates]
    return [label for label in found if label.text]


def overlap(one: Label, two: Label) -> bool:
    """Return whether two texts share any room."""
    left, top, right, bottom = one.box
    other_left, other_top, other_right, other_bottom = two.box
    return left < other_right and other_left < right and top < other_bottom and other_top < bottom


@given(charts)
def test_texts_never_overlap_and_stay_inside(chart: TimelineChart) -> None:
    """Whatever the titles, dates and distances, each text has its own room."""
    drawing = draw(chart)
    found = labels(drawing)
    for label in found:
        left, top, right, bottom = label.box
        assert left >= -0.01
        assert top >= -0.01
        assert right <= WIDTH + 0.01
        assert bottom <= drawing.height + 0.01
    for one, two in combinations(found, 2):
        assert not overlap(one, two), (one, two)


@given(charts)
def test_marks_stay_on_the_scale_and_rows_follow_one_another(chart: TimelineChart) -> None:
    """No mark reaches into the titles, and rows do not touch."""
    for panel in draw(chart).panels:
        edge = panel.top
        for row in panel.rows:
            assert row.top >= edge
            edge = row.top + row.height
            for mark in row.marks:
                assert mark.x >= LEFT - 0.01
                assert mark.x + mark.width <= WIDTH
        assert panel.bottom >= edge


@given(charts)
def test_drawing_is_a_function_of_the_chart(chart: TimelineChart) -> None:
    """Two drawings of one chart are equal."""
    assert draw(chart) == draw(chart)


def test_what_moved_is_drawn_with_its_plan_and_an_arrow() -> None:
    """The old place, hollow; the new one, solid; a line from the one to the other."""
    moved = Span(title="Feedback", start=date(2018, 4, 27), planned=date(2018, 4, 20))
    back = Span(
        title="Visit",
        start=date(2018, 4, 9),
        end=date(2018, 4, 13),
        planned=date(2018, 4, 23),
        planned_end=date(2018, 4, 27),
    )
    (panel,) = draw(TimelineChart(spans=(moved, back))).panels
    first, second = panel.rows
    assert [mark.kind for mark in first.marks] == ["bar", "was-bar"]
    assert first.arrow
    assert first.arrow[0] > first.arrow[1]
    assert [mark.kind for mark in second.marks] == ["day", "was-day"]
    assert second.arrow
    assert second.arrow[0] < second.arrow[1]
    assert "planned for Friday 20 April 2018" in second.full


def test_a_forecast_is_a_window_with_its_expected_day() -> None:
    """The day lies on the window, and the words say that it is about that day."""
    span = Span(
        title="Publication", start=date(2018, 5, 22), earliest=date(2018, 5, 21), latest=date(2018, 6, 8)
    )
    (panel,) = draw(TimelineChart(spans=(Span(title="The call", start=date(2018, 4, 9)), span))).panels
    window, day = panel.rows[1].marks
    assert (window.kind, day.kind) == ("window", "day")
    assert window.x < day.x < window.x + window.width
    assert panel.rows[1].dates.text == "about Tue 22 May"


def test_weekends_and_holidays_are_shaded_and_the_day_of_the_report_is_marked() -> None:
    """Shades tell working days apart; the legend explains only what is drawn."""
    chart = TimelineChart(
        spans=(Span(title="The call", start=date(2018, 4, 30)),),
        non_working=(date(2018, 5, 7), date(2018, 12, 25)),
        as_of=date(2018, 5, 1),
    )
    drawing = draw(chart)
    (panel,) = drawing.panels
    kinds = [band.kind for band in panel.bands]
    assert kinds == ["weekend", "weekend", "closed"]
    assert panel.today
    assert [key.kind for key in drawing.legend] == ["day", "weekend", "closed", "today"]


def test_a_long_title_is_cut_at_its_colon_before_it_is_cut_short() -> None:
    """Two lines at most; what is left out is still spoken in full."""
    title = "Off-site week: inspectors read the data and form lines of enquiry for the visit to come"
    long = (
        "A title without a colon that goes on and on until nobody can read it any more at all, not even twice"
    )
    one, two = (
        draw(
            TimelineChart(
                spans=(
                    Span(title=title, start=date(2018, 4, 9)),
                    Span(title=long, start=date(2018, 4, 9), end=date(2018, 4, 10)),
                )
            )
        )
        .panels[0]
        .rows
    )
    assert [label.text for label in one.title] == ["Off-site week"]
    assert len(two.title) == 2
    assert two.title[-1].text.endswith("…")
    assert long in two.full


@pytest.mark.parametrize("text", ["Mon 16 to Fri 20 Apr", "Wed 22 May to Tue 4 Jun", "MMMMWWWW", "illij"])
def test_widths_are_estimated_generously(text: str) -> None:
    """DejaVu Sans, the widest of the usual fonts, has these advances in thousandths of its size."""
    advance = {
        "M": 863,
        "W": 989,
        "F": 575,
        "A": 684,
        "T": 611,
        "J": 295,
        "o": 612,
        "n": 634,
        "i": 278,
        "r": 411,
        "p": 635,
        "t": 392,
        "e": 615,
        "d": 635,
        "u": 634,
        "a": 613,
        "y": 592,
        "l": 278,
        "j": 278,
        " ": 318,
    } | dict.fromkeys("0123456789", 636)
    assert text_width(text) >= sum(advance[letter] for letter in text) / 1000 * 14


def test_a_drawing_of_nothing_is_empty() -> None:
    """The template says in words that no date is known."""
    drawing = draw(TimelineChart(spans=()))
    assert drawing.panels == ()
    assert drawing.legend == ()


def test_a_month_that_is_nearly_over_does_not_hide_the_next() -> None:
    """A visit called on 25 September still shows October by name."""
    spans = (Span(title="a", start=date(2023, 9, 25)), Span(title="b", start=date(2023, 12, 1)))
    (panel,) = draw(TimelineChart(spans=spans)).panels
    assert [label.text for label in panel.labels if label.strong][:3] == [
        "Sep",
        "October 2023",
        "November 2023",
    ]


def test_bold_text_is_given_more_room() -> None:
    """The name of the last month is shortened before the edge would cut it."""
    assert text_width("December 2026", strong=True) > text_width("December 2026")
    label = Label(0, 0, "December 2026", strong=True)
    assert label.box[2] == text_width("December 2026", strong=True)
