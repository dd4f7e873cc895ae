"""The embargo of a workspace: its state, the check of every report against it, and the release plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectprep.errors import InspectPrepError
from inspectprep.model.framework import Basis, Pause
from inspectprep.model.offset import Offset
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage, PublicationRecorded
from inspectprep.planning.communication.embargo import embargo_of, require_access
from inspectprep.planning.communication.outcome import BUILT_IN_WORDS
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.planning.wording import long_date
from inspectprep.workspace.inspections import recorded_inspections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.report import Audience, Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.unreadable import UnreadableRecord
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace


def embargo_from(timeline: Timeline, records: Mapping[str, tuple[Any, ...]], on: date) -> Embargo:
    """Return the embargo on the outcome of an inspection, from records by the word of their kind."""
    id_ = timeline.inspection.id
    return embargo_of(
        timeline,
        [record for record in records["publication"] if id_ and record.inspection == id_],
        [record for record in records["disclosure"] if record.inspection == id_],
        on=on,
    )


def recorded_embargo(workspace: Workspace, inspection: str, on: date) -> Embargo:
    """Return the embargo of one inspection on a day; see :meth:`.Workspace.embargo`."""
    chosen = workspace.inspection(inspection, on=on)
    if chosen is None:
        if unclear := _unclear(workspace, on):
            return unclear[0]
        authority = workspace.config.authority if workspace.config else ""
        return Embargo(stage=EmbargoStage.NO_OUTCOME, on=on, authority=authority)
    return embargo_from(workspace.schedule(chosen), _register(workspace), on)


def lift_embargo(
    workspace: Workspace,
    inspection: str = "",
    *,
    where: str,
    on: date,
    by: str,
    received: date | None = None,
    why: str = "",
) -> RecordEntry:
    """Record that the report of an inspection is published, which ends its embargo.

    The day becomes a part of what happened in the inspection.

    Args:
        workspace: The workspace.
        inspection: Id of the inspection. Default: the only one that runs on the day.
        where: The address of the published report.
        on: The day of publication.
        by: The person who saw the published report.
        received: The day on which the council received the report, if known.
        why: The reason, if any.

    Raises:
        InspectPrepError: if no inspection runs on the day or several do; if its publication is recorded
            already; or if the day is before the outcome could be known.
    """
    records = workspace.records
    with records.transaction():
        state = recorded_embargo(workspace, inspection, on)
        if not state.inspection:
            raise InspectPrepError(
                f"No inspection runs on {long_date(on)}, so there is no embargo to lift.",
                remedy="Name the inspection with --inspection ID: inspectprep inspection list.",
            )
        if state.published is not None:
            raise InspectPrepError(
                f"The publication is recorded already, for {long_date(state.published)}.",
                where=state.inspection,
                remedy="If it is wrong, withdraw the publication record: inspectprep publication list.",
            )
        if state.stage is EmbargoStage.NO_OUTCOME:
            raise InspectPrepError(
                f"{long_date(on)} is before the outcome can be known"
                f"{f', on {long_date(state.since)}' if state.since else ''}.",
                where=state.inspection,
                remedy="Check the day, or record the day of feedback: inspectprep inspection happened.",
            )
        entry = records.readable(state.inspection)
        recorded = records.add(
            PublicationRecorded(
                inspection=state.inspection, on=on, seen_by=by, where=where, received=received
            ),
            by=by,
            why=why,
        )
        changed = entry.value.happened("publication", on)
        if changed != entry.value:
            records.update(changed, expect=entry.revision, by=by, why=why or "Published")
        return recorded


def plan_release(workspace: Workspace, inspection: str, notified: date | None, on: date) -> ReleasePlan:
    """Return the release plan of an inspection or an imagined call; see :meth:`.Workspace.release_plan`."""
    state = workspace.state(inspection=inspection, notified=notified, on=on)
    embargo = embargo_from(state.timeline, state.records, on)
    return release_plan_from(workspace, state.timeline, state.records, embargo)


def recorded_embargoes(workspace: Workspace, on: date) -> tuple[Embargo, ...]:
    """Return the embargo of each inspection that has begun by a day, in the order of their calls."""
    begun = sorted(
        (each for each in workspace.inspections() if each.notified is not None and each.notified <= on),
        key=lambda inspection: inspection.day_of_call,
    )
    unclear = _unclear(workspace, on)
    if not begun:
        return unclear
    records = _register(workspace)
    known = (embargo_from(workspace.schedule(inspection), records, on) for inspection in begun)
    return (*known, *unclear)


def unclear_embargoes(
    unreadable: Iterable[UnreadableRecord],
    records: Mapping[str, tuple[Any, ...]],
    on: date,
    authority: str = "",
) -> tuple[Embargo, ...]:
    """Return an embargo for each inspection whose record cannot be read. What is unclear is withheld."""
    published = {record.inspection: record.on for record in records["publication"]}
    return tuple(
        Embargo(
            stage=EmbargoStage.LIFTED if record.id in published else EmbargoStage.HELD,
            on=on,
            inspection=record.id,
            published=published.get(record.id),
            register=tuple(each for each in records["disclosure"] if each.inspection == record.id),
            authority=authority,
        )
        for record in unreadable
        if record.kind == "inspection"
    )


def _unclear(workspace: Workspace, on: date) -> tuple[Embargo, ...]:
    unreadable: list[UnreadableRecord] = []
    recorded_inspections(workspace, unreadable=unreadable)
    if not unreadable:
        return ()
    authority = workspace.config.authority if workspace.config else ""
    return unclear_embargoes(unreadable, _register(workspace), on, authority)


def _register(workspace: Workspace) -> dict[str, tuple[Any, ...]]:
    return {
        "publication": workspace.records.all(PublicationRecorded),
        "disclosure": workspace.records.all(Disclosure),
    }


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
    states: tuple[Embargo | None, ...] = (state,)
    if workspace.folder is not None:
        asks = report.outcome or report.embargoed or report.kind not in BUILT_IN_WORDS
        states = _in_force(workspace, on) if asks else (None,)
    for each in states:
        require_access(report, person=reader, state=each, audience=audience)


def _in_force(workspace: Workspace, on: date) -> tuple[Embargo | None, ...]:
    """Return each embargo that holds, or else the last one.

    Without any inspection there is no outcome, unless a register says otherwise: then the embargo is not
    known (None).
    """
    every = recorded_embargoes(workspace, on)
    held = tuple(embargo for embargo in every if embargo.stage is EmbargoStage.HELD)
    if held or every:
        return held or every[-1:]
    return (None if workspace.records.all(Disclosure) else recorded_embargo(workspace, "", on),)


def release_plan_from(
    workspace: Workspace, timeline: Timeline, records: Mapping[str, tuple[Any, ...]], embargo: Embargo
) -> ReleasePlan:
    """Return the release plan of an inspection with its drafts, for each grade of the edition in force."""
    framework = workspace.catalogue.find(timeline.variant).framework
    edition = framework.edition_on(timeline.notified)
    drafts = records["release"]
    scale = edition.scale if edition and edition.scale else tuple(dict.fromkeys(d.outcome for d in drafts))
    return release_plan(
        timeline,
        outcomes=scale,
        drafts=drafts,
        embargo=embargo,
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
