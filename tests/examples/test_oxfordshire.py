"""The story of April 2018, told from the call to the celebration."""

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
    "warts and all",
    "2 negatives, 3 positives, 1 withdrawn",
    "went to the locality and community support service, and liked it",
    "Friday 20 April 2018: final feedback, and the embargo",
    "What staff get:",
    "What the leader gets",
    "Help and protection: requires improvement to be good",
    "Refused: This tells an outcome",
    "May it go on Monday 21 May? No.",
    "Tuesday 22 May 2018: published",
    "Released in this order: staff, members, partners, press, web.",
    "2018-07-04",
    "2018-08-30",
    "Is everyone all right?",
    "Celebrating",
    "Run Annex A every month",
    "from 2024-02-12 to 2024-02-23",
    "expected on 2024-04-09",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Run the script once, and return what it said and where it kept everything."""
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


def test_the_story_is_told_in_order(told: tuple[str, Path]) -> None:
    """Every turn of the three weeks comes, one after another."""
    text, _ = told
    place = 0
    for each in CHAPTERS:
        found = text.find(" ".join(each.split()), place)
        assert found >= 0, f"{each!r} does not come after what stands before it"
        place = found


def test_staff_read_no_grade_before_publication(told: tuple[str, Path]) -> None:
    """Between the feedback and 22 May no grade stands in what staff and partners get."""
    text, _ = told
    staff = text[text.index("What staff get:") : text.index("What the leader gets")]
    assert "Thank you, every one of you" in staff
    assert "good" not in staff.casefold()
    silent = text[text.index("23 April to 21 May") : text.index("Tuesday 22 May 2018: published")]
    assert "Overall" not in silent


def test_what_was_kept_is_whole(told: tuple[str, Path]) -> None:
    """The workspace opens afterwards, its store verifies, and the register names five people."""
    with Workspace.open(told[1], load_plugins=False) as workspace:
        assert workspace.store.verify().sound
        assert len(workspace.records.all(Disclosure)) == 5
        assert any(each.outcome for each in workspace.records.all(DailyNote))
