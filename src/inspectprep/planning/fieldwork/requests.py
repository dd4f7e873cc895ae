"""The status of requests and of returned cases, and requests with prepared answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.calendar.offsets import add_days
from inspectprep.model.enquiry import CaseReferredBack, RequestState
from inspectprep.model.framework import InformationRequest
from inspectprep.model.review import RequestStatus
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

_DEFAULT = EvidencePolicy()
_ANNEX_A = "annex_a"


def request_status(request: RequestState, day: date) -> RequestStatus:
    """Return the status of a request on `day`. Later events do not count."""
    return _status(request.asked, request.due, request.sent, day)


def referral_status(referral: CaseReferredBack, day: date) -> RequestStatus:
    """Return the status of a returned case on `day`: in time, due today, late or done."""
    return _status(referral.referred, referral.deadline, referral.done, day)


def _status(asked: date | None, due: date | None, sent: date | None, day: date) -> RequestStatus:
    if sent is not None and sent <= day:
        return RequestStatus.SENT_LATE if due is not None and sent > due else RequestStatus.SENT
    if due is not None and due < day:
        return RequestStatus.LATE
    if due == day:
        return RequestStatus.DUE_TODAY
    if asked is None or asked > day:
        return RequestStatus.EXPECTED
    return RequestStatus.UNDATED if due is None else RequestStatus.OPEN


def is_prepared(request: RequestState, day: date, policy: EvidencePolicy = _DEFAULT) -> bool:
    """Return whether a request has a recent prepared answer on `day`."""
    ready = request.prepared
    return ready is not None and ready <= day <= add_days(ready, policy.prepared_days)


def expected_requests(
    requests: Iterable[InformationRequest], recorded: Iterable[RequestState] = ()
) -> tuple[RequestState, ...]:
    """Return the expected requests of the framework that have no record yet.

    Annex A is left out, because it is checked separately.
    """
    known = {record.request for record in recorded}
    return tuple(
        RequestState(title=request.title, request=request.id)
        for request in requests
        if request.id != _ANNEX_A and request.id not in known
    )
