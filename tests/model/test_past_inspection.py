"""Past inspections and the words of their grades."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.errors import InvalidValueError
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("good", GradeWord.GOOD),
        (" Outstanding ", GradeWord.OUTSTANDING),
        ("INADEQUATE", GradeWord.INADEQUATE),
        ("Requires improvement", GradeWord.REQUIRES_IMPROVEMENT),
        ("requires  improvement to be\ngood", GradeWord.REQUIRES_IMPROVEMENT),
        ("requires_improvement", GradeWord.REQUIRES_IMPROVEMENT),
        ("RI", GradeWord.REQUIRES_IMPROVEMENT),
        ("ri", GradeWord.REQUIRES_IMPROVEMENT),
    ],
)
def test_a_grade_is_read_as_reports_print_it(text: str, grade: GradeWord) -> None:
    """Capitals, and what stands between words, make no difference."""
    assert GradeWord.read(text) is grade


@pytest.mark.parametrize("text", ["", "fair", "good to be good", "not good", "requires"])
def test_another_word_is_not_a_grade(text: str) -> None:
    """The error names every grade."""
    with pytest.raises(ValueError, match="outstanding, good, requires improvement, inadequate"):
        GradeWord.read(text)


def test_a_report_is_not_published_before_the_inspection_ends() -> None:
    """Nor does an inspection end before it begins."""
    days = {"start": date(2018, 4, 9), "end": date(2018, 4, 20)}
    with pytest.raises(InvalidValueError, match="2018-04-20"):
        PastInspection(authority="Avon", kind=InspectionKind.ILACS, published=date(2018, 4, 19), **days)
    with pytest.raises(InvalidValueError, match="first day"):
        PastInspection(authority="Avon", kind=InspectionKind.ILACS, start=days["end"], end=days["start"])
