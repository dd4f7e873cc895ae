"""The readiness of a council, from everything that its workspace has on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep import codec
from inspectprep.files import writing
from inspectprep.model.checklist import Checklist
from inspectprep.model.display import with_displays
from inspectprep.model.finding import CheckSummary
from inspectprep.model.readiness import Readiness
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People
from inspectprep.planning.communication.guard import withheld_note
from inspectprep.planning.readiness import CouncilState, assess
from inspectprep.planning.readiness.trend import trend
from inspectprep.workspace.answers import last_answer, save_answer, saved_answers
from inspectprep.workspace.folder import required_folder
from inspectprep.workspace.reason_providers import sources_of

if TYPE_CHECKING:
    from inspectprep.workspace.workspace import Workspace

_ANSWERS = "answers"
_SUMMARY = "annex-a.json"


@with_displays
@frozen(kw_only=True)
class WorkspaceReadiness:
    """The readiness of a council, with the state that it was assessed from.

    Attributes:
        readiness: The answer.
        state: The state of the council that it was calculated from.
        trend: The change since the last answer of an earlier day to the same kind of question; None for the
            first.
    """

    readiness: Readiness
    state: CouncilState
    trend: ReadinessTrend | None = None

    __one_line__ = ("running", "readiness")

    @property
    def timeline(self) -> Timeline:
        """The plan from the call."""
        return self.state.timeline

    @property
    def checklist(self) -> Checklist:
        """The tasks with their progress."""
        return self.state.checklist

    @property
    def people(self) -> People | None:
        """The people who are in their roles on the day, and their leave."""
        return self.state.present

    @property
    def annexa(self) -> CheckSummary | None:
        """The counts of the check of Annex A."""
        return self.state.annexa

    @property
    def running(self) -> bool:
        """True if an inspection is under way; False if the call is imagined."""
        return self.state.running


def workspace_readiness(workspace: Workspace, state: CouncilState) -> WorkspaceReadiness:
    """Return how ready the council is in a state, and how that has changed."""
    today = workspace.current_day
    readiness = assess(state, sources_of(workspace.registry))
    notes = (*readiness.notes, *withheld_note(len(state.withheld)))
    readiness = evolve(readiness, given=today, notes=notes)
    answers = required_folder(workspace.folder) / _ANSWERS
    before = last_answer(answers, before=today, inspection=readiness.inspection)
    return WorkspaceReadiness(
        readiness=readiness, state=state, trend=trend(before, readiness) if before else None
    )


def save_readiness(workspace: Workspace, result: WorkspaceReadiness) -> None:
    """Save a result and the counts that it used, so that the next one can show what has changed.

    Args:
        workspace: A workspace with a folder.
        result: The result of :meth:`.Workspace.readiness`.

    Raises:
        WriteError: if they cannot be written.
    """
    folder = required_folder(workspace.folder)
    if result.annexa is not None:
        with writing(folder / _SUMMARY, private=True) as stream:
            stream.write(codec.dumps(result.annexa).encode())
    save_answer(folder / _ANSWERS, result.readiness)


def readiness_history(workspace: Workspace, *, inspection: str = "") -> tuple[Readiness, ...]:
    """Return the saved answers about an inspection, or about an imagined call, oldest first."""
    return saved_answers(required_folder(workspace.folder) / _ANSWERS, inspection=inspection)


def saved_summary(workspace: Workspace) -> CheckSummary | None:
    """Return the counts of the last check of Annex A that was saved, or None.

    Raises:
        DocumentError: if the file is not such a document any more.
    """
    path = required_folder(workspace.folder) / _SUMMARY
    return codec.read_json(path, CheckSummary) if path.exists() else None
