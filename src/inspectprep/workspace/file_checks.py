"""The files of the evidence and the surveys, checked against their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.evidence import EvidenceItem, FileCheck, FileState, SurveyMeasure
from inspectprep.workspace.evidence_files import check_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.workspace.workspace import Workspace


def file_checks(workspace: Workspace) -> tuple[FileCheck, ...]:
    """Return a check of each file of the evidence and the surveys against its record."""
    records = workspace.records
    return check_files((*records.all(EvidenceItem), *records.all(SurveyMeasure)), folder=workspace.folder)


def failed_file_checks(checks: Iterable[FileCheck]) -> tuple[FileCheck, ...]:
    """Return the checks of files that changed, are missing or cannot be read."""
    failed = (FileState.CHANGED, FileState.MISSING, FileState.UNREADABLE)
    return tuple(check for check in checks if check.state in failed)
