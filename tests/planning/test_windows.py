"""Forecasts: which regime applies, and what a pause does to it."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.framework import Basis, Pause, Window
from inspectprep.model.offset import Offset
from inspectprep.planning.windows import Forecast, Windows

DAYS = england()
REGIME = Window(
    earliest=Offset.parse("5 working days"),
    expected=Offset.parse("7 working days"),
    latest=Offset.parse("12 working days"),
)
EVERYWHERE = Pause(
    id="general",
    title="a general election",
    starting=date(2024, 5, 25),
    until=date(2024, 7, 4),
    resumes=Offset.parse("3 working days"),
    cleared=Offset.parse("6 working days"),
    basis=Basis.MEASURED,
)
SOMEWHERE = evolve(EVERYWHERE, id="local", title="local elections", everywhere=False)


def days(found: Forecast) -> tuple[date, date, date]:
    """Return the days of a forecast in order."""
    return found.earliest, found.expected, found.latest


def forecast(anchor: date, *pauses: Pause) -> Forecast:
    """Forecast from an anchor with these pauses."""
    found = Windows((REGIME,), pauses, DAYS).at(anchor, anchor, anchor)
    assert found is not None
    return found


def test_a_forecast_outside_a_pause_is_left_alone() -> None:
    """Neither kind of pause touches what ends before it or begins after it."""
    for anchor in (date(2024, 4, 15), date(2024, 7, 8)):
        assert forecast(anchor, EVERYWHERE) == forecast(anchor, SOMEWHERE) == forecast(anchor)


def test_a_regime_applies_from_its_first_day_to_its_last() -> None:
    """Both days are inclusive, and between two regimes there is no forecast."""
    old = evolve(REGIME, until=date(2020, 3, 31), source=("old",), note="The old regime.")
    new = evolve(REGIME, starting=date(2021, 6, 1), source=("new",))
    regimes = Windows((old, new), (), DAYS)
    found = {day: regimes.at(day, day, day) for day in (date(2020, 3, 31), date(2021, 6, 1))}
    assert [(each.source, each.notes) for each in found.values() if each] == [
        (("old",), ("The old regime.",)),
        (("new",), ()),
    ]
    for outside in (date(2020, 4, 1), date(2021, 5, 31)):
        assert regimes.at(outside, outside, outside) is None


def test_an_uncertain_anchor_widens_its_forecast() -> None:
    """The first day is counted from the earliest anchor, and the last from the latest."""
    anchor, low, high = date(2024, 3, 6), date(2024, 3, 4), date(2024, 3, 8)
    found = Windows((REGIME,), (), DAYS).at(anchor, low, high)
    assert found is not None
    assert days(found) == (date(2024, 3, 11), date(2024, 3, 15), date(2024, 3, 26))


def test_a_pause_holds_back_what_falls_on_its_first_or_its_last_day() -> None:
    """A forecast whose last day is the first of the pause, and one whose first day is its last."""
    bare = forecast(date(2024, 6, 3))
    begins = evolve(EVERYWHERE, starting=bare.latest, until=bare.latest + timedelta(days=7))
    assert days(forecast(date(2024, 6, 3), begins))[:2] == (bare.earliest, bare.expected)
    assert forecast(date(2024, 6, 3), begins).latest > bare.latest
    ends = evolve(EVERYWHERE, starting=bare.earliest - timedelta(days=7), until=bare.earliest)
    assert forecast(date(2024, 6, 3), ends).earliest == DAYS.add(bare.earliest, 3)
    for name in ("starting", "until"):
        local = evolve(SOMEWHERE, **{name: bare.expected})
        assert forecast(date(2024, 6, 3), local).notes == ("May be held back by: local elections.",)
    before = evolve(EVERYWHERE, starting=date(2024, 6, 1), until=bare.earliest - timedelta(days=1))
    assert forecast(date(2024, 6, 3), before) == bare


def test_held_reports_come_out_from_one_day_to_another() -> None:
    """A forecast wholly inside a pause runs from the first day of release to the last."""
    found = forecast(date(2024, 6, 3), EVERYWHERE)
    assert days(found) == (
        date(2024, 7, 9),
        date(2024, 7, 9),
        date(2024, 7, 12),
    )
    assert found.notes == ("Held back by: a general election.",)


def test_without_a_last_day_all_held_reports_come_out_at_once() -> None:
    """A pause that says only when publication resumes is a single day."""
    found = forecast(date(2024, 6, 3), evolve(EVERYWHERE, cleared=None))
    assert days(found) == (date(2024, 7, 9),) * 3


def test_a_pause_for_some_lengthens_the_forecast_without_moving_its_beginning() -> None:
    """Whether this council is held back is not known, so both answers stay inside."""
    bare, found = forecast(date(2024, 6, 3)), forecast(date(2024, 6, 3), SOMEWHERE)
    assert (found.earliest, found.expected) == (bare.earliest, bare.expected)
    assert found.latest == date(2024, 7, 12)
    assert found.notes == ("May be held back by: local elections.",)


def test_a_pause_for_some_ignores_a_forecast_expected_before_it() -> None:
    """A report due before the pause is out by then, unless it is late."""
    anchor = date(2024, 5, 14)
    bare = forecast(anchor)
    assert bare.expected < SOMEWHERE.starting <= bare.latest
    assert forecast(anchor, SOMEWHERE) == bare


@given(
    st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    st.integers(0, 60),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
    st.booleans(),
)
def test_a_pause_never_hastens_and_never_disorders(
    anchor: date, lasts: int, resumes: int, cleared: int | None, everywhere: bool
) -> None:
    """Whatever the pause: earliest, expected, latest stay in order and none comes earlier."""
    pause = evolve(
        EVERYWHERE,
        starting=date(2024, 1, 15),
        until=date(2024, 1, 15) + timedelta(days=lasts),
        resumes=Offset.parse(f"{resumes} working days"),
        cleared=None if cleared is None else Offset.parse(f"{cleared} working days"),
        everywhere=everywhere,
    )
    bare, found = forecast(anchor), forecast(anchor, pause)
    assert found.earliest <= found.expected <= found.latest
    assert all(after >= before for before, after in zip(days(bare), days(found), strict=True))
