"""Tables that are drawn as lines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.report import Report, Section, Table
from inspectprep.reports import html
from inspectprep.reports.drawing.lines import draw_lines
from inspectprep.reports.drawing.shapes import NARROW, WIDE, Frame

START = date(2026, 1, 5)


def _table(
    figures: list[list[float | None]], *, days: int = 7, scale: tuple[float, float] = (0.0, 10.0)
) -> Table:
    names = tuple(f"Line {number}" for number in range(len(figures)))
    length = max(map(len, figures), default=0)
    rows = tuple((START + timedelta(days=days * at), *(line[at] for line in figures)) for at in range(length))
    return Table(columns=("Day", *names), rows=rows, caption="Figures", scale=scale)


@pytest.mark.parametrize("days", [1, 7, 40])
def test_each_column_is_a_line_with_its_first_and_last_figure(days: int) -> None:
    """A higher figure is higher up, and a later day further right."""
    drawing = draw_lines(_table([[0, 5, 10], [10, 4, 0]], days=days))
    assert drawing is not None
    up, down = drawing.lines
    assert [label.text for label in up.figures] == ["0", "10"]
    assert [label.text for label in down.figures] == ["10", "0"]
    for line, rising in ((up, True), (down, False)):
        xs, ys = zip(*line.dots, strict=True)
        assert list(xs) == sorted(xs)
        assert list(ys) == sorted(ys, reverse=rising)


def test_a_gap_breaks_the_line_and_has_no_dot() -> None:
    """A week without a figure is not drawn as nought."""
    drawing = draw_lines(_table([[1, 2, None, 4, 5, None, 7]]))
    assert drawing is not None
    (line,) = drawing.lines
    assert len(line.dots) == 5
    assert [part.count(",") for part in line.parts] == [2, 2]


@pytest.mark.parametrize(
    "table",
    [
        Table(columns=("Day", "A"), rows=((START, 1),)),
        Table(columns=("Day", "A"), rows=(), scale=(0.0, 1.0)),
        Table(columns=("Name", "A"), rows=(("x", 1),), scale=(0.0, 1.0)),
    ],
)
def test_a_table_without_a_scale_or_days_is_not_drawn(table: Table) -> None:
    """It stays a table."""
    assert draw_lines(table) is None


@given(
    figures=st.integers(1, 12).flatmap(
        lambda length: st.lists(
            st.lists(st.none() | st.integers(-5, 20) | st.floats(-5, 20), min_size=length, max_size=length),
            min_size=1,
            max_size=12,
        )
    ),
    days=st.integers(1, 60),
    scale=st.tuples(st.floats(-10, 10), st.floats(-10, 30)),
    frame=st.sampled_from([WIDE, NARROW]),
)
def test_everything_is_inside_the_drawing(
    figures: list[list[float | None]], days: int, scale: tuple[float, float], frame: Frame
) -> None:
    """Whatever the figures and the scale, dots stay in their rows and figures on the page."""
    drawing = draw_lines(_table(figures, days=days, scale=scale), frame)
    assert drawing is not None
    for line in drawing.lines:
        assert all(0 <= x <= frame.width and line.top <= y <= line.bottom for x, y in line.dots)
        for label in (*line.figures, line.title):
            left, _, right, _ = label.box
            assert left >= 0
            assert right <= frame.width + 1


def test_a_narrow_line_has_its_figures_beside_its_name() -> None:
    """They are above the line, and do not touch the name."""
    drawing = draw_lines(_table([[1_000, 5, 20_000]], scale=(0, 20_000)), NARROW)
    assert drawing is not None
    (line,) = drawing.lines
    assert [label.text for label in line.figures] == ["1,000 to 20,000"]
    assert line.title.box[2] < line.figures[0].box[0]
    assert max(line.title.y, line.figures[0].y) <= min(y for _, y in line.dots)


def test_many_figures_have_no_dots_but_at_the_ends_and_alone() -> None:
    """A line of half a year is a line; a lone figure is still seen."""
    drawing = draw_lines(_table([[*range(15), None, 3, None, *range(15)]]))
    assert drawing is not None
    (line,) = drawing.lines
    assert len(line.dots) == 3


def test_html_has_the_drawing_and_the_table() -> None:
    """A reader who cannot see it has the figures in words and in a table."""
    table = _table([[1, 2], [4, 3]])
    page = html.page(
        Report(kind="test", title="T", sections=(Section(title="S", blocks=(table,)),)),
    )
    assert "Line 1: 4 on Mon 5 Jan 2026, then 3 on " in page[page.index("<desc") : page.index("</desc>")]
    assert page.count("<polyline") == 2 * 2  # for a wide and a narrow window
    assert page.count("h0") >= 2 * 4
    assert "<summary>Show as a table</summary>" in page
