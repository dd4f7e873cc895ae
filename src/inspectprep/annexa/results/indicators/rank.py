"""Ranks what stands out as likely lines of enquiry, and says why in words that leaders may read."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.annexa.results.indicators.values import Indicator, Part
from inspectprep.model.finding import LikelyLine

__all__ = ["likely_lines"]

_TELLING = 1.5
"""A team is named when its share is this many times the council's."""
_ENOUGH = 10


def likely_lines(found: Iterable[Indicator]) -> tuple[LikelyLine, ...]:
    """Return the figures that stand out, the furthest beyond their tolerance first."""
    out = [each for each in found if each.stands_out]
    out.sort(key=lambda each: (-each.excess, -(each.council.numerator or 0), each.spec.id))
    return tuple(
        LikelyLine(
            rank=rank,
            judgement=each.spec.area.value,
            indicator=each.spec.id,
            title=each.spec.what[0].upper() + each.spec.what[1:],
            reason=_reason(each),
            prepare=each.spec.look,
        )
        for rank, each in enumerate(out, start=1)
    )


def _reason(found: Indicator) -> str:
    spec, council = found.spec, found.council
    if council.share is None:
        figure = f"A small number of {spec.what}."
    else:
        figure = f"{council.numerator:,} of {council.denominator:,} {spec.what} ({council.share:.0%})"
        usual = f"up to {spec.tolerance:.0%} is taken as usual" if spec.tolerance else "one is too many"
        figure = f"{figure}; {usual}."
    team = _telling(found)
    where = f" Most of all in {team.label}: {team.numerator:,} of {team.denominator:,}." if team else ""
    return f"{figure}{where} {spec.why}"


def _telling(found: Indicator) -> Part | None:
    council = found.council.share
    if not council:
        return None
    teams = [
        team
        for team in found.teams
        if team.share is not None and (team.denominator or 0) >= _ENOUGH and team.share >= council * _TELLING
    ]
    return max(teams, key=lambda team: (team.share or 0.0, team.label), default=None)
