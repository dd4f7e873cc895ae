"""Calculates the parts of a condition whose values are fixed, before any data is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from inspectprep.annexa.engine.date_columns import EPOCH, add_years, workday_number
from inspectprep.annexa.engine.language import Arithmetic, Constant, Node
from inspectprep.annexa.engine.name_forms import la_name
from inspectprep.annexa.engine.operands import SUMS, apply
from inspectprep.calendar.offsets import add_months


def is_true(comparison: str, left: Any, right: Any) -> bool:
    """Return whether a comparison of two fixed values is true; false where one of them is missing."""
    if left is None or right is None:
        return False
    return left in right if comparison == "in" else bool(apply(comparison, left, right))


def arithmetic(node: Arithmetic, left: Node, right: Node) -> Node:
    """Return the result of arithmetic with fixed values; the arithmetic itself where one is not fixed."""
    if not isinstance(left, Constant) or not isinstance(right, Constant):
        return Arithmetic(node.operator, left, right)
    if left.value is None or right.value is None:
        return Constant(None)
    return Constant(SUMS[node.operator](left.value, right.value))


def _workdays(start: date, end: date) -> int:
    return max(0, workday_number(end.toordinal() - EPOCH) - workday_number(start.toordinal() - EPOCH))


def _null_safe(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda scope, *values: None if None in values else function(scope, *values)


FIXED_HELPERS: Mapping[str, Callable[..., Any]] = {
    "add_days": _null_safe(lambda _, day, days: day + timedelta(days)),
    "add_months": _null_safe(lambda _, day, months: add_months(day, months)),
    "add_years": _null_safe(lambda _, day, years: add_years(day, years)),
    "collection": lambda _, *values: tuple(values),
    "date": _null_safe(lambda _, year, month, day: date(year, month, day)),
    "days": _null_safe(lambda _, start, end: (end - start).days),
    "la_name": _null_safe(lambda _, name: la_name(name)),
    "missing": lambda _, value: value is None,
    "window_start": _null_safe(lambda scope, months: add_months(scope.as_of, -months)),
    "workdays": _null_safe(lambda _, start, end: _workdays(start, end)),
}
"""Helpers that are calculated when every argument is fixed. Each takes the scope, then its arguments."""
