"""The built-in figures of the forecast, which ``scripts/forecast_figures.py`` fits to a history."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from inspectprep.codec import read_toml
from inspectprep.model.forecast_figures import ForecastFigures

_FILE = Path(__file__).parent / "data" / "forecast-figures.toml"


@cache
def built_in_figures() -> ForecastFigures:
    """Return the figures with which a forecast needs no history."""
    return read_toml(_FILE, ForecastFigures)
