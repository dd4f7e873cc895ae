"""Simpler methods to forecast the next full inspection, for comparison with the queue.

Each is a distribution of the waiting time. It is fitted to the intervals that were known on a day, and
conditioned on the wait of a council until that day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from inspectprep.extras import optional
from inspectprep.history.fit import LAG
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.planning.forecast.intervals import spans_pause
from inspectprep.planning.forecast.queue import waited
from inspectprep.planning.forecast.sequences import PAUSE

with optional("scipy"):
    import numpy as np
    from scipy.optimize import minimize
    from scipy.stats import CensoredData, ecdf, norm

DAYS = 6000
"""Calendar days of a distribution of waiting times."""
_HORIZON = 3000
"""Calendar days of a forecast."""
_GUIDE, _GUIDE_SPREAD = 1096, 180.0
"""Three years, and six months either side of it."""
_ENOUGH = 3
_PRIOR_COUNCILS = 8.0
"""The weight of all grades together beside one grade, in councils."""
_MONTH = 30
_GRID = np.arange(DAYS)


class Spell(NamedTuple):
    """The wait of a council after an inspection, as it was known on a day.

    Attributes:
        start: The first day of the inspection.
        grade: Its overall grade.
        ilacs: Whether it and the next one are inspections of the present framework.
        next: The first day of the next one. None if it had not begun.
        days: The calendar days until then, or for which the council is known to have waited.
    """

    start: date
    grade: GradeWord | None
    ilacs: bool
    next: date | None
    days: int


Distribution = Callable[[Any, date], Any]
"""The cumulative distribution of the days from a day of forecast, for an inspection and that day."""


def known_spells(sequences: Sequence[Sequence[PastInspection]], as_of: date) -> list[Spell]:
    """Return the waits that were known on a day. Reports are late, so open ones end some months earlier."""
    spells = []
    for sequence in sequences:
        known = [each for each in sequence if each.published is not None and each.published <= as_of]
        for place, each in enumerate(known):
            later = known[place + 1] if place + 1 < len(known) else None
            begun = later.start if later else None
            end = begun or as_of - LAG
            if end > each.start:
                ilacs = {each.kind, later.kind if later else each.kind} == {InspectionKind.ILACS}
                days = waited(each.start, end)
                spells.append(Spell(each.start, each.overall, ilacs, begun, days))
    return spells


def conditioned(distribution: Any, days: int) -> Any:
    """Return the distribution of the remaining days, for a council that has waited."""
    left = 1 - distribution[min(days, DAYS - 1)]
    if left < 1e-6:
        return np.concatenate([[0.0], np.ones(_HORIZON - 1)])
    rest = (distribution[days:] - distribution[days]) / left
    return np.concatenate([rest, np.full(max(_HORIZON - len(rest), 0), rest[-1])])[:_HORIZON]


def _by_wait(by_grade: Mapping[GradeWord | None, Any], *, pause_counts: bool = False) -> Distribution:
    def forecast(last: PastInspection, as_of: date) -> Any:
        days = (as_of - last.start).days if pause_counts else waited(last.start, as_of)
        return conditioned(by_grade.get(last.overall, by_grade[None]), days)

    return forecast


def three_years(_: Sequence[Spell]) -> Distribution:
    """Return the guide's third anniversary, or the next day if it has passed."""
    return _by_wait({None: (_GRID >= _GUIDE) * 1.0}, pause_counts=True)


def around_three_years(_: Sequence[Spell]) -> Distribution:
    """Return a normal distribution around the third anniversary."""
    return _by_wait({None: norm.cdf(_GRID, _GUIDE, _GUIDE_SPREAD)}, pause_counts=True)


def seslip(spells: Sequence[Spell]) -> Distribution:
    """Return the minimum, average and maximum of completed intervals by grade, as SESLIP publishes them.

    The intervals are those between inspections of the present framework that do not span the pandemic pause.
    1 in 10 come before the minimum, half before the average, and 9 in 10 before the maximum. Where fewer than
    three are known, those of all grades count, or else 30, 36 and 42 months.
    """
    known = [
        spell for spell in spells if spell.ilacs and spell.next and not spans_pause(spell.start, spell.next)
    ]
    every = [spell.days for spell in known]
    grades: dict[GradeWord | None, list[int]] = {None: every}
    grades |= {grade: [spell.days for spell in known if spell.grade == grade] for grade in GradeWord}
    return _by_wait(
        {grade: _three_points(days if len(days) >= _ENOUGH else every) for grade, days in grades.items()}
    )


def _three_points(days: Sequence[int]) -> Any:
    low, middle, high = (
        (min(days), sum(days) / len(days), max(days)) if len(days) >= _ENOUGH else (913, 1096, 1279)
    )
    points = [low - (middle - low) / 4, low, middle, high, high + (high - middle) / 4]
    return np.interp(_GRID, points, [0.0, 0.1, 0.5, 0.9, 1.0])


def _kaplan_meier(spells: Sequence[Spell]) -> Any:
    done = [spell.days for spell in spells if spell.next]
    still = [spell.days for spell in spells if not spell.next]
    if not done:
        return norm.cdf(_GRID, _GUIDE, _GUIDE_SPREAD)
    return ecdf(CensoredData(uncensored=done, right=still)).cdf.evaluate(_GRID)


def kaplan_meier(spells: Sequence[Spell]) -> Distribution:
    """Return the Kaplan-Meier curve of each grade."""
    every = _kaplan_meier(spells)
    by_grade = {grade: [spell for spell in spells if spell.grade == grade] for grade in GradeWord}
    return _by_wait(
        {
            None: every,
            **{grade: _kaplan_meier(own) if own else every for grade, own in by_grade.items()},
        }
    )


def shrunk_kaplan_meier(spells: Sequence[Spell]) -> Distribution:
    """Return the curve of each grade, drawn towards that of all grades if it has few councils."""
    every = _kaplan_meier(spells)
    curves: dict[GradeWord | None, Any] = {None: every}
    for grade in GradeWord:
        own = [spell for spell in spells if spell.grade == grade]
        done = sum(1 for spell in own if spell.next)
        share = done / (done + _PRIOR_COUNCILS)
        curves[grade] = share * _kaplan_meier(own) + (1 - share) * every if done else every
    return _by_wait(curves)


def logistic_hazard(spells: Sequence[Spell]) -> Distribution:
    """Return a chance for each month of waiting that is a logistic function of the wait and its square."""
    waits = [spell.days // _MONTH for spell in spells] or [0]
    months = np.concatenate([np.arange(wait + 1) for wait in waits])
    ends = np.zeros(len(months))
    ends[np.cumsum([wait + 1 for wait in waits]) - 1] = [spell.next is not None for spell in spells] or [
        False
    ]

    def terms(wait: Any) -> Any:
        scaled = (wait - 40.0) / 10.0
        return np.stack([np.ones_like(scaled), scaled, np.minimum(scaled, 0.0) ** 2])

    counted = terms(months)

    def loss(weights: Any) -> float:
        logit = weights @ counted
        return float(np.logaddexp(0, logit).sum() - logit @ ends + weights @ weights / 20)

    best = minimize(loss, np.array([-2.0, 1.0, 0.0]), method="BFGS").x
    hazard = 1 / (1 + np.exp(-(best @ terms(_GRID / _MONTH))))
    return _by_wait({None: 1 - np.cumprod((1 - hazard) ** (1 / _MONTH))})


def censored_normal(spells: Sequence[Spell]) -> Distribution:
    """Return the normal distribution of the waits since the pause, and of those over it without the pause."""
    counted = [
        spell for spell in spells if spell.start >= PAUSE[0] or spell.next is None or spell.next > PAUSE[1]
    ]
    done = [float(spell.days) for spell in counted if spell.next]
    still = [float(spell.days) for spell in counted if not spell.next]
    if len(done) < _ENOUGH:
        return around_three_years(spells)
    middle, spread = norm.fit(CensoredData(uncensored=done, right=still))
    return _by_wait({None: norm.cdf(_GRID, middle, spread)})


def blend(spells: Sequence[Spell]) -> Distribution:
    """Return the average of the shrunk curve and the censored normal distribution."""
    first, second = shrunk_kaplan_meier(spells), censored_normal(spells)
    return lambda last, as_of: (first(last, as_of) + second(last, as_of)) / 2


BASELINES: Mapping[str, Callable[[Sequence[Spell]], Distribution]] = {
    "Fixed three years": three_years,
    "Three years, sd 180": around_three_years,
    "SESLIP style": seslip,
    "Kaplan-Meier by grade": kaplan_meier,
    "Kaplan-Meier, shrunk": shrunk_kaplan_meier,
    "Logistic hazard": logistic_hazard,
    "Censored normal": censored_normal,
    "Blend": blend,
}
"""The methods by name, in the order in which they are shown."""
