"""The review of fieldwork at the end of a day, for the evening meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from inspectprep.calendar.offsets import add_days
from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    ClaimOutcome,
    EnquiryStatus,
    Fieldwork,
    RequestState,
    Tone,
)
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.handout import ChosenWork
from inspectprep.model.review import (
    AnswerKind,
    CaseLine,
    DayOfClaims,
    EnquiryLine,
    EvidenceTitle,
    FieldworkReview,
    OpenAnswer,
    RequestLine,
    RequestStatus,
)
from inspectprep.planning.evidence.coverage import EnquiryCoverage, every_item, evidence_coverage
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.fieldwork.claims import balances, suggestions, to_answer, unanswered
from inspectprep.planning.fieldwork.requests import is_prepared, referral_status, request_status
from inspectprep.planning.wording import judgement_name

_DEFAULT = EvidencePolicy()
_PRESSING = tuple(RequestStatus)
_KINDS = (AnswerKind.CLAIM, AnswerKind.CASE, AnswerKind.REQUEST)
WAITING = (RequestStatus.LATE, RequestStatus.DUE_TODAY, RequestStatus.UNDATED, RequestStatus.OPEN)
"""The statuses of what inspectors asked for and do not have."""


def review_fieldwork(
    fieldwork: Fieldwork,
    base: EvidenceBase,
    day: date,
    *,
    authority: str = "",
    policy: EvidencePolicy = _DEFAULT,
    stage: str = "",
    feedback: date | None = None,
    days_to_feedback: int | None = None,
    unseen_work: Iterable[ChosenWork] = (),
) -> FieldworkReview:
    """Return the review at the end of `day`. Later claims and requests are left out.

    Args:
        fieldwork: The records.
        base: The evidence and the judgements.
        day: The day.
        authority: The council's name.
        policy: Thresholds of evidence and claims.
        stage: The stage of the inspection in words.
        feedback: The day of the final feedback, if it is still to come.
        days_to_feedback: Working days to the final feedback.
        unseen_work: Work that workers chose to show, of workers whom inspectors have not met.
    """
    heard = _known(fieldwork.challenges, day)
    evening_before = add_days(day, -1)
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
        stage=stage,
        feedback=feedback,
        days_to_feedback=days_to_feedback,
        open=_open(heard, requests, cases, day, policy),
        yesterday=balances(_known(fieldwork.challenges, evening_before), base.judgements, policy),
        today=_today(heard, day),
        unseen_work=tuple(unseen_work),
    )


def _known(challenges: Iterable[Challenge], day: date) -> tuple[Challenge, ...]:
    """Return the claims of a day as they were on its evening: without what was settled later."""
    return tuple(
        evolve(claim, outcome=ClaimOutcome.UNRESOLVED, settled=None)
        if claim.settled and claim.settled > day
        else claim
        for claim in challenges
        if claim.heard <= day
    )


def _today(heard: Iterable[Challenge], day: date) -> DayOfClaims:
    claims = tuple(heard)
    criticisms = [claim for claim in claims if claim.tone is Tone.NEGATIVE]
    return DayOfClaims(
        criticisms=sum(claim.heard == day for claim in criticisms),
        strengths=sum(claim.heard == day for claim in claims) - sum(c.heard == day for c in criticisms),
        withdrawn=sum(
            claim.settled == day and claim.outcome is ClaimOutcome.WITHDRAWN for claim in criticisms
        ),
        answered=sum(claim.replied == day for claim in criticisms),
    )


def _open(
    heard: Iterable[Challenge],
    requests: Iterable[RequestLine],
    cases: Iterable[CaseLine],
    day: date,
    policy: EvidencePolicy,
) -> tuple[OpenAnswer, ...]:
    """Return what inspectors wait for: most urgent first, criticisms before cases and requests.

    A criticism is late on the evening of its last day, because the inspectors have left for the day.
    """
    found = [
        *_criticisms(heard, day, policy),
        *(
            OpenAnswer(
                kind=AnswerKind.REQUEST,
                title=request.title,
                status=request.status,
                owner=request.owner,
                due=request.due,
                evidence=int(request.prepared),
            )
            for request in requests
            if request.status in WAITING
        ),
        *(
            OpenAnswer(
                kind=AnswerKind.CASE,
                title=case.action,
                status=case.status,
                owner=case.owner,
                due=case.deadline,
            )
            for case in cases
            if case.status in WAITING
        ),
    ]
    return tuple(
        sorted(
            found,
            key=lambda answer: (
                _PRESSING.index(answer.status),
                _KINDS.index(answer.kind),
                answer.due or date.max,
            ),
        )
    )


def _criticisms(heard: Iterable[Challenge], day: date, policy: EvidencePolicy) -> Iterator[OpenAnswer]:
    for claim in to_answer(heard, day):
        due = add_days(claim.heard, policy.reply_days)
        yield OpenAnswer(
            kind=AnswerKind.CLAIM,
            title=claim.claim,
            status=RequestStatus.LATE if due <= day else RequestStatus.OPEN,
            owner=claim.owner,
            due=due,
            evidence=len(claim.evidence),
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
