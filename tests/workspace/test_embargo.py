"""The inspection that a workspace lives through: its dates, its embargo, and the gate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from inspectprep.calendar.working import england
from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.basis import Basis
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import (
    Channel,
    DailyNote,
    Disclosure,
    EmbargoStage,
    PublicationRecorded,
    ReleaseDraft,
)
from inspectprep.model.report import Report
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan
from inspectprep.workspace import Workspace
from inspectprep.workspace.inspections import begin, end
from inspectprep.workspace.lifting import lift_embargo

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
        begin(made, Inspection(variant="ilacs-short", notified=CALL), by="Cam Cole")
        yield made


def test_records_decide_whatever_a_caller_says(workspace: Workspace, clock: Clock) -> None:
    """A workspace that keeps records asks them: an embargo handed in as lifted opens nothing."""
    clock.day = FEEDBACK
    workspace.records.add(Disclosure(person="Ann Avon", on=FEEDBACK), by="Cam Cole")
    held = workspace.embargo(on=FEEDBACK)
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
    lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    assert b"Plan" in workspace.render(report, "md")


def test_a_publication_withdrawn_holds_again(workspace: Workspace, clock: Clock) -> None:
    """Whoever recorded the wrong report withdraws it, and the embargo stands as before."""
    clock.day = PUBLISHED
    made = lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole").entry
    assert workspace.embargo(on=PUBLISHED).stage is EmbargoStage.LIFTED
    workspace.records.withdraw(made.id, by="Cam Cole", why="It was another council's")
    assert workspace.embargo(on=PUBLISHED).stage is EmbargoStage.HELD


def test_the_release_plan_knows_the_grades_and_the_councils_own_periods(workspace: Workspace) -> None:
    """Every grade of the edition, and a pre-election period of the configuration."""
    assert workspace.folder is not None
    file = workspace.folder / "inspectprep.toml"
    period = '\n[[pre_election]]\nstarting = 2018-05-01\nuntil = 2018-05-31\nwhy = "the by-election"\n'
    file.write_text(file.read_text() + period)
    workspace.records.add(ReleaseDraft(outcome="Good", channel=Channel.STAFF), by="Cam Cole")
    with Workspace.open(workspace.folder, load_plugins=False) as again:
        plan = again.release_plan(on=CALL)
    assert plan.outcomes == ("outstanding", "good", "requires improvement to be good", "inadequate")
    assert len(plan.steps[0].missing) == 3
    assert any("the by-election" in note for note in plan.notes)


def test_a_workspace_without_a_folder_has_no_embargo_to_ask() -> None:
    """It has no register."""
    assert Workspace().embargo(on=CALL).stage is EmbargoStage.NO_OUTCOME


def test_the_report_of_another_service_lifts_nothing(workspace: Workspace, clock: Clock) -> None:
    """A children's home is published in the month of the embargo."""
    clock.day = date(2018, 5, 2)
    home = PublicationRecorded(on=clock.day, seen_by="Cam Cole", where="https://reports.example/home")
    workspace.records.add(home, by="Cam Cole")
    assert workspace.embargo().stage is EmbargoStage.HELD
    with pytest.raises(RefusedError):
        workspace.render(Report(kind="action-plan", title="Plan", outcome=True), "md")


def test_no_other_record_lifts_the_embargo(workspace: Workspace, clock: Clock) -> None:
    """Neither a new publication with its id, nor an older one that gets it, nor the end of its record."""
    clock.day = date(2018, 5, 2)
    home = PublicationRecorded(on=clock.day, seen_by="Cam Cole")
    entry = workspace.records.add(home, by="Cam Cole")
    attempts = (
        lambda: workspace.records.add(evolve(home, inspection="ins-1"), by="Cam Cole"),
        lambda: workspace.records.change(entry.id, {"inspection": "ins-1"}, by="Cam Cole"),
        lambda: workspace.records.update(evolve(entry.value, inspection="ins-1"), expect=1, by="Cam Cole"),
    )
    for attempt in attempts:
        with pytest.raises(InspectPrepError, match="embargo lift --inspection ins-1"):
            attempt()
    with pytest.raises(InspectPrepError, match="cannot be withdrawn"):
        workspace.records.withdraw("ins-1", by="Cam Cole", why="wrong")
    with pytest.raises(InspectPrepError, match="cannot have ended before"):
        end(workspace, "ins-1", date(2018, 4, 12), by="Cam Cole", withdrawn="called off")
    assert workspace.embargo().stage is EmbargoStage.HELD


def test_an_inspection_that_is_called_off_in_the_first_week_has_no_outcome(
    workspace: Workspace, clock: Clock
) -> None:
    """So nothing is withheld later."""
    clock.day = date(2018, 4, 12)
    end(workspace, "ins-1", clock.day, by="Cam Cole", withdrawn="called off")
    clock.day = PUBLISHED
    assert workspace.embargo("ins-1").stage is EmbargoStage.NO_OUTCOME


def test_a_lift_says_what_it_opens(workspace: Workspace, clock: Clock) -> None:
    """The texts that were withheld, and the drafts."""
    clock.day = FEEDBACK
    workspace.records.add(DailyNote(day=FEEDBACK, text="We got there in the end"), by="Cam Cole")
    workspace.records.add(DailyNote(day=FEEDBACK, text="Cake at three", outcome=False), by="Cam Cole")
    workspace.records.add(ReleaseDraft(outcome="good", channel=Channel.STAFF), by="Cam Cole")
    clock.day = PUBLISHED
    lifted = lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    assert lifted.opens == {"note": 1, "release": 1}


def test_statutory_days_count_from_the_receipt_that_is_recorded(workspace: Workspace, clock: Clock) -> None:
    """Without it they rest on a planning default, also when the publication is recorded."""
    clock.day = PUBLISHED
    lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    [duty] = [duty for duty in workspace.release_plan().duties if "publish" in duty.title]
    assert (duty.uncertain, duty.rests_on) == (True, Basis.PLANNING)


def test_a_receipt_is_recorded_with_the_publication(workspace: Workspace, clock: Clock) -> None:
    """Then the statutory days are firm, in the timeline and in the release plan."""
    clock.day = PUBLISHED
    received = PUBLISHED + timedelta(days=2)
    lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole", received=received)
    event = workspace.timeline("ins-1")["statutory_publication"]
    assert (event.date, event.firm) == (england().add(received, 30), True)
    [duty] = [duty for duty in workspace.release_plan().duties if "publish" in duty.title]
    assert (duty.due, duty.uncertain, duty.rests_on) == (event.date, False, None)


def test_the_embargo_of_one_inspection_says_nothing_of_the_next(workspace: Workspace, clock: Clock) -> None:
    """The register, the publication and the feedback are those of one inspection."""
    clock.day = FEEDBACK
    workspace.records.add(Disclosure(person="Ann Avon", on=FEEDBACK), by="Cam Cole")
    clock.day = PUBLISHED
    lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    end(workspace, "ins-1", PUBLISHED, by="Cam Cole")
    clock.day = date(2021, 5, 10)
    begin(workspace, Inspection(variant="ilacs-short", notified=clock.day), by="Cam Cole")
    new = workspace.embargo()
    assert (new.inspection, new.stage, new.register) == ("ins-2", EmbargoStage.NO_OUTCOME, ())
    clock.day = date(2021, 5, 21)
    assert workspace.embargo().stage is EmbargoStage.HELD
    assert workspace.embargo("ins-1").stage is EmbargoStage.LIFTED
    with pytest.raises(RefusedError):
        workspace.render(Report(kind="action-plan", title="Plan", outcome=True), "md", reader="Ann Avon")


def test_a_second_publication_is_refused(workspace: Workspace, clock: Clock) -> None:
    """So is one for a day on which there was no outcome."""
    clock.day = PUBLISHED
    with pytest.raises(InspectPrepError, match="before the outcome can be known"):
        lift_embargo(workspace, where="https://reports.example", on=date(2018, 4, 12), by="Cam Cole")
    lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    with pytest.raises(InspectPrepError, match="recorded already"):
        lift_embargo(workspace, where="https://reports.example", on=PUBLISHED, by="Cam Cole")
    assert workspace.timeline()["publication"].actual == PUBLISHED


def test_an_inspection_under_embargo_ends_with_its_publication_or_a_reason(
    workspace: Workspace, clock: Clock
) -> None:
    """Without either, its outcome would be forgotten."""
    clock.day = date(2018, 4, 30)
    with pytest.raises(InspectPrepError, match="under embargo"):
        end(workspace, "ins-1", clock.day, by="Cam Cole")
    end(workspace, "ins-1", clock.day, by="Cam Cole", withdrawn="Ofsted withdrew it")
    assert workspace.embargo("ins-1").stage is EmbargoStage.HELD
    with pytest.raises(RefusedError):
        workspace.render(Report(kind="action-plan", title="Plan", outcome=True), "md")
    with pytest.raises(InspectPrepError, match="ended on"):
        end(workspace, "ins-1", clock.day, by="Cam Cole")
