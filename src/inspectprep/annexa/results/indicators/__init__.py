"""Indicators: shares by council, team and age, with small numbers hidden, ranked as lines of enquiry."""

from inspectprep.annexa.catalogue.read import indicator_specs
from inspectprep.annexa.catalogue.values import Area, IndicatorSpec
from inspectprep.annexa.results.indicators.calculate import indicators
from inspectprep.annexa.results.indicators.rank import late_practice, likely_lines
from inspectprep.annexa.results.indicators.suppress import hidden_parts
from inspectprep.annexa.results.indicators.values import Indicator, Part

__all__ = [
    "Area",
    "Indicator",
    "IndicatorSpec",
    "Part",
    "hidden_parts",
    "indicator_specs",
    "indicators",
    "late_practice",
    "likely_lines",
]
