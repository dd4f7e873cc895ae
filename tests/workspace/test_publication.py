"""The forecast of publication in a workspace, which knows today, the answer about votes and a challenge."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from inspectprep.errors import DocumentError
from inspectprep.files import CONFIGURATION
from inspectprep.model.inspection import Inspection
from inspectprep.workspace import Workspace
from tests.workspace.test_embargo import Clock, clock, workspace

__all__ = ["clock", "workspace"]

USUAL = date(2018, 5, 22)


def test_a_plan_moves_on_when_the_usual_day_has_passed(workspace: Workspace, clock: Clock) -> None:
    """Until the usual day nothing moves. After it, timeline, embargo, calendar and release plan move on."""
    clock.day = USUAL
    before = workspace.timeline()["publication"]
    assert (before.date, before.moved_days) == (USUAL, 0)
    clock.day = USUAL + timedelta(days=1)
    after = workspace.timeline()["publication"]
    assert after.date is not None
    assert after.date > USUAL
    assert (after.planned, after.earliest) == (USUAL, clock.day)
    assert after.n is not None
    assert before.n is not None
    assert after.n < before.n
    embargo = workspace.embargo()
    assert (embargo.expected, embargo.by_8_in_10, embargo.latest) == (
        after.date,
        after.by_8_in_10,
        after.latest,
    )
    plan = workspace.release_plan()
    assert (plan.expected, plan.by_8_in_10, plan.latest) == (after.date, after.by_8_in_10, after.latest)
    (calendar,) = workspace.calendar().timelines
    assert calendar["publication"] == after


def test_a_recorded_challenge_lengthens_the_forecast(workspace: Workspace, clock: Clock) -> None:
    """It is recorded with the dates of the inspection, and the plan of the call stays."""
    before = workspace.timeline()["publication"]
    (inspection,) = workspace.inspections()
    clock.day = date(2018, 5, 10)
    workspace.happened(inspection.id, "challenge", clock.day, by="Cam Cole")
    after = workspace.timeline()["publication"]
    assert after.date is not None
    assert before.date is not None
    assert after.date > before.date == after.planned
    assert "challenged" in after.note


def test_the_answer_about_local_elections_is_remembered(tmp_path: Path, clock: Clock) -> None:
    """It is written once in the configuration; a year without an answer is asked about."""
    clock.day = date(2027, 2, 22)
    folder = tmp_path / "votes"
    Workspace.create(
        folder, authority="Westhaven", variant="ilacs-short", load_plugins=False, clock=clock
    ).close()
    file = folder / CONFIGURATION
    text = file.read_text("utf-8")
    found = {}
    for answer in ("", "true", "false"):
        file.write_text(f"{text}\n[votes]\n2027 = {answer}\n" if answer else text, encoding="utf-8")
        with Workspace.open(folder, load_plugins=False, clock=clock) as opened:
            found[answer] = opened.schedule(Inspection(variant="ilacs-short", notified=clock.day))[
                "publication"
            ]
    assert "Does the council vote in 2027?" in found[""].note
    assert found["true"].date == date(2027, 5, 17)
    assert found["false"].date == found[""].date == date(2027, 4, 15)
    assert found["false"].latest is not None
    assert "vote in" not in found["true"].note
    file.write_text(f"{text}\n[votes]\nMay = true\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="not a year"):
        Workspace.open(folder, load_plugins=False)
