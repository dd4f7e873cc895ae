"""What an indicator is, and what may be shown of it outside the team."""

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
    """How a figure is counted.

    Attributes:
        id: A short word for the figure.
        list: The list whose rows are counted.
        what: What the share is of, such as ``assessments that took longer than 45 working days``.
        rules: Rules whose findings are the numerator.
        measure: The rule that measures it, where one does; its conditions are taken from there.
        numerator: A condition instead of rules.
        denominator: The condition for what is looked at.
        unit: ``row``, or ``child`` where each child counts once.
        tolerance: A share up to which the figure is unremarkable: a planning default, not a rule.
        why: Why inspectors look at it.
        look: What to have ready when they ask.
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
        """The share, or None where a count is hidden or there is nothing to look at."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@frozen(kw_only=True)
class Indicator:
    """A figure for the council and its parts, fit to be shown to leaders: small numbers are hidden.

    Attributes:
        council: The figure for everything supplied.
        teams: By team as it is called on the list; empty where the list names no team.
        ages: By age group at the list date.
        stands_out: True when the share, over enough cases, is beyond the tolerance.
        excess: How many times the tolerance the share is; 0 where there are too few cases. Where the
            count is hidden, of the least it could be.
        skipped: Why the figure could not be worked out; empty otherwise.
    """

    spec: IndicatorSpec
    council: Part
    teams: tuple[Part, ...] = field(default=())
    ages: tuple[Part, ...] = field(default=())
    stands_out: bool = False
    excess: float = 0.0
    skipped: str = ""
