"""Indicators, and the figures of them that may be shown outside the team."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from attrs import field, frozen

__all__ = ["Area", "Indicator", "IndicatorSpec", "Part"]


class Area(StrEnum):
    """The judgement that a figure informs, by the ids of the inspection framework."""

    LEADERS = "impact_of_leaders"
    HELP = "help_and_protection"
    CARE = "in_care"
    LEAVERS = "care_leavers"


@frozen(kw_only=True)
class IndicatorSpec:
    """The definition of a figure.

    Attributes:
        id: A short word for the figure.
        list: The list whose rows are counted.
        what: The cases that are counted, such as ``assessments that took longer than 45 working days``.
        rules: Rules whose findings are the numerator.
        measure: The rule that measures it, where one does; its conditions are taken from there.
        numerator: A condition instead of rules.
        denominator: The condition for the cases that are examined.
        unit: ``row``, or ``child`` where each child counts once.
        tolerance: A share up to which the figure is unremarkable: a planning default, not a rule.
        why: The reason for which inspectors examine it.
        look: The material to have ready when they ask.
    """

    id: str
    area: Area
    list: int
    what: str
    denominator: str
    why: str
    look: str
    rules: tuple[str, ...] = ()
    measure: str = ""
    numerator: str = ""
    unit: Literal["row", "child"] = "row"
    tolerance: float = 0.1


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
        council: The figure for everything supplied.
        teams: By team, as the list names it; empty where the list names no team.
        ages: By age group at the list date.
        stands_out: True when the share, over enough cases, is beyond the tolerance.
        excess: The share divided by the tolerance; 0 where there are too few cases. A hidden count is
            taken at its lowest possible value.
        skipped: The reason for which the figure could not be calculated; empty otherwise.
    """

    spec: IndicatorSpec
    council: Part
    teams: tuple[Part, ...] = field(default=())
    ages: tuple[Part, ...] = field(default=())
    stands_out: bool = False
    excess: float = 0.0
    skipped: str = ""
