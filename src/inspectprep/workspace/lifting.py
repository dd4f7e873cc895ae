"""The end of an embargo: the recorded publication of one inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectprep.errors import InspectPrepError
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.release import EmbargoStage, PublicationRecorded
from inspectprep.model.representation import with_one_line
from inspectprep.planning.communication.guard import is_marked_kind
from inspectprep.planning.wording import long_date
from inspectprep.workspace.embargo import (
    recorded_embargo,
    recorded_guard,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from inspectprep.model.inspection import Inspection
    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.record_entry import RecordEntry


@with_one_line
class Lifted(NamedTuple):
    """An embargo that is lifted.

    Attributes:
        entry: The record of the publication.
        opens: How many records of each kind are no longer withheld, by the word of the kind.
    """

    entry: RecordEntry
    opens: Mapping[str, int]


def lift_embargo(
    workspace: CouncilInspections,
    inspection: str = "",
    *,
    where: str,
    on: date,
    by: str,
    received: date | None = None,
    why: str = "",
) -> Lifted:
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
        entry = records.entry(state.inspection)
        opens = _opened_by(workspace, state.inspection)
        published = PublicationRecorded(
            inspection=state.inspection, on=on, seen_by=by, where=where, received=received
        )
        with records.lifting():
            recorded = records.add(published, by=by, why=why)
        if not entry.unreadable:
            changed = entry.value.happened("publication", on)
            if received is not None and _has(workspace, changed, "report_received"):
                changed = changed.happened("report_received", received)
            if changed != entry.value:
                records.update(changed, expect=entry.revision, by=by, why=why or "Published")
        return Lifted(recorded, opens)


def _has(workspace: CouncilInspections, inspection: Inspection, milestone: str) -> bool:
    """Return whether the kind of inspection has a milestone."""
    variant = workspace.catalogue.find(inspection.variant, on=inspection.notified).variant
    return any(each.id == milestone for each in variant.milestones)


def _opened_by(workspace: CouncilInspections, inspection: str) -> dict[str, int]:
    """Return how many records of each kind the publication opens: withheld texts, and its drafts."""
    watches = recorded_guard(workspace).watches
    others = [watch for watch in watches if watch.embargo.inspection != inspection]
    mine = [watch for watch in watches if watch.embargo.inspection == inspection]
    opens = {}
    for word, kind in RECORD_KINDS.items():
        values = [
            value
            for value in workspace.records.all(word)
            if (kind.word == "release" and value.inspection == inspection)
            or (is_marked_kind(value) and any(watch.reveals(value) for watch in mine))
        ]
        number = sum(not any(watch.reveals(value) for watch in others) for value in values)
        if number:
            opens[word] = number
    return opens
