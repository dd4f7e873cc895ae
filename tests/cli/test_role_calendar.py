"""The calendar of one role: its dates, tasks and visits in one file, and nothing that is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar, Event

from tests.cli.test_today import Council, council

__all__ = ["council"]


def entries(path: Path) -> list[Event]:
    """Return the entries of a calendar."""
    return [
        event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT") if isinstance(event, Event)
    ]


@pytest.fixture
def begun(council: Council) -> Council:
    """Give a council whose inspection has begun, with a director and two visits."""
    council.add("person", role="dcs", name="Di Dean")
    council.begin()
    # The fixture has a meaning of its own for the keyword `place`.
    at = ("--no-outcome", "--place", "Civic Centre, room 4")
    visit = {"inspection": "ins-1", "starts": "09:30", "ends": "10:30"}
    council.run("visit", "add", *at, day="2018-04-17", title="Leaders", people="Di Dean", **visit)
    council.run("visit", "add", *at, day="2018-04-18", title="Front door", owner="qa", **visit)
    return council


@pytest.mark.parametrize("command", ["timeline", "checklist"])
def test_a_role_has_its_dates_tasks_and_visits_in_one_file(
    begun: Council, tmp_path: Path, command: str
) -> None:
    """From either command, with one alarm for a day on which something is due."""
    path = tmp_path / "director.ics"
    begun.run(command, owner="DCS", out=path)
    found = entries(path)
    titles = [str(event["summary"]) for event in found]
    assert "Fieldwork: inspectors are on site" in titles
    assert "Leaders" in titles
    assert "Front door" not in titles
    (visit,) = (event for event in found if event["summary"] == "Leaders")
    assert visit["location"] == "Civic Centre, room 4"
    assert f"{visit.decoded('dtstart'):%H:%M}" == "09:30"
    days = [event.decoded("dtstart") for event in found if "/task/day" in str(event["uid"])]
    assert len(days) == len(set(days))
    assert any(title.endswith("tasks due") for title in titles)
    assert any("- Meet the lead inspector" in str(event.get("description")) for event in found)
    assert not any("Partnerships lead" in str(event.get("description")) for event in found)
    assert sum(len(event.walk("VALARM")) for event in found) < len(found) / 2


def test_the_whole_checklist_has_few_entries(begun: Council, tmp_path: Path) -> None:
    """One a day, and no more alarms than entries."""
    path = tmp_path / "tasks.ics"
    begun.run("checklist", out=path)
    found = entries(path)
    assert len(found) < len(begun.run("checklist", "--json").json["tasks"]) / 2
    assert sum(len(event.walk("VALARM")) for event in found) <= len(found)


def test_a_visit_under_embargo_is_only_for_the_register(begun: Council, tmp_path: Path) -> None:
    """A calendar for others has neither its title nor its place."""
    begun.day = "2018-04-23"
    secret = ("--title", "They were kinder than we dared to hope", "--place", "The mayor's parlour")
    begun.run("visit", "add", "--outcome", *secret, inspection="ins-1", day="2018-04-24", owner="dcs")
    begun.run("embargo", "tell", "Ann Avon")
    for number, (reader, shown) in enumerate([((), False), (("Bea Born",), False), (("Ann Avon",), True)]):
        for command in ("timeline", "checklist"):
            path = tmp_path / f"{command}-{number}.ics"
            begun.run(command, owner="dcs", out=path, **({"reader": reader[0]} if reader else {}))
            text = path.read_bytes().replace(b"\r\n ", b"").decode()
            assert ("kinder than we dared" in text) == shown
            assert ("parlour" in text) == shown


def test_an_owner_is_for_a_calendar_and_is_known(begun: Council) -> None:
    """An option that would do nothing is refused, and the nearest role is suggested."""
    refused = begun.attempt("timeline", owner="dcs")
    assert (refused.code, "Use --format ics" in refused.err) == (2, True)
    unknown = begun.attempt("timeline", owner="dsc", format="ics")
    assert (unknown.code, "Did you mean 'dcs'?" in unknown.err) == (2, True)


def test_outside_a_workspace_a_role_has_dates_and_tasks(council: Council, tmp_path: Path) -> None:
    """There are no visits to show."""
    path = tmp_path / "plan.ics"
    variant = ("ilacs-short", "--notified", "2018-04-09")
    council.run("timeline", *variant, place=False, owner="annex-a", out=path)
    found = entries(path)
    assert any("Freeze and extract Annex A" in str(event.to_ical()) for event in found)
    assert {str(event["x-inspectprep-series"]) for event in found} == {"event", "task"}
