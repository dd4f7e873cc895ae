"""The story of April 2018, from the call to the celebration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep.model.release import DailyNote, Disclosure
from inspectprep.workspace import Workspace
from tests.shared import REPOSITORY

SCRIPT = REPOSITORY / "examples" / "oxfordshire_2018.py"
CHAPTERS = (
    "January 2018: an inspection year begins",
    "Is 'Hazlett, D' the same person as 'Dustin Hazlett'?",
    "Who takes it: Ben Brent.",
    "Monday 9 April 2018: the call",
    "She travels back that night.",
    "From tomorrow the lead inspector speaks to Ann Avon.",
    "2018-04-11  Annex A is due",
    "Tuesday 10 April 2018: the lead inspector already has lines of enquiry",
    "Annex A is sent",
    "3 negatives, 0 positives",
    "Not seen yet: Locality and community support service",
    "The blog to the whole service",
    "The full briefing for the leader",
    "2 negatives, 3 positives, 1 withdrawn",
    "went to the locality and community support service, and liked it",
    "Friday 20 April 2018: final feedback, and the embargo",
    "What staff get:",
    "What the leader gets",
    "Help and protection: requires improvement to be good",
    "Refused: This gives an outcome",
    "May it go on Monday 21 May? No.",
    "Tuesday 22 May 2018: published",
    "Released in this order: staff, members, partners, press, web.",
    "2018-07-04",
    "2018-08-30",
    "Staff wellbeing",
    "Celebrating",
    "Run Annex A every month",
    "from 2024-02-12 to 2024-02-23",
    "expected on 2024-04-09",
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Run the script once, and return its output and its workspace."""
    folder = tmp_path_factory.mktemp("oxfordshire")
    run = subprocess.run(
        [sys.executable, "-W", "error", str(SCRIPT), str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stderr == b""
    return " ".join(run.stdout.decode().split()), folder / "workspace"


def test_the_story_is_in_order(story: tuple[str, Path]) -> None:
    """Every chapter of the three weeks comes after the one before it."""
    text, _ = story
    place = 0
    for chapter in CHAPTERS:
        found = text.find(" ".join(chapter.split()), place)
        assert found >= 0, f"{chapter!r} does not come after the chapter before it"
        place = found


def test_staff_read_no_grade_before_publication(story: tuple[str, Path]) -> None:
    """Between the feedback and 22 May, staff and partners get no grade."""
    text, _ = story
    staff = text[text.index("What staff get:") : text.index("What the leader gets")]
    assert "Thank you, every one of you" in staff
    assert "good" not in staff.casefold()
    silent = text[text.index("23 April to 21 May") : text.index("Tuesday 22 May 2018: published")]
    assert "Overall" not in silent


def test_the_workspace_is_complete(story: tuple[str, Path]) -> None:
    """The workspace opens afterwards, its store verifies, and the register names five people."""
    with Workspace.open(story[1], load_plugins=False) as workspace:
        assert workspace.store.verify().sound
        assert len(workspace.records.all(Disclosure)) == 5
        assert any(each.outcome for each in workspace.records.all(DailyNote))
