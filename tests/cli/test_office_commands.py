"""The page about the office of a day, and the page for staff."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_room_commands import CALL, FEEDBACK, TUESDAY, room

__all__ = ["room"]

BY = ("--by", "Ben")
PLAIN = ("--no-outcome", *BY)
MONDAY = TUESDAY - timedelta(days=1)


@pytest.fixture
def staffed(room: Any) -> Any:
    """Add two teams, workers, sessions, visits, people and cases, and run commands there."""
    for name, place in (("North", "Second floor"), ("South", "")):
        room("team", "add", "--name", name, "--place", place, *BY)
    proud = "title=A move that went well,reference=Audit 12"
    room("worker", "add", "--name", "Ada Ash", "--team", "North", "--proud-of", proud, *PLAIN)
    room("worker", "add", "--name", "Bo Birch", "--team", "team-1", "--joined", MONDAY, *PLAIN)
    leave = f"starting={TUESDAY},until={TUESDAY}"
    room("worker", "add", "--name", "Cy Cedar", "--team", "North", "--leave", leave, *PLAIN)
    room("worker", "add", "--name", "Di Dale", "--team", "South", *PLAIN)
    room("session", "add", "--title", "Workshop", "--on", CALL, "--attended", "wkr-1", *PLAIN)
    room("visit", "add", "--day", MONDAY, "--title", "Interview", "--people", "Ada Ash", *PLAIN)
    room("visit", "add", "--day", TUESDAY, "--title", "Team meeting", "--starts", "9:30",
         "--place", "Second floor", "--people", "Ada Ash", "--inspector", "Ivy Iles", *PLAIN)  # fmt: skip
    away = f"starting={TUESDAY},until={FEEDBACK}"
    room("person", "add", "--role", "psw", "--name", "Pat Pool", "--contact", "01632 960001",
         "--leave", f"{away},cover=logistics", *BY)  # fmt: skip
    room("person", "add", "--role", "logistics", "--name", "Lee Lane", "--contact", "01632 960002", *BY)
    room("person", "add", "--role", "hr", "--name", "Hal Hope", "--leave", away, *BY)
    room("referral", "add", "--reference", "7", "--referred", MONDAY, "--deadline", TUESDAY, *PLAIN)
    room("inspection", "update", "ins-1", "--room", "Room 4, ask for Lee", *BY)
    return room


def _north(room: Any, *more: object) -> Any:
    teams = room("office", "--on", TUESDAY, "--json", *more).json["teams"]
    return next(team for team in teams if team["team"] == "North")


def test_the_office_has_who_is_in_prepared_and_seen(staffed: Any) -> None:
    """An appointment does not count as seen; only what was recorded does."""
    north = _north(staffed)
    assert north["expected"] == ["Ada Ash", "Bo Birch"]
    assert north["away"] == ["Cy Cedar"]
    assert north["to_prepare"] == ["Bo Birch"]
    assert (north.get("seen", []), north["not_seen"]) == ([], ["Ada Ash", "Bo Birch"])
    assert staffed("visit", "update", "vis-1", "--add-seen", "wkr-1", *PLAIN).code == 0
    assert (_north(staffed)["seen"], _north(staffed)["not_seen"]) == (["Ada Ash"], ["Bo Birch"])


def test_who_is_seen_later_is_not_seen_yet(staffed: Any) -> None:
    """The page of a day counts what was recorded up to that day."""
    staffed("visit", "add", "--day", FEEDBACK, "--title", "Later", "--seen", "Bo Birch", *PLAIN)
    assert "Bo Birch" in _north(staffed)["not_seen"]
    assert "Bo Birch" not in str(staffed("office", "--on", FEEDBACK, "--json").json["teams"][0]["not_seen"])


def test_a_worker_who_was_seen_must_exist(staffed: Any) -> None:
    """An id is checked, and a name that is not on record is shown."""
    refused = staffed("visit", "update", "vis-1", "--add-seen", "wkr-99", *PLAIN)
    assert refused.code == 2
    assert "wkr-99" in refused.err
    staffed("visit", "update", "vis-1", "--add-seen", "Nia Nash", *PLAIN)
    assert "Nia Nash" in staffed("office", "--on", TUESDAY).out


def test_the_office_has_visits_cover_and_cases(staffed: Any) -> None:
    """Everything that the room needs for the morning, and what is missing in the cover."""
    found = staffed("office", "--on", TUESDAY)
    assert found.code == 0
    for text in (
        "09:30",
        "Team meeting",
        "Ivy Iles",
        "Room 4",
        "A move that went well",
        "Report on a case",
        "Day 2 of",
    ):
        assert text in found.out
    cover = {entry["name"]: entry.get("agreed", False) for entry in
             staffed("office", "--on", TUESDAY, "--json").json["cover"]}  # fmt: skip
    assert cover == {"Pat Pool": True, "Hal Hope": False}
    assert "Interview" not in found.out


def test_the_office_is_not_for_staff(staffed: Any) -> None:
    """It names workers who are not prepared."""
    refused = staffed("office", "--audience", "staff")
    assert (refused.code, refused.out) == (2, "")


def test_leave_of_a_worker_with_its_ends_swapped_is_refused(staffed: Any) -> None:
    """As for people in roles."""
    swapped = f"starting={TUESDAY},until={MONDAY}"
    refused = staffed("worker", "update", "wkr-1", "--leave", swapped, *PLAIN)
    assert refused.code == 2
    assert "the first day" in refused.err


def test_the_handout_of_a_team_has_its_own_choices_and_visits(staffed: Any) -> None:
    """Days, questions, chosen work, the room and whom to ring, who is there that day."""
    found = staffed("handout", "--team", "north", "--on", TUESDAY)
    assert found.code == 0
    for text in ("Inspectors arrive", "Audit 12", "Team meeting", "Room 4", "01632 960002", "Look after"):
        assert text in found.out
    assert "Pat Pool" not in found.out
    assert "Lee Lane" in found.out
    south = staffed("handout", "--team", "South", "--on", TUESDAY).out
    assert "Audit 12" not in south
    assert "Team meeting" not in south
    unknown = staffed("handout", "--team", "Nort")
    assert unknown.code == 2
    assert "North" in unknown.err


def test_the_handout_tells_no_outcome_and_passes_the_embargo(staffed: Any) -> None:
    """It can be written on every day of the inspection, and the draft report is not on it."""
    for day in (CALL, TUESDAY, FEEDBACK):
        found = staffed("handout", "--on", day)
        assert found.code == 0
        assert not any(word in found.out.casefold() for word in ("grade", "outstanding", "inadequate"))


def test_planned_days_are_not_sold_as_certain(staffed: Any) -> None:
    """Until the days on site are recorded, they are marked as planned."""
    days = staffed("handout", "--json").json["days"]
    assert [day.get("certain", False) for day in days][:2] == [True, False]
    assert "(planned)" in staffed("handout").out
    friday = MONDAY + timedelta(days=4)
    staffed("inspection", "happened", "ins-1", "fieldwork", MONDAY, friday, *BY)
    first = next(d for d in staffed("handout", "--json").json["days"] if d["title"] == "Inspectors arrive")
    assert (first["starting"], first["certain"]) == (f"{MONDAY}", True)


def test_before_the_call_the_days_are_an_example(cli: Any, tmp_path: Path) -> None:
    """The page says so."""
    folder = tmp_path / "early"
    cli("init", folder, "--authority", "Westhaven", "--variant", "ilacs-short")
    found = cli("handout", "--workspace", folder)
    assert found.code == 0
    assert "No call has come. These days are an example" in found.out


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".teams.txt", ".json"])
def test_the_file_name_chooses_the_format(staffed: Any, tmp_path: Path, suffix: str) -> None:
    """Only the owner can read the file."""
    for command in ("office", "handout"):
        file = tmp_path / f"{command}{suffix}"
        assert staffed(command, "--out", file).code == 0
        assert file.stat().st_mode & 0o077 == 0
