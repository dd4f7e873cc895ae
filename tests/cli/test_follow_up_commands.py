"""The debrief and the action plan of one inspection, from the command line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_room_commands import FEEDBACK, TODAY, room

__all__ = ["room"]

PUBLISHED = FEEDBACK + timedelta(days=3)


@pytest.fixture
def ended(room: Any) -> Any:
    """Publish the report of the inspection, record people and press, and run commands there."""
    by = ("--by", "Ben")
    room("embargo", "lift", "--where", "https://reports.example.org", "--on", PUBLISHED,
         "--received", PUBLISHED, *by)  # fmt: skip
    room("person", "add", "--role", "psw", "--name", "Pat Pool", *by)
    room("wellbeing", "add", "--team", "North", "--on", FEEDBACK, "--how", "Tired", "--rating", "amber",
         "--wellbeing-help", "A quiet week", *by)  # fmt: skip
    room("lesson", "add", "--learned", "The room was too small.", "--on", FEEDBACK, *by)
    room("thanks", "add", "--to", "Business support", "--reason", "every badge", "--thanks-by", "Ann",
         "--on", FEEDBACK, *by)  # fmt: skip
    room("thanks", "add", "--to", "The foster carers", *by)
    room("thanks", "add", "--to", "Cake", "--kind", "celebration", "--on", PUBLISHED, *by)
    room("press", "add", "--title", "Praise for social workers", "--outlet", "The Herald", "--on", PUBLISHED,
         "--location", "https://herald.example.org/1", "--good", *by)  # fmt: skip
    room("press", "add", "--title", "Council criticised", "--outlet", "The Echo", "--on", PUBLISHED, *by)
    return room


def test_the_debrief_has_wellbeing_first_and_every_part(ended: Any) -> None:
    """People come before lessons, and thanks that were not given yet are named."""
    found = ended("debrief")
    places = [
        found.out.rindex(text)
        for text in ("Tired", "The room was too small", "every badge", "foster carers", "Cake", "Praise")
    ]
    assert found.code == 0
    assert places[0] < places[1] < places[2] < places[4] < places[5]
    assert "Still to thank" in found.out
    assert found.out.index("Praise") < found.out.index("Council criticised")


@pytest.mark.parametrize(
    ("part", "has", "lacks"),
    [
        ("wellbeing", "Tired", "badge"),
        ("lessons", "too small", "badge"),
        ("thanks", "every badge", "foster carers"),
        ("celebration", "Cake", "badge"),
        ("press", "https://herald.example.org/1", "criticised"),
    ],
)
def test_a_part_is_written_alone(ended: Any, part: str, has: str, lacks: str) -> None:
    """The page and its JSON have this part only."""
    for form in ((), ("--json",)):
        found = ended("debrief", "--part", part, *form)
        assert found.code == 0
        assert has in found.out
        assert lacks not in found.out


def test_staff_do_not_get_notes_on_wellbeing(ended: Any) -> None:
    """Not in the whole debrief, not in its JSON, and not alone."""
    for form in ((), ("--json",)):
        found = ended("debrief", "--audience", "staff", *form)
        assert "every badge" in found.out
        assert "Tired" not in found.out
        assert "quiet week" not in found.out
    refused = ended("debrief", "--audience", "staff", "--part", "wellbeing")
    assert (refused.code, refused.out) == (2, "")
    assert "leaders" in refused.err


def test_a_debrief_of_no_inspection_is_refused(cli: Any, tmp_path: Path) -> None:
    """The error says how to name one."""
    folder = tmp_path / "empty"
    cli("init", folder, "--authority", "Westhaven", "--variant", "ilacs-short")
    for command in ("debrief", "action-plan"):
        refused = cli(command, "--workspace", folder)
        assert refused.code == 2
        assert "--inspection ID" in refused.err


def test_nothing_of_an_earlier_inspection_is_in_the_debrief_of_a_later_one(ended: Any) -> None:
    """Each inspection has its own people, lessons and press, and both can be asked for."""
    ended("inspection", "end", "ins-1", "--on", TODAY - timedelta(days=1), "--by", "Ben")
    ended("inspection", "begin", "--notified", TODAY, "--by", "Ben")
    ended("lesson", "add", "--learned", "The second went well.", "--on", TODAY, "--by", "Ben")
    later = ended("debrief").out
    assert "The second went well." in later
    assert not any(text in later for text in ("too small", "Tired", "badge", "Praise"))
    earlier = ended("debrief", "--inspection", "ins-1").out
    assert "The second went well." not in earlier
    assert all(text in earlier for text in ("too small", "Tired", "badge", "Praise"))


def test_the_action_plan_is_made_from_the_areas_of_the_inspection(ended: Any) -> None:
    """Owners have names, days count from the receipt, evidence is named, and gaps are said."""
    by = ("--by", "Ben")
    ended("evidence", "add", "--title", "Audit of plans", "--kind", "audit", *by)
    area = ("area", "add", "--found", FEEDBACK, *by)
    ended(*area, "--title", "Plans that parents understand", "--inspection", "ins-1", "--evidence", "ev-1",
          "--measure", "Parents say so")  # fmt: skip
    ended(*area, "--title", "Of long ago")
    ended("action", "add", "--area", "area-1", "--title", "Rewrite the template", "--owner", "psw", *by)
    ended("action", "add", "--area", "area-2", "--title", "Old action", *by)
    found = ended("action-plan")
    assert found.code == 0
    for text in ("Plans that parents understand", "Rewrite the template", "Pat Pool", "Audit of plans",
                 "Measure of success: Parents say so.", "1 action without a date"):  # fmt: skip
        assert text in found.out
    assert "Of long ago" not in found.out
    assert "Old action" not in found.out
    statement = ended("action-plan", "--json").json["deadlines"][-1]
    assert (statement["working_days"], statement.get("uncertain", False)) == (70, False)


def test_the_action_plan_waits_for_the_publication(room: Any) -> None:
    """Areas for improvement tell the outcome."""
    refused = room("action-plan")
    assert (refused.code, refused.out) == (2, "")
    assert "no publication is recorded" in refused.err


@pytest.mark.parametrize("suffix", [".html", ".docx", ".md", ".txt", ".teams.txt", ".json"])
def test_the_file_name_chooses_the_format(ended: Any, tmp_path: Path, suffix: str) -> None:
    """Only the owner can read the file."""
    for command in ("debrief", "action-plan"):
        file = tmp_path / f"{command}{suffix}"
        assert ended(command, "--out", file).code == 0
        assert file.stat().st_mode & 0o077 == 0
        assert file.stat().st_size > 100
