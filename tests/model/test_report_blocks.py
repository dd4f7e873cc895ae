"""Blocks of a report check themselves, and calculate what every format shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import InvalidValueError
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Paragraph
from inspectprep.model.report_blocks import (
    Agenda,
    AgendaItem,
    Answer,
    Bar,
    Change,
    Companion,
    History,
    Matrix,
    MatrixRow,
    Point,
    Shift,
    Side,
    Step,
)

DAY = date(2026, 10, 5)
STEP = Step(action="Correct two errors", who="The analyst")
RED = Point(day=DAY, value=Rating.RED)


def points(*values: Any) -> tuple[Point, ...]:
    """Return a point for each value, on days that follow one another."""
    return tuple(Point(day=DAY + timedelta(days=place), value=value) for place, value in enumerate(values))


def item(starts: str = "", ends: str = "") -> AgendaItem:
    """Return one thing of a day."""
    return AgendaItem(what="A visit", starts=starts, ends=ends)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Answer(verdict="No", sentence="Why.", steps=(STEP,) * 4), "4 steps"),
        (lambda: Answer(verdict="No", sentence="Why.", more=2), "none before them"),
        (lambda: Answer(verdict="No", sentence="Why.", steps=(STEP,), more=-1), "less than 0"),
        (lambda: Change(since=DAY, better=(Shift(title="A", before="green", now="red"),)), "green to red"),
        (lambda: Change(since=DAY, worse=(Shift(title="A", before="red", now="red"),)), "red to red"),
        (lambda: History(points=points(*range(7))), "7 points"),
        (lambda: History(points=(RED, RED)), "one point a day"),
        (lambda: History(points=points(1, 2)[::-1]), "oldest first"),
        (lambda: History(points=points(Rating.RED, 2)), "ratings and figures"),
        (
            lambda: Matrix(title="A", across=("B",), lines=(MatrixRow(title="C", figures=(1, 2)),)),
            "row of 2 numbers, and 1 column",
        ),
        (
            lambda: Matrix(title="A", across=("B",), lines=(MatrixRow(title="C", figures=(-1,)),)),
            "less than 0",
        ),
        (lambda: Bar(title="A", figure=1, usual=2, usual_from=3), "more than the highest"),
        (lambda: Side(title="A", strengths=-1), "less than 0"),
        (lambda: item("9:30"), "a time such as 09:30"),
        (lambda: item("24:00"), "a time such as 09:30"),
        (lambda: item("09:30", "09:00"), "before the start"),
        (lambda: item("", "09:00"), "before the start"),
        (lambda: Agenda(title="A", day=DAY, hours=(item("10:00"), item("09:00"))), "in the order"),
        (lambda: Fold(title="A", summary="b", blocks=(Fold(title="A", summary="b", blocks=()),)), "Fold"),
    ],
    ids=range(19),
)
def test_what_cannot_be_right_is_refused(make: Any, problem: str) -> None:
    """The error names the field and the reason."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["https://example.org", "//host/a", "/a.html", "../a.html", "a/b.html", "javascript:x", "a b", "a\n"],
)
def test_a_companion_is_a_file_in_the_same_folder(name: str) -> None:
    """A link leads nowhere else."""
    with pytest.raises(InvalidValueError, match="the name of a file"):
        Companion(title="A", purpose="b", file=name)


def test_the_limits_themselves_are_allowed() -> None:
    """Three steps, six points, and a fold with a block."""
    assert len(Answer(verdict="No", sentence="Why.", steps=(STEP,) * 3, more=9).steps) == 3
    assert len(History(points=points(*range(6))).points) == 6
    assert Fold(title="A", summary="b", blocks=(Paragraph(text="c"),)).blocks
    assert Companion(title="A", purpose="b", file="annex-a.teams.txt").file
    assert Agenda(title="A", day=DAY, hours=(item(), item("09:00", "09:00"), item("09:00"))).hours


def test_a_history_is_text_in_any_format() -> None:
    """A format that writes cells as text needs to know nothing of it."""
    assert str(History(points=points(Rating.RED, Rating.AMBER))) == "red, amber"
    assert str(History(points=points(1306, 2.5))) == "1,306, 2.5"
    assert History(points=points(Rating.RED)).rated
    assert not History(points=points(1)).rated


FIGURES = st.none() | st.integers(0, 10**12)


@st.composite
def _matrices(draw: st.DrawFn) -> Matrix:
    width = draw(st.integers(0, 5))
    figures = st.tuples(*[FIGURES] * width)
    lines = tuple(MatrixRow(title="r", figures=each) for each in draw(st.lists(figures, max_size=5)))
    return Matrix(title="t", across=("c",) * width, lines=lines)


@given(_matrices())
def test_a_number_that_is_not_shown_cannot_be_calculated(matrix: Matrix) -> None:
    """Sums are those of the numbers, and a sum with a number that is not shown is not shown."""
    for line, total in zip(matrix.lines, matrix.row_sums, strict=True):
        assert total == (None if None in line.figures else sum(figure or 0 for figure in line.figures))
    for place, total in enumerate(matrix.column_sums):
        column = [line.figures[place] for line in matrix.lines]
        assert total == (None if None in column else sum(figure or 0 for figure in column))
    hidden = any(None in line.figures for line in matrix.lines)
    assert (matrix.total is None) == hidden
    assert matrix.total is None or matrix.total == sum(total or 0 for total in matrix.column_sums)
    assert matrix.most == max((figure or 0 for line in matrix.lines for figure in line.figures), default=0)


@pytest.mark.parametrize(("figure", "usual"), [(1.9, False), (2, True), (3, True), (4, True), (4.1, False)])
def test_both_ends_of_the_usual_range_are_usual(figure: float, usual: bool) -> None:
    """The range is inclusive."""
    assert Bar(title="A", figure=figure, usual=4, usual_from=2).is_usual is usual
