"""Survey figures that only the inspection team sees, because a person could be recognised.

A small figure is hidden. It could still be found from the figures beside it: a total less the other groups or
the other quarters, or everybody less those who gave the other answers. So further figures are hidden until
no sum gives it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from inspectprep.model.evidence import Sensitivity, SurveyMeasure
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

_WHOLE = 100
_STEPS = 5_000
"""Sums that are tried for one total. With more, only the sum of all parts counts."""

_ANSWER = re.compile(r"[:?;(\u2013\u2014]|\s-\s")  # what follows may name one of several answers

_When = tuple[date | None, date | None]


class _Figure(NamedTuple):
    """The figures of one measure, or its answers alone.

    Attributes:
        id: The measure.
        n: The number of people who answered.
        yes: The number who gave the counted answer.
        spread: How far `yes` may be from the number itself, because a percentage is rounded.
    """

    id: str
    n: int
    yes: int
    spread: float


def few_answers(measure: SurveyMeasure, policy: EvidencePolicy, *, n: int | None = None) -> bool:
    """Return whether a measure has so few answers that a person could be recognised.

    Args:
        measure: The measure.
        policy: Says how few are too few.
        n: The number of people who answered, if the measure does not say.
    """
    answered = measure.n if measure.n is not None else n
    if answered is None:
        return False
    return _few(answered, _yes(measure, answered), policy)


def hidden_measures(measures: Iterable[SurveyMeasure], policy: EvidencePolicy) -> frozenset[str]:
    """Return the ids of measures whose figures only the inspection team sees.

    Args:
        measures: All survey results, because one may give another away.
        policy: Says how few are too few.
    """
    every = tuple(measures)
    numbers = _numbers(every)
    hidden = {
        measure.id
        for measure in every
        if measure.sensitivity is Sensitivity.RESTRICTED
        or any(few_answers(measure, policy, n=n) for n in (numbers[measure.id] or (None,)))
    }
    small_keys = {_key(measure) for measure in every if measure.id in hidden}
    hidden |= {measure.id for measure in every if _key(measure) in small_keys}
    sums = [*_groups(every, numbers), *_answers(every, numbers)]
    while more := {name for total, parts in sums for name in _gives_away(total, parts, hidden, policy)}:
        hidden |= more
    return frozenset(hidden)


def _few(n: int, yes: int, policy: EvidencePolicy) -> bool:
    return n < policy.fewest_answers or any(0 < number <= policy.hidden_count for number in (yes, n - yes))


def _yes(measure: SurveyMeasure, n: int) -> int:
    return measure.count if measure.count is not None else round((measure.percent or 0) * n / _WHOLE)


def _numbers(measures: Sequence[SurveyMeasure]) -> dict[str, tuple[int, ...]]:
    """Return for each measure how many may have answered: its own number, or those in the same survey."""
    beside: dict[tuple[str, _When], set[int]] = {}
    for measure in measures:
        if measure.n is not None:
            beside.setdefault((_plain(measure.population), _when(measure)), set()).add(measure.n)
    return {
        measure.id: (measure.n,)
        if measure.n is not None
        else tuple(sorted(beside.get((_plain(measure.population), _when(measure)), ())))
        for measure in measures
    }


def _figure(measure: SurveyMeasure, n: int) -> _Figure:
    if measure.count is not None:
        return _Figure(measure.id, n, measure.count, 0)
    # A percentage without decimals is rounded to a whole one, and any other to a tenth.
    rounded = 0.5 if float(measure.percent or 0).is_integer() else 0.05
    return _Figure(measure.id, n, _yes(measure, n), rounded * n / _WHOLE)


_Sum = tuple[_Figure, tuple[_Figure, ...]]
"""A total, and the figures that may be its parts."""


def _groups(measures: Sequence[SurveyMeasure], numbers: dict[str, tuple[int, ...]]) -> Iterator[_Sum]:
    """Yield each figure as the possible total of other groups at that time, or of shorter periods."""
    at_time: dict[tuple[str, _When], list[SurveyMeasure]] = {}
    of_people: dict[tuple[str, str], list[SurveyMeasure]] = {}
    for measure in measures:
        if numbers[measure.id]:
            question = _plain(measure.question)
            at_time.setdefault((question, _when(measure)), []).append(measure)
            of_people.setdefault((question, _plain(measure.population)), []).append(measure)
    for group in at_time.values():
        for total in group:
            yield _sum(total, group, numbers)
    for group in of_people.values():
        for total in group:
            yield _sum(total, [part for part in group if _within(part, total)], numbers)


def _sum(total: SurveyMeasure, group: Iterable[SurveyMeasure], numbers: dict[str, tuple[int, ...]]) -> _Sum:
    whole = _figure(total, numbers[total.id][0])
    parts = (_figure(part, numbers[part.id][0]) for part in group)
    return whole, tuple(part for part in parts if part.n < whole.n)


def _within(part: SurveyMeasure, total: SurveyMeasure) -> bool:
    """Return whether a period is a part of another one."""
    if not (part.starting and part.until and total.starting and total.until):
        return False
    inside = total.starting <= part.starting and part.until <= total.until
    return inside and _when(part) != _when(total)


def _answers(measures: Sequence[SurveyMeasure], numbers: dict[str, tuple[int, ...]]) -> Iterator[_Sum]:
    """Yield everybody who answered a question as the total of those who gave each answer."""
    by_stem: dict[tuple[str, str, _When, int], list[_Figure]] = {}
    for measure in measures:
        stem, *answer = _ANSWER.split(_plain(measure.question), maxsplit=1)
        if answer and answer[0].strip() and numbers[measure.id]:
            n = numbers[measure.id][0]
            figure = _figure(measure, n)._replace(n=0)
            place = stem, _plain(measure.population), _when(measure), n
            by_stem.setdefault(place, []).append(figure)
    for (_, _, _, n), figures in by_stem.items():
        yield _Figure("", 0, n, 0), tuple(figures)


def _gives_away(
    total: _Figure, parts: Sequence[_Figure], hidden: set[str], policy: EvidencePolicy
) -> Iterator[str]:
    """Yield the id of a figure to hide, if a sum with it gives hidden ones away."""
    concerned = total.id in hidden or any(part.id in hidden for part in parts)
    shown = [part for part in parts if part.id not in hidden]
    if not concerned or not shown:
        return
    try:
        for addends in _sums(total, parts):
            seen = [part for part in addends if part.id not in hidden]
            unseen = [part for part in addends if part.id in hidden]
            if seen and _is_clear(total, unseen, hidden, policy):
                yield min(seen, key=lambda part: (part.n, part.yes, part.id)).id
                return
    except _TooManyError:
        unseen = [part for part in parts if part.id in hidden]
        if _is_clear(total, unseen, hidden, policy):
            yield min(shown, key=lambda part: (part.n, part.yes, part.id)).id


def _is_clear(total: _Figure, unseen: Sequence[_Figure], hidden: set[str], policy: EvidencePolicy) -> bool:
    """Return whether a sum says what one of its hidden figures is, or that several are small together."""
    if total.id in hidden:
        return not unseen
    n, yes = sum(part.n for part in unseen), sum(part.yes for part in unseen)
    if not n:  # answers to one question
        return len(unseen) == 1 or (bool(unseen) and yes <= policy.hidden_count)
    return len(unseen) == 1 or _few(n, yes, policy)


class _TooManyError(Exception):
    """There are more sums than can be tried."""


def _sums(total: _Figure, parts: Sequence[_Figure]) -> Iterator[tuple[_Figure, ...]]:
    """Yield each choice of at least two parts that add up to a total.

    Raises:
        _TooManyError: if there are too many choices.
    """
    ordered = sorted(parts, key=lambda part: (-part.n, -part.yes, part.id))
    steps = 0

    def extend(
        start: int, n: int, yes: int, spread: float, chosen: tuple[_Figure, ...]
    ) -> Iterator[tuple[_Figure, ...]]:
        nonlocal steps
        if len(chosen) > 1 and n == 0 and abs(yes) <= spread:
            yield chosen
        for place in range(start, len(ordered)):
            steps += 1
            if steps > _STEPS:
                raise _TooManyError
            part = ordered[place]
            wider = spread + part.spread
            if part.n <= n and part.yes <= yes + wider:
                yield from extend(place + 1, n - part.n, yes - part.yes, wider, (*chosen, part))

    return extend(0, total.n, total.yes, total.spread, ())


def _key(measure: SurveyMeasure) -> tuple[str, str, _When]:
    return _plain(measure.question), _plain(measure.population), _when(measure)


def _when(measure: SurveyMeasure) -> _When:
    return measure.starting, measure.until


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
