"""What the challenge log says about readiness: claims unanswered, balances tipped, nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.fieldwork.claims import balances, is_open, suggestions, unanswered
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.model.enquiry import Fieldwork

__all__ = ["challenge_reasons"]

_DEFAULT = EvidencePolicy()
_SPEAKS = "dcs"
_NAMES_OTHERS = "deputy"
_SHOWN = 3


def challenge_reasons(
    room: Fieldwork,
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that the room gives for the theme of challenge; one green reason if none.

    A negative claim that nobody answered while it was still fresh is red. Claims are named by id: what
    inspectors said is for fewer eyes than the reason.
    """
    reasons = [*_claims(room, day, policy), *_tipped(room, base, day, policy), *_showcases(room)]
    if not reasons:
        text = (
            f"{counted(len(room.challenges), 'claim')} heard, none waiting for an answer; "
            f"{counted(len(room.showcases), 'service')} to show."
        )
        reasons.append(Reason(rating=Rating.GREEN, rule="challenge-in-hand", text=text))
    return tuple(reasons)


def _claims(room: Fieldwork, day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    waiting = unanswered(room.challenges, day, policy)
    for each in waiting:
        yield Reason(
            rating=Rating.RED,
            rule="challenge-unanswered",
            text=f"The claim {each.id or 'noted'} was heard "
            f"{counted((day - each.heard).days, 'calendar day')} ago and has not been answered.",
            owner=each.owner or _NAMES_OTHERS,
            action=f"Put the evidence on {each.id or 'the claim'} to the lead inspector, or accept it.",
        )
    bare = [each for each in room.challenges if is_open(each) and not each.evidence]
    if bare:
        names = ", ".join(each.id for each in bare if each.id) or counted(len(bare), "claim")
        yield Reason(
            rating=Rating.AMBER,
            rule="challenge-without-evidence",
            text=f"No evidence is named that answers {names}.",
            owner=next((each.owner for each in bare if each.owner), _NAMES_OTHERS),
            action=f"Find what answers {names}.",
        )
    unowned = [each for each in room.challenges if is_open(each) and not each.owner]
    if unowned:
        names = ", ".join(each.id for each in unowned if each.id) or counted(len(unowned), "claim")
        yield Reason(
            rating=Rating.AMBER,
            rule="challenge-unowned",
            text=f"Nobody is named to answer {names}.",
            owner=_NAMES_OTHERS,
            action=f"Name who answers {names}.",
        )


def _tipped(room: Fieldwork, base: EvidenceBase, day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    tipped = [each for each in balances(room.challenges, base.judgements, policy) if each.tipped]
    unseen = suggestions(tipped, room, base, day, policy)
    for balance in tipped:
        items = [each.item for each in unseen if each.judgement == balance.judgement and each.item]
        names = ", ".join(items[:_SHOWN])
        offer = f"offer what they have not seen ({names})" if names else "find what they have not seen"
        yield Reason(
            rating=Rating.AMBER,
            rule="balance-tipped",
            text=f"On {balance.title} inspectors have said {counted(balance.negatives, 'negative thing')} "
            f"and {counted(balance.positives, 'positive one')}.",
            owner=_SPEAKS,
            action=f"Say so to the lead inspector, and {offer}.",
        )


def _showcases(room: Fieldwork) -> Iterator[Reason]:
    if not room.showcases:
        yield Reason(
            rating=Rating.AMBER,
            rule="showcases-none",
            text="No service is named that we would be proud to show.",
            owner=_NAMES_OTHERS,
            action="Name services to show, why, and who receives inspectors there.",
        )
