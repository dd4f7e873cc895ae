"""The checks of an inspection before it is stored or withdrawn.

An inspection that cannot be planned would block every answer. One that ends or goes while its outcome is
under embargo would open the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import InspectPrepError, OutOfRangeError, PlanError, UnknownNameError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, Scope
from inspectprep.model.release import EmbargoStage
from inspectprep.planning.wording import counted, first_few
from inspectprep.workspace.embargo import embargo_from
from inspectprep.workspace.records import KindChecks

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.workspace.council_records import CouncilRecords
    from inspectprep.workspace.record_entry import RecordEntry

_ABOUT_INSPECTIONS = tuple(
    kind
    for kind in RECORD_KINDS.values()
    if kind.scope is not Scope.COUNCIL or kind.word in ("area", "publication")
)


def inspection_checks(workspace: CouncilRecords) -> KindChecks:
    """Return the checks of the inspections of a workspace."""

    def storing(value: Inspection, before: Inspection | None) -> None:
        check_milestones(workspace, value)
        call = (value.variant, value.notified)
        if value.notified is not None and (before is None or call != (before.variant, before.notified)):
            workspace.schedule(evolve(value, id=""))  # refuses a kind of inspection that no longer exists
        if before is not None:
            _refuse_opening(workspace, value, before)

    def withdrawing(entry: RecordEntry, by: str, why: str) -> None:
        if isinstance(entry.value, Inspection):
            _release_preparation(workspace, entry.value, by=by, why=why)

    return KindChecks(storing, withdrawing)


def check_milestones(workspace: CouncilRecords, inspection: Inspection) -> None:
    """Refuse an inspection that cannot be planned, or that dates an unknown milestone.

    An earlier inspection without a variant has the milestones of the variant that the workspace prepares for.

    Raises:
        UnknownNameError: if there is no such variant or milestone; the nearest is suggested.
        PlanError: if the milestones of the variant cannot be planned.
        OutOfRangeError: if a date is outside the years for which working days are known.
    """
    if inspection.notified is not None:
        workspace.schedule(inspection)
        return
    dated = [*(days.id for days in inspection.actual), *(days.id for days in inspection.notice)]
    if not dated:
        return
    known = [
        milestone.id
        for milestone in workspace.catalogue.find(inspection.variant or workspace.variant).variant.milestones
    ]
    for milestone in dated:
        if milestone not in known:
            raise UnknownNameError("milestone", milestone, known)


def _refuse_opening(workspace: CouncilRecords, value: Inspection, before: Inspection) -> None:
    """Refuse a change that would end an embargo in another way than by the recorded publication."""
    if value.published is None or before.published is not None or before.notified is None:
        return
    if _held(workspace, before, max(workspace.current_day, value.published)):
        raise InspectPrepError(
            "The outcome of this inspection is under embargo, and no publication is recorded.",
            where=value.id,
            remedy=f"Record where it was seen: inspectprep embargo lift --inspection {value.id} "
            "--where ADDRESS.",
        )


def _release_preparation(workspace: CouncilRecords, inspection: Inspection, *, by: str, why: str) -> None:
    """Return the preparation of an inspection that is withdrawn to the council.

    Raises:
        InspectPrepError: if its outcome is under embargo, or other records are about it.
    """
    id_ = inspection.id
    if inspection.notified is not None and _held(workspace, inspection, workspace.current_day):
        raise InspectPrepError(
            "The outcome of this inspection is under embargo, so it cannot be withdrawn.",
            where=id_,
            remedy=f"End it: inspectprep inspection end {id_} --withdrawn REASON.",
        )
    records = workspace.records
    about = [
        (kind, record.id)
        for kind in _ABOUT_INSPECTIONS
        for record in records.all(kind.word)
        if record.inspection == id_
    ]
    names = [name for kind, name in about if kind.scope is not Scope.PREPARATION]
    if names:
        raise InspectPrepError(
            f"{counted(len(names), 'record is', 'records are')} about this inspection: {first_few(names)}.",
            where=id_,
            remedy=f"Correct it: inspectprep inspection update {id_}. Or withdraw those records first.",
        )
    for _, name in about:
        records.change(name, {"inspection": ""}, by=by, why=why)


def _held(workspace: CouncilRecords, inspection: Inspection, on: date) -> bool:
    records = {word: workspace.records.all(word) for word in ("publication", "disclosure")}
    try:
        timeline = workspace.schedule(inspection)
    except (OutOfRangeError, PlanError, UnknownNameError):
        return False  # a record that cannot be planned has no outcome, and must not stay for ever
    return embargo_from(timeline, records, on).stage is EmbargoStage.HELD
