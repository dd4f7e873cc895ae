"""What is asked for and sent back: late, due today, answerable at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from inspectprep.model.basis import Basis
from inspectprep.model.enquiry import CaseReferredBack, RequestState
from inspectprep.model.framework import InformationRequest
from inspectprep.model.review import RequestStatus
from inspectprep.planning.evidence import EvidencePolicy
from inspectprep.planning.fieldwork.requests import (
    expected_requests,
    is_prepared,
    referral_status,
    request_status,
)

DAY = date(2018, 4, 11)
ASKED = date(2018, 4, 9)


@pytest.mark.parametrize(
    ("asked", "due", "sent", "status"),
    [
        (None, None, None, RequestStatus.EXPECTED),
        (date(2018, 4, 12), None, None, RequestStatus.EXPECTED),
        (ASKED, None, None, RequestStatus.UNDATED),
        (ASKED, date(2018, 4, 12), None, RequestStatus.OPEN),
        (ASKED, DAY, None, RequestStatus.DUE_TODAY),
        (ASKED, date(2018, 4, 10), None, RequestStatus.LATE),
        (ASKED, DAY, DAY, RequestStatus.SENT),
        (ASKED, None, DAY, RequestStatus.SENT),
        (ASKED, date(2018, 4, 10), DAY, RequestStatus.SENT_LATE),
        (ASKED, date(2018, 4, 10), date(2018, 4, 12), RequestStatus.LATE),
    ],
)
def test_a_request_is_as_far_as_the_day_knows(
    asked: date | None, due: date | None, sent: date | None, status: RequestStatus
) -> None:
    """The last day is in time, and what was sent later was not sent yet."""
    request = RequestState(title="Audits", asked=asked, due=due, sent=sent)
    assert request_status(request, DAY) is status


def test_a_case_sent_back_is_late_after_its_deadline() -> None:
    """It is judged as a request is."""
    case = CaseReferredBack(reference="7", referred=ASKED, deadline=date(2018, 4, 10))
    assert referral_status(case, DAY) is RequestStatus.LATE


def test_an_answer_prepared_lately_could_go_today() -> None:
    """For 31 calendar days by default, both days inclusive; not if it is made ready tomorrow."""
    for ready, good in ((DAY - timedelta(days=31), True), (DAY - timedelta(days=32), False), (DAY, True)):
        assert is_prepared(RequestState(title="Audits", prepared=ready), DAY) is good
    assert not is_prepared(RequestState(title="Audits"), DAY)
    assert not is_prepared(RequestState(title="Audits", prepared=DAY + timedelta(days=1)), DAY)
    yesterday = RequestState(title="Audits", prepared=DAY - timedelta(days=1))
    assert not is_prepared(yesterday, DAY, EvidencePolicy(prepared_days=0))


def test_what_a_framework_asks_for_is_expected_unless_somebody_keeps_it() -> None:
    """Annex A is checked on its own."""
    asked = [
        InformationRequest(id=name, title=name.title(), milestone="x", basis=Basis.NOTICE, source=())
        for name in ("annex_a", "audits", "performance")
    ]
    kept = RequestState(title="Our audits", request="audits")
    assert [each.request for each in expected_requests(asked, [kept])] == ["performance"]


@given(st.none() | st.integers(-9, 9), st.none() | st.integers(-9, 9), st.none() | st.integers(-9, 9))
def test_what_was_sent_is_never_called_late_again(
    asked: int | None, due: int | None, sent: int | None
) -> None:
    """From the day it was sent on, its status does not change any more."""
    assume(asked is None or all(each is None or each >= asked for each in (due, sent)))
    days = [None if each is None else DAY + timedelta(days=each) for each in (asked, due, sent)]
    request = RequestState(title="Audits", asked=days[0], due=days[1], sent=days[2])
    if request.sent is not None:
        found = {request_status(request, request.sent + timedelta(days=more)) for more in range(20)}
        assert len(found) == 1
        assert found <= {RequestStatus.SENT, RequestStatus.SENT_LATE}
