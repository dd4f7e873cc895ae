"""The fieldwork of the inspection that is under way: requests, lines of enquiry, challenges and visits."""

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
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.workspace.evidence_base import evidence_base

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.review import FieldworkReview
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.workspace import Workspace


def recorded_fieldwork(workspace: Workspace, as_of: Moment = None) -> Fieldwork:
    """Return the records of the inspection that is under way.

    Args:
        workspace: The workspace.
        as_of: A time with its zone, or the number of a change: the records at that moment.
    """
    records = workspace.records
    return Fieldwork(
        requests=records.all(RequestState, as_of),
        enquiries=records.all(LineOfEnquiry, as_of),
        challenges=records.all(Challenge, as_of),
        showcases=records.all(Showcase, as_of),
        referrals=records.all(CaseReferredBack, as_of),
        timetable=records.all(TimetableEntry, as_of),
    )


def fieldwork_review(
    workspace: Workspace, on: date, *, policy: EvidencePolicy | None = None
) -> FieldworkReview:
    """Return the review of the fieldwork on the evening of a day."""
    return review_fieldwork(
        recorded_fieldwork(workspace),
        evidence_base(workspace, on),
        on,
        authority=workspace.config.authority if workspace.config else "",
        policy=policy or EvidencePolicy(),
    )
