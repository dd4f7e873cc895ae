"""Planned dates against published ones: what the windows promise, measured on real inspections.

Every inspection at hand is planned from a call on the Monday a week before its fieldwork, and the plan
is compared with what happened. Inspections with two fieldwork periods are left out.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from statistics import median

import pytest
from attrs import evolve, frozen

from inspectprep import Inspection, Workspace
from inspectprep.calendar.working import england
from inspectprep.model.framework import Framework
from inspectprep.planning.schedule import Planner
from tests.shared import from_shared


@frozen
class Past:
    """An inspection that is over."""

    authority: str
    variant: str
    start: date
    end: date
    published: date


@frozen
class Outcome:
    """A forecast of publication and how it fared; `width` is in working days, the first day not counted."""

    past: Past
    inside: bool
    late: bool
    width: int


@cache
def past() -> tuple[Past, ...]:
    """Return every ILACS inspection with one fieldwork period, of a usual length."""
    with from_shared("data/published/truth.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Past(
                row["authority"],
                f"ilacs-{row['variant']}",
                date.fromisoformat(row["start"]),
                date.fromisoformat(row["end"]),
                date.fromisoformat(row["published_filename"]),
            )
            for row in csv.DictReader(file)
            if row["type"] == "ilacs"
            and ";" not in row["periods"]
            and row["variant"] in {"short", "standard"}
        )


def outcomes(framework: Framework, since: int) -> list[Outcome]:
    """Plan every inspection begun in or after a year, and compare publication."""
    catalogue = Workspace().catalogue
    planners = {
        name: Planner(framework, catalogue.find(name).variant) for name in ("ilacs-short", "ilacs-standard")
    }
    days = england()
    found = []
    for each in past():
        if each.start.year < since:
            continue
        visit = Inspection(variant=each.variant, notified=each.start - timedelta(days=7))
        event = planners[each.variant].schedule(visit)["publication"]
        assert event.earliest is not None
        assert event.latest is not None
        found.append(
            Outcome(
                each,
                event.earliest <= each.published <= event.latest,
                each.published > event.latest,
                days.between(event.earliest, event.latest),
            )
        )
    return found


def coverage(found: list[Outcome]) -> float:
    """Return the share of publications inside their window."""
    return sum(each.inside for each in found) / len(found)


def ilacs() -> Framework:
    """Return the framework as shipped."""
    return Workspace().catalogue.find("ilacs-short").framework


def test_fieldwork_is_exact_from_the_monday_before() -> None:
    """Every inspection since 2018 was on site on exactly the days planned from its call."""
    workspace = Workspace()
    for each in past():
        visit = Inspection(variant=each.variant, notified=each.start - timedelta(days=7))
        fieldwork = workspace.schedule(visit)["fieldwork"]
        assert (fieldwork.date, fieldwork.end) == (each.start, each.end), each


def test_publication_since_2022_is_inside_its_window() -> None:
    """At least 85% of reports came out inside the window, whose median width is at most 13 working days."""
    found = outcomes(ilacs(), 2022)
    assert len(found) > 70
    assert coverage(found) >= 0.85
    assert median(each.width for each in found) <= 13


def test_every_year_is_served() -> None:
    """No year with enough inspections to tell is much worse than the whole, in coverage or in width."""
    years = defaultdict(list)
    for each in outcomes(ilacs(), 2018):
        years[each.past.start.year].append(each)
    told = {year: found for year, found in years.items() if len(found) >= 15}
    assert set(told) == {2018, 2019, 2022, 2023, 2024}
    for year, found in told.items():
        assert coverage(found) >= 0.85, year
        assert median(each.width for each in found) <= 13, year


def test_the_note_on_publication_tells_the_measured_share() -> None:
    """The figures that people read are those that the data give."""
    milestones = Workspace().catalogue.find("ilacs-short").variant.milestones
    note = next(each.note for each in milestones if each.id == "publication")
    match = re.search(r"of (\d+) inspections since 2022 .* (\d+) did", note)
    assert match is not None
    found = outcomes(ilacs(), 2022)
    assert (int(match[1]), int(match[2])) == (len(found), sum(each.late for each in found))


def test_pauses_earn_their_place() -> None:
    """Holding reports back before elections explains real delays and spoils no forecast that was right."""
    shipped = ilacs()
    bare = outcomes(evolve(shipped, pauses=()), 2018)
    general = outcomes(
        evolve(shipped, pauses=tuple(each for each in shipped.pauses if each.everywhere)), 2018
    )
    whole = outcomes(shipped, 2018)
    assert coverage(bare) < coverage(general) < coverage(whole)
    for before, after in zip(bare, whole, strict=True):
        assert after.inside or not before.inside, after.past


def test_a_local_election_is_no_pause_for_everybody() -> None:
    """Were local elections to hold every report back, forecasts would be worse: so they do not."""
    shipped = ilacs()
    total = evolve(shipped, pauses=tuple(evolve(each, everywhere=True) for each in shipped.pauses))
    assert coverage(outcomes(total, 2022)) < coverage(outcomes(shipped, 2022))


@pytest.mark.parametrize("share", [0, 1])
def test_the_windows_hold_on_either_half_of_the_councils(share: int) -> None:
    """Whichever half of the councils is looked at, the windows keep their promise."""
    names = sorted({each.authority for each in past()})
    half = {name for index, name in enumerate(names) if index % 2 == share}
    found = [each for each in outcomes(ilacs(), 2022) if each.past.authority in half]
    assert len(found) > 30
    assert coverage(found) >= 0.85
    assert median(each.width for each in found) <= 13
