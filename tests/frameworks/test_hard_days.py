"""Plans for days chosen to hurt: they are right, or say what they do not know."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import inspectprep
from inspectprep import Inspection
from inspectprep.calendar.working import are_announced, bank_holidays, england
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Repeats
from inspectprep.planning.pauses import dated
from inspectprep.planning.questions import undated_words
from tests.frameworks.test_ilacs_data import ILACS

FULL = ("ilacs-short", "ilacs-standard")
AFTER = "ILACS, April 2026 is known to apply to calls until Thursday 31 December 2026."
NEXT = "children and families services framework, which is announced for 2027 without a day"
HOLIDAYS = "The bank holidays after 2027 are expected, not announced."
FIGURES = "It is not known whether these figures apply after Thursday 31 December 2026."
GENERAL = "the general election of 2029 at the latest"


def said(notified: date, variant: str = "ilacs-short") -> str:
    """Return the notes of a plan, and that of its publication."""
    plan = inspectprep.schedule(Inspection(variant=variant, notified=notified))
    return " ".join([*plan.notes, plan["publication"].note])


CASES: list[tuple[date, list[str], list[str]]] = [
    # Editions' edges: the day before, and the day of each.
    (date(2017, 12, 29), ["No known edition was in force"], [AFTER]),
    (date(2018, 1, 2), ["It applied from January 2018"], ["No known edition", AFTER]),
    (date(2022, 12, 30), ["It applied from January 2018"], ["It applied from January 2023", AFTER]),
    (date(2023, 1, 3), ["It applied from January 2023"], ["It applied from January 2018", AFTER]),
    (date(2026, 3, 31), ["It applied from January 2023"], ["no overall effectiveness", AFTER]),
    (date(2026, 4, 1), ["no overall effectiveness", "More changed than that"], [AFTER]),
    (date(2026, 12, 31), ["no overall effectiveness", FIGURES], [AFTER]),
    (date(2027, 1, 4), [AFTER, NEXT, FIGURES], [HOLIDAYS]),
    # The regime of publication changed in April 2024, in the middle of an inspection.
    (date(2024, 4, 2), ["It applied from January 2023", "best reading"], [FIGURES]),
    # Christmas, and the weeks in which no inspection has begun.
    (date(2026, 12, 14), ["Fieldwork would begin in week 52", "None of 312"], [AFTER]),
    (date(2026, 12, 25), ["a bank holiday. Calls come on working days"], []),
    (date(2026, 12, 28), ["a bank holiday. Calls come on working days", "week 1 of the year"], []),
    (date(2026, 11, 16), ["Delayed by Christmas."], [AFTER, HOLIDAYS]),
    # Bank-holiday Mondays: the call, and the day after it.
    (date(2026, 8, 31), ["Monday 31 August 2026, a bank holiday"], []),
    (date(2026, 9, 1), [], ["Calls usually come on a Monday"]),
    (date(2026, 9, 2), ["Calls usually come on a Monday"], []),
    (date(2026, 4, 27), ["a week with a bank holiday"], [AFTER]),
    (date(2026, 9, 5), ["a weekend day"], []),
    # Elections.
    (date(2027, 3, 1), ["the local elections of 6 May 2027", "Does the council vote in 2027?"], []),
    (date(2028, 3, 6), ["the local elections of 4 May 2028 (expected)", HOLIDAYS], []),
    (date(2031, 3, 3), ["the local elections of 1 May 2031 (expected)", HOLIDAYS, AFTER], [GENERAL]),
    (date(2028, 6, 5), [HOLIDAYS, AFTER], ["Delayed by"]),
    (date(2029, 5, 21), [GENERAL, "Wednesday 15 August 2029", "can come sooner", "9 July 2024"], []),
    (date(2026, 9, 7), [], [GENERAL]),
    (date(2019, 10, 7), ["the general election of 12 December 2019"], [HOLIDAYS, AFTER]),
    (date(2022, 7, 18), ["the national mourning of September 2022"], [AFTER]),
    # After 2030, and the last years of the calendar.
    (date(2032, 9, 6), [AFTER, HOLIDAYS, FIGURES], [GENERAL]),
    (date(2039, 11, 14), [AFTER, HOLIDAYS, "Delayed by Christmas."], []),
    (date(2040, 3, 5), [AFTER, HOLIDAYS], []),
]
"""A day of the call, with words that the plan's notes have and words that they do not have."""

SAMPLE = [date(2017, 12, 29), date(2026, 12, 25), date(2027, 3, 1), date(2029, 5, 21)]
FORMATS = ("text", "html", "md", "json", "ics")


@pytest.mark.parametrize("variant", ["ilacs-short", "ilacs-standard"])
@pytest.mark.parametrize(("day", "present", "absent"), CASES, ids=str)
def test_a_plan_says_what_is_unusual_or_not_known(
    day: date, present: list[str], absent: list[str], variant: str
) -> None:
    """Each note is there on its day, and not on the day before or after."""
    notes = said(day, variant)
    for words in present:
        assert words in notes
    for words in absent:
        assert words not in notes


def read(name: str, written: bytes) -> str:
    """Return the words of a timeline in a format, as a reader sees them."""
    text = written.decode()
    if name == "json":
        text = " ".join(words(json.loads(text)))
    elif name == "html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    elif name == "ics":
        unfolded = text.replace("\r\n ", "")
        text = re.sub(r"\\(.)", lambda found: " " if found[1] == "n" else found[1], unfolded)
    elif name == "md":
        text = html.unescape(re.sub(r"\\([^\w\s])", r"\1", text))
    return " ".join(text.split())


def words(value: object) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words(each)


def agree(day: date, variant: str, name: str) -> None:
    """Check that a format says all that the plan says of itself, and of the day of publication."""
    workspace = inspectprep.Workspace()
    plan = workspace.schedule(Inspection(variant=variant, notified=day))
    found = read(name, workspace.render(plan, name))
    publication = plan["publication"]
    missing = [note for note in (*plan.notes, publication.note) if note not in found]
    assert not missing
    assert publication.date is not None
    form = {"json": "%Y-%m-%d", "ics": "DTSTART;VALUE=DATE:%Y%m%d"}.get(name, "%b %Y")
    assert publication.date.strftime(form) in found


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("day", SAMPLE, ids=str)
def test_every_format_says_what_the_plan_says(day: date, name: str) -> None:
    """A reader of the calendar knows as much as one of the page."""
    agree(day, "ilacs-short", name)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("variant", ["ilacs-short", "ilacs-standard"])
@pytest.mark.parametrize("day", [day for day, _, _ in CASES], ids=str)
def test_every_format_says_it_on_every_hard_day(day: date, variant: str, name: str) -> None:
    """All days, both kinds and all formats."""
    agree(day, variant, name)


@given(days=st.dates(date(2018, 1, 1), date(2039, 6, 30)))
def test_the_end_of_the_edition_is_said_from_the_day_after(days: date) -> None:
    """For any day of the call; and bank holidays are said to be expected where they count."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-short", notified=days))
    assert any(note.startswith(AFTER) for note in plan.notes) == (days > date(2026, 12, 31))
    counted = [
        day
        for event in plan
        if event.id != "next_inspection"
        for day in (event.date, event.end, event.earliest, event.latest)
        if day
    ]
    assert any(note.startswith(HOLIDAYS) for note in plan.notes) == (not are_announced(max(counted)))


def test_local_elections_and_christmas_repeat_to_the_end_of_the_calendar() -> None:
    """Each year has one local election period and one Christmas, on the day that the law or habit gives."""
    pauses = list(dated(ILACS.pauses, england().last))
    polls = [pause for pause in pauses if "local elections" in pause.title and pause.until.year >= 2027]
    assert [pause.until.year for pause in polls] == list(range(2027, 2041))
    for pause in polls:
        assert (pause.until.weekday(), pause.until.month) == (3, 5)
        assert pause.until.day <= 7
        assert england().between(pause.starting, pause.until) == 25
        assert pause.title.endswith("(expected)") == (pause.until.year > 2027)
        assert f"{pause.until.day} May {pause.until.year}" in pause.title
    seasons = [pause for pause in pauses if pause.title.startswith("Christmas") and pause.until.year > 2024]
    assert [pause.until for pause in seasons] == [date(year, 1, 7) for year in range(2025, 2041)]
    assert {pause.repeats for pause in ILACS.pauses} == {None, *Repeats}


def test_a_general_election_that_is_not_called_delays_nothing() -> None:
    """Its last possible day moves no date, because it can come sooner."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2029, 6, 25)))
    assert plan["publication"].date == england().add(date(2029, 7, 6), 27)


def test_the_last_possible_general_election_is_counted_by_the_law() -> None:
    """25 working days after five years of Parliament; holidays elsewhere count."""
    dissolved = date(2029, 7, 9)
    elsewhere = {date(2029, 7, 12), date(2029, 8, 6)}
    assert not elsewhere & set(bank_holidays())
    (pause,) = [pause for pause in ILACS.pauses if pause.expected]
    assert pause.until == england().closed_on(elsewhere).add(dissolved, 25)
    assert pause.starting == dissolved + timedelta(days=1)


@given(days=st.dates(date(2018, 1, 1), date(2039, 6, 30)), variant=st.sampled_from(FULL))
def test_an_account_makes_no_day_firm(days: date, variant: str) -> None:
    """Of a plan without a letter, only the day of the call is known."""
    plan = inspectprep.schedule(Inspection(variant=variant, notified=days))
    firm = [event for event in plan if event.basis is Basis.ACCOUNT and event.firm]
    assert {event.date for event in firm} <= {days}
    assert not [event.id for event in plan if event.end and event.confirmed]
    assert not plan["fieldwork"].firm


def test_the_letter_makes_the_fieldwork_firm_and_what_the_inspectorate_counts_from_it() -> None:
    """The next-day call is Ofsted's own text."""
    notice = {"fieldwork": (date(2026, 10, 12), date(2026, 10, 16))}
    plan = inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2026, 10, 5), notice=notice))
    assert plan["fieldwork"].confirmed
    assert plan["next_day_call"].firm
    assert not plan["final_feedback"].firm


@given(days=st.dates(date(2024, 4, 8), date(2039, 6, 30)))
def test_a_visit_that_is_agreed_in_advance_has_no_usual_day_or_week(days: date) -> None:
    """The notes on calls and weeks were measured on inspections that come with a call."""
    given_days = {"fieldwork": england().on_or_after(days + timedelta(days=30))}
    for notice in ({}, given_days):
        plan = inspectprep.schedule(
            Inspection(variant="ilacs-monitoring-visit", notified=days, notice=notice)
        )
        assert not [note for note in plan.notes if "usually" in note or "would begin" in note]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 21), "would begin on a Tuesday and have 3 working days"),
        (date(2026, 5, 18), "would begin on a Tuesday and have 4 working days"),
        (date(2027, 12, 20), "would begin on a Wednesday and have 3 working days"),
        (date(2026, 10, 5), ""),
    ],
)
def test_a_short_week_on_site_is_said(day: date, words: str) -> None:
    """Inspections last whole weeks: a plan that gives fewer days does not pass for one."""
    notes = said(day)
    assert (words or "would begin") in notes if words else "would begin" not in notes


@pytest.mark.parametrize("variant", FULL)
def test_no_letter_is_said_to_give_the_day_of_a_challenge(variant: str) -> None:
    """It is the council's decision, once it has the draft."""
    visit = Inspection(variant=variant, notified=date(2026, 10, 5))
    plan = inspectprep.schedule(visit)
    assert "challenge" not in " ".join(plan.notes)
    assert undated_words(plan, plan["challenge"]) == "Depends on the day of: The draft report arrives"
    plan = inspectprep.schedule(evolve(visit, actual={"draft_report": date(2026, 11, 9)}))
    assert undated_words(plan, plan["challenge"]) == "There is no date for it yet"


def test_only_days_that_the_inspectorate_gives_are_named_as_not_known() -> None:
    """What follows from such a day is not for a letter to give."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-focused-visit", notified=date(2026, 10, 5)))
    (note,) = [note for note in plan.notes if "not known yet" in note]
    named = {event.title for event in plan if event.title in note}
    assert plan["publication"].title in named
    assert not named & {plan["report_received"].title, plan["statutory_publication"].title}
