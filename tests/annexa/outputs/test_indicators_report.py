"""The report of indicators: the lines of enquiry first, and no small number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inspectprep import annexa, synth
from inspectprep.annexa.outputs.indicators_report import HIDDEN, indicators_report, share_words
from inspectprep.annexa.results.indicators.values import Part
from inspectprep.model.report import Fold, Paragraph, Report, Table
from inspectprep.model.report_blocks import Answer

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The indicators of a synthetic council with much late practice."""
    book = tmp_path_factory.mktemp("indicators") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=600, seed=5, as_of=AS_OF, late=0.4), book)
    return annexa.indicators(annexa.check(book, as_of=AS_OF))


def _tables(report: Report) -> list[Table]:
    blocks = [block for section in report.sections for block in section.blocks]
    inner = [block for fold in blocks if isinstance(fold, Fold) for block in fold.blocks]
    return [block for block in (*blocks, *inner) if isinstance(block, Table)]


def test_the_lines_of_enquiry_come_first(figures: Any) -> None:
    """The answer counts them all, and the reason of each is one step away."""
    lines = annexa.likely_lines(figures)
    report = indicators_report(figures, lines, as_of=AS_OF)
    (answer,) = (block for block in report.sections[0].blocks if isinstance(block, Answer))
    assert answer.verdict == f"{len(lines)} lines of enquiry are likely"
    assert len(answer.steps) + answer.more == len(lines)
    first, whys, *_ = _tables(report)
    assert [row[0] for row in first.rows] == [line.title for line in lines[:8]]
    assert [row[0] for row in whys.rows] == [line.title for line in lines]


def test_every_indicator_is_shown_with_its_judgement(figures: Any) -> None:
    """With its share, or among those that are hidden."""
    report = indicators_report(figures, ())
    folds = [block for section in report.sections for block in section.blocks if isinstance(block, Fold)]
    hidden = " ".join(each.text for fold in folds for each in fold.blocks if isinstance(each, Paragraph))
    shown = {row[0]: row[1] for table in _tables(report) for row in table.rows if table.columns[1] == "Share"}
    for figure in figures:
        if figure.council.share is not None:
            assert shown[figure.spec.what] in {share_words(each.council) for each in figures}
        else:
            assert figure.spec.what in hidden


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(label="", numerator=42, denominator=501), "8% (42 of 501)"),
        (Part(label="", numerator=None, denominator=501), HIDDEN),
        (Part(label="", numerator=0, denominator=0), HIDDEN),
    ],
)
def test_a_share_without_a_count_is_hidden(part: Part, words: str) -> None:
    """A small number cannot be read from its share."""
    assert share_words(part) == words


def test_without_a_line_of_enquiry_the_answer_says_so(figures: Any) -> None:
    """There is no empty table."""
    report = indicators_report(figures, ())
    (answer,) = (block for block in report.sections[0].blocks if isinstance(block, Answer))
    assert (answer.verdict, answer.steps) == ("No line of enquiry is likely", ())
    assert all(table.rows for table in _tables(report))
