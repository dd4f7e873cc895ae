"""The helpers of the language that give a date: moved, the first that is filled in, the latest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.language import Call, Column, Constant, Node
from inspectprep.annexa.engine.values import Dated, Shifted

if TYPE_CHECKING:
    from inspectprep.annexa.engine.compile import Compiler

__all__ = ["DATES", "describe"]


def _add_days(compiler: Compiler, node: Call) -> Dated:
    base, number = compiler.steady(node.arguments[0]), _whole(compiler, node.arguments[1])

    def facet(name: Facet) -> Any:
        if name != "day":
            raise compiler.refused(node, "can only be compared with another date")
        return base.facet("day") + number

    return Dated(facet)


def _moved(compiler: Compiler, node: Call) -> Shifted:
    unit = "months" if node.name == "add_months" else "years"
    return Shifted(compiler.steady(node.arguments[0]), _whole(compiler, node.arguments[1]), unit)  # type: ignore[arg-type]


def _coalesce(compiler: Compiler, node: Call) -> Dated:
    parts = [compiler.steady(each) for each in node.arguments]
    blanks = [compiler.missing(each).filled() for each in node.arguments[:-1]]

    def facet(name: Facet) -> Any:
        value = parts[-1].facet(name)
        for part, blank in zip(reversed(parts[:-1]), reversed(blanks), strict=True):
            value = compiler.side.dialect.when(blank).then(value).otherwise(part.facet(name))
        return value

    return Dated(facet)


def _latest_of(compiler: Compiler, node: Call) -> Dated:
    parts = [compiler.steady(each) for each in node.arguments]

    def facet(name: Facet) -> Any:
        values = [
            part.facet(name) if not part.fixed else compiler.side.dialect.lit(part.facet(name))
            for part in parts
        ]
        full = reduce(and_, [~value.is_null() for value in values])
        return compiler.side.dialect.when(full).then(compiler.side.dialect.max_horizontal(*values))

    return Dated(facet)


def _highest(compiler: Compiler, node: Call) -> Dated:
    # The highest of a facet is the facet of the highest date.
    return Dated(lambda facet: compiler.joined(Call(node.name, (*node.arguments, Constant(facet)))))


def _usual(compiler: Compiler, node: Call) -> Dated:
    def facet(name: Facet) -> Any:
        if name != "day":
            raise compiler.refused(node, "can only be compared with another date")
        return compiler.joined(node)

    return Dated(facet)


DATES: Mapping[str, Callable[[Compiler, Call], Dated | Shifted]] = {
    "add_days": _add_days,
    "add_months": _moved,
    "add_years": _moved,
    "coalesce": _coalesce,
    "highest": _highest,
    "latest_of": _latest_of,
    "usual": _usual,
}


def _whole(compiler: Compiler, node: Node) -> int:
    if isinstance(node, Constant) and isinstance(node.value, int):
        return node.value
    raise compiler.refused(node, "must be a whole number that is fixed")


def describe(node: Node) -> str:
    """Return a short text of a node for an error, without any value of the data."""
    if isinstance(node, Column):
        return repr(("row." if node.outer else "") + node.name)
    if isinstance(node, Constant):
        return repr(node.value)
    return f"{node.name}(...)" if isinstance(node, Call) else type(node).__name__.lower()
