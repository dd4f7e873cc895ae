"""Forecasts: which regime applies, and what a pause does to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Pause, Repeats, Window
from inspectprep.model.offset import Offset
from inspectprep.planning.pauses import Pauses
from inspectprep.planning.windows import Forecast, Progress, Windows

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


MEASURED = Window(
    earliest=Offset.parse("5 working days"),
    expected=Offset.parse("7 working days"),
    sample=40,
    delays=(1, 3, 5, 8, 13, 21, 34, 55),
    years="June 2024 to June 2026",
    challenged=20,
)
"""32 of 40 came on the usual day: 8 in 10. Two came later than 21 working days after it: 19 in 20."""
CHRISTMAS = Pause(
    id="christmas",
    title="Christmas",
    starting=date(2022, 12, 19),
    until=date(2023, 1, 7),
    resumes=Offset.parse("next monday"),
    next_batch=Offset.parse("12 working days"),
    election=False,
    repeats=Repeats.SAME_DAYS,
    basis=Basis.MEASURED,
)


def days(found: Forecast) -> tuple[date, date, date]:
    """Return the days of a forecast in order."""
    assert found.latest is not None
    return found.earliest, found.expected, found.latest


def forecast(
    anchor: date,
    *pauses: Pause,
    window: Window = REGIME,
    as_of: date | None = None,
    challenged: bool = False,
    votes: Mapping[int, bool] | None = None,
) -> Forecast:
    """Forecast from an anchor with these pauses."""
    windows = Windows((window,), Pauses(pauses, DAYS, votes or {}), DAYS)
    found = windows.at(anchor, anchor, anchor, Progress(as_of=as_of, challenged=challenged))
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
    regimes = Windows((old, new), Pauses((), DAYS, {}), DAYS)
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
    found = Windows((REGIME,), Pauses((), DAYS, {}), DAYS).at(anchor, low, high)
    assert found is not None
    assert days(found) == (date(2024, 3, 11), date(2024, 3, 15), date(2024, 3, 26))


def test_a_pause_delays_what_falls_on_any_of_its_days() -> None:
    """The first day, polling day and the days until publication resumes are all without publications."""
    bare = forecast(date(2024, 6, 3))
    assert bare.latest is not None
    begins = evolve(EVERYWHERE, starting=bare.latest, until=bare.latest + timedelta(days=7))
    later = forecast(date(2024, 6, 3), begins)
    assert (later.earliest, later.expected) == (bare.earliest, bare.expected)
    assert later.latest is not None
    assert later.latest > bare.latest
    ends = evolve(EVERYWHERE, starting=bare.earliest - timedelta(days=7), until=bare.earliest)
    assert forecast(date(2024, 6, 3), ends).earliest == DAYS.add(bare.earliest, 3)
    resuming = evolve(ends, until=bare.earliest - timedelta(days=1))
    assert forecast(date(2024, 6, 3), resuming).earliest == DAYS.add(resuming.until, 3) > bare.earliest
    over = evolve(EVERYWHERE, starting=date(2024, 4, 1), until=DAYS.add(bare.earliest, -3))
    assert forecast(date(2024, 6, 3), over) == bare


def test_delayed_reports_come_out_from_one_day_to_another() -> None:
    """A forecast wholly inside a pause runs from the first day of release to the last."""
    found = forecast(date(2024, 6, 3), EVERYWHERE)
    assert days(found) == (date(2024, 7, 9), date(2024, 7, 9), date(2024, 7, 12))
    assert found.notes == ("Delayed by a general election.",)
    usual = forecast(date(2024, 6, 3), evolve(EVERYWHERE, usual=Offset.parse("4 working days")))
    assert days(usual) == (date(2024, 7, 9), date(2024, 7, 10), date(2024, 7, 12))
    together = forecast(date(2024, 6, 3), evolve(EVERYWHERE, cleared=None))
    assert days(together) == (date(2024, 7, 9),) * 3


def test_an_unknown_vote_leaves_both_answers_inside() -> None:
    """The forecast lasts until the delayed day, begins on the usual one, and says both."""
    bare, found = forecast(date(2024, 6, 3)), forecast(date(2024, 6, 3), SOMEWHERE)
    assert (found.earliest, found.expected) == (bare.earliest, bare.expected)
    assert found.latest == date(2024, 7, 12)
    (note,) = found.notes
    assert note.startswith("May be delayed by local elections.")
    assert "Tuesday 9 July 2024; if not, it is Wednesday 12 June 2024" in note


def test_an_answer_settles_a_local_election() -> None:
    """A council that votes is delayed like everybody; one that does not is not. Another year says nothing."""
    anchor = date(2024, 6, 3)
    assert days(forecast(anchor, SOMEWHERE, votes={2024: True})) == days(forecast(anchor, EVERYWHERE))
    without = forecast(anchor, SOMEWHERE, votes={2024: False})
    assert days(without) == days(forecast(anchor))
    assert without.notes == ("The council does not vote then, so it is not delayed by local elections.",)
    assert forecast(anchor, SOMEWHERE, votes={2023: True}) == forecast(anchor, SOMEWHERE)


def test_where_most_reports_were_delayed_the_usual_day_is_the_delayed_one() -> None:
    """An unknown vote counts as the majority of the reports that were due in the same period."""
    mostly = evolve(SOMEWHERE, delayed=3, on_time=1)
    assert forecast(date(2024, 6, 3), mostly).expected == date(2024, 7, 9)
    assert forecast(date(2024, 6, 3), mostly).earliest == forecast(date(2024, 6, 3)).earliest
    assert forecast(date(2024, 6, 3), evolve(mostly, on_time=3)).expected == date(2024, 6, 12)


def test_a_report_that_is_not_out_before_an_election_is_expected_after_it() -> None:
    """When the usual day has passed in the period, the council is likely to be one that votes."""
    found = forecast(date(2024, 6, 3), SOMEWHERE, window=MEASURED, as_of=date(2024, 6, 13))
    assert (found.expected, found.n) == (date(2024, 7, 9), 40)
    assert found.earliest == date(2024, 6, 13)


def test_a_late_report_may_be_delayed_by_an_election_that_follows() -> None:
    """The usual day is before the period and stays; the day of 8 in 10 is after it, and the note says why."""
    window = evolve(MEASURED, sample=10)
    bare = forecast(date(2024, 5, 14), window=window)
    found = forecast(date(2024, 5, 14), SOMEWHERE, window=window)
    assert bare.expected == found.expected < SOMEWHERE.starting
    assert found.by_8_in_10 is not None
    assert found.by_8_in_10 > SOMEWHERE.until
    assert (
        found.notes[1] == "If it comes late, local elections may delay it more: does the council vote then?"
    )
    assert forecast(date(2024, 5, 14), SOMEWHERE, window=window, votes={2024: False}) == bare


def test_the_last_day_of_a_window_may_be_delayed_by_an_election_too() -> None:
    """The usual day is before the period and the last day is in it: the note says why it is so late."""
    found = forecast(date(2024, 5, 14), SOMEWHERE)
    assert found.expected < SOMEWHERE.starting
    assert found.latest is not None
    assert found.latest > SOMEWHERE.until
    assert found.notes == (
        "If it comes late, local elections may delay it more: does the council vote then?",
    )
    assert forecast(date(2024, 5, 14), SOMEWHERE, votes={2024: False}).notes == ()


def test_christmas_comes_back_every_year_with_two_days_of_release() -> None:
    """What is due up to the first day comes out on it, and what is due until the second on that."""
    for year, first, second in ((2023, 9, 25), (2026, 12, 28), (2028, 10, 26), (2030, 14, 30)):
        for due, out in (
            (date(year - 1, 12, 19), date(year, 1, first)),
            (date(year, 1, 4), date(year, 1, first)),
            (date(year, 1, first), date(year, 1, first)),
            (date(year, 1, first + 1), date(year, 1, second)),
            (date(year, 1, second), date(year, 1, second)),
            (date(year - 1, 12, 18), date(year - 1, 12, 18)),
        ):
            assert Pauses((CHRISTMAS,), DAYS, {}).certain(due).usual == out, due


def test_a_report_may_come_out_of_one_pause_into_the_next() -> None:
    """A day that falls into a second pause moves on to the day on which that one ends."""
    second = evolve(EVERYWHERE, id="next", starting=date(2024, 7, 8), until=date(2024, 7, 19))
    found = forecast(date(2024, 6, 3), EVERYWHERE, second)
    assert days(found) == (date(2024, 7, 24), date(2024, 7, 24), date(2024, 7, 29))
    assert len(found.notes) == 2


def test_shares_of_the_sample_give_the_days() -> None:
    """The first day by which at least 8 in 10, and 19 in 20, of the sample came out."""
    found = forecast(date(2024, 3, 4), window=MEASURED)
    usual = DAYS.add(date(2024, 3, 4), 7)
    assert (found.expected, found.by_8_in_10, found.n) == (usual, usual, 40)
    assert found.latest == DAYS.add(usual, 21)
    assert found.notes == ("Measured on 40 inspections, June 2024 to June 2026.",)


def test_only_those_that_came_later_count_once_the_usual_day_has_passed() -> None:
    """On the usual day nothing changes. On the next, eight are left, and their median is the usual one."""
    anchor = date(2024, 3, 4)
    usual = DAYS.add(anchor, 7)
    assert (
        days(forecast(anchor, window=MEASURED, as_of=usual))[1:]
        == days(forecast(anchor, window=MEASURED))[1:]
    )
    found = forecast(anchor, window=MEASURED, as_of=DAYS.add(usual, 1))
    assert (found.n, found.earliest) == (8, DAYS.add(usual, 1))
    assert (found.expected, found.by_8_in_10, found.latest) == tuple(
        DAYS.add(usual, delay) for delay in (8, 34, 55)
    )
    assert "8 of 40 inspections" in found.notes[0]
    last = forecast(anchor, window=MEASURED, as_of=DAYS.add(usual, 55))
    assert days(last) == (DAYS.add(usual, 55),) * 3
    assert last.n == 1


def test_later_than_every_measured_report_there_are_no_figures() -> None:
    """The first day to expect is the day of the question, and no bounds are invented."""
    late = DAYS.add(date(2024, 3, 4), 7 + 56)
    found = forecast(date(2024, 3, 4), window=MEASURED, as_of=late)
    assert (found.earliest, found.expected, found.latest, found.by_8_in_10, found.n) == (
        late,
        late,
        None,
        None,
        0,
    )
    assert "There are no figures" in found.notes[0]


def test_a_challenged_draft_counts_as_one_of_the_longest() -> None:
    """Only the delays of at least 20 working days are left; the first day to be ready does not move."""
    bare, found = (forecast(date(2024, 3, 4), window=MEASURED, challenged=flag) for flag in (False, True))
    usual = bare.expected
    assert (found.expected, found.by_8_in_10, found.latest) == tuple(
        DAYS.add(usual, delay) for delay in (34, 55, 55)
    )
    assert (found.n, found.earliest) == (3, bare.earliest)
    assert "challenged" in found.notes[0]
    later = forecast(date(2024, 3, 4), window=MEASURED, challenged=True, as_of=DAYS.add(usual, 35))
    assert (later.n, later.expected) == (1, DAYS.add(usual, 55))
    early = evolve(MEASURED, delays=(1,), challenged=20)
    none = forecast(date(2024, 3, 4), window=early, challenged=True)
    assert (none.n, none.latest, none.expected) == (0, None, DAYS.add(usual, 20))


def test_a_window_without_a_sample_moves_on_too() -> None:
    """Its days are never before the day of the question."""
    bare = forecast(date(2024, 3, 4))
    found = forecast(date(2024, 3, 4), as_of=DAYS.add(bare.expected, 1))
    assert days(found) == (DAYS.add(bare.expected, 1), DAYS.add(bare.expected, 1), bare.latest)
    assert (found.n, found.by_8_in_10) == (None, None)


ANCHORS = st.dates(date(2022, 6, 1), date(2029, 6, 1))
PAUSES = (CHRISTMAS, EVERYWHERE, evolve(SOMEWHERE, starting=date(2025, 3, 25), until=date(2025, 5, 1)))


@given(ANCHORS, st.none() | st.integers(0, 120), st.booleans(), st.none() | st.booleans())
def test_the_days_are_in_order_and_never_on_a_closed_day(
    anchor: date, waited: int | None, challenged: bool, vote: bool | None
) -> None:
    """None is before the day of the question, at a weekend, or on a day without publications."""
    as_of = None if waited is None else anchor + timedelta(days=waited)
    votes = {} if vote is None else {2025: vote}
    found = forecast(anchor, *PAUSES, window=MEASURED, as_of=as_of, challenged=challenged, votes=votes)
    bounds = [day for day in (found.earliest, found.expected, found.by_8_in_10, found.latest) if day]
    assert bounds == sorted(bounds)
    assert as_of is None or bounds[0] >= as_of
    assert (found.n == 0) == (found.latest is None) == (found.by_8_in_10 is None)
    certain = Pauses(PAUSES, DAYS, votes)
    for day in bounds:
        assert DAYS.is_working(day)
        assert certain.certain(day).usual == day


@given(ANCHORS, st.integers(0, 120), st.integers(0, 30), st.none() | st.booleans())
def test_a_forecast_never_comes_nearer_while_nothing_comes_out(
    anchor: date, waited: int, more: int, vote: bool | None
) -> None:
    """Each later day of the question gives the same days or later ones, and fewer of the sample."""
    votes = {} if vote is None else {2025: vote}
    early, late = (
        forecast(anchor, *PAUSES, window=MEASURED, as_of=anchor + timedelta(days=days), votes=votes)
        for days in (waited, waited + more)
    )
    assert late.earliest >= early.earliest
    assert late.expected >= early.expected
    assert early.n is not None
    assert late.n is not None
    assert late.n <= early.n
    for name in ("by_8_in_10", "latest"):
        before, after = getattr(early, name), getattr(late, name)
        assert before is not None or after is None
        assert before is None or after is None or after >= before


@given(ANCHORS, st.integers(0, 40))
def test_a_later_last_day_on_site_never_gives_an_earlier_report(anchor: date, more: int) -> None:
    """Within one regime every day of the forecast moves with the anchor, or stays."""
    early, late = (forecast(anchor + timedelta(days=days), *PAUSES, window=MEASURED) for days in (0, more))
    assert days(early) <= days(late)
    assert early.expected <= late.expected


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
    assert found.latest is not None
    assert found.earliest <= found.expected <= found.latest
    assert all(after >= before for before, after in zip(days(bare), days(found), strict=True))
