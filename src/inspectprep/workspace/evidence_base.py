"""The evidence base of a workspace: evidence, survey results, their files, and the self-evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.evidence import EvidenceBase, EvidenceItem, FileCheck, FileState, SurveyMeasure
from inspectprep.model.history import AreaForImprovement, PastInspection
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.selfeval import self_evaluation
from inspectprep.workspace.evidence_files import check_files
from inspectprep.workspace.running_inspection import current_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.framework import Edition
    from inspectprep.model.selfeval import SelfEvaluation
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.workspace import Workspace


def edition_of(workspace: Workspace, on: date) -> Edition | None:
    """Return the edition whose judgements apply on a day; None before the first, or without a variant.

    During an inspection the day of its call chooses the edition, as it does for inspectors.
    """
    running = current_timeline(workspace)
    variant = running.variant if running else workspace.config.variant if workspace.config else ""
    if not variant:
        return None
    return workspace.catalogue.find(variant).framework.edition_on(running.notified if running else on)


def evidence_base(
    workspace: Workspace, on: date, *, look_at_files: bool = False, as_of: Moment = None
) -> EvidenceBase:
    """Return the recorded evidence, and the judgements that it is for.

    Args:
        workspace: The workspace.
        on: The day that chooses the edition.
        look_at_files: Read each file to see whether it is unchanged.
        as_of: A time with its zone, or the number of a change: the evidence as it was recorded then.

    Raises:
        StoreError: if records cannot be read.
    """
    edition = edition_of(workspace, on)
    items = workspace.records.all(EvidenceItem, as_of)
    measures = workspace.records.all(SurveyMeasure, as_of)
    files = check_files((*items, *measures), folder=workspace.folder) if look_at_files else ()
    return EvidenceBase(
        judgements=edition.judgements if edition else (), items=items, measures=measures, files=files
    )


def file_checks(workspace: Workspace) -> tuple[FileCheck, ...]:
    """Return a check of each file of the evidence and the surveys against its record."""
    records = workspace.records
    return check_files((*records.all(EvidenceItem), *records.all(SurveyMeasure)), folder=workspace.folder)


def failed_file_checks(checks: Iterable[FileCheck]) -> tuple[FileCheck, ...]:
    """Return the checks of files that changed, are missing or cannot be read."""
    failed = (FileState.CHANGED, FileState.MISSING, FileState.UNREADABLE)
    return tuple(check for check in checks if check.state in failed)


def draft_self_evaluation(
    workspace: Workspace, on: date, *, policy: EvidencePolicy | None = None
) -> SelfEvaluation:
    """Return the draft self-evaluation on a day, from the records."""
    edition = edition_of(workspace, on)
    return self_evaluation(
        evidence_base(workspace, on),
        workspace.records.all(AreaForImprovement),
        on,
        authority=workspace.config.authority if workspace.config else "",
        edition=edition.id if edition else "",
        past=workspace.records.all(PastInspection),
        policy=policy or EvidencePolicy(),
    )
