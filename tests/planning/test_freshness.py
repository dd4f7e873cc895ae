"""The rule of freshness: what counts until when, and what is due again soon."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.freshness import DueSoon, Freshness
from inspectprep.model.offset import Offset
from inspectprep.planning.freshness import fresh_until, freshness, lasts_until

DONE = date(2026, 1, 15)
ORDER = [Freshness.FRESH, Freshness.DUE_SOON, Freshness.STALE]


def on(every: str, day: date, done: date = DONE, due_soon: DueSoon | None = None) -> Freshness:
    """Return the freshness on a day of something done on a day."""
    return freshness(done, lasts_until(done, Offset.parse(every)), day, due_soon or DueSoon())


@pytest.mark.parametrize(
    ("every", "last_fresh", "last"),
    [
        ("1 month", date(2026, 2, 8), date(2026, 2, 15)),
        ("3 months", date(2026, 3, 31), date(2026, 4, 15)),
        ("6 months", date(2026, 6, 15), date(2026, 7, 15)),
        ("12 months", date(2026, 12, 15), date(2027, 1, 15)),
        ("1 year", date(2026, 12, 15), date(2027, 1, 15)),
        ("2 weeks", date(2026, 1, 22), date(2026, 1, 29)),
        ("1 week", date(2026, 1, 19), date(2026, 1, 22)),
    ],
)
def test_an_interval_counts_in_calendar_months_from_the_day_it_was_done(
    every: str, last_fresh: date, last: date
) -> None:
    """The last week of a month, the last 15 days of a quarter and the last month of a year are due soon."""
    day = timedelta(days=1)
    assert [on(every, each) for each in (last_fresh, last_fresh + day, last, last + day)] == [
        Freshness.FRESH,
        Freshness.DUE_SOON,
        Freshness.DUE_SOON,
        Freshness.STALE,
    ]


def test_the_last_day_of_a_month_stays_in_the_month() -> None:
    """A month after 31 January is the end of February."""
    assert lasts_until(date(2026, 1, 31), Offset.parse("1 month")) == date(2026, 2, 28)
    assert lasts_until(date(2028, 2, 29), Offset.parse("1 year")) == date(2029, 2, 28)


def test_the_time_before_the_end_is_the_councils_own() -> None:
    """A council that wants two months of notice, and one that wants none."""
    early = DueSoon(share=0.5, most_months=2)
    never = DueSoon(share=0, least_days=0)
    assert on("1 year", date(2026, 11, 16), due_soon=early) is Freshness.DUE_SOON
    assert on("1 year", date(2026, 11, 15), due_soon=early) is Freshness.FRESH
    assert on("1 year", date(2027, 1, 15), due_soon=never) is Freshness.FRESH


def test_without_a_day_nothing_is_fresh() -> None:
    """What has no day may be years old."""
    assert freshness(None, None, DONE) is Freshness.UNDATED
    assert not Freshness.UNDATED.counts


def test_the_end_of_the_calendar_is_no_crash() -> None:
    """A mistake in a year is not an error of the rule."""
    late, early = date(9999, 6, 1), date(1, 1, 2)
    assert lasts_until(late, Offset.parse("1 year")) == date.max
    assert freshness(late, date.max, DONE) is Freshness.FRESH
    assert fresh_until(early, early + timedelta(days=3)) <= early + timedelta(days=3)


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["3 days", "1 week", "1 month", "3 months", "6 months", "1 year", "3 years"]),
    st.integers(0, 1500),
    st.integers(0, 1500),
    st.builds(DueSoon, share=st.floats(0, 1), least_days=st.integers(0, 60), most_months=st.integers(0, 24)),
)
def test_waiting_never_makes_anything_fresher(
    done: date, every: str, days: int, more: int, due_soon: DueSoon
) -> None:
    """From fresh to due soon to stale, and never back; fresh on the day it was done."""
    first = done + timedelta(days=days)
    before, after = (on(every, each, done, due_soon) for each in (first, first + timedelta(days=more)))
    assert ORDER.index(before) <= ORDER.index(after)
    assert on(every, done, done, due_soon) is Freshness.FRESH
