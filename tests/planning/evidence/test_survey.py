"""Surveys over the years: intervals that hold, sentences that say no more than they know."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, strategies as st

from inspectprep.errors import InvalidValueError
from inspectprep.model.evidence import SurveyMeasure
from inspectprep.planning.evidence import EvidencePolicy, Verdict, changes, compare_surveys, newest, share
from inspectprep.planning.evidence.disclosure import few_answers
from inspectprep.planning.evidence.survey import Share, as_evidence, newcombe, share_words, wilson
from inspectprep.testing.strategies import values
from tests.planning.evidence.making import measure


def sentence(earlier: SurveyMeasure, later: SurveyMeasure) -> str:
    """Return what is said of a change."""
    change = compare_surveys(earlier, later)
    assert change is not None
    return change.sentence


def of(count: int, n: int) -> Share:
    """Return the share of some answers."""
    low, high = wilson(100 * count / n, n)
    return Share(percent=100 * count / n, n=n, low=low, high=high)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_shares_have_the_published_intervals(count: int, n: int, low: float, high: float) -> None:
    """Newcombe printed these score intervals in 1998."""
    found = of(count, n)
    assert found.low == pytest.approx(low, abs=0.005)
    assert found.high == pytest.approx(high, abs=0.005)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), 5.24, 33.39), ((9, 10), (3, 10), 17.05, 80.90), ((10, 10), (0, 20), 67.91, 100.0)],
)
def test_differences_have_the_published_intervals(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe printed these hybrid score intervals in 1998 (his method 10)."""
    found = newcombe(of(*other), of(*one))
    assert found is not None
    assert found == pytest.approx((low, high), abs=0.005)


def test_the_questionnaire_of_2017_says_what_its_figures_allow() -> None:
    """84% in 2016 and 92% in 2017 were published without how many answered that question."""
    said = sentence(measure("sur-1", 2016, 84), measure("sur-2", 2017, 92))
    assert said == (
        "92% in 2017 against 84% in 2016: a rise of 8 points. The number of answers is not known for "
        "both, so there is no interval, and the change could be due to chance."
    )


def test_one_year_without_its_number_is_enough_to_know_nothing() -> None:
    """The number that is known is told."""
    said = sentence(measure("sur-1", 2016, 84), measure("sur-2", 2017, 92, 1000))
    assert said.startswith("92% (n=1,000) in 2017 against 84% in 2016: a rise of 8 points. The number")


def test_a_change_beyond_chance_says_so_with_its_interval() -> None:
    """With a thousand answers in each year, eight points are more than chance."""
    change = compare_surveys(measure("sur-1", 2016, 84, 1000), measure("sur-2", 2017, 92, 1000))
    assert change is not None
    assert change.verdict is Verdict.SURE
    assert change.sentence == (
        "92% (n=1,000) in 2017 against 84% (n=1,000) in 2016: a rise of 8 points "
        "(95% interval +5.2 to +10.8 points), more than chance alone is likely to cause."
    )


def test_the_same_change_among_few_cannot_be_told_from_chance() -> None:
    """With twenty-five answers in each year it can come about by itself."""
    change = compare_surveys(measure("sur-1", 2016, 84, 25), measure("sur-2", 2017, 92, 25))
    assert change is not None
    assert change.verdict is Verdict.CHANCE
    assert change.sentence.endswith("which could be due to chance.")


def test_a_fall_is_called_a_fall_and_better_where_it_is_wanted() -> None:
    """Fewer children who feel unsafe is good news."""
    earlier = measure("sur-1", 2016, 21, higher_is_better=False)
    later = measure("sur-2", 2017, 20, higher_is_better=False)
    change = compare_surveys(earlier, later)
    assert change is not None
    assert change.better
    assert "a fall of 1 point." in change.sentence


def test_nothing_changed_is_said_plainly() -> None:
    """No rise of 0 points."""
    assert ": no change." in sentence(measure("sur-1", 2016, 84), measure("sur-2", 2017, 84))
    change = compare_surveys(measure("sur-1", 2016, 84), measure("sur-2", 2017, 84))
    assert change is not None
    assert not change.better


def test_readers_who_subtract_get_what_is_printed() -> None:
    """Shares with decimals keep one, and the points are those of the shares shown."""
    said = sentence(measure("a", 2016, None, 13, count=11), measure("b", 2017, None, 26, count=24))
    assert said.startswith("92.3% (n=26) in 2017 against 84.6% (n=13) in 2016: a rise of 7.7 points")


def test_one_share_with_decimals_gives_both_a_decimal() -> None:
    """A point is singular only if the number that is shown is one."""
    earlier, later = measure("a", 2016, 84), measure("b", 2017, None, 40, count=34)
    assert sentence(earlier, later).startswith("85% (n=40) in 2017 against 84% in 2016: a rise of 1 point.")
    exact = measure("b", 2017, 85.5)
    assert sentence(earlier, exact).startswith("85.5% in 2017 against 84.0% in 2016: a rise of 1.5 points.")
    assert sentence(exact, measure("c", 2018, 84)).startswith("84.0% in 2018 against 85.5% in 2017: a fall")
    assert ": a fall of 1.0 point." in sentence(exact, measure("c", 2018, 84.5))


def test_a_change_that_cannot_be_seen_is_no_change() -> None:
    """Both shares are printed as 84.6%."""
    said = sentence(measure("a", 2016, 84.61), measure("b", 2017, 84.64))
    assert said.startswith("84.6% in 2017 against 84.6% in 2016: no change.")


def test_a_count_comes_before_the_percentage_that_was_published() -> None:
    """The percentage was rounded."""
    found = share(measure("a", 2017, 67, 3, count=2))
    assert found is not None
    assert found.percent == pytest.approx(200 / 3)
    assert found.n == 3


def test_a_result_says_its_share_its_number_and_its_interval() -> None:
    """And what is not known."""
    counted = as_evidence(measure("a", 2017, None, 1263, count=389))
    assert counted.says == (
        "were helped to understand why they came into care (children in children's homes): "
        "30.8% (n=1,263) in 2017; 95% interval 28.3% to 33.4%."
    )
    assert share_words(measure("a", 2017, 84)) == "84% in 2017; the number of answers is not known."
    undated = measure("a", 2017, 84, starting=None, until=None)
    assert share_words(undated) == "84%; the number of answers is not known."
    assert as_evidence(measure("a", 2017, 84, population="")).title == counted.title.split(" (")[0]


def test_results_of_one_day_are_both_the_newest() -> None:
    """None has taken the place of the other. A result counts from its first day if it has no last one."""
    spring, same = measure("a", 2017, 84), measure("b", 2017, 85)
    started = measure("c", 2018, 90, until=None)
    assert [each.id for each in newest((spring, same))] == ["a", "b"]
    assert [each.id for each in newest((started, spring, same))] == ["c"]


def test_two_times_of_one_year_are_told_apart() -> None:
    """By the month, or if need be by the day."""
    spring = measure("sur-1", 2017, 84, until=date(2017, 3, 31))
    autumn = measure("sur-2", 2017, 92, until=date(2017, 9, 30))
    early = measure("sur-3", 2017, 84, until=date(2017, 9, 1))
    assert "in September 2017 against 84% in March 2017" in sentence(spring, autumn)
    assert "in 30 September 2017 against 84% in 1 September 2017" in sentence(early, autumn)


def test_years_are_compared_in_order_question_by_question() -> None:
    """Other questions and other people are not mixed in; capitals and spaces do not matter."""
    foster = measure("sur-9", 2017, 95, population="children in foster placements")
    asked = (
        measure("sur-3", 2018, 90),
        measure("sur-1", 2016, 84, question="Were helped  to understand why they came into care"),
        foster,
        measure("sur-2", 2017, 92),
    )
    assert [(each.earlier.id, each.later.id) for each in changes(asked)] == [
        ("sur-1", "sur-2"),
        ("sur-2", "sur-3"),
    ]
    assert [each.id for each in newest(asked)] == ["sur-3", "sur-9"]


def test_what_has_no_time_is_not_compared() -> None:
    """Nobody can say which came first."""
    undated = measure("sur-1", 2016, 84, starting=None, until=None)
    assert changes((undated, measure("sur-2", 2017, 92))) == ()
    assert compare_surveys(undated, measure("sur-2", 2017, 92)) is None
    assert newest((undated, measure("sur-2", 2017, 92)))[0] is undated


@pytest.mark.parametrize(
    "wrong",
    [{"n": 0}, {"n": 10, "count": 11}, {"count": 3}, {"percent": 101.0}, {"percent": None}],
    ids=str,
)
def test_figures_that_cannot_be_right_are_refused(wrong: dict[str, object]) -> None:
    """Nothing is compared with them."""
    with pytest.raises(InvalidValueError):
        measure("sur-1", 2017, **{"percent": 92.0, **wrong})


@pytest.mark.parametrize(
    ("count", "n", "few"),
    [(8, 9, True), (5, 100, True), (95, 100, True), (6, 100, False), (0, 100, False), (100, 100, False)],
)
def test_few_answers_are_recognised(count: int, n: int, few: bool) -> None:
    """Fewer than ten, or one to five of either answer: somebody could be recognised."""
    policy = EvidencePolicy()
    assert few_answers(measure("sur-1", 2017, None, n, count=count), policy) is few
    assert few_answers(measure("sur-1", 2017, float(count) * 100 / n, n), policy) is few


def test_an_unknown_number_of_answers_cannot_be_called_few() -> None:
    """A published percentage stands."""
    assert not few_answers(measure("sur-1", 2017, 92), EvidencePolicy())


@given(st.integers(1, 5000), st.data())
def test_an_interval_holds_its_share_and_stays_within_bounds(n: int, data: st.DataObject) -> None:
    """Also at none and all of the answers."""
    found = of(data.draw(st.integers(0, n)), n)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.percent <= found.high <= 100


@given(st.floats(0, 100), st.integers(1, 5000), st.integers(1, 5000))
def test_an_interval_shrinks_with_more_answers(percent: float, n: int, more: int) -> None:
    """The same share among more people is known better."""
    few, many = wilson(percent, n), wilson(percent, n + more)
    assert many[1] - many[0] < few[1] - few[0]


def shares() -> st.SearchStrategy[Share]:
    """Return shares of known numbers of answers."""
    return st.integers(1, 2000).flatmap(lambda n: st.integers(0, n).map(lambda count: of(count, n)))


@given(shares(), shares())
def test_a_difference_holds_what_was_observed_and_is_symmetric(before: Share, after: Share) -> None:
    """Turned round, the interval is the same with the other sign."""
    there, back = newcombe(before, after), newcombe(after, before)
    assert there is not None
    assert back is not None
    assert there[0] - 1e-9 <= after.percent - before.percent <= there[1] + 1e-9
    assert there == pytest.approx((-back[1], -back[0]))


@given(values(SurveyMeasure), values(SurveyMeasure))
def test_any_two_measures_are_compared_or_not_without_failing(
    one: SurveyMeasure, other: SurveyMeasure
) -> None:
    """Whatever was imported, nothing breaks, and what is said holds no text but the figures."""
    change = compare_surveys(one, other)
    if change is not None:
        assert "%" in change.sentence


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 3000), st.integers(1, 3000))
def test_what_is_sure_is_sure_the_other_way_round(p: int, q: int, n: int, m: int) -> None:
    """A rise seen from one side is a fall from the other, with the same verdict."""
    assume(p != q)
    one, other = measure("a", 2016, float(p), n), measure("b", 2017, float(q), m)
    back = measure("a", 2016, float(q), m), measure("b", 2017, float(p), n)
    there, again = compare_surveys(one, other), compare_surveys(*back)
    assert there is not None
    assert again is not None
    assert there.verdict is again.verdict
    assert there.points == -again.points
    assert there.better is not again.better
