"""Evidence grows old by the time that it speaks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.freshness import Freshness
from inspectprep.planning.evidence import DEFAULT_MONTHS, EvidencePolicy, freshness, good_until
from tests.planning.evidence.making import DAY, item, items

POLICY = EvidencePolicy()


def test_last_years_audit_filed_today_is_last_years() -> None:
    """The day of recording makes nothing fresh."""
    old = item(starting=date(2017, 1, 1), until=date(2017, 3, 31), recorded=DAY)
    assert freshness(old, DAY, POLICY) is Freshness.STALE


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2018, 9, 30), Freshness.DUE_SOON), (date(2018, 10, 1), Freshness.STALE)],
)
def test_the_last_fresh_day_is_counted_from_the_end_of_its_time(day: date, found: Freshness) -> None:
    """An audit of January to March speaks for six months more, the last day included."""
    assert good_until(item(), POLICY) == date(2018, 9, 30)
    assert freshness(item(), day, POLICY) is found


def test_without_an_end_the_beginning_counts() -> None:
    """Something that speaks for a single day has no last one."""
    assert good_until(item(until=None), POLICY) == date(2018, 7, 1)


@pytest.mark.parametrize("expires", [date(2018, 4, 1), date(2030, 1, 1)])
def test_a_stated_expiry_wins_over_the_policy(expires: date) -> None:
    """It wins whether it comes sooner or later."""
    assert good_until(item(expires=expires), POLICY) == expires


def test_what_speaks_for_no_stated_time_is_not_fresh() -> None:
    """It may be years old: recorded today says nothing about that."""
    undated = item(starting=None, until=None, recorded=DAY)
    assert freshness(undated, DAY, POLICY) is Freshness.UNDATED


def test_a_council_changes_one_kind_and_keeps_the_rest() -> None:
    """Months not named are the defaults."""
    own = EvidencePolicy(months={"audit": 1})
    assert good_until(item(), own) == date(2018, 4, 30)
    assert own.months_for(EvidenceKind.POLICY) == DEFAULT_MONTHS["policy"]


@pytest.mark.parametrize(
    ("kinds", "last"),
    [
        ("dashboard", date(2018, 6, 30)),
        ("audit", date(2018, 9, 30)),
        ("report feedback compliment complaint plan minutes case-study other", date(2019, 3, 31)),
        ("survey", date(2019, 9, 30)),
        ("peer-review policy", date(2020, 3, 31)),
    ],
)
def test_a_council_that_sets_nothing_has_these_intervals(kinds: str, last: date) -> None:
    """A dashboard counts for a quarter, an audit for two, and most kinds for a year."""
    for kind in kinds.split():
        made = item(kind=EvidenceKind(kind))
        assert freshness(made, last, POLICY).counts, kind
        assert freshness(made, last + timedelta(days=1), POLICY) is Freshness.STALE, kind


def test_every_kind_has_a_default() -> None:
    """A kind added later must be given its months."""
    assert set(DEFAULT_MONTHS) == {each.value for each in EvidenceKind}


def test_a_mistake_in_the_year_is_no_crash() -> None:
    """The end of time has no months after it."""
    assert good_until(item(until=date(9999, 12, 31)), POLICY) == date(9999, 12, 31)


@given(items(), st.integers(0, 2000), st.integers(0, 2000))
def test_what_is_stale_stays_stale(each: EvidenceItem, first: int, more: int) -> None:
    """As time goes by, fresh becomes stale once and never the other way round."""
    earlier, later = DAY + timedelta(days=first), DAY + timedelta(days=first + more)
    order = [Freshness.FRESH, Freshness.DUE_SOON, Freshness.STALE]
    found = [freshness(each, day, POLICY) for day in (earlier, later)]
    if Freshness.UNDATED in found:
        assert found == [Freshness.UNDATED] * 2
    else:
        assert order.index(found[0]) <= order.index(found[1])


@given(items(), st.integers(1, 40), st.integers(0, 40))
def test_a_more_generous_policy_keeps_nothing_fresh_for_less_time(
    each: EvidenceItem, months: int, more: int
) -> None:
    """More months never bring the last fresh day forward."""
    short = good_until(each, EvidencePolicy(months={each.kind: months}))
    long = good_until(each, EvidencePolicy(months={each.kind: months + more}))
    if short is None or long is None:
        assert short is long
    else:
        assert short <= long
