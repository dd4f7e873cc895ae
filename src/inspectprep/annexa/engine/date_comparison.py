"""Compares dates, moved dates and differences of dates, by their facets."""

from __future__ import annotations

from inspectprep.annexa.engine.date_columns import Facet, first_day
from inspectprep.annexa.engine.operands import DateDifference, DateValue, MovedDate, Operand, apply, mirrored
from inspectprep.annexa.engine.sides import Expression

YEAR = 10000
"""One year in the facets of years."""
_MONTH = 32
_LEAP_CYCLE = 4


def compare_dates(operator: str, left: DateValue | MovedDate, right: DateValue | MovedDate) -> Expression:
    """Compare two dates, of which at most one is moved."""
    if isinstance(left, MovedDate):
        assert isinstance(right, DateValue)
        return _compare_moved(mirrored(operator), right, left)
    if isinstance(right, MovedDate):
        return _compare_moved(operator, left, right)
    if left.fixed:
        return _compare_facet(mirrored(operator), right, "day", left.facet("day"))
    return _compare_facet(operator, left, "day", right.facet("day"))


def _compare_moved(operator: str, left: DateValue, right: MovedDate) -> Expression:
    """Compare `left` with a moved date, in the facet in which moving is addition."""
    if operator in {"==", "!="}:
        same = _compare_moved(">=", left, right) & ~_compare_moved(">", left, right)
        return same if operator == "==" else ~same
    strict = operator in {">", "<="}
    base_facet: Facet
    if right.unit == "months":
        facet: Facet = "month" if strict else "last"
        base_facet, step = "month", right.number * _MONTH
    else:
        # An anniversary of 29 February in a common year is on 1 March.
        common = strict and right.number % _LEAP_CYCLE != 0
        facet, step = "ymd", right.number * YEAR
        base_facet = "leap" if common else "ymd"
    if left.fixed:
        return _compare_facet(mirrored(operator), right.base, base_facet, left.facet(facet) - step)
    return apply(operator, left.facet(facet), right.base.facet(base_facet) + step)


def compare_difference(operator: str, span: DateDifference, limit: Operand) -> Expression:
    """Compare the difference of two dates with a number of its units."""
    if operator in {"==", "!="}:
        same = compare_difference(">=", span, limit) & compare_difference("<=", span, limit)
        return same if operator == "==" else ~same
    # Completed years are rounded down: more than n is at least n + 1.
    if span.scale != 1 and operator in {">", "<="}:
        limit, operator = limit + 1, ">=" if operator == ">" else "<"
    limit = limit * span.scale
    if not span.absolute and isinstance(limit, int):
        if span.later.fixed:
            bound = span.later.facet(span.facet) - limit
            return _compare_facet(mirrored(operator), span.earlier, span.facet, bound)
        if span.earlier.fixed:
            bound = span.earlier.facet(span.facet) + limit
            return _compare_facet(operator, span.later, span.facet, bound)
    difference = span.later.facet(span.facet) - span.earlier.facet(span.facet)
    return apply(operator, difference.abs() if span.absolute else difference, limit)


def _compare_facet(operator: str, left: DateValue, facet: Facet, right: Operand) -> Expression:
    """Compare a facet of `left` with `right`.

    A fixed `right` becomes a bound on the day number, so that no facet column is needed.
    """
    if not isinstance(right, int):
        return apply(operator, left.facet(facet), right)
    if left.fixed:
        return bool(apply(operator, left.facet(facet), right))
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
