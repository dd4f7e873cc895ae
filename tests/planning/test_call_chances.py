"""The chance of each day of a call, and the readiness weighed by it."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.model.framework import CallPattern
from inspectprep.model.readiness import Rating
from inspectprep.planning.call_chances import weighed_ratings, with_chances
from inspectprep.planning.call_dates import call_dates

TODAY = date(2026, 4, 13)
CALLS = call_dates(TODAY, 6, calls=CallPattern())


def forecast(*chances: float, start: date = date(2026, 4, 20), beyond: float = 0.0) -> Any:
    """Return a forecast that gives chances to consecutive weeks of fieldwork."""
    weeks = [
        SimpleNamespace(monday=start + timedelta(weeks=place), probability=chance)
        for place, chance in enumerate(chances)
    ]
    return SimpleNamespace(weeks=weeks, beyond=beyond)


def test_a_call_has_the_chance_of_the_week_of_fieldwork_after_it() -> None:
    """The call of 13 April comes a week before the fieldwork of 20 April."""
    found = with_chances(CALLS, forecast(0.1, 0.0, 0.3, 0.6))
    assert [call.chance for call in found] == pytest.approx([0.1, 0.0, 0.3, 0.6, 0.0, 0.0])
    assert [call.by_then for call in found] == pytest.approx([0.1, 0.1, 0.4, 1.0, 1.0, 1.0])


def test_a_call_on_a_tuesday_has_the_chance_of_its_week() -> None:
    """Monday 4 May 2026 is a bank holiday."""
    found = with_chances(CALLS, forecast(0.25, 0.25, 0.25, 0.25))
    assert found[3].day == date(2026, 5, 5)
    assert found[3].chance == pytest.approx(0.25)


def test_a_week_whose_call_has_not_come_has_no_chance_any_more() -> None:
    """On a Wednesday, the call for the next Monday would have come two days ago."""
    calls = call_dates(date(2026, 4, 15), 2, calls=CallPattern())
    found = with_chances(calls, forecast(0.2, 0.4, 0.4))
    assert [call.chance for call in found] == pytest.approx([0.5, 0.5])


def test_a_later_start_than_the_weeks_listed_has_its_chance() -> None:
    """It is not shared out among them."""
    found = with_chances(CALLS, forecast(0.1, 0.1, beyond=0.8))
    assert [call.chance for call in found][:2] == pytest.approx([0.1, 0.1])


def test_without_a_week_left_there_is_no_chance() -> None:
    """A forecast that ends before the first day says nothing about it."""
    found = with_chances(CALLS, forecast(1.0, start=date(2026, 4, 13)))
    assert {call.chance for call in found} == {0.0}
    assert weighed_ratings([(call, Rating.RED) for call in found]) is None


def test_ratings_are_weighed_by_the_chance_of_their_day() -> None:
    """An unlikely red day counts little."""
    found = with_chances(CALLS[:4], forecast(0.1, 0.2, 0.1, 0.1, 0.5))
    ratings = (Rating.RED, Rating.AMBER, Rating.RED, Rating.GREEN)
    weighed = weighed_ratings(list(zip(found, ratings, strict=True)))
    assert weighed is not None
    assert weighed.chance == pytest.approx(0.5)
    assert weighed.until == date(2026, 5, 5)
    assert weighed.shares == pytest.approx({Rating.RED: 0.4, Rating.AMBER: 0.4, Rating.GREEN: 0.2})


def test_without_chances_nothing_is_weighed() -> None:
    """Days are not taken to be equally likely."""
    assert weighed_ratings([(call, Rating.RED) for call in CALLS]) is None
    assert weighed_ratings([]) is None


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=30).filter(lambda chances: sum(chances) > 0.01),
    st.integers(0, 6),
    st.lists(st.sampled_from(Rating), min_size=6, max_size=6),
)
def test_chances_and_shares_are_chances(chances: list[float], later: int, ratings: list[Rating]) -> None:
    """Between 0 and 1; by then never falls; the shares add up to 1."""
    whole = sum(chances)
    calls = call_dates(TODAY + timedelta(days=later), 6, calls=CallPattern())
    found = with_chances(calls, forecast(*(chance / whole for chance in chances)))
    by_then = [call.by_then or 0.0 for call in found]
    assert by_then == sorted(by_then)
    assert all(
        0 <= (call.chance or 0.0) <= 1 and 0 <= then <= 1 for call, then in zip(found, by_then, strict=True)
    )
    weighed = weighed_ratings(list(zip(found, ratings, strict=True)))
    if weighed is not None:
        assert sum(weighed.shares.values()) == pytest.approx(1)
        assert weighed.chance <= 1 + 1e-9
