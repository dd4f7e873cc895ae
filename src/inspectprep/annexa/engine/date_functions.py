"""The helpers of the language that give a date, such as a moved date or the latest of several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_
from typing import Protocol

from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.language import Call, ColumnName, Constant, Node
from inspectprep.annexa.engine.operands import DateValue, MovedDate, Operand, Truth
from inspectprep.annexa.engine.sides import Expression, Side
from inspectprep.errors import DocumentError


class DateCompiler(Protocol):
    """The part of the compiler of conditions that these functions need."""

    @property
    def side(self) -> Side:
        """The row that bare names belong to."""

    def steady(self, node: Node) -> DateValue:
        """Return a node that is a date and not moved by months or years."""

    def missing(self, node: Node) -> Truth:
        """Return whether a value is blank."""

    def joined(self, node: Call) -> Expression:
        """Return the helper column that answers a question about other rows."""

    def refused(self, node: Node, why: str) -> DocumentError:
        """Return the error that says why a node cannot be compiled."""


def _add_days(compiler: DateCompiler, node: Call) -> DateValue:
    base, days = compiler.steady(node.arguments[0]), _whole_number(compiler, node.arguments[1])

    def facet(name: Facet) -> Operand:
        if name != "day":
            raise compiler.refused(node, "can only be compared with another date")
        return base.facet("day") + days

    return DateValue(facet)


def _moved(compiler: DateCompiler, node: Call) -> MovedDate:
    number = _whole_number(compiler, node.arguments[1])
    base = compiler.steady(node.arguments[0])
    return MovedDate(base, number, "months" if node.name == "add_months" else "years")


def _coalesce(compiler: DateCompiler, node: Call) -> DateValue:
    parts = [compiler.steady(argument) for argument in node.arguments]
    blanks = [compiler.missing(argument).filled() for argument in node.arguments[:-1]]

    def facet(name: Facet) -> Operand:
        value = parts[-1].facet(name)
        for part, blank in zip(reversed(parts[:-1]), reversed(blanks), strict=True):
            value = compiler.side.dialect.when(blank).then(value).otherwise(part.facet(name))
        return value

    return DateValue(facet)


def _latest_of(compiler: DateCompiler, node: Call) -> DateValue:
    parts = [compiler.steady(argument) for argument in node.arguments]

    def facet(name: Facet) -> Operand:
        values = [
            part.facet(name) if not part.fixed else compiler.side.dialect.lit(part.facet(name))
            for part in parts
        ]
        complete = reduce(and_, [~value.is_null() for value in values])
        return compiler.side.dialect.when(complete).then(compiler.side.dialect.max_horizontal(*values))

    return DateValue(facet)


def _highest(compiler: DateCompiler, node: Call) -> DateValue:
    # The highest of a facet is the facet of the highest date.
    return DateValue(lambda facet: compiler.joined(Call(node.name, (*node.arguments, Constant(facet)))))


def _usual(compiler: DateCompiler, node: Call) -> DateValue:
    def facet(name: Facet) -> Operand:
        if name != "day":
            raise compiler.refused(node, "can only be compared with another date")
        return compiler.joined(node)

    return DateValue(facet)


DATES: Mapping[str, Callable[[DateCompiler, Call], DateValue | MovedDate]] = {
    "add_days": _add_days,
    "add_months": _moved,
    "add_years": _moved,
    "coalesce": _coalesce,
    "highest": _highest,
    "latest_of": _latest_of,
    "usual": _usual,
}


def _whole_number(compiler: DateCompiler, node: Node) -> int:
    if isinstance(node, Constant) and isinstance(node.value, int):
        return node.value
    raise compiler.refused(node, "must be a fixed whole number")


def describe(node: Node) -> str:
    """Return a short description of a node for an error, without any value of the data."""
    if isinstance(node, ColumnName):
        return repr(("row." if node.outer else "") + node.name)
    if isinstance(node, Constant):
        return repr(node.value)
    return f"{node.name}(...)" if isinstance(node, Call) else type(node).__name__.lower()
