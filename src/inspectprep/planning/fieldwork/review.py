"""The review of fieldwork at the end of a day, for the evening meeting."""

from __future__ import annotations

from datetime import date

from inspectprep.model.enquiry import CaseReferredBack, EnquiryStatus, Fieldwork, RequestState
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.review import (
    CaseLine,
    EnquiryLine,
    EvidenceTitle,
    FieldworkReview,
    RequestLine,
    RequestStatus,
)
from inspectprep.planning.evidence.coverage import EnquiryCoverage, every_item, evidence_coverage
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.fieldwork.claims import balances, suggestions, unanswered
from inspectprep.planning.fieldwork.requests import is_prepared, referral_status, request_status
from inspectprep.planning.wording import judgement_name

_DEFAULT = EvidencePolicy()
_PRESSING = tuple(RequestStatus)


def review_fieldwork(
    fieldwork: Fieldwork,
    base: EvidenceBase,
    day: date,
    *,
    authority: str = "",
    policy: EvidencePolicy = _DEFAULT,
) -> FieldworkReview:
    """Return the review at the end of `day`. Later claims and requests are left out."""
    heard = tuple(challenge for challenge in fieldwork.challenges if challenge.heard <= day)
    balanced = balances(heard, base.judgements, policy)
    titles = {judgement.id: judgement.title for judgement in base.judgements}
    covered = evidence_coverage(base, day, enquiries=fieldwork.enquiries, policy=policy).enquiries
    requests = [_request(request, day, policy) for request in fieldwork.requests]
    cases = [_case(referral, day) for referral in fieldwork.referrals if referral.referred <= day]
    timetable = sorted(fieldwork.timetable, key=lambda entry: (entry.day, entry.starts, entry.id))
    named = {name for claim in heard for name in claim.evidence}
    named |= {item.id for line in covered for item in line.fresh}
    return FieldworkReview(
        authority=authority,
        as_of=day,
        timetable=tuple(entry for entry in timetable if entry.day >= day),
        past=tuple(entry for entry in timetable if entry.day < day),
        requests=tuple(
            sorted(requests, key=lambda request: (_PRESSING.index(request.status), request.due or day))
        ),
        cases=tuple(sorted(cases, key=lambda case: (_PRESSING.index(case.status), case.deadline or day))),
        enquiries=tuple(
            sorted(
                (_enquiry(enquiry, titles, day) for enquiry in covered),
                key=lambda line: (line.status is not EnquiryStatus.OPEN, line.state.rank),
            )
        ),
        balances=balanced,
        suggestions=suggestions(
            [balance for balance in balanced if balance.tipped], fieldwork, base, day, policy
        ),
        waiting=tuple(claim.id for claim in unanswered(heard, day, policy)),
        claims=tuple(sorted(heard, key=lambda challenge: challenge.heard, reverse=True)),
        showcases=fieldwork.showcases,
        evidence=tuple(
            EvidenceTitle(id=item.id, title=item.title) for item in every_item(base) if item.id in named
        ),
    )


def _request(request: RequestState, day: date, policy: EvidencePolicy) -> RequestLine:
    return RequestLine(
        id=request.id,
        title=request.title,
        status=request_status(request, day),
        owner=request.owner,
        asked=request.asked,
        due=request.due,
        sent=request.sent,
        prepared=is_prepared(request, day, policy),
    )


def _case(referral: CaseReferredBack, day: date) -> CaseLine:
    return CaseLine(
        id=referral.id,
        action=referral.action,
        status=referral_status(referral, day),
        owner=referral.owner,
        deadline=referral.deadline,
    )


def _enquiry(covered: EnquiryCoverage, titles: dict[str, str], day: date) -> EnquiryLine:
    line = covered.enquiry
    notes = [note for note in line.notes if note.on <= day]
    return EnquiryLine(
        id=line.id,
        statement=line.statement,
        status=line.status,
        state=covered.state,
        judgement=judgement_name(line.judgement, titles),
        owner=line.owner,
        fresh=tuple(item.id for item in covered.fresh),
        latest=max(notes, key=lambda note: note.on, default=None),
    )
