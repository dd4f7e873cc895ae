"""What a format does not draw is in words, with the same texts and numbers."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from attrs import evolve

from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    Fold,
    Paragraph,
    PlainBlock,
    Report,
    Section,
    Table,
)
from inspectprep.model.report_blocks import (
    Answer,
    Balance,
    Bar,
    Change,
    History,
    Matrix,
    MatrixRow,
    Point,
    Shift,
    Side,
    Step,
    Tag,
)
from inspectprep.plugins import ReportProvider
from inspectprep.reports import in_words
from inspectprep.reports.plain_blocks import for_format, side_words
from inspectprep.testing.builders import make_blocks, make_report
from inspectprep.testing.contracts.report_content import missing, values_of

DAY = date(2026, 10, 5)


def text_of(blocks: tuple[Block, ...]) -> str:
    """Return everything that blocks have."""
    return " ".join(f"{value}" for value in values_of(list(blocks)))


@pytest.mark.parametrize("block", make_blocks(), ids=range(len(make_blocks())))
def test_every_block_has_its_texts_and_numbers_in_words(block: Block) -> None:
    """Only blocks that every format writes are left, and cells are text, numbers, days and ratings."""
    words = in_words(block)
    assert all(isinstance(part, PlainBlock) for part in words)
    assert not missing(values_of(block), text_of(words).replace("Rating.", ""))
    cells = [cell for part in words if isinstance(part, Table) for row in part.rows for cell in row]
    assert not any(isinstance(cell, Tag | History) for cell in cells)


def test_a_format_gets_as_they_are_the_blocks_that_it_draws() -> None:
    """All others are in words, also in a fold that it draws and on sheets of a workbook."""
    matrix = Matrix(title="A", across=("B",), lines=(MatrixRow(title="C", figures=(1,)),))
    bar = Bar(title="A", figure=1, usual=2)
    fold = Fold(title="A", summary="b", blocks=(matrix, bar))
    sheet = Section(title="s", blocks=(bar,))
    report = Report(kind="x", title="t", sections=(Section(title="s", blocks=(fold,)),), sheets=(sheet,))
    provider = ReportProvider(id="a", summary="b", target=print, suffix=".a", draws=("Matrix", "Fold"))
    given = for_format(report, provider)
    (drawn,) = given.sections[0].blocks
    assert isinstance(drawn, Fold)
    assert [type(part) for part in drawn.blocks] == [Matrix, Paragraph]
    assert [type(part) for part in given.sheets[0].blocks] == [Paragraph]


def test_a_report_without_such_blocks_is_the_same() -> None:
    """A format of a plugin from before these blocks gets what it always got."""
    provider = ReportProvider(id="a", summary="b", target=print, suffix=".a")
    blocks = tuple(block for block in make_blocks() if isinstance(block, PlainBlock))[1:2]
    report = evolve(make_report(), sections=(Section(title="s", blocks=blocks),))
    assert for_format(report, provider) == report
    kinds = {
        type(block) for section in for_format(make_report(), provider).sections for block in section.blocks
    }
    assert kinds <= set(get_args(PlainBlock))


def test_an_answer_in_words_reads_as_sentences() -> None:
    """The verdict with its rating, and each step with who, by when and what it changes."""
    steps = (
        Step(action="Correct 23 errors", who="Chloe Nguyen", by=DAY, changes="Turns Annex A amber."),
        Step(action="Is the plan agreed?", who="No owner"),
    )
    answer = Answer(
        verdict="Not ready", rating=Rating.RED, sentence="It has errors.", steps=steps, more=4, where="Next"
    )
    verdict, bullets = in_words(answer)
    assert verdict == Paragraph(text="Not ready (red). It has errors.")
    assert bullets == Bullets(
        items=(
            "1. Correct 23 errors. Chloe Nguyen, by Mon 5 Oct. Turns Annex A amber.",
            "2. Is the plan agreed? No owner, no day set.",
            "And 4 more: Next",
        )
    )


def test_a_change_in_words_has_a_line_for_each() -> None:
    """Better, worse and the same, with the ratings and the reason."""
    change = Change(
        since=DAY,
        better=(Shift(title="Data", before=Rating.RED, now=Rating.GREEN, reason="All corrected."),),
        worse=(Shift(title="People", reason="One is away."),),
        same=("Plan", "Debrief"),
    )
    heading, lines = in_words(change)
    assert heading == Paragraph(text="Since Monday 5 October 2026")
    assert lines == Bullets(
        items=(
            "Better: Data: red to green. All corrected.",
            "Worse: People: One is away.",
            "Same: Plan and Debrief",
        )
    )
    assert in_words(Change(since=DAY)) == (
        Paragraph(text="Since Monday 5 October 2026: nothing to compare."),
    )


def test_a_history_says_each_year_once() -> None:
    """A year is written with the first of its days."""
    days = (date(2026, 11, 2), date(2026, 12, 7), date(2027, 1, 4))
    history = History(title="Errors", points=tuple(Point(day=day, value=9) for day in days))
    (words,) = in_words(history)
    assert words == Paragraph(text="Errors: 9 on 2 Nov 2026; 9 on 7 Dec; 9 on 4 Jan 2027.")


@pytest.mark.parametrize(
    ("bar", "words"),
    [
        (
            Bar(title="A", figure=4, usual=2, unit="%", detail="7 of 173"),
            "4% (7 of 173). Usual: up to 2%. More",
        ),
        (Bar(title="A", figure=1200, usual=1500, usual_from=1300), "1,200. Usual: 1,300 to 1,500. Less than"),
        (Bar(title="A", figure=2, usual=2, usual_from=2, unit="days"), "2 days. Usual: 2 days. As usual"),
    ],
)
def test_a_bar_in_words_says_what_is_usual(bar: Bar, words: str) -> None:
    """And whether the figure is."""
    (paragraph,) = in_words(bar)
    assert isinstance(paragraph, Paragraph)
    assert words in paragraph.text


def test_a_subject_without_a_word_is_not_a_balance_of_nothing() -> None:
    """It says that nothing was heard."""
    assert side_words(Side(title="A")) == "nothing heard yet"
    (_, lines) = in_words(
        Balance(title="A", sides=(Side(title="B", criticisms=1, strengths=2, withdrawn=1),))
    )
    assert lines == Bullets(items=("B: 1 criticism, 2 strengths, 1 withdrawn",))


def test_a_number_that_is_not_shown_has_a_sign_and_a_reason() -> None:
    """The sums of its row and column have the sign too."""
    line = MatrixRow(title="C", figures=(1, None))
    _, table, reason = in_words(Matrix(title="A", across=("B", "D"), lines=(line,), hidden="too small"))
    assert isinstance(table, Table)
    assert table.rows == (("C", 1, "[c]", "[c]"), ("All", 1, "[c]", "[c]"))
    assert reason == Paragraph(text="[c]: too small.")
