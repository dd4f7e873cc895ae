"""The operands of compiled conditions, on whole columns: truths, dates by facet, and differences of dates."""

from __future__ import annotations

import operator as operators
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

from inspectprep.annexa.engine.date_columns import EPOCH, Facet, facet_of
from inspectprep.annexa.engine.sides import Expression
from inspectprep.model.representation import frozen

Operand: TypeAlias = Expression
"""A whole number, or an expression that gives a whole number for each row."""


@frozen
class Truth:
    """A condition on columns.

    Attributes:
        expr: An expression.
        sure: True when it can never be null.
    """

    expr: Expression
    sure: bool = False

    def filled(self) -> Expression:
        """Return the expression with null counted as false."""
        return self.expr if self.sure else self.expr.fill_null(False)


@frozen
class DateValue:
    """A date.

    Attributes:
        facet: Returns a facet when it is needed, so that only those in use become columns.
        fixed: True when the date is the same for all rows.
    """

    facet: Callable[[Facet], Operand]
    fixed: bool = False


@frozen
class MovedDate:
    """A date moved by months or years, which can only be compared with another date."""

    base: DateValue
    number: int
    unit: Literal["months", "years"]


@frozen
class DateDifference:
    """The difference of two dates in one facet.

    Attributes:
        facet: The facet.
        later: The date to subtract from.
        earlier: The date to subtract.
        scale: The facet's value of one unit of the result.
        absolute: True when the order of the dates makes no difference.
    """

    facet: Facet
    later: DateValue
    earlier: DateValue
    scale: int = 1
    absolute: bool = False


def constant_date(day: date) -> DateValue:
    """Return a fixed date."""
    number = day.toordinal() - EPOCH
    return DateValue(lambda facet: facet_of(facet, number), fixed=True)


_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def mirrored(operator: str) -> str:
    """Return the operator that compares the two sides in the opposite order."""
    return _MIRRORED[operator]


def apply(operator: str, left: Any, right: Any) -> Any:
    """Apply a comparison to two operands."""
    return _COMPARISONS[operator](left, right)


_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
    "==": operators.eq,
    "!=": operators.ne,
}
SUMS: Mapping[str, Callable[[Any, Any], Any]] = {"+": operators.add, "-": operators.sub, "*": operators.mul}
"""The functions of arithmetic, by operator."""
