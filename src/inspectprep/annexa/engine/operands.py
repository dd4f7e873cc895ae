"""What the parts of a condition become on whole columns: dates by facet, differences, truths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import frozen

from inspectprep.annexa.engine.date_columns import EPOCH, Facet, facet_of, first_day

__all__ = ["DateDifference", "DateValue", "MovedDate", "Operand", "Truth", "compare_facet", "constant_date"]

# A whole number known now, or a narwhals expression that gives one a row.
Operand: TypeAlias = Any


@frozen
class Truth:
    """A condition on columns; `sure` when it can never be null."""

    expr: Any
    sure: bool = False

    def filled(self) -> Any:
        """Return the expression with null counted as false."""
        return self.expr if self.sure else self.expr.fill_null(False)


@frozen
class DateValue:
    """A date: each facet on demand, so that only those used become columns."""

    facet: Callable[[Facet], Operand]
    fixed: bool = False


@frozen
class MovedDate:
    """A date moved by months or years; it can be compared with another date and nothing else."""

    base: DateValue
    number: int
    unit: Literal["months", "years"]


@frozen
class DateDifference:
    """``later - earlier`` in one facet; `scale` is what one unit of the answer is in that facet."""

    facet: Facet
    later: DateValue
    earlier: DateValue
    scale: int = 1
    absolute: bool = False


def constant_date(day: date) -> DateValue:
    """Return a fixed date."""
    number = day.toordinal() - EPOCH
    return DateValue(lambda facet: facet_of(facet, number), fixed=True)


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def compare_facet(operator: str, left: DateValue, facet: Facet, right: Operand) -> Any:
    """Compare a facet of `left` with `right`.

    A fixed `right` is turned into a bound on the day number, so that no facet column is needed.
    """
    if not isinstance(right, int):
        return apply(operator, left.facet(facet), right)
    if left.fixed:
        return bool(_plain(operator, left.facet(facet), right))
    if facet == "day":
        return apply(operator, left.facet("day"), right)
    day = left.facet("day")
    if operator == "<":
        return day < first_day(facet, right)
    if operator == "<=":
        return day < first_day(facet, right + 1)
    if operator == ">":
        return day >= first_day(facet, right + 1)
    if operator == ">=":
        return day >= first_day(facet, right)
    inside = (day >= first_day(facet, right)) & (day < first_day(facet, right + 1))
    return inside if operator == "==" else ~inside


def mirrored(operator: str) -> str:
    """Return the operator for the two sides swapped."""
    return _TURNED[operator]


def apply(operator: str, left: Any, right: Any) -> Any:
    """Apply a comparison to two operands of which at least one is an expression."""
    if operator == "<":
        return left < right
    if operator == "<=":
        return left <= right
    if operator == ">":
        return left > right
    if operator == ">=":
        return left >= right
    if operator == "==":
        return left == right
    return left != right


def _plain(operator: str, left: int, right: int) -> bool:
    return bool(apply(operator, left, right))
