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
from inspectprep.model.report_blocks import MOST_POINTS
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.model.trend import ReadinessTrend
from inspectprep.model.workforce import People
from inspectprep.planning.call_chances import WeighedRatings, weighed_ratings
from inspectprep.planning.call_dates import CallDate
from inspectprep.planning.communication.guard import withheld_note
from inspectprep.planning.readiness import CouncilState, assess
from inspectprep.planning.readiness.outlook import CallOutlook, call_outlook
from inspectprep.planning.readiness.trend import trend
from inspectprep.workspace.answers import earlier_answers, save_answer, saved_answers
from inspectprep.workspace.folder import required_folder
from inspectprep.workspace.next_inspections import calls_with_chances, chance_of_call
from inspectprep.workspace.reason_providers import sources_of
from inspectprep.workspace.state import imagined_states, next_call_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.workspace.workspace import Workspace

_ANSWERS = "answers"
_SUMMARY = "annex-a.json"
_EARLIER = MOST_POINTS - 1


@with_displays
@frozen(kw_only=True)
class WorkspaceReadiness:
    """The readiness of a council, with the state that it was assessed from.

    Attributes:
        readiness: The answer.
        state: The state of the council that it was calculated from.
        trend: The change since the last answer of an earlier day to the same kind of question; None for the
            first.
        earlier: The last answers of earlier days to the same kind of question, oldest first.
    """

    readiness: Readiness
    state: CouncilState
    trend: ReadinessTrend | None = None
    earlier: tuple[Readiness, ...] = ()

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


@frozen(kw_only=True)
class ReadinessByCall:
    """The readiness of a council on the next days of a call.

    Iterating gives each day with its readiness.

    Attributes:
        days: Each day with its readiness, in order.
        weighed: The ratings, weighed by the chance of each day. None if the chances are not known.
        no_chances: The reason why the chances are not known, and what to record. Empty if they are, or if the
            variant has no forecast.
    """

    days: tuple[tuple[CallDate, WorkspaceReadiness], ...]
    weighed: WeighedRatings | None = None
    no_chances: str = ""

    def __iter__(self) -> Iterator[tuple[CallDate, WorkspaceReadiness]]:
        """Iterate over the days, each with its readiness."""
        return iter(self.days)

    @property
    def outlooks(self) -> tuple[CallOutlook, ...]:
        """Each day with who takes the call, who is away and the rating."""
        return tuple(call_outlook(call, result.state, result.readiness) for call, result in self.days)

    def __len__(self) -> int:
        """Return the number of days."""
        return len(self.days)


def workspace_readiness(workspace: Workspace, state: CouncilState) -> WorkspaceReadiness:
    """Return how ready the council is in a state, and how that has changed."""
    today = workspace.current_day
    readiness = assess(state, sources_of(workspace.registry))
    notes = (*readiness.notes, *withheld_note(len(state.withheld)))
    readiness = evolve(readiness, given=today, notes=notes)
    answers = required_folder(workspace.folder) / _ANSWERS
    earlier = earlier_answers(answers, before=today, inspection=readiness.inspection, most=_EARLIER)
    return WorkspaceReadiness(
        readiness=readiness,
        state=state,
        trend=trend(earlier[-1], readiness) if earlier else None,
        earlier=earlier,
    )


def readiness_in(workspace: Workspace, state: CouncilState) -> WorkspaceReadiness:
    """Return how ready the council is in a state, and for an imagined call the chance of it."""
    result = workspace_readiness(workspace, state)
    if state.running:
        return result
    timeline = state.timeline
    call, note = chance_of_call(workspace, timeline.notified, timeline.variant)
    readiness = result.readiness
    readiness = evolve(
        readiness,
        chance=call.chance if call else None,
        by_then=call.by_then if call else None,
        notes=(*readiness.notes, *((note,) if note else ())),
    )
    return evolve(result, readiness=readiness)


def readiness_by_call(
    workspace: Workspace, number: int, annexa: CheckSummary | None = None, reader: str = ""
) -> ReadinessByCall:
    """Return the readiness on the next possible days of a call, weighed by the chance of each.

    The records are read once.
    """
    calls, no_chances = calls_with_chances(workspace, next_call_dates(workspace, number), workspace.variant)
    states = imagined_states(workspace, [call.day for call in calls], annexa, reader)
    days = tuple(
        (call, workspace_readiness(workspace, state)) for call, state in zip(calls, states, strict=True)
    )
    ratings = [(call, result.readiness.rating) for call, result in days]
    return ReadinessByCall(days=days, weighed=weighed_ratings(ratings), no_chances=no_chances)


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
