"""The headline of the room, by stated rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from inspectprep.calendar.offsets import add_days
from inspectprep.model.representation import with_one_line
from inspectprep.model.review import AnswerKind, ClaimBalance, FieldworkReview, OpenAnswer, RequestStatus
from inspectprep.planning.wording import counted

_NOUNS = {
    AnswerKind.CLAIM: ("criticism", "criticisms"),
    AnswerKind.REQUEST: ("request", "requests"),
    AnswerKind.CASE: ("case", "cases"),
}


@with_one_line
class Headline(NamedTuple):
    """A headline and its reason.

    Attributes:
        verdict: The headline in a few words.
        sentence: The reason, in one sentence.
    """

    verdict: str
    sentence: str


def room_headline(review: FieldworkReview) -> Headline:
    """Return the headline of the room on an evening.

    The first rule that applies gives the headline:

    1. Something is late: ``2 answers are late``.
    2. Something is due on the day or the next day: ``3 answers are due by tomorrow``.
    3. Something is open: ``4 answers are open``.
    4. Nothing is open: ``Inspectors wait for nothing from us``.

    An answer is an answer to a criticism, a request, or a report on a case that was referred back. The
    sentence counts them by kind.
    """
    late = tuple(answer for answer in review.open if answer.status is RequestStatus.LATE)
    soon = due_by(review.open, add_days(review.as_of, 1))
    if late:
        return Headline(f"{_answers(late)} late", f"Late: {by_kind(late)}.{_others(review.open, late)}")
    if soon:
        return Headline(f"{_answers(soon)} due by tomorrow", f"{by_kind(soon)}.{_others(review.open, soon)}")
    if review.open:
        return Headline(f"{_answers(review.open)} open", f"{by_kind(review.open)}. None is late.")
    return Headline("Inspectors wait for nothing from us", "No criticism, request or case is open.")


def _answers(answers: tuple[OpenAnswer, ...]) -> str:
    return f"{counted(len(answers), 'answer')} {'is' if len(answers) == 1 else 'are'}"


def _others(every: tuple[OpenAnswer, ...], counted_already: tuple[OpenAnswer, ...]) -> str:
    others = len(every) - len(counted_already)
    more = f" {others:,} more {'is' if others == 1 else 'are'} open." if others else ""
    unowned = sum(not answer.owner for answer in every)
    return f"{more} No owner: {unowned:,} of {len(every):,}." if unowned else more


def due_by(answers: Iterable[OpenAnswer], day: date) -> tuple[OpenAnswer, ...]:
    """Return the answers that are due on or before a day, without those that are late already."""
    return tuple(
        answer
        for answer in answers
        if answer.due is not None and answer.due <= day and answer.status is not RequestStatus.LATE
    )


def by_kind(answers: Iterable[OpenAnswer]) -> str:
    """Return the number of answers of each kind: ``1 criticism, 2 requests``. Empty for none."""
    kinds = [answer.kind for answer in answers]
    return ", ".join(
        counted(kinds.count(kind), *nouns) for kind, nouns in _NOUNS.items() if kinds.count(kind)
    )


def claims_today(review: FieldworkReview) -> str:
    """Return what changed in the claims on the day, and how many there were on the evening before."""
    today = review.today
    parts = [
        counted(number, *nouns)
        for number, nouns in (
            (today.criticisms, ("new criticism", "new criticisms")),
            (today.strengths, ("new strength", "new strengths")),
            (today.withdrawn, ("criticism withdrawn", "criticisms withdrawn")),
            (today.answered, ("criticism answered", "criticisms answered")),
        )
        if number
    ]
    before = f"Yesterday evening: {_totals(review.yesterday)}."
    return f"Today: {', '.join(parts) or 'no change'}. {before}"


def _totals(balances: Iterable[ClaimBalance]) -> str:
    every = tuple(balances)
    negatives = sum(balance.negatives for balance in every)
    positives = sum(balance.positives for balance in every)
    return f"{counted(negatives, 'criticism')} and {counted(positives, 'strength')}"
