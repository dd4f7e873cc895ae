"""Intervals between full inspections are those that were known on a date."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, strategies as st

from inspectprep.history import read_history
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.planning.forecast.intervals import past_intervals, spans_pause
from inspectprep.planning.forecast.sequences import by_council
from tests.planning.forecast.histories import HISTORIES, inspection
from tests.shared import from_shared

LATE = date(2040, 1, 1)
SIF = InspectionKind.SIF


def test_an_interval_has_the_grade_of_the_earlier_inspection() -> None:
    """It runs from start to start, in calendar days."""
    history = [
        inspection("Avon", "2022-01-10"),
        inspection("Avon", "2025-01-06", GradeWord.INADEQUATE),
        inspection("Brent", "2022-01-10"),
        inspection("Brent", "2025-01-13"),
    ]
    found = past_intervals(history, as_of=LATE)
    (good,) = found.grades
    assert (good.grade, good.n, good.min, good.max) == (GradeWord.GOOD, 2, 1092, 1099)
    assert good.mean == good.median == 1095.5
    assert found.every is not None
    assert found.every.n == 2


def test_an_interval_counts_from_the_publication_of_the_later_report() -> None:
    """Not from the start of the inspection, which others cannot know."""
    history = [inspection("Avon", "2022-01-10"), inspection("Avon", "2025-01-06")]
    published = history[1].published
    assert published is not None
    assert past_intervals(history, as_of=published).every
    before = past_intervals(history, as_of=published - timedelta(days=1))
    assert before.every is None
    assert [each.start for each in before.open] == [date(2022, 1, 10)]


def test_an_unpublished_inspection_in_between_joins_no_others() -> None:
    """The interval across it is not one between neighbours."""
    history = [
        inspection("Avon", "2022-01-10"),
        inspection("Avon", "2024-01-08", lag=None),
        inspection("Avon", "2026-01-05"),
    ]
    found = past_intervals(history, as_of=LATE)
    assert [each.days for each in found.completed] == [728]
    assert found.unpublished == 1


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        ("2019-01-07", "2020-03-16", False),
        ("2019-01-07", "2020-03-17", True),
        ("2021-06-27", "2024-01-08", True),
        ("2021-06-28", "2024-01-08", False),
        ("2018-01-08", "2024-01-08", True),
    ],
)
def test_intervals_over_the_pandemic_pause_are_left_out(start: str, end: str, spans: bool) -> None:
    """Unless they are asked for. The pause is from 17 March 2020 to 27 June 2021, both inclusive."""
    history = [inspection("Avon", start), inspection("Avon", end)]
    found = past_intervals(history, as_of=LATE)
    assert spans_pause(date.fromisoformat(start), date.fromisoformat(end)) is spans
    assert (len(found.completed), found.left_out) == ((0, 1) if spans else (1, 0))
    assert len(past_intervals(history, as_of=LATE, include_pandemic=True).completed) == 1


def test_intervals_from_the_earlier_framework_are_counted_apart() -> None:
    """Those to a re-inspection under it do not count at all."""
    history = [
        inspection("Avon", "2015-01-05", GradeWord.INADEQUATE, kind=SIF),
        inspection("Avon", "2016-11-07", kind=InspectionKind.SIF_REINSPECTION),
        inspection("Avon", "2019-01-07"),
    ]
    found = past_intervals(history, as_of=LATE)
    assert not found.grades
    assert [(each.grade, each.min) for each in found.from_sif] == [(GradeWord.GOOD, 791)]


def test_inspections_without_a_grade_have_figures_of_their_own() -> None:
    """Since April 2026 there is no overall grade. They are last in order."""
    history = [
        *(inspection("Avon", day, None) for day in ("2026-05-11", "2029-05-14")),
        *(inspection("Brent", day, GradeWord.INADEQUATE) for day in ("2026-05-11", "2029-05-14")),
    ]
    assert [each.grade for each in past_intervals(history, as_of=LATE).grades] == [GradeWord.INADEQUATE, None]


def test_councils_are_joined_by_number_and_by_name() -> None:
    """A number is stronger than a name. The last name is shown."""
    history = [
        inspection("AVON", "2018-01-08"),
        inspection("Avon", "2022-01-10", urn="1"),
        inspection("Avon Council", "2025-01-06", urn="1"),
        inspection("Brent", "2025-01-06", urn="2"),
    ]
    councils = by_council(history)
    assert {name: len(each) for name, each in councils.items()} == {"Avon Council": 3, "Brent": 1}


def test_two_councils_of_one_name_stay_apart() -> None:
    """Their numbers tell them apart."""
    history = [inspection("Avon", "2018-01-08", urn="1"), inspection("Avon", "2018-01-08", urn="2")]
    assert len(by_council(history)) == 2


@given(HISTORIES, st.dates(date(2018, 1, 1), date(2035, 1, 1)), st.randoms(use_true_random=False))
def test_figures_are_those_of_a_plain_count(
    history: list[PastInspection], as_of: date, order: random.Random
) -> None:
    """In any order of the history, and without what was published after the date."""
    shuffled = list(history)
    order.shuffle(shuffled)
    found = past_intervals(shuffled, as_of=as_of, include_pandemic=True)
    expected: dict[GradeWord | None, list[int]] = {}
    for earlier, later in pairwise(history):
        if earlier.authority == later.authority and later.published and later.published <= as_of:
            expected.setdefault(earlier.overall, []).append((later.start - earlier.start).days)
    assert {each.grade: (each.n, each.min, each.max) for each in found.grades} == {
        grade: (len(days), min(days), max(days)) for grade, days in expected.items()
    }
    for each in found.grades:
        assert each.mean == pytest.approx(mean(expected[each.grade]))
        assert each.min <= each.median <= each.max
    known = [each for each in history if each.published and each.published <= as_of]
    assert found == past_intervals(known, as_of=as_of, include_pandemic=True)  # each has its publication
    assert len(found.open) == len({each.authority for each in known})


def test_the_published_figures_come_out_of_the_shared_history() -> None:
    """SESLIP's figures of 27 March 2026 for good councils, on the half of the councils that is shared."""
    history = read_history(from_shared("data/published/history.csv"))
    found = past_intervals(history, as_of=date(2026, 3, 27))
    good = next(each for each in found.grades if each.grade is GradeWord.GOOD)
    assert (good.min, round(good.mean), good.max) == (1050, 1222, 1393)
    longest = {each.grade: each.max for each in found.grades}
    assert longest[GradeWord.OUTSTANDING] == 1309
