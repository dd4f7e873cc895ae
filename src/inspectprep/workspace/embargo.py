"""The embargoes of a workspace, and the guard of the texts that they withhold."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage, PublicationRecorded
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.communication.guard import Guard, Watch
from inspectprep.workspace.inspections import recorded_inspections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inspectprep.model.timeline import Timeline
    from inspectprep.model.unreadable import UnreadableRecord
    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.council_records import CouncilRecords


def embargo_from(timeline: Timeline, records: Mapping[str, tuple[Any, ...]], on: date) -> Embargo:
    """Return the embargo on the outcome of an inspection, from records by the word of their kind."""
    id_ = timeline.inspection.id
    return embargo_of(
        timeline,
        [record for record in records["publication"] if id_ and record.inspection == id_],
        [record for record in records["disclosure"] if record.inspection == id_],
        on=on,
    )


def guard_of(
    workspace: CouncilRecords,
    records: Mapping[str, tuple[Any, ...]],
    unreadable: Iterable[UnreadableRecord] = (),
    reader: str = "",
    audience: Audience = Audience.INSPECTION_TEAM,
) -> Guard:
    """Return the guard of the recorded texts for a reader today.

    Args:
        workspace: The workspace.
        records: The inspections that can be planned, publications and register entries, by word of kind.
        unreadable: Records that cannot be read. An inspection among them may be under embargo.
        reader: The name of the reader; empty if it is not known.
        audience: The audience of the reader. Only inside the inspection can a reader be on the register.
    """
    today = workspace.current_day
    watches = []
    for inspection in records["inspection"]:
        if inspection.notified is None or inspection.notified > today:
            continue
        embargo = embargo_from(workspace.schedule(inspection, as_of=today), records, today)
        if embargo.stage is EmbargoStage.LIFTED:
            continue
        since = embargo.since if embargo.stage is EmbargoStage.HELD else None
        changed = workspace.store.changed_since(_beginning(since)) if since else frozenset()
        watches.append(Watch(embargo=embargo, called=inspection.day_of_call, changed=changed))
    watches += [
        Watch(embargo=embargo)
        for embargo in unclear_embargoes(unreadable, records, today)
        if embargo.stage is not EmbargoStage.LIFTED
    ]
    inside = audience in INSIDE
    return Guard(watches=tuple(watches), reader=reader if inside else "", inside=inside)


def recorded_guard(
    workspace: CouncilRecords, reader: str = "", audience: Audience = Audience.INSPECTION_TEAM
) -> Guard:
    """Return the guard of the recorded texts for a reader today; see :func:`guard_of`."""
    unreadable: list[UnreadableRecord] = []
    inspections = recorded_inspections(workspace, unreadable=unreadable)
    records = {**_register(workspace), "inspection": inspections}
    return guard_of(workspace, records, unreadable, reader, audience)


def _beginning(day: date) -> datetime:
    """Return the beginning of a day in London or on this computer: the earlier of the two."""
    summer = datetime.combine(day, time(), UTC) - timedelta(hours=1)
    return min(summer, datetime.combine(day, time()).astimezone())


def recorded_embargo(workspace: CouncilInspections, inspection: str, on: date) -> Embargo:
    """Return the embargo of one inspection on a day; see :meth:`.Workspace.embargo`."""
    chosen = workspace.inspection(inspection, on=on)
    if chosen is None:
        if unclear := _unclear(workspace, on):
            return unclear[0]
        authority = workspace.config.authority if workspace.config else ""
        return Embargo(stage=EmbargoStage.NO_OUTCOME, on=on, authority=authority)
    return embargo_from(workspace.schedule(chosen, as_of=on), _register(workspace), on)


def recorded_embargoes(workspace: CouncilInspections, on: date) -> tuple[Embargo, ...]:
    """Return the embargo of each inspection that has begun by a day, in the order of their calls."""
    begun = sorted(
        (each for each in workspace.inspections() if each.notified is not None and each.notified <= on),
        key=lambda inspection: inspection.day_of_call,
    )
    unclear = _unclear(workspace, on)
    if not begun:
        return unclear
    records = _register(workspace)
    known = (embargo_from(workspace.schedule(inspection, as_of=on), records, on) for inspection in begun)
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


def _unclear(workspace: CouncilInspections, on: date) -> tuple[Embargo, ...]:
    unreadable: list[UnreadableRecord] = []
    recorded_inspections(workspace, unreadable=unreadable)
    if not unreadable:
        return ()
    authority = workspace.config.authority if workspace.config else ""
    return unclear_embargoes(unreadable, _register(workspace), on, authority)


def _register(workspace: CouncilRecords) -> dict[str, tuple[Any, ...]]:
    return {
        "publication": workspace.records.all(PublicationRecorded),
        "disclosure": workspace.records.all(Disclosure),
    }
