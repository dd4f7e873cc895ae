"""The inspection that a workspace lives through: its dates, its embargo, and the gate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from attrs import evolve

from inspectprep.errors import DocumentError, RefusedError
from inspectprep.model.release import (
    Channel,
    Disclosure,
    EmbargoStage,
    PublicationRecorded,
    ReleaseDraft,
)
from inspectprep.model.report import Audience, Report
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan
from inspectprep.workspace import Workspace
from inspectprep.workspace.embargo import current_embargo, plan_release
from inspectprep.workspace.running_inspection import INSPECTION_FILE, current_timeline

CALL, FEEDBACK, PUBLISHED = date(2018, 4, 9), date(2018, 4, 20), date(2018, 5, 22)


class Clock:
    """A clock that stands where a test puts it."""

    def __init__(self) -> None:
        self.day = CALL

    def __call__(self) -> datetime:
        """Return six in the evening of its day."""
        return datetime.combine(self.day, time(18), UTC)


@pytest.fixture
def clock() -> Clock:
    """Make a clock."""
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Make a workspace in which an inspection is running."""
    folder = tmp_path / "room"
    with Workspace.create(
        folder, authority="Westhaven", variant="ilacs-short", load_plugins=False, clock=clock
    ) as made:
        (folder / INSPECTION_FILE).write_text(
            'schema = "inspectprep/inspection/1"\nvariant = "ilacs-short"\n'
            'authority = "Westhaven"\nnotified = 2018-04-09\n'
        )
        yield made


def test_the_running_inspection_is_read_from_its_file(workspace: Workspace) -> None:
    """Its dates follow from the call; without the file none is running."""
    timeline = current_timeline(workspace)
    assert timeline is not None
    assert timeline["final_feedback"].date == FEEDBACK
    assert workspace.folder is not None
    (workspace.folder / INSPECTION_FILE).unlink()
    assert current_timeline(workspace) is None


def test_a_mistake_in_the_file_is_named(workspace: Workspace) -> None:
    """Which key, and the nearest one that there is."""
    assert workspace.folder is not None
    (workspace.folder / INSPECTION_FILE).write_text(
        'schema = "inspectprep/inspection/1"\nvariant = "ilacs-short"\nnotifed = 2018-04-09\n'
    )
    with pytest.raises(DocumentError, match="notified"):
        current_timeline(workspace)


def test_records_decide_whatever_a_caller_says(workspace: Workspace, clock: Clock) -> None:
    """A workspace that keeps records asks them: an embargo handed in as lifted opens nothing."""
    clock.day = FEEDBACK
    workspace.records.add(Disclosure(person="Ann Avon", on=FEEDBACK), by="Cam Cole")
    held = current_embargo(workspace, FEEDBACK)
    assert held is not None
    lifted = evolve(held, stage=EmbargoStage.LIFTED, published=FEEDBACK)
    plan = action_plan([PlannedArea(title="Plans")], [], on=FEEDBACK)
    with pytest.raises(RefusedError):
        workspace.render(plan, "md", embargo=lifted)
    with pytest.raises(RefusedError):
        workspace.render(plan, "md", audience=Audience.STAFF, reader="Ann Avon", embargo=lifted)
    assert b"Plans" in workspace.render(plan, "md", reader="Ann Avon")


def test_nothing_is_left_behind_by_a_refusal(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    """A file that stood there stays as it was."""
    clock.day = FEEDBACK
    target = tmp_path / "plan.md"
    target.write_text("before")
    with pytest.raises(RefusedError):
        workspace.write(Report(kind="action-plan", title="Plan", outcome=True), target)
    assert target.read_text() == "before"


def test_the_clock_of_the_day_lifts_nothing_and_a_record_does(workspace: Workspace, clock: Clock) -> None:
    """On the expected day and long after it the outcome is held, until somebody has seen it."""
    report = Report(kind="action-plan", title="Plan", outcome=True, audience=Audience.PUBLIC)
    for day in (PUBLISHED, date(2018, 12, 31)):
        clock.day = day
        with pytest.raises(RefusedError):
            workspace.render(report, "md")
    workspace.records.add(PublicationRecorded(on=PUBLISHED, seen_by="Cam Cole"), by="Cam Cole")
    assert b"Plan" in workspace.render(report, "md")


def test_a_publication_withdrawn_holds_again(workspace: Workspace, clock: Clock) -> None:
    """Whoever recorded the wrong report withdraws it, and the embargo stands as before."""
    clock.day = PUBLISHED
    made = workspace.records.add(PublicationRecorded(on=PUBLISHED, seen_by="Cam Cole"), by="Cam Cole")
    assert getattr(current_embargo(workspace, PUBLISHED), "stage", None) is EmbargoStage.LIFTED
    workspace.records.withdraw(made.id, by="Cam Cole", why="It was another council's")
    assert getattr(current_embargo(workspace, PUBLISHED), "stage", None) is EmbargoStage.HELD


def test_the_release_plan_knows_the_grades_and_the_councils_own_periods(workspace: Workspace) -> None:
    """Every grade of the edition, and a pre-election period of the configuration."""
    assert workspace.folder is not None
    file = workspace.folder / "inspectprep.toml"
    period = '\n[[pre_election]]\nstarting = 2018-05-01\nuntil = 2018-05-31\nwhy = "the by-election"\n'
    file.write_text(file.read_text() + period)
    workspace.records.add(ReleaseDraft(outcome="Good", channel=Channel.STAFF), by="Cam Cole")
    with Workspace.open(workspace.folder, load_plugins=False) as again:
        timeline = current_timeline(again)
        assert timeline is not None
        plan = plan_release(again, timeline, CALL)
    assert plan.outcomes == ("outstanding", "good", "requires improvement to be good", "inadequate")
    assert len(plan.steps[0].missing) == 3
    assert any("the by-election" in note for note in plan.notes)


def test_a_workspace_without_a_folder_has_no_embargo_to_ask() -> None:
    """It keeps no register."""
    assert current_embargo(Workspace(), CALL) is None
