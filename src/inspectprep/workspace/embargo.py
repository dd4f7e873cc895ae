"""The embargo of a workspace: its state, the check of every report against it, and the release plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.framework import Basis, Pause
from inspectprep.model.offset import Offset
from inspectprep.model.release import Disclosure, Embargo, PublicationRecorded, ReleaseDraft
from inspectprep.planning.communication.embargo import embargo_of, require_access
from inspectprep.planning.communication.outcome import BUILT_IN_WORDS
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.workspace.running_inspection import current_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.report import Audience, Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.workspace.workspace import Workspace


def current_embargo(workspace: Workspace, on: date, timeline: Timeline | None = None) -> Embargo | None:
    """Return the embargo on a day, or None for a workspace without records.

    Args:
        workspace: The workspace.
        on: The day.
        timeline: The plan of the inspection; that of the inspection that is under way if None.
    """
    if workspace.folder is None:
        return None
    return _recorded_embargo(workspace, on, timeline or current_timeline(workspace))


def _recorded_embargo(workspace: Workspace, on: date, timeline: Timeline | None) -> Embargo:
    records = workspace.records
    return embargo_of(timeline, records.all(PublicationRecorded), records.all(Disclosure), on=on)


def authorise(
    workspace: Workspace,
    report: Report,
    *,
    on: date,
    reader: str = "",
    audience: Audience | None = None,
    state: Embargo | None = None,
) -> None:
    """Refuse a report to a reader who may not have it. Every report is checked here before it is written.

    Args:
        workspace: The workspace. One with records takes the embargo from them, not from `state`.
        report: The report to be written.
        on: The day.
        reader: The name of the person who will read it.
        audience: The audience of the reader; the report's own audience if None.
        state: The embargo, for a workspace without records.

    Raises:
        RefusedError: if this reader may not have it; it says why, and who may.
    """
    if workspace.folder is not None:
        asks = report.outcome or report.embargoed or report.kind not in BUILT_IN_WORDS
        state = current_embargo(workspace, on) if asks else None
    require_access(report, person=reader, state=state, audience=audience)


def plan_release(workspace: Workspace, timeline: Timeline, on: date) -> ReleasePlan:
    """Return the release plan with the recorded drafts, for each grade of the edition in force."""
    framework = workspace.catalogue.find(timeline.variant).framework
    edition = framework.edition_on(timeline.notified)
    drafts = workspace.records.all(ReleaseDraft)
    scale = edition.scale if edition and edition.scale else tuple(dict.fromkeys(d.outcome for d in drafts))
    return release_plan(
        timeline,
        outcomes=scale,
        drafts=drafts,
        embargo=_recorded_embargo(workspace, on, timeline),
        pauses=(*framework.pauses, *_local_pauses(workspace)),
    )


def _local_pauses(workspace: Workspace) -> Iterable[Pause]:
    for number, period in enumerate(workspace.config.pre_election if workspace.config else (), 1):
        yield Pause(
            id=f"own-{number}",
            title=period.why or "the council's own pre-election period",
            starting=period.starting,
            until=period.until,
            resumes=Offset.parse("1 working day"),
            basis=Basis.PLANNING,
            everywhere=False,
        )
