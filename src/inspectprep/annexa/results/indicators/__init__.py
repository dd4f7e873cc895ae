"""Indicators: shares by council, team and age, with small numbers hidden, ranked as lines of enquiry."""

from inspectprep.annexa.catalogue.read import indicator_specs as indicator_specs
from inspectprep.annexa.catalogue.values import Area as Area, IndicatorSpec as IndicatorSpec
from inspectprep.annexa.results.indicators.calculate import indicators as indicators
from inspectprep.annexa.results.indicators.rank import (
    late_practice as late_practice,
    likely_lines as likely_lines,
)
from inspectprep.annexa.results.indicators.suppress import hidden_parts as hidden_parts
from inspectprep.annexa.results.indicators.values import Indicator as Indicator, Part as Part
