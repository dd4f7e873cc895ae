"""Scores of forecasts of the next full inspection, on a history."""

from __future__ import annotations

from datetime import date

from inspectprep.model.document import document
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class CalibrationBand:
    """Forecasts of one band of chances of an inspection within 90 days, and what happened.

    Attributes:
        low: The lowest chance of the band.
        high: The highest chance of the band, which is part of the last band only.
        n: The number of forecasts.
        forecast: The average chance.
        happened: The share of them with an inspection within 90 days.
    """

    low: float
    high: float
    n: int
    forecast: float
    happened: float


@frozen(kw_only=True)
class ModelScores:
    """The scores of one model on one set. Each row is a council on one day of a forecast.

    Attributes:
        model: The model.
        rows: The number of rows.
        events: The number of councils whose next inspection is in the history.
        covered: The share of rows whose next inspection is known to be in the window of 80%.
        covered_at_most: The same, with those rows whose next inspection could still be in it.
        width: The average width of the window, in calendar days.
        median_width: The median width.
        crps: The average continuous ranked probability score up to the end of the history, in days. Smaller
            is better.
        brier_90: The Brier score of the chance of an inspection within 90 days. Smaller is better.
        calibration: The chances within 90 days, by band.
    """

    model: str
    rows: int
    events: int
    covered: float
    covered_at_most: float
    width: float
    median_width: float
    crps: float
    brier_90: float
    calibration: tuple[CalibrationBand, ...]


@frozen(kw_only=True)
class SetScores:
    """The scores of every model on one set of rows.

    Attributes:
        id: The id of the set.
        title: The rows that it has.
        models: The scores.
    """

    id: str
    title: str
    models: tuple[ModelScores, ...]


@document("forecast-backtest")
@frozen(kw_only=True)
class Backtest:
    """The scores of the forecast and of simpler methods on a history, each made only with earlier reports.

    Attributes:
        first_origin: The first day of a forecast.
        last_origin: The last one.
        origins: The number of days of forecasts, every two months.
        until: The last day on which an inspection counts. Later ones may not be published yet.
        sets: The scores by set.
    """

    first_origin: date
    last_origin: date
    origins: int
    until: date
    sets: tuple[SetScores, ...]
