"""The share above which an indicator stands out, and the words for it."""

from __future__ import annotations

from inspectprep.annexa.catalogue.national import Comparable, percent
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import IndicatorSpec

_SAME = 0.005
"""A threshold is a national figure if it differs by less than this share, which rounding explains."""


def threshold_of(spec: IndicatorSpec, policy: Policy) -> float | None:
    """Return the share above which an indicator stands out.

    Returns:
        The council's threshold or the default; 0 where the law allows none; None if it never stands out.
    """
    if spec.law:
        return 0.0
    measure = built_in()[spec.measure].measure if spec.measure else None
    if measure is not None and measure.flag_above:
        return float(policy.values(built_in()[spec.measure])[measure.flag_above])
    return policy.indicators.get(spec.id, spec.threshold)


def threshold_words(spec: IndicatorSpec, threshold: float | None) -> str:
    """Return what a share is compared with. Only a national figure is called usual.

    Args:
        spec: The indicator.
        threshold: Its threshold in this check, as :func:`threshold_of` returns it.
    """
    if spec.law:
        return f"the law allows none ({spec.law})"
    if threshold is None:
        return "no threshold"
    comparison = spec.comparison
    if comparison and comparison.figures and comparison.comparable is not Comparable.NO:
        national = comparison.figures[0]
        if abs(national.ratio - threshold) < _SAME:
            return f"up to {percent(threshold)} is taken as usual (national figure, {national.year})"
    return f"our threshold: {percent(threshold) if threshold else 'none'}"
