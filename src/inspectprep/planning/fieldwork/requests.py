"""What inspectors ask for and send back: what is late, what falls due today, what could go at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspectprep.model.enquiry import RequestState
from inspectprep.model.review import RequestStatus
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.enquiry import CaseReferredBack
    from inspectprep.model.framework import InformationRequest

__all__ = ["expected_requests", "is_prepared", "referral_status", "request_status"]

_DEFAULT = EvidencePolicy()
_ANNEX_A = "annex_a"


def request_status(request: RequestState, day: date) -> RequestStatus:
    """Return how far the answer to a request is on `day`; what happened later does not count."""
    return _status(request.asked, request.due, request.sent, day)


def referral_status(referral: CaseReferredBack, day: date) -> RequestStatus:
    """Return how far a case that was sent back is on `day`: in time, due today, late or done."""
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
    """Tell whether the request could be answered on `day` from what was made ready before."""
    ready = request.prepared
    return ready is not None and ready <= day <= ready + timedelta(days=policy.prepared_days)


def expected_requests(
    requests: Iterable[InformationRequest], kept: Iterable[RequestState] = ()
) -> tuple[RequestState, ...]:
    """Return what the framework says will be asked for and nobody keeps a record of yet.

    Annex A is left out: it is checked on its own.
    """
    known = {each.request for each in kept}
    return tuple(
        RequestState(title=each.title, request=each.id)
        for each in requests
        if each.id != _ANNEX_A and each.id not in known
    )
