"""The change of readiness between two results."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.trend import Direction
from inspectprep.planning.readiness.trend import trend

DAY = date(2018, 4, 9)


def answer(*ratings: Rating) -> Readiness:
    """Make an answer with a reason for each theme's rating."""
    themes = tuple(
        ThemeReadiness(
            theme=theme, rating=rating, reasons=(Reason(rating=rating, rule=rating.value, text=rating.value),)
        )
        for theme, rating in zip(Theme, ratings, strict=True)
    )
    worst = min(ratings, key=lambda each: each.rank)
    return Readiness(
        authority="Oxfordshire",
        variant="short",
        title="Short",
        as_of=DAY,
        notified=DAY,
        rating=worst,
        themes=themes,
    )


RATINGS = st.tuples(*[st.sampled_from(Rating)] * len(Theme))


@given(RATINGS, RATINGS)
def test_a_trend_turned_round_says_the_opposite(one: tuple[Rating, ...], two: tuple[Rating, ...]) -> None:
    """Better forwards is worse backwards, and what is new one way is gone the other way."""
    forwards, back = trend(answer(*one), answer(*two)), trend(answer(*two), answer(*one))
    opposite = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    for there, again in zip(forwards.themes, back.themes, strict=True):
        assert again.direction is opposite.get(there.direction, Direction.SAME)
        assert (there.gone, there.new) == (again.new, again.gone)
        assert not any(each.rating is Rating.GREEN for each in (*there.gone, *there.new))


def test_a_theme_nobody_knew_counts_as_red() -> None:
    """What was not known was a gap."""
    now = answer(*[Rating.AMBER] * len(Theme))
    before = evolve(now, themes=now.themes[1:])
    first = trend(before, now).themes[0]
    assert (first.before, first.now, first.direction) == (Rating.RED, Rating.AMBER, Direction.BETTER)
