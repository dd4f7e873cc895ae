"""What inspectors will see: shares by council, team and age, small numbers hidden, ranked as enquiries."""

from inspectprep.annexa.indicators.catalogue import catalogue
from inspectprep.annexa.indicators.rank import likely_lines
from inspectprep.annexa.indicators.suppress import hidden_parts
from inspectprep.annexa.indicators.values import Area, Indicator, IndicatorSpec, Part
from inspectprep.annexa.indicators.work_out import indicators

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
