"""Evidence and the room from a workspace's records, as the decisions take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
    Showcase,
    TimetableEntry,
)
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, FileCheck, FileState, SurveyMeasure
from inspectprep.model.history import AreaForImprovement, PastInspection
from inspectprep.workspace.room import current_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.framework import Edition
    from inspectprep.model.review import FieldworkReview
    from inspectprep.model.selfeval import SelfEvaluation
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.council import Workspace

__all__ = [
    "edition_of",
    "evidence_base",
    "file_checks",
    "not_as_recorded",
    "review",
    "room",
    "self_evaluation",
]


def edition_of(own: Workspace, on: date) -> Edition | None:
    """Return the edition whose judgements count on a day; None before the first, or without a variant.

    While an inspection runs, the day of its call chooses the edition, as it does for inspectors.
    """
    running = current_timeline(own)
    variant = running.variant if running else own.config.variant if own.config else ""
    if not variant:
        return None
    return own.catalogue.find(variant).framework.edition_on(running.notified if running else on)


def evidence_base(
    own: Workspace, on: date, *, look_at_files: bool = False, as_of: Moment = None
) -> EvidenceBase:
    """Return the evidence that is recorded, and the judgements to show it for.

    Args:
        own: The workspace.
        on: The day that chooses the edition.
        look_at_files: Read every file to see whether it is still as it was recorded.
        as_of: A time with its zone, or the number of a change: the evidence as it was recorded then.

    Raises:
        StoreError: if records cannot be read.
    """
    edition = edition_of(own, on)
    items = own.records.all(EvidenceItem, as_of)
    measures = own.records.all(SurveyMeasure, as_of)
    files: tuple[FileCheck, ...] = ()
    if look_at_files:
        files = _checked((*items, *measures), own)
    return EvidenceBase(
        judgements=edition.judgements if edition else (), items=items, measures=measures, files=files
    )


def file_checks(own: Workspace) -> tuple[FileCheck, ...]:
    """Return how every file of the evidence and the surveys stands beside its record."""
    kept = own.records
    return _checked((*kept.all(EvidenceItem), *kept.all(SurveyMeasure)), own)


def not_as_recorded(checks: Iterable[FileCheck]) -> tuple[FileCheck, ...]:
    """Return the checks of files that changed, are missing or cannot be read."""
    wrong = (FileState.CHANGED, FileState.MISSING, FileState.UNREADABLE)
    return tuple(each for each in checks if each.state in wrong)


def _checked(records: tuple[EvidenceItem | SurveyMeasure, ...], own: Workspace) -> tuple[FileCheck, ...]:
    from inspectprep.workspace.evidence_files import check_files  # noqa: PLC0415  # seldom asked for

    return check_files(records, folder=own.folder)


def room(own: Workspace, as_of: Moment = None) -> Fieldwork:
    """Return everything that is recorded of the inspection that is running."""
    kept = own.records
    return Fieldwork(
        requests=kept.all(RequestState, as_of),
        enquiries=kept.all(LineOfEnquiry, as_of),
        challenges=kept.all(Challenge, as_of),
        showcases=kept.all(Showcase, as_of),
        referrals=kept.all(CaseReferredBack, as_of),
        timetable=kept.all(TimetableEntry, as_of),
    )


def self_evaluation(own: Workspace, on: date, *, policy: EvidencePolicy | None = None) -> SelfEvaluation:
    """Return the draft of the self-evaluation as of a day, from what is recorded."""
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy  # noqa: PLC0415  # not every use drafts
    from inspectprep.planning.evidence.selfeval import self_evaluation as drafted  # noqa: PLC0415

    edition = edition_of(own, on)
    return drafted(
        evidence_base(own, on),
        own.records.all(AreaForImprovement),
        on,
        authority=own.config.authority if own.config else "",
        edition=edition.id if edition else "",
        past=own.records.all(PastInspection),
        policy=policy or EvidencePolicy(),
    )


def review(own: Workspace, on: date, *, policy: EvidencePolicy | None = None) -> FieldworkReview:
    """Return the room as it stands on the evening of a day, from what is recorded."""
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy  # noqa: PLC0415  # not every use asks
    from inspectprep.planning.fieldwork.review import review_fieldwork  # noqa: PLC0415

    return review_fieldwork(
        room(own),
        evidence_base(own, on),
        on,
        authority=own.config.authority if own.config else "",
        policy=policy or EvidencePolicy(),
    )
