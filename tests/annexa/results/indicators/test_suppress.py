"""Hidden counts stay hidden: from those who subtract, and from those who guess that all hidden are small."""

from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL, hidden_parts, small

PARTS = st.lists(
    st.integers(0, 40).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below))),
    min_size=1,
    max_size=7,
)


def total(parts: list[tuple[int, int]]) -> tuple[int, int]:
    """Return what the parts add up to."""
    return sum(above for above, _ in parts), sum(below for _, below in parts)


@given(PARTS)
@settings(max_examples=100)
def test_no_small_count_is_shown(parts: list[tuple[int, int]]) -> None:
    """Neither of those who are late, nor of those looked at, nor of those who are not late."""
    hidden, whole = hidden_parts(parts, total(parts))
    for (above, below), (no_above, no_below) in zip([*parts, total(parts)], [*hidden, whole], strict=True):
        assert no_above or not small(above)
        assert no_below or not small(below)
        assert no_above or not small(below - above)
        assert no_above or not no_below


def ways(count: int, rest: int, others: int, least: int, most: int) -> bool:
    """Return whether `others` counts from `least` to `most` can add up to what is left."""
    left = rest - count
    return least * others <= left <= most * others


@given(PARTS)
@settings(max_examples=100)
def test_subtraction_leaves_every_hidden_count_open(parts: list[tuple[int, int]]) -> None:
    """With the total and all shown parts known, each hidden count that is small could be another."""
    hidden, whole = hidden_parts(parts, total(parts))
    for side in (0, 1):
        if whole[side]:
            continue
        out = [(part, no) for part, no in zip(parts, hidden, strict=True) if no[side]]
        rest = sum(part[side] for part, _ in out)
        for part, no in out:
            not_late = small(part[1] - part[0]) and not no[1]
            if small(part[side]) or (side == 0 and not_late):
                could = [value for value in range(rest + 1) if ways(value, rest, len(out) - 1, 0, rest)]
                assert len(could) > 1


@given(PARTS)
@settings(max_examples=100)
def test_whoever_takes_all_hidden_counts_for_small_ones_learns_none(parts: list[tuple[int, int]]) -> None:
    """Unless everything is hidden, the sum of what is hidden fits no single set of small counts."""
    hidden, whole = hidden_parts(parts, total(parts))
    for side in (0, 1):
        out = [part[side] for part, no in zip(parts, hidden, strict=True) if no[side]]
        if whole[side] or not out or len(out) == len(parts):
            continue
        number, rest = len(out), sum(out)
        sets = (
            {each for each in product(range(1, LARGEST_SMALL + 1), repeat=number) if sum(each) == rest}
            if number < 6
            else set()
        )
        assert len(sets) != 1


def test_one_small_part_takes_another_with_it() -> None:
    """3 of 20 in one team would follow from the council's figure, so the next smallest is hidden too."""
    hidden, whole = hidden_parts([(3, 20), (9, 30), (14, 40)], (26, 90))
    assert hidden == [(True, False), (True, False), (False, False)]
    assert whole == (False, False)


def test_two_small_parts_whose_sum_gives_them_away_take_a_third() -> None:
    """1 and 1 add up to 2, and nothing else does."""
    hidden, _ = hidden_parts([(1, 20), (1, 30), (14, 40), (9, 50)], (25, 140))
    assert hidden == [(True, False), (True, False), (False, False), (True, False)]


def test_a_small_total_hides_every_part() -> None:
    """Nobody learns which team the four children are in."""
    hidden, whole = hidden_parts([(4, 20), (0, 30)], (4, 50))
    assert [no for no, _ in hidden] == [True, True]
    assert whole == (True, False)


def test_figures_without_small_counts_are_all_shown() -> None:
    """Nothing is hidden without need."""
    hidden, whole = hidden_parts([(10, 20), (0, 30), (9, 40)], (19, 90))
    assert hidden == [(False, False)] * 3
    assert whole == (False, False)


@pytest.mark.parametrize(("above", "below"), [(0, 0), (0, 12)])
def test_nothing_is_no_small_count(above: int, below: int) -> None:
    """Zero points at nobody."""
    assert hidden_parts([], (above, below)) == ([], (False, False))
