"""Readiness reasons from the records of fieldwork: challenges, requests and cases referred back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.enquiry import CaseReferredBack, Challenge, Fieldwork, RequestState
from inspectprep.model.evidence import EvidenceBase, EvidenceItem
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.review import RequestStatus, Suggestion
from inspectprep.planning.evidence.coverage import every_item
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.naming import evidence_name
from inspectprep.planning.fieldwork.claims import balances, is_open, suggestions, unanswered
from inspectprep.planning.fieldwork.requests import is_prepared, referral_status, request_status
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import claim_name, counted, first_few, quoted

_DEFAULT = EvidencePolicy()
_DIRECTOR = "dcs"
_DEPUTY = "deputy"
_DOCUMENTS = "documents"
_SHOWN = 3
_WAITING = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED, RequestStatus.OPEN)
_CASES = {
    RequestStatus.LATE: (Rating.RED, "referral-late", "is overdue", "are overdue"),
    RequestStatus.DUE_TODAY: (Rating.AMBER, "referral-due-today", "is due today", "are due today"),
    RequestStatus.UNDATED: (Rating.AMBER, "referral-undated", "has no deadline", "have no deadline"),
}


def challenge_reasons(
    fieldwork: Fieldwork,
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons for the theme of challenge; one green reason if none.

    A negative claim that was not answered in time is red.
    """
    reasons = [*_claims(fieldwork, day, policy), *_balances(fieldwork, base, day, policy)]
    if not fieldwork.showcases:
        reasons.append(
            _amber(
                "showcases-none",
                "No service is listed to show inspectors.",
                "List services to show, why, and who receives inspectors there.",
                _DEPUTY,
            )
        )
    if not reasons:
        text = (
            f"{counted(len(fieldwork.challenges), 'claim')} heard, none waiting for an answer; "
            f"{counted(len(fieldwork.showcases), 'service')} to show."
        )
        reasons.append(Reason(rating=Rating.GREEN, rule="challenge-in-hand", text=text))
    return tuple(reasons)


def request_reasons(
    requests: Iterable[RequestState],
    day: date,
    *,
    referrals: Iterable[CaseReferredBack] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that requests and cases referred back give for the plan; one green reason if none.

    Before the call, an expected request without a recently prepared answer is a gap. Cases are counted and
    not named, because a reference is for fewer readers than the reason.
    """
    requests = tuple(requests)
    reasons = [*_asked(requests, day), *_expected(requests, day, policy), *_cases(referrals, day)]
    if not requests:
        reasons.append(
            _amber(
                "requests-unknown",
                "No information requests are recorded, so it is not known which answers are ready.",
                "Prepare answers to the usual requests, and record the day.",
                _DOCUMENTS,
            )
        )
    if not reasons:
        text = (
            f"{counted(len(requests), 'request')}: none late, and expected requests could be answered today."
        )
        reasons.append(Reason(rating=Rating.GREEN, rule="requests-in-hand", text=text))
    return tuple(reasons)


def _claims(fieldwork: Fieldwork, day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    for claim in unanswered(fieldwork.challenges, day, policy):
        yield Reason(
            rating=Rating.RED,
            rule="challenge-unanswered",
            text=f"{_capital(claim_name(claim))} was heard "
            f"{counted((day - claim.heard).days, 'calendar day')} ago and has not been answered.",
            owner=claim.owner or _DEPUTY,
            action=f"Give the lead inspector the evidence on {claim_name(claim)}, or accept it.",
        )
    open_claims = [claim for claim in fieldwork.challenges if is_open(claim)]
    bare = [claim for claim in open_claims if not claim.evidence]
    if bare:
        names = _claims_named(bare)
        yield _amber(
            "challenge-without-evidence",
            f"No evidence is linked to {names}.",
            f"Find evidence that answers {names}.",
            next((claim.owner for claim in bare if claim.owner), _DEPUTY),
        )
    unowned = [claim for claim in open_claims if not claim.owner]
    if unowned:
        names = _claims_named(unowned)
        yield _amber(
            "challenge-unowned", f"No owner is named for {names}.", f"Name an owner for {names}.", _DEPUTY
        )


def _balances(
    fieldwork: Fieldwork, base: EvidenceBase, day: date, policy: EvidencePolicy
) -> Iterator[Reason]:
    tipped = [
        balance for balance in balances(fieldwork.challenges, base.judgements, policy) if balance.tipped
    ]
    unseen = suggestions(tipped, fieldwork, base, day, policy)
    evidence = {item.id: item for item in every_item(base)} if tipped else {}
    for balance in tipped:
        items = [
            _suggested(suggestion, evidence)
            for suggestion in unseen
            if suggestion.judgement == balance.judgement
        ]
        names = "; ".join(items[:_SHOWN])
        offer = f"offer evidence they have not seen: {names}" if names else "find evidence they have not seen"
        yield _amber(
            "balance-tipped",
            f"On {balance.title}, inspectors have made "
            f"{counted(balance.negatives, 'negative claim')} and "
            f"{counted(balance.positives, 'positive claim')}.",
            f"Raise this with the lead inspector, and {offer}.",
            _DIRECTOR,
        )


def _asked(requests: Sequence[RequestState], day: date) -> Iterator[Reason]:
    for request in requests:
        status = request_status(request, day)
        owner = request.owner or _DOCUMENTS
        title = quoted(request.title)
        if status is RequestStatus.LATE and request.due:
            late = counted((day - request.due).days, "calendar day")
            yield Reason(
                rating=Rating.RED,
                rule="request-late",
                text=f"{title} was due {late} ago and has not been sent.",
                owner=owner,
                action=f"Send {title}, or agree a new date with the lead inspector.",
            )
        elif status is RequestStatus.DUE_TODAY:
            yield _amber("request-due-today", f"{title} is due today.", f"Send {title} today.", owner)
        elif status is RequestStatus.UNDATED:
            yield _amber(
                "request-undated",
                f"{title} was asked for, and no deadline is recorded.",
                f"Ask when {title} is due.",
                owner,
            )
        if status in _WAITING and not request.owner:
            text, action = f"{title} has no owner.", f"Name an owner for {title}."
            yield _amber("request-unowned", text, action, _DOCUMENTS)


def _expected(requests: Sequence[RequestState], day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    expected = [request for request in requests if request_status(request, day) is RequestStatus.EXPECTED]
    missing = [request for request in expected if not is_prepared(request, day, policy)]
    if missing:
        titles = "; ".join(quoted(request.title) for request in missing)
        yield _amber(
            "requests-unprepared",
            f"{len(missing)} of {counted(len(expected), 'expected request')} could not be answered "
            f"today: {titles}.",
            f"Prepare the answers to expected requests: {titles}.",
            next((request.owner for request in missing if request.owner), _DOCUMENTS),
        )


def _cases(referrals: Iterable[CaseReferredBack], day: date) -> Iterator[Reason]:
    """Yield one reason for all cases of an owner that have the same status."""
    alike: dict[tuple[RequestStatus, str], int] = {}
    for referral in referrals:
        kind = referral_status(referral, day), referral.owner or _DEPUTY
        alike[kind] = alike.get(kind, 0) + 1
    for (status, owner), number in alike.items():
        if status in _CASES:
            rating, rule, one, many = _CASES[status]
            cases = f"{counted(number, 'case')} referred back"
            yield Reason(
                rating=rating,
                rule=rule,
                text=f"{cases} {one if number == 1 else many}.",
                owner=owner,
                action=f"Report to the lead inspector on {cases}.",
            )


def _claims_named(claims: Sequence[Challenge]) -> str:
    return first_few([claim_name(claim) for claim in claims], separator="; ")


def _suggested(suggestion: Suggestion, items: Mapping[str, EvidenceItem]) -> str:
    item = items.get(suggestion.item)
    return evidence_name(item) if item else quoted(suggestion.title)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _amber(rule: str, text: str, action: str, owner: str) -> Reason:
    return Reason(rating=Rating.AMBER, rule=rule, text=text, owner=owner, action=action)


def _challenge(state: CouncilState) -> tuple[Reason, ...]:
    if state.fieldwork is None:
        return ()
    base, policy = state.evidence or EvidenceBase(), state.evidence_policy or _DEFAULT
    return challenge_reasons(state.fieldwork, base, state.evidence_day, policy)


def _requests(state: CouncilState) -> tuple[Reason, ...]:
    if state.fieldwork is None:
        return ()
    requests, referrals = state.fieldwork.requests, state.fieldwork.referrals
    policy = state.evidence_policy or _DEFAULT
    return request_reasons(requests, state.evidence_day, referrals=referrals, policy=policy)


SOURCES = (
    ReasonSource(theme=Theme.CHALLENGE, reasons=_challenge),
    ReasonSource(theme=Theme.PLAN, reasons=_requests),
)
