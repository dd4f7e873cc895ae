"""Planned dates against published ones: the day of publication, scored on inspections that did not fit it.

Fieldwork is planned from a call on the Monday a week before it. The fit and the scores of publication are
those of ``benchmarks/bench_publication.py``.
"""

from __future__ import annotations

import csv
import re
import runpy
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from statistics import mean
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Inspection, Workspace, schedule
from inspectprep.calendar.working import england
from inspectprep.frameworks.catalogue import ResolvedVariant
from inspectprep.model.past_inspection import PastInspection
from inspectprep.model.timeline import Event
from tests.shared import REPOSITORY, from_shared

SINCE = date(2021, 1, 1)


@cache
def bench() -> dict[str, Any]:
    """Return the names of the benchmark, which imports its neighbours as a script does."""
    folder = str(REPOSITORY / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return runpy.run_path(f"{folder}/bench_publication.py")
    finally:
        sys.path.remove(folder)


@cache
def history() -> tuple[PastInspection, ...]:
    """Return every published ILACS inspection at hand."""
    return tuple(bench()["read"](from_shared("data/published/history.csv")))


def shipped() -> ResolvedVariant:
    """Return the standard inspection as shipped."""
    return Workspace().catalogue.find("ilacs-standard")


def publication(authority_call: date, variant: str, *, as_of: date | None = None, **dates: date) -> Event:
    """Return the publication of an inspection that was called on a day."""
    visit = Inspection(variant=variant, notified=authority_call, actual=dates)
    return schedule(visit, as_of=as_of)["publication"]


def usual_lengths() -> Iterator[tuple[str, date, date]]:
    """Yield variant, first and last day of each inspection with one period on site, of a usual length."""
    with from_shared("data/published/truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (
                row["type"] == "ilacs"
                and ";" not in row["periods"]
                and row["variant"] in {"short", "standard"}
            ):
                yield row["variant"], date.fromisoformat(row["start"]), date.fromisoformat(row["end"])


def test_fieldwork_is_exact_from_the_monday_before() -> None:
    """Every inspection since 2018 was on site on exactly the days planned from its call."""
    workspace = Workspace()
    for variant, start, end in usual_lengths():
        visit = Inspection(variant=f"ilacs-{variant}", notified=start - timedelta(days=7))
        fieldwork = workspace.schedule(visit)["fieldwork"]
        assert (fieldwork.date, fieldwork.end) == (start, end), start


def test_publication_is_near_on_councils_that_were_left_out() -> None:
    """Fitted on either half of the councils, the other half is near, inside, and in a narrow window.

    The delays of late reports differ between the halves, so that each half alone has wider limits.
    """
    scores = bench()["crossed"](shipped(), history())
    number = sum(score.n for score in scores)
    assert number > 100
    assert sum(score.n * score.error for score in scores) / number < 4.4
    assert 0.90 <= sum(score.n * score.by_19_in_20 for score in scores) / number <= 0.98
    assert 0.78 <= sum(score.n * score.by_8_in_10 for score in scores) / number <= 0.92
    for score in scores:
        assert score.by_19_in_20 > 0.85
        assert score.width <= 8


def test_publication_is_nearer_than_without_pauses() -> None:
    """Elections and Christmas explain real delays: without any of them the usual day is further off."""
    whole = shipped()
    since = [past for past in history() if past.end >= SINCE]
    error = bench()["score"](whole, since).error
    kinds = ("general", "local", "christmas", "mourning")
    for kind in kinds:
        fewer = tuple(pause for pause in whole.framework.pauses if not pause.id.startswith(kind))
        assert len(fewer) < len(whole.framework.pauses), kind
        framework = evolve(whole.framework, pauses=fewer)
        assert bench()["score"](whole._replace(framework=framework), since).error > error, kind


def test_a_local_election_is_no_pause_for_everybody() -> None:
    """Were local elections to delay every report, forecasts would be worse: so they do not."""
    whole = shipped()
    total = tuple(evolve(pause, everywhere=True) for pause in whole.framework.pauses)
    framework = evolve(whole.framework, pauses=total)
    since = [past for past in history() if past.end >= SINCE and past.end.year < 2026]
    assert (
        bench()["score"](whole, since).error
        < bench()["score"](whole._replace(framework=framework), since).error
    )


def test_the_shipped_figures_are_those_of_the_fit() -> None:
    """The samples, delays and counts of the framework file come from the benchmark, and from nothing else."""
    fitted = bench()["fitted"](shipped(), list(history()))
    ours, measured = (bench()["_publication"](each) for each in (shipped(), fitted))
    assert ours.windows == measured.windows
    for mine, theirs in zip(shipped().framework.pauses, fitted.framework.pauses, strict=True):
        # Oxfordshire's report of 9 April 2024 is known from the report itself and is not in the file.
        extra = mine.id == "local-2024"
        assert (mine.delayed, mine.on_time) == (theirs.delayed, theirs.on_time + extra), mine.id


def test_the_note_has_the_shares_of_councils_that_were_left_out() -> None:
    """The figures that people read are those of the scores, not those of the fit."""
    note = bench()["_publication"](shipped()).note
    found = re.search(r"Checked on (\d+) inspections since 2021.*\. (\d+)% .* and (\d+)%", note)
    assert found is not None
    scores = bench()["crossed"](shipped(), history())
    number = sum(score.n for score in scores)
    shares = (
        round(100 * sum(score.n * getattr(score, name) for score in scores) / number)
        for name in ("by_8_in_10", "by_19_in_20")
    )
    assert tuple(map(int, found.groups())) == (number, *shares)


def test_the_conditional_forecast_is_near_on_councils_that_were_left_out() -> None:
    """A day after the usual day, the forecast of what is not out is nearer than that day itself."""
    names = sorted({past.authority for past in history()})
    moved, stayed = [], []
    for half in (0, 1):
        own = set(names[half::2])
        fitted = bench()["fitted"](shipped(), [past for past in history() if past.authority not in own])
        planner = bench()["Planner"](fitted.framework, fitted.variant)
        for past in history():
            visit = Inspection(
                variant="ilacs-standard",
                notified=past.start - timedelta(days=7),
                actual={"fieldwork": (past.start, past.end)},
            )
            usual = planner.schedule(visit)["publication"].date
            if (
                past.authority not in own
                or past.end < SINCE
                or past.published is None
                or past.published <= usual
            ):
                continue
            as_of = england().add(usual, 1)
            later = planner.schedule(visit, as_of=as_of)["publication"]
            moved.append(abs(england().between(later.date, past.published)))
            stayed.append(england().between(as_of, past.published))
    assert len(moved) > 15
    assert mean(moved) < mean(stayed)


@pytest.mark.parametrize("year", [2021, 2024, 2026, 2031])
def test_no_report_is_forecast_for_the_weeks_of_christmas_or_a_general_election(year: int) -> None:
    """After fieldwork that ends on any day, the days to expect are in order, and reports come out on them."""
    for place in range(0, 260, 3):
        end = england().add(date(year, 7, 1), place)
        start = end - timedelta(days=4)
        visit = Inspection(variant="ilacs-short", notified=start, actual={"fieldwork": (start, end)})
        event = schedule(visit)["publication"]
        expected = [event.earliest, event.date, event.by_8_in_10, event.by_19_in_20]
        assert expected == sorted(expected), end
        assert event.latest == event.by_19_in_20
        for day in expected:
            assert england().is_working(day)
            assert (1, 5) <= (day.month, day.day) < (12, 20), (end, day)
            assert not date(2024, 5, 25) <= day <= date(2024, 7, 4), (end, day)


@pytest.mark.parametrize(
    ("call", "variant", "out"),
    [
        (date(2018, 4, 9), "ilacs-short", date(2018, 5, 22)),  # Oxfordshire
        (date(2024, 2, 5), "ilacs-standard", date(2024, 4, 9)),  # Oxfordshire
        (date(2024, 4, 8), "ilacs-standard", date(2024, 7, 12)),  # Reading: the general election
        (date(2022, 10, 31), "ilacs-standard", date(2023, 1, 13)),  # Norfolk: Christmas, the first day
        (date(2022, 11, 14), "ilacs-standard", date(2023, 1, 31)),  # Bradford: the second day
        (date(2024, 11, 25), "ilacs-short", date(2025, 1, 29)),  # Gateshead
        (date(2025, 11, 3), "ilacs-short", date(2026, 1, 12)),  # Newham
        (date(2025, 11, 24), "ilacs-standard", date(2026, 1, 28)),  # Redcar and Cleveland
        (date(2022, 7, 11), "ilacs-standard", date(2022, 9, 21)),  # Somerset: the mourning of 2022
        (date(2026, 2, 16), "ilacs-short", date(2026, 5, 18)),  # Norfolk: the local elections of 2026
    ],
)
def test_known_reports_came_out_on_the_usual_day(call: date, variant: str, out: date) -> None:
    """From the call alone, the forecast's usual day is the day on which these reports came out."""
    assert publication(call, variant).date == out


@pytest.mark.parametrize(
    ("call", "variant", "out", "working_days"),
    [
        (date(2025, 6, 2), "ilacs-short", date(2025, 8, 5), 37),  # Bath and North East Somerset
        (date(2025, 3, 17), "ilacs-short", date(2025, 7, 18), 76),  # Wakefield, after a formal challenge
    ],
)
def test_known_late_reports_are_inside_and_the_forecast_moves_towards_them(
    call: date, variant: str, out: date, working_days: int
) -> None:
    """Each day that a late report is awaited, its day stays possible, and the usual day moves on."""
    days = england()
    bare = publication(call, variant)
    assert bare.date is not None
    assert bare.latest is not None
    assert days.between(date(2025, 6, 13) if working_days == 37 else date(2025, 3, 28), out) == working_days
    assert bare.date < out <= bare.latest
    awaited = publication(call, variant, as_of=days.add(bare.date, 1))
    assert awaited.date is not None
    assert awaited.latest is not None
    assert bare.date < awaited.date
    assert out <= awaited.latest


def test_a_recorded_challenge_lengthens_the_forecast() -> None:
    """Wakefield 2025 is nearer with the challenge on record, and the figures are of late reports alone."""
    out = date(2025, 7, 18)
    bare = publication(date(2025, 3, 17), "ilacs-short")
    challenged = publication(date(2025, 3, 17), "ilacs-short", challenge=date(2025, 4, 25))
    assert bare.date is not None
    assert challenged.date is not None
    assert challenged.earliest == bare.earliest
    assert abs((out - challenged.date).days) < abs((out - bare.date).days)
    assert bare.n is not None
    assert challenged.n is not None
    assert challenged.n < bare.n
    assert "challenged" in challenged.note


def test_thurrock_was_on_site_for_two_weeks_after_its_call() -> None:
    """Its papers give 4 to 22 November 2019: a call on the Monday, then two weeks on site."""
    plan = schedule(Inspection(variant="ilacs-standard", notified=date(2019, 11, 4)))
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2019, 11, 11), date(2019, 11, 22))
