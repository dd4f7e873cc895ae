"""Ranges of days are drawn on one scale, in order and without texts over one another."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from inspectprep.model.report import Cell, Ranges, Table
from inspectprep.reports.drawing.ranges import RangeDrawing, draw_ranges
from inspectprep.reports.drawing.shapes import LEFT, NARROW, WIDE, Frame

GRADE = "Requires improvement, overdue"
AS_OF = date(2026, 11, 30)
END = date(2031, 6, 30)
BAR = ("1 in 10", "Quarter", "Half", "Three quarters", "9 in 10")
LINE = ("Opens", "Average", "Longest")
RANGES = Ranges(
    bar=BAR,
    line=LINE,
    bar_title="Forecast",
    line_title="Completed intervals",
    detail="Grade",
    start=date(2026, 7, 1),
    end=END,
    as_of=AS_OF,
)


def _draw(*rows: tuple[Cell, ...], frame: Frame = WIDE) -> RangeDrawing:
    table = Table(columns=("Council", "Grade", *BAR, *LINE), rows=rows, caption="Councils", ranges=RANGES)
    drawing = draw_ranges(table, frame)
    assert drawing is not None
    return drawing


def _row(bar: list[date] | None, line: list[date] | None, name: str = "Avon") -> tuple[Cell, ...]:
    return (name, GRADE, *(bar or (None,) * 5), *(line or (None,) * 3))


def _days(first: int, step: int, number: int) -> list[date]:
    return [AS_OF + timedelta(days=first + step * place) for place in range(number)]


def test_a_table_without_ranges_is_not_drawn() -> None:
    """Nor is one without rows."""
    assert draw_ranges(Table(columns=("Council",), rows=(("Avon",),))) is None
    assert draw_ranges(Table(columns=("Council", *BAR, *LINE), rows=(), ranges=RANGES)) is None


def test_a_bar_has_its_inner_range_and_its_middle() -> None:
    """The line below has a mark at the average. The words below the name are whole."""
    (row,) = _draw(_row(_days(100, 50, 5), _days(50, 100, 3))).rows
    outer, inner = row.boxes
    assert outer[0] < inner[0] < inner[0] + inner[1] < outer[0] + outer[1]
    assert row.middle is not None
    assert inner[0] <= row.middle <= inner[0] + inner[1]
    assert row.thin is not None
    assert row.thin_middle is not None
    assert row.thin[0] < row.thin_middle < row.thin[0] + row.thin[1]
    assert row.words.text == "Jun 2027"
    assert (row.title.text, row.detail.text) == ("Avon", GRADE)


def test_what_is_before_the_scale_is_cut_off() -> None:
    """A window that is over is not drawn, and a council without a forecast says so."""
    past, cut = _draw(_row(None, _days(-900, 100, 3)), _row(_days(10, 20, 5), _days(-400, 300, 3))).rows
    assert (past.boxes, past.middle, past.thin, past.thin_middle) == ((), None, None, None)
    assert past.words.text == "No forecast"
    assert cut.thin is not None
    assert cut.thin[0] == LEFT
    assert cut.thin_middle is None or cut.thin_middle >= LEFT


def test_readers_who_cannot_see_it_get_every_row_in_words() -> None:
    """The name, the grade and the first, middle and last day of each range."""
    drawing = _draw(_row(_days(100, 50, 5), _days(50, 100, 3)), _row(None, None, "Brent"))
    assert (
        "Avon, Requires improvement, overdue. Forecast: Wednesday 10 March 2027 to Sunday 26 September 2027"
        in drawing.description
    )
    assert "Completed intervals: Tuesday 19 January 2027" in drawing.description
    assert "Brent, Requires improvement, overdue. No forecast." in drawing.description


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs")), min_size=1, max_size=80),
            st.none() | st.tuples(st.integers(1, 900), st.integers(1, 180)),
            st.none() | st.tuples(st.integers(-1500, 900), st.integers(1, 300)),
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([WIDE, NARROW]),
)
def test_everything_is_on_the_page(
    councils: list[tuple[str, tuple[int, int] | None, tuple[int, int] | None]],
    frame: Frame,
) -> None:
    """Bars and lines are on the scale, names are left of it, and rows do not overlap."""
    drawing = _draw(
        *(
            _row(_days(*bar, 5) if bar else None, _days(*line, 3) if line else None, name)
            for name, bar, line in councils
        ),
        frame=frame,
    )
    for above, row in zip((None, *drawing.rows), drawing.rows, strict=False):
        for x, width in (*row.boxes, *((row.thin,) if row.thin else ())):
            assert frame.left <= x <= x + width <= frame.right + 0.1
        assert row.title.box[2] <= (row.words.box[0] if frame.stacked else frame.left)
        left, top, right, bottom = row.words.box
        assert 0 <= left <= right <= frame.width
        assert drawing.top <= top <= bottom <= drawing.bottom
        assert above is None or above.detail.box[3] <= row.title.box[1] + 6
    assert len(drawing.rows) == len(councils)
    assert drawing.bottom < drawing.height
    for label in (*drawing.labels, *(key.label for key in drawing.legend)):
        assert 0 <= label.box[0] <= label.box[2] <= frame.width
