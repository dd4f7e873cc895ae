"""The inspections of a workspace: begun with the call, added to while they run, and ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from inspectprep.errors import InspectPrepError, OutOfRangeError, PlanError, UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope
from inspectprep.model.release import EmbargoStage
from inspectprep.model.representation import with_one_line
from inspectprep.model.unreadable import UnreadableRecord
from inspectprep.planning.monitoring_visits import beyond_the_limit
from inspectprep.planning.running import named_in_words, running_inspection
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from inspectprep.model.record import RecordKind
    from inspectprep.store.protocol import Store
    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.council_records import CouncilRecords
    from inspectprep.workspace.record_entry import RecordEntry

_TAKEN_OVER = tuple(
    kind for kind in RECORD_KINDS.values() if kind.scope is Scope.PREPARATION and kind.word != "task"
)


@with_one_line
class Begun(NamedTuple):
    """An inspection that has begun.

    Attributes:
        entry: Its record.
        taken_over: Ids of the records of preparation that now belong to it.
        notes: Things to know, such as a fourth monitoring visit in twelve months.
    """

    entry: RecordEntry
    taken_over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def recorded_inspections(
    workspace: CouncilRecords, *, unreadable: list[UnreadableRecord] | None = None
) -> tuple[Inspection, ...]:
    """Return every inspection on record that can be planned; none for a workspace without a folder.

    Args:
        workspace: The workspace.
        unreadable: A list to which the inspections that cannot be read or planned are added.
    """
    if workspace.folder is None:
        return ()
    return plannable(workspace, workspace.records.all(Inspection, unreadable=unreadable), unreadable)


def plannable(
    workspace: CouncilRecords,
    inspections: Iterable[Inspection],
    unreadable: list[UnreadableRecord] | None = None,
) -> tuple[Inspection, ...]:
    """Return the inspections that can be planned. One with a wrong date must not block the others.

    Args:
        workspace: The workspace.
        inspections: Inspections on record.
        unreadable: A list to which the others are added, with the reason.
    """
    found = []
    for inspection in inspections:
        try:
            if inspection.notified is not None:
                workspace.schedule(inspection)
        except (OutOfRangeError, PlanError, UnknownNameError) as error:
            if unreadable is not None:
                reason = f"It cannot be planned. {error.what}"
                unreadable.append(UnreadableRecord(kind="inspection", id=inspection.id, reason=reason))
        else:
            found.append(inspection)
    return tuple(found)


def current_inspection(
    workspace: CouncilInspections, id: str = "", on: date | None = None
) -> Inspection | None:
    """Return the inspection with an id, or else the only one that runs on a day; None if none runs.

    Args:
        workspace: The workspace.
        id: Id of an inspection, also of one that has ended.
        on: The day; today if None.

    Raises:
        UnknownNameError: if no inspection has this id; the nearest is suggested.
        InspectPrepError: if several run on the day; it names them.
    """
    if id and workspace.folder is not None:
        every = workspace.records.all(Inspection)  # one that cannot be planned says why
    else:
        every = recorded_inspections(workspace)
    return running_inspection(every, on or workspace.current_day, id)


def begin(workspace: CouncilInspections, inspection: Inspection, *, by: str, why: str = "") -> Begun:
    """Record that an inspection has begun. The preparation on record becomes a part of it.

    Args:
        workspace: The workspace.
        inspection: The inspection, with its variant and the day of the call. Its council is that of the
            workspace if it names none.
        by: The author.
        why: The reason, if any.

    Raises:
        UnknownNameError: if there is no such variant, or the letter dates no milestone of it.
        InspectPrepError: if the same inspection has begun already.
        PlanError: if there is no day of the call.
    """
    called = inspection.day_of_call
    if not inspection.authority and workspace.config:
        inspection = evolve(inspection, authority=workspace.config.authority)
    records = workspace.records
    with records.transaction():
        same = [
            other
            for other in records.all(Inspection)
            if (other.variant, other.notified, other.ended) == (inspection.variant, called, None)
        ]
        if same:
            raise InspectPrepError(
                f"This inspection has begun already: {named_in_words(same)}.",
                remedy="Add to it: inspectprep inspection happened, or inspection update.",
            )
        entry = records.add(inspection, by=by, why=why)
        taken: list[str] = []
        for kind in _TAKEN_OVER:
            reason = f"Preparation taken over by {entry.id}"
            taken += give_inspection(workspace.store, kind, entry.id, by=by, why=reason)
        limit = beyond_the_limit(records.all(Inspection), entry.value)
        notes = (*entry.value.questions(records.all(Inspection)), *((limit,) if limit else ()))
    return Begun(entry, tuple(taken), notes)


def give_inspection(store: Store, kind: RecordKind, inspection: str, *, by: str, why: str) -> tuple[str, ...]:
    """Give an inspection to each record of a kind that belongs to none, and return their ids.

    Nothing else in them changes, so they are not checked again. A record that cannot be read is taken too.
    """
    given = []
    for revision in store.list(kind.word):
        document = revision.document
        if isinstance(document, Mapping) and not document.get("inspection"):
            changed = {**document, "inspection": inspection}
            store.append(kind.word, revision.id, changed, by=by, why=why, expect=revision.revision)
            given.append(revision.id)
    return tuple(given)


def happened(
    workspace: CouncilInspections,
    id: str,
    milestone: str,
    start: date,
    end: date | None = None,
    *,
    by: str,
    why: str = "",
) -> RecordEntry:
    """Add what really happened to an inspection; see :meth:`.Inspection.happened`.

    Raises:
        UnknownNameError: if there is no such inspection or milestone; the nearest is suggested.
        InspectPrepError: if other dates are on record, or the milestone is the publication.
    """
    if milestone == "publication":
        raise InspectPrepError(
            "A publication ends the embargo, so it is recorded with the place where it was seen.",
            where=id,
            remedy=f"Use: inspectprep embargo lift --inspection {id} --where ADDRESS --on DATE.",
        )
    return _changed(workspace, id, lambda value: value.happened(milestone, start, end), by=by, why=why)


def noticed(
    workspace: CouncilInspections,
    id: str,
    milestone: str,
    start: date,
    end: date | None = None,
    *,
    by: str,
    why: str = "",
) -> RecordEntry:
    """Add a date from the notification letter to an inspection; see :meth:`.Inspection.noticed`.

    Raises:
        UnknownNameError: if there is no such inspection or milestone; the nearest is suggested.
        InspectPrepError: if another date is on record.
    """
    return _changed(workspace, id, lambda value: value.noticed(milestone, start, end), by=by, why=why)


def end(
    workspace: CouncilInspections, id: str, on: date, *, by: str, withdrawn: str = "", why: str = ""
) -> RecordEntry:
    """End an inspection. Its records stay, and can be asked about.

    Args:
        workspace: The workspace.
        id: Id of the inspection.
        on: Its last day (inclusive).
        by: The author.
        withdrawn: The reason why it ends without a published report. Its outcome stays under embargo.
        why: The reason for the change, if any.

    Raises:
        UnknownNameError: if there is no such inspection; the nearest is suggested.
        InspectPrepError: if it has ended, or has neither a recorded publication nor a reason.
    """
    entry = _entry(workspace, id)
    inspection: Inspection = entry.value
    if inspection.ended is not None:
        raise InspectPrepError(f"This inspection ended on {long_date(inspection.ended)}.", where=id)
    if inspection.published is None and not withdrawn.strip():
        raise InspectPrepError(
            "No publication of this inspection is recorded, so its outcome is or may come under embargo.",
            where=id,
            remedy=f"Record the publication: inspectprep embargo lift --inspection {id} --where ADDRESS. "
            "If there will be none, give the reason with --withdrawn.",
        )
    embargo = workspace.embargo(id, on=workspace.current_day)
    if embargo.stage is EmbargoStage.HELD and embargo.since and on < embargo.since:
        raise InspectPrepError(
            f"The outcome can be known since {long_date(embargo.since)}, so it cannot have ended before.",
            where=id,
            remedy=f"Give {long_date(embargo.since)} or a later day.",
        )
    return _changed(
        workspace, id, lambda value: evolve(value, ended=on, withdrawn=withdrawn.strip()), by=by, why=why
    )


def _entry(workspace: CouncilInspections, id: str) -> RecordEntry:
    entry = workspace.records.readable(id)
    if not isinstance(entry.value, Inspection):
        raise InspectPrepError("This is not an inspection.", where=id, remedy="Use an id such as ins-1.")
    return entry


def _changed(
    workspace: CouncilInspections, id: str, change: Callable[[Inspection], Inspection], *, by: str, why: str
) -> RecordEntry:
    with workspace.records.transaction():
        entry = _entry(workspace, id)
        value = change(entry.value)
        if value == entry.value:
            return entry
        return workspace.records.update(value, expect=entry.revision, by=by, why=why)
