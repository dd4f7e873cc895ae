"""Sign-offs and the release of drafts. A draft goes out once, and only with valid sign-offs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import PublicationRecorded, Refused, ReleaseDraft, SignOff
from inspectprep.model.roles import known_role
from inspectprep.model.workforce import RoleHolder
from inspectprep.planning.communication.release_plan import may_release
from inspectprep.planning.communication.signing import checksum_of, signer_of
from inspectprep.workspace.draft_files import checksums_of_files
from inspectprep.workspace.embargo import embargo_from
from inspectprep.workspace.records import KindChecks

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.council_records import CouncilRecords
    from inspectprep.workspace.record_entry import RecordEntry


def sign(
    workspace: CouncilInspections,
    id: str,
    *,
    role: str,
    name: str = "",
    on: date | None = None,
    by: str,
    why: str = "",
) -> RecordEntry:
    """Sign a draft off for a role; see :meth:`.Workspace.sign`."""
    day = on or workspace.current_day
    records = workspace.records
    with records.transaction():
        entry = _draft(workspace, id)
        known = known_role(role)
        signature = SignOff(
            role=known,
            name=signer_of(known, name, records.all(RoleHolder), day),
            on=day,
            checksum=checksum_of(entry.value, checksums_of_files(workspace, [entry.value])),
        )
        others = tuple(sign_off for sign_off in entry.value.signed if sign_off.role != known)
        return records.change(id, {"signed": (*others, signature)}, by=by, why=why, expect=entry.revision)


def release(workspace: CouncilInspections, id: str, *, by: str, why: str = "") -> RecordEntry:
    """Record that a draft has gone out; see :meth:`.Workspace.release`."""
    with workspace.records.transaction():
        entry = _draft(workspace, id)
        if entry.value.released is not None:
            _refuse_release(workspace, entry.value)
        return workspace.records.change(
            id, {"released": workspace.current_day}, by=by, why=why, expect=entry.revision
        )


def release_checks(workspace: CouncilRecords) -> KindChecks:
    """Return the checks of drafts: none is recorded as released that may not go out."""

    def storing(value: ReleaseDraft, before: ReleaseDraft | None) -> None:
        if value.released is not None and (before is None or before.released != value.released):
            _refuse_release(workspace, evolve(value, released=before.released if before else None))

    def withdrawing(entry: RecordEntry, by: str, why: str) -> None:
        """Allow it: the history of the draft is kept."""

    return KindChecks(storing, withdrawing)


def _refuse_release(workspace: CouncilRecords, draft: ReleaseDraft) -> None:
    every = workspace.records.all(ReleaseDraft)
    gone = [
        other
        for other in every
        if other.released is not None and other.inspection == draft.inspection and other.id != draft.id
    ]
    inspections = {inspection.id: inspection for inspection in workspace.records.all(Inspection)}
    inspection = inspections.get(draft.inspection)
    if inspection is None:
        raise InspectPrepError(
            "This draft belongs to no inspection, so nothing is published that it could be about.",
            where=draft.id,
            remedy="Begin the inspection, or use: inspectprep release update --inspection ID.",
        )
    records = {"publication": workspace.records.all(PublicationRecorded), "disclosure": ()}
    timeline = workspace.schedule(inspection, as_of=workspace.current_day)
    embargo = embargo_from(timeline, records, workspace.current_day)
    edition = workspace.catalogue.find(timeline.variant).framework.edition_on(timeline.notified)
    answer = may_release(
        draft,
        embargo,
        gone,
        published=inspection.grades,
        judgements=edition.judgements if edition else (),
        files=checksums_of_files(workspace, [draft]),
    )
    if isinstance(answer, Refused):
        raise InspectPrepError(
            answer.reason, where=draft.id, remedy=f"It needs: {', '.join(answer.who)}." if answer.who else ""
        )


def _draft(workspace: CouncilInspections, id: str) -> RecordEntry:
    entry = workspace.records.readable(id)
    if not isinstance(entry.value, ReleaseDraft):
        raise InspectPrepError("This is not a release draft.", where=id, remedy="Use an id such as rel-1.")
    return entry
