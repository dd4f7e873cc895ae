"""Likely lines of enquiry: the figures that stand out, ranked, each with a reason for leaders."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.annexa.catalogue.national import NO_COMPARISON
from inspectprep.annexa.results.indicator_thresholds import threshold_words
from inspectprep.annexa.results.indicators.values import Indicator, Part
from inspectprep.model.finding import LatePractice, LikelyLine

_TEAM_FACTOR = 1.5
"""A team is named when its share is this many times the council's."""
_TEAM_DENOMINATOR = 10
"""The smallest denominator of a team that is named."""


def likely_lines(indicators: Iterable[Indicator]) -> tuple[LikelyLine, ...]:
    """Return the figures that stand out, in descending order of excess over their threshold.

    A figure whose specification is not `likely` is left out.
    """
    ranked = sorted(
        (indicator for indicator in indicators if indicator.stands_out and indicator.spec.likely),
        key=lambda indicator: (-indicator.excess, -(indicator.council.numerator or 0), indicator.spec.id),
    )
    return tuple(
        LikelyLine(
            rank=rank,
            judgement=indicator.spec.area.value,
            indicator=indicator.spec.id,
            title=indicator.spec.what[0].upper() + indicator.spec.what[1:],
            reason=_reason(indicator),
            prepare=indicator.spec.look,
            among=indicator.spec.among,
            comparison=str(indicator.spec.comparison or NO_COMPARISON),
        )
        for rank, indicator in enumerate(ranked, start=1)
    )


def late_practice(indicators: Iterable[Indicator]) -> tuple[LatePractice, ...]:
    """Return the shares of late practice, for the indicators that are about it and could be calculated."""
    return tuple(
        LatePractice(
            indicator=indicator.spec.id,
            title=indicator.spec.what,
            share=round(indicator.judged_share, 3),
            red=indicator.spec.red,
            late=indicator.council.numerator if indicator.enough else None,
            of=indicator.council.denominator if indicator.enough else None,
        )
        for indicator in indicators
        if indicator.spec.red is not None and not indicator.skipped
    )


def _reason(indicator: Indicator) -> str:
    spec, council = indicator.spec, indicator.council
    if council.share is None:
        figure = f"A small number of {spec.what}"
    else:
        figure = f"{council.numerator:,} of {council.denominator:,} {spec.what} ({council.share:.0%})"
    team = _team_that_stands_out(indicator)
    where = (
        f" The highest share is in {team.label}: {team.numerator:,} of {team.denominator:,}." if team else ""
    )
    words = threshold_words(spec, indicator.threshold)
    return f"{figure}. {words[:1].upper()}{words[1:]}.{where} {spec.why}"


def _team_that_stands_out(indicator: Indicator) -> Part | None:
    council = indicator.council.share
    if not council:
        return None
    teams = [
        team
        for team in indicator.teams
        if team.share is not None
        and (team.denominator or 0) >= _TEAM_DENOMINATOR
        and team.share >= council * _TEAM_FACTOR
    ]
    return max(teams, key=lambda team: (team.share or 0.0, team.label), default=None)
