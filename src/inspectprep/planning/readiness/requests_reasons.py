"""What requests and cases sent back say about readiness: late, due today, answerable at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.review import RequestStatus
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.fieldwork.requests import is_prepared, referral_status, request_status
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from inspectprep.model.enquiry import CaseReferredBack, RequestState

__all__ = ["request_reasons"]

_DEFAULT = EvidencePolicy()
_KEEPER = "documents"


def request_reasons(
    requests: Iterable[RequestState],
    day: date,
    *,
    referrals: Iterable[CaseReferredBack] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that requests and cases sent back give for the plan; one green reason if none.

    Before the call the question is what could be answered at once: what is expected to be asked for and
    was not prepared lately is a gap. Cases are named by the id of their record, not by their reference.
    """
    every, cases = tuple(requests), tuple(referrals)
    reasons = [*_asked(every, day), *_expected(every, day, policy), *_cases(cases, day)]
    if not every:
        reasons.append(
            Reason(
                rating=Rating.AMBER,
                rule="requests-unknown",
                text="Nobody has noted what inspectors ask for first, or how far the answers are.",
                owner=_KEEPER,
                action="Prepare answers to what inspectors usually ask for, and note the day.",
            )
        )
    if not reasons:
        reasons.append(
            Reason(
                rating=Rating.GREEN,
                rule="requests-in-hand",
                text=f"{counted(len(every), 'request')}: none late, and what is expected could go today.",
            )
        )
    return tuple(reasons)


def _asked(requests: tuple[RequestState, ...], day: date) -> Iterator[Reason]:
    for each in requests:
        status = request_status(each, day)
        owner = each.owner or _KEEPER
        if status is RequestStatus.LATE and each.due:
            late = (day - each.due).days
            text = f"“{each.title}” was due {counted(late, 'calendar day')} ago and has not been sent."
            yield Reason(
                rating=Rating.RED,
                rule="request-late",
                text=text,
                owner=owner,
                action=f"Send “{each.title}”, or tell the lead inspector when it comes.",
            )
        elif status is RequestStatus.DUE_TODAY:
            yield Reason(
                rating=Rating.AMBER,
                rule="request-due-today",
                text=f"“{each.title}” is due today.",
                owner=owner,
                action=f"Send “{each.title}” today.",
            )
        elif status is RequestStatus.UNDATED:
            yield Reason(
                rating=Rating.AMBER,
                rule="request-undated",
                text=f"“{each.title}” was asked for and nobody noted until when.",
                owner=owner,
                action=f"Ask until when “{each.title}” is wanted.",
            )
        if status in _WAITING and not each.owner:
            yield Reason(
                rating=Rating.AMBER,
                rule="request-unowned",
                text=f"Nobody answers “{each.title}”.",
                owner=_KEEPER,
                action=f"Name who answers “{each.title}”.",
            )


_WAITING = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED, RequestStatus.OPEN)


def _expected(requests: tuple[RequestState, ...], day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    expected = [each for each in requests if request_status(each, day) is RequestStatus.EXPECTED]
    missing = [each for each in expected if not is_prepared(each, day, policy)]
    if missing:
        titles = "; ".join(each.title for each in missing)
        yield Reason(
            rating=Rating.AMBER,
            rule="requests-unprepared",
            text=f"{len(missing)} of {counted(len(expected), 'expected request')} could not be answered "
            f"today: {titles}.",
            owner=next((each.owner for each in missing if each.owner), _KEEPER),
            action=f"Prepare what inspectors will ask for: {titles}.",
        )


def _cases(referrals: tuple[CaseReferredBack, ...], day: date) -> Iterator[Reason]:
    words = {
        RequestStatus.LATE: (Rating.RED, "referral-late", "overdue"),
        RequestStatus.DUE_TODAY: (Rating.AMBER, "referral-due-today", "due today"),
        RequestStatus.UNDATED: (Rating.AMBER, "referral-undated", "without a deadline"),
    }
    for each in referrals:
        status = referral_status(each, day)
        if status in words:
            rating, rule, how = words[status]
            yield Reason(
                rating=rating,
                rule=rule,
                text=f"The case sent back as {each.id or 'a referral'} is {how}.",
                owner=each.owner or "deputy",
                action=f"Tell the lead inspector what was done on {each.id or 'the case sent back'}.",
            )
