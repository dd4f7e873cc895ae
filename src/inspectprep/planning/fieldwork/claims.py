"""Claims of inspectors: their balance, and strengths that inspectors have not seen yet.

In April 2018 Oxfordshire's director was concerned that inspectors found only negatives, and said so. Positive
examples followed, and inspectors visited and liked a service that was offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.calendar.offsets import add_days
from inspectprep.model.enquiry import Challenge, ClaimOutcome, Fieldwork, Showcase, Tone
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, Stance
from inspectprep.model.framework import Judgement
from inspectprep.model.review import ClaimBalance, Suggestion, SuggestionKind
from inspectprep.planning.evidence.coverage import every_item
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness
from inspectprep.planning.wording import judgement_name

_DEFAULT = EvidencePolicy()


def tips(fewer: int, more: int, policy: EvidencePolicy = _DEFAULT) -> bool:
    """Return whether `more` outweighs `fewer` enough to tip the balance.

    By default it takes at least three claims, and twice as many as of the other kind. This is a local rule.
    """
    return more >= policy.tips_from and more > fewer and more >= policy.tips_at * fewer


def balances(
    challenges: Iterable[Challenge],
    judgements: Iterable[Judgement],
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[ClaimBalance, ...]:
    """Return the balance of claims about each judgement, in the edition's order.

    The overall judgement, and judgements that the edition does not have, are included only if there are
    claims about them.
    """
    heard: dict[str, list[Challenge]] = {}
    for challenge in challenges:
        heard.setdefault(challenge.judgement, []).append(challenge)
    titles = {}
    for judgement in judgements:
        if not judgement.overall or judgement.id in heard:
            titles[judgement.id] = judgement.title
    for name in heard:
        titles.setdefault(name, judgement_name(name, titles) or "No judgement named")
    return tuple(_balance(name, title, heard.get(name, []), policy) for name, title in titles.items())


def is_open(challenge: Challenge) -> bool:
    """Return whether a claim is negative and unresolved."""
    return challenge.tone is Tone.NEGATIVE and challenge.outcome is ClaimOutcome.UNRESOLVED


def to_answer(challenges: Iterable[Challenge], day: date) -> tuple[Challenge, ...]:
    """Return the open claims that were not answered by the end of `day`, oldest first."""
    waiting = [
        challenge
        for challenge in challenges
        if is_open(challenge)
        and challenge.heard <= day
        and (challenge.replied is None or challenge.replied > day)
    ]
    return tuple(sorted(waiting, key=lambda claim: (claim.heard, claim.id)))


def unanswered(
    challenges: Iterable[Challenge], day: date, policy: EvidencePolicy = _DEFAULT
) -> tuple[Challenge, ...]:
    """Return the open claims whose answer is overdue on `day`, oldest first."""
    waiting = to_answer(challenges, day)
    return tuple(claim for claim in waiting if add_days(claim.heard, policy.reply_days) <= day)


def suggestions(
    tipped: Iterable[ClaimBalance],
    fieldwork: Fieldwork,
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Suggestion, ...]:
    """Return strengths that inspectors have not seen, judgement by judgement.

    For each judgement, showcases come first: those not offered yet before those that were, and new ways of
    working before others. Fresh strengths that were not shown in answer to a claim follow.
    """
    wanted = tuple(dict.fromkeys(balance.judgement for balance in tipped))
    if not wanted:
        return ()
    showcases = [
        showcase for showcase in fieldwork.showcases if showcase.visited is None or showcase.visited > day
    ]
    showcases.sort(key=lambda showcase: (showcase.offered is not None, not showcase.innovation))
    seen = _seen(fieldwork, day)
    strengths = [
        item
        for item in every_item(base)
        if item.stance is Stance.STRENGTH and item.id not in seen and freshness(item, day, policy).counts
    ]
    suggested: list[Suggestion] = []
    for name in wanted:
        suggested += [_showcase(showcase, name) for showcase in showcases if name in showcase.judgements]
        suggested += [_strength(strength, name) for strength in strengths if name in strength.judgements]
    return tuple(suggested)


def _balance(name: str, title: str, heard: list[Challenge], policy: EvidencePolicy) -> ClaimBalance:
    standing = [challenge for challenge in heard if challenge.outcome is not ClaimOutcome.WITHDRAWN]
    negatives = len([challenge for challenge in standing if challenge.tone is Tone.NEGATIVE])
    positives = len(standing) - negatives
    return ClaimBalance(
        judgement=name,
        title=title,
        negatives=negatives,
        positives=positives,
        withdrawn=len(heard) - len(standing),
        unresolved=len([challenge for challenge in standing if is_open(challenge)]),
        tipped=tips(positives, negatives, policy),
    )


def _seen(fieldwork: Fieldwork, day: date) -> set[str]:
    return set(_put(fieldwork.challenges, day)) | set(_shown(fieldwork.showcases, day))


def _put(challenges: Iterable[Challenge], day: date) -> Iterator[str]:
    for challenge in challenges:
        if challenge.replied is not None and challenge.replied <= day:
            yield from challenge.evidence


def _shown(showcases: Iterable[Showcase], day: date) -> Iterator[str]:
    for showcase in showcases:
        if showcase.visited is not None and showcase.visited <= day:
            yield from showcase.evidence


def _showcase(showcase: Showcase, judgement: str) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.SHOWCASE,
        item=showcase.id,
        title=showcase.service,
        judgement=judgement,
        owner=showcase.owner,
        offered=showcase.offered,
        innovation=showcase.innovation,
    )


def _strength(item: EvidenceItem, judgement: str) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.STRENGTH,
        item=item.id,
        title=item.title,
        judgement=judgement,
        owner=item.owner,
    )
