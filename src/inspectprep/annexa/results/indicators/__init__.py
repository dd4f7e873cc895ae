"""Indicators: shares by council, team and age, with small numbers hidden, ranked as lines of enquiry."""

from inspectprep.annexa.results.indicators.calculate import indicators
from inspectprep.annexa.results.indicators.catalogue import catalogue
from inspectprep.annexa.results.indicators.rank import likely_lines
from inspectprep.annexa.results.indicators.suppress import hidden_parts
from inspectprep.annexa.results.indicators.values import Area, Indicator, IndicatorSpec, Part

__all__ = [
    "Area",
    "Indicator",
    "IndicatorSpec",
    "Part",
    "catalogue",
    "hidden_parts",
    "indicators",
    "likely_lines",
]
