"""Indicators, and the figures of them that may be shown outside the team."""

from __future__ import annotations

from attrs import field

from inspectprep.annexa.catalogue.values import IndicatorSpec
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class Part:
    """One figure: of the whole council, of a team or of an age group.

    Attributes:
        label: Name of the team or age group; empty for the council.
        numerator: None where it is hidden.
        denominator: None where it is hidden.
    """

    label: str
    numerator: int | None
    denominator: int | None

    @property
    def share(self) -> float | None:
        """The share, or None where a count is hidden or the denominator is 0."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@frozen(kw_only=True)
class Indicator:
    """A figure for the council and its parts, with small numbers hidden, so that leaders may see it.

    Attributes:
        spec: Its definition.
        council: The figure for everything supplied.
        teams: By team, as the list names it; empty where the list names no team.
        ages: By age group at the list date; empty where the indicator names groups.
        groups: By the groups that the indicator names. They are shown in place of age groups.
        threshold: The share above which it stands out, as the council has it. 0 where none is allowed; None
            if it never stands out.
        stands_out: True when the share, over enough cases, is above the threshold.
        excess: The share divided by the threshold; 0 where there are too few cases. A hidden count is
            taken at its lowest possible value.
        judged_share: The share to judge. A hidden count is taken at its lowest possible value, so that
            nothing can be read from it. 0 where the denominator is a small number.
        enough: True when there are enough cases to show a share.
        skipped: The reason for which the figure could not be calculated; empty otherwise.
    """

    spec: IndicatorSpec
    council: Part
    teams: tuple[Part, ...] = field(default=())
    ages: tuple[Part, ...] = field(default=())
    groups: tuple[Part, ...] = field(default=())
    threshold: float | None = None
    stands_out: bool = False
    excess: float = 0.0
    judged_share: float = 0.0
    enough: bool = False
    skipped: str = ""
