"""The scores of the forecast and of simpler methods on a history.

Each forecast uses only reports that were published by its day. The councils of a forecast are those whose
next full inspection begins later. The protocol has 26 days, every two months from October 2021 to December
2025, and two sets: councils that waited over the pandemic pause, and councils inspected since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from inspectprep.errors import InspectPrepError
from inspectprep.extras import optional
from inspectprep.history.baselines import BASELINES, Distribution, known_spells
from inspectprep.history.fit import LAG, fit_figures
from inspectprep.model.backtest import Backtest, CalibrationBand, ModelScores, SetScores
from inspectprep.model.framework import CallPattern
from inspectprep.model.past_inspection import PastInspection
from inspectprep.planning.forecast.forecaster import Forecaster
from inspectprep.planning.forecast.sequences import PAUSE, by_council

with optional("scipy"):
    import numpy as np

ORIGINS = tuple(
    date(year, month, 1)
    for year in range(2021, 2026)
    for month in range(2, 13, 2)
    if (year, month) >= (2021, 10)
)
"""The days of the forecasts."""
QUEUE = "Queue (inspectprep)"
_SETS = {
    "A": "Last inspection before the pandemic pause, forecasts before October 2024",
    "A from 2024": "The same, forecasts from January to September 2024",
    "B": "Last inspection since the pandemic pause, forecasts from January 2024",
}
_A_UNTIL, _LATER = date(2024, 10, 1), date(2024, 1, 1)
_DAYS = 3000
_SOON = 90
_BANDS = (0.0, 0.05, 0.1, 0.2, 0.4, 1.0)


class _Row(NamedTuple):
    """A council on the day of a forecast, and what happened then.

    Attributes:
        council: Its name.
        as_of: The day of the forecast.
        last: Its last inspection.
        wait: The days until the next one. None if it is not known to have begun.
        known: The days for which it is known.
    """

    council: str
    as_of: date
    last: PastInspection
    wait: int | None
    known: int


class _Score(NamedTuple):
    covered: bool
    may_be_covered: bool
    width: int
    crps: float
    soon: float
    happened: bool | None


def backtest(
    history: Iterable[PastInspection],
    *,
    pattern: CallPattern,
    origins: Sequence[date] = ORIGINS,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Return the scores of the forecast and of simpler methods on a history.

    Args:
        history: Full inspections.
        pattern: The weeks in which inspections begin.
        origins: The days of the forecasts.
        progress: A function that is called after each day with the days done and all days.

    Raises:
        InspectPrepError: if the history has no council to forecast.
        LibraryError: if SciPy is not installed.
    """
    inspections = tuple(each for each in history if each.published is not None)
    sequences = by_council(inspections)
    until = max((each.published for each in inspections if each.published), default=date.min)
    end = until - LAG if inspections else until
    scores: dict[str, dict[str, list[tuple[_Row, _Score]]]] = defaultdict(lambda: defaultdict(list))
    for number, as_of in enumerate(origins, start=1):
        rows = [(set_, row) for row in _rows(sequences, as_of, end) for set_ in _sets_of(row)]
        if rows:
            for name, forecast in _forecasts(inspections, tuple(sequences.values()), as_of, pattern):
                for set_, row in rows:
                    scores[set_][name].append((row, _score(forecast(row.last, as_of), row)))
        if progress:
            progress(number, len(origins))
    if not scores:
        raise InspectPrepError(
            "The history has no council to forecast on any day of the protocol.",
            remedy=f"It needs inspections that began before {origins[-1]}, with their day of publication.",
        )
    return Backtest(
        first_origin=origins[0],
        last_origin=origins[-1],
        origins=len(origins),
        until=end,
        sets=tuple(
            SetScores(
                id=set_,
                title=title,
                models=tuple(_model(name, scored) for name, scored in scores[set_].items()),
            )
            for set_, title in _SETS.items()
            if set_ in scores
        ),
    )


def _rows(sequences: Mapping[str, tuple[PastInspection, ...]], as_of: date, end: date) -> Iterator[_Row]:
    for council, sequence in sequences.items():
        past = [each for each in sequence if each.start <= as_of]
        later = next((each for each in sequence if each.start > as_of), None)
        if past:
            wait = (later.start - as_of).days if later else None
            yield _Row(council, as_of, past[-1], wait, max((end - as_of).days, wait or 0, 0))


def _sets_of(row: _Row) -> Iterator[str]:
    if row.last.start < PAUSE[0] and row.as_of < _A_UNTIL:
        yield "A"
        if row.as_of >= _LATER:
            yield "A from 2024"
    elif row.last.start > PAUSE[1] and row.as_of >= _LATER:
        yield "B"


def _forecasts(
    inspections: Sequence[PastInspection],
    sequences: Sequence[Sequence[PastInspection]],
    as_of: date,
    pattern: CallPattern,
) -> Iterator[tuple[str, Distribution]]:
    spells = known_spells(sequences, as_of)
    for name, fit in BASELINES.items():
        yield name, fit(spells)
    forecaster = Forecaster(
        fit_figures(inspections, as_of=as_of, pattern=pattern), as_of=as_of, pattern=pattern, called=True
    )

    def queue(last: PastInspection, as_of: date) -> Any:
        steps = np.zeros(_DAYS)
        grades = (last.overall,) if last.overall else tuple(last.judgements.values())
        for call, chance in zip(forecaster.calls, forecaster.chances(last.start, grades), strict=True):
            steps[min((call.monday - as_of).days, _DAYS - 1)] += chance
        return np.cumsum(steps)

    yield QUEUE, queue


def _score(distribution: Any, row: _Row) -> _Score:
    """Return the scores of a distribution of the days from the day of a forecast."""
    low, high = (int(np.searchsorted(distribution, share)) for share in (0.1, 0.9))
    reached = distribution[: row.known + 1]
    begun = np.arange(len(reached)) >= (row.wait if row.wait is not None else _DAYS)
    happened = row.wait is not None and row.wait <= _SOON
    return _Score(
        covered=row.wait is not None and low <= row.wait <= high,
        may_be_covered=low <= row.wait <= high if row.wait is not None else high >= row.known,
        width=high - low,
        crps=float(((reached - begun) ** 2).sum()),
        soon=float(distribution[_SOON]),
        happened=happened if happened or row.known >= _SOON else None,
    )


def _model(name: str, scored: Sequence[tuple[_Row, _Score]]) -> ModelScores:
    scores = [score for _, score in scored]
    soon = [score for score in scores if score.happened is not None]
    return ModelScores(
        model=name,
        rows=len(scores),
        events=len({row.council for row, _ in scored if row.wait is not None}),
        covered=_mean([score.covered for score in scores]),
        covered_at_most=_mean([score.may_be_covered for score in scores]),
        width=_mean([score.width for score in scores]),
        median_width=float(np.median([score.width for score in scores])),
        crps=_mean([score.crps for score in scores]),
        brier_90=_mean([(score.soon - bool(score.happened)) ** 2 for score in soon]),
        calibration=tuple(_calibration(soon)),
    )


def _calibration(scores: Sequence[_Score]) -> Iterator[CalibrationBand]:
    for low, high in pairwise(_BANDS):
        band = [each for each in scores if low <= each.soon < high or each.soon == high == 1.0]
        if band:
            yield CalibrationBand(
                low=low,
                high=high,
                n=len(band),
                forecast=_mean([each.soon for each in band]),
                happened=_mean([bool(each.happened) for each in band]),
            )


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0
