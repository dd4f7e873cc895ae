"""The release plan of an inspection, with its drafts and the periods in which publicity is limited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Pause
from inspectprep.model.offset import Offset
from inspectprep.model.release import Embargo
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.planning.pauses import dated
from inspectprep.workspace.draft_files import checksums_of_files
from inspectprep.workspace.embargo import embargo_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.timeline import Timeline
    from inspectprep.workspace.workspace import Workspace


def plan_release(workspace: Workspace, inspection: str, notified: date | None, on: date) -> ReleasePlan:
    """Return the release plan of an inspection or an imagined call; see :meth:`.Workspace.release_plan`."""
    state = workspace.state(inspection=inspection, notified=notified, on=on)
    embargo = embargo_from(state.timeline, state.records, on)
    return release_plan_from(workspace, state.timeline, state.records, embargo)


def release_plan_from(
    workspace: Workspace, timeline: Timeline, records: Mapping[str, tuple[Any, ...]], embargo: Embargo
) -> ReleasePlan:
    """Return the release plan of an inspection with its drafts, for each outcome of the edition in force."""
    framework = workspace.catalogue.find(timeline.variant).framework
    edition = framework.edition_on(timeline.notified)
    drafts = records["release"]
    scale = edition.scale if edition and edition.scale else tuple(dict.fromkeys(d.outcome for d in drafts))
    judgements = edition.judgements if edition else ()
    return release_plan(
        timeline,
        scale=scale,
        judgements=judgements,
        drafts=drafts,
        embargo=embargo,
        files=checksums_of_files(workspace, drafts),
        pauses=(*dated(framework.pauses, england().last), *_local_pauses(workspace)),
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
