"""Turns a resolved condition into one expression over whole columns, whatever frame they are in.

Only comparisons, whole-number arithmetic, "is one of" and when/then are used: they mean the same on every
engine. A comparison with a blank is null, nulls count as false, and are filled only where a "not" would
otherwise see them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from attrs import frozen

from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.date_functions import DATES, describe
from inspectprep.annexa.engine.language import (
    And,
    Arithmetic,
    Call,
    ColumnName,
    Compare,
    Constant,
    Node,
    Not,
    Or,
    Special,
    fixed,
)
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.engine.operands import (
    DateDifference,
    DateValue,
    MovedDate,
    Truth,
    apply,
    compare_facet,
    constant_date,
    mirrored,
)
from inspectprep.annexa.engine.sides import Side
from inspectprep.errors import DocumentError

__all__ = ["Compiler"]

_TRUTHS = frozenset({"exists", "known", "missing", "has_word", "repeated", "same_as_first"})
_ORDER = frozenset({"<", "<=", ">", ">=", "==", "!="})
_YEAR = 10000
_MONTH = 32
_LEAP_CYCLE = 4


@frozen(eq=False)
class Compiler:
    """Compiles conditions for rows of one list.

    Attributes:
        side: The row that bare names belong to.
        outer: The row under test, when that is another one.
        types: Column types by list, from the specification.
        join: Gives the name of the helper column that holds the answer of a joined helper.
    """

    side: Side
    types: Mapping[int, Mapping[str, str]]
    join: Callable[[int, Call], str]
    outer: Side | None = None
    where: str = ""

    # ------------------------------------------------------------------ truths
    def truth(self, node: Node) -> Truth:
        """Return the condition as a truth over columns."""
        if isinstance(node, Constant):
            return Truth(self.side.dialect.lit(bool(node.value)), sure=True)
        if isinstance(node, And | Or):
            parts = [self.truth(part) for part in node.parts]
            join = and_ if isinstance(node, And) else or_
            return Truth(reduce(join, [part.expr for part in parts]), all(part.sure for part in parts))
        if isinstance(node, Not):
            return Truth(~self.truth(node.inner).filled(), sure=True)
        if isinstance(node, Compare):
            return self.compare(node)
        if isinstance(node, Special) and node.name == "above" and self.outer is not None:
            return Truth(self.side.col("__idx") < self.outer.col("__idx"), sure=True)
        if isinstance(node, Call) and node.name in _TRUTHS:
            return self.helper_truth(node)
        raise self.refused(node, "is no condition")

    def helper_truth(self, node: Call) -> Truth:
        """Return what a helper that is true or false says."""
        name = node.name
        if name in {"exists", "repeated", "same_as_first"}:
            return Truth(self.joined(node), sure=True)
        if name == "missing":
            return self.missing(node.arguments[0])
        if name == "known":
            return Truth(~self.code(node.arguments[0]).is_null(), sure=True)
        text = self.key(node.arguments[0], "name")
        words = node.arguments[1]
        if not isinstance(words, Constant):
            raise self.refused(node, "takes fixed words")
        options = "|".join(re.escape(name_key(str(word))) for word in words.value)
        return (
            Truth(text.str.contains(rf"(?:^| )(?:{options})(?: |$)"))
            if options
            else Truth(self.side.dialect.lit(False), sure=True)
        )

    def missing(self, node: Node) -> Truth:
        """Return whether a value is blank."""
        if isinstance(node, ColumnName):
            return Truth(self.at(node).col(f"{node.name}__blank"), sure=True)
        if isinstance(node, Call) and node.name == "coalesce":
            return Truth(reduce(and_, [self.missing(each).filled() for each in node.arguments]), sure=True)
        kind = self.kind(node)
        if kind == "date":
            value = self.date(node)
            if isinstance(value, DateValue) and not value.fixed:
                return Truth(value.facet("day").is_null(), sure=True)
        elif kind in {"number", "text"}:
            return Truth(self.plain(node).is_null(), sure=True)
        raise self.refused(node, "cannot be blank")

    # ------------------------------------------------------------- comparisons
    def compare(self, node: Compare) -> Truth:
        """Return a comparison as a truth."""
        left, right = node.left, node.right
        kinds = (self.kind(left), self.kind(right))
        if "truth" in kinds:
            a, b = self.truth(left).filled(), self.truth(right).filled()
            return Truth(a == b if node.operator == "==" else a != b, sure=True)
        if node.operator == "in":
            return self.is_in(node)
        if node.operator not in _ORDER:
            raise self.refused(node, "is not a comparison")
        if "date" in kinds:
            return Truth(self.dates(node.operator, self.date(left), self.date(right)))
        if kinds[0] == "difference":
            return self.difference(node.operator, self.span(left), right)
        if kinds[1] == "difference":
            return self.difference(mirrored(node.operator), self.span(right), left)
        a, b = self.operand(left), self.operand(right)
        if isinstance(a, str | int | float):
            return Truth(apply(mirrored(node.operator), b, self.folded(right, a)))
        return Truth(apply(node.operator, a, self.folded(left, b)))

    def is_in(self, node: Compare) -> Truth:
        """Return whether a value is one of a fixed set."""
        members = node.right.value if isinstance(node.right, Constant) else None
        if not isinstance(members, tuple):
            raise self.refused(node, "needs a set of fixed values on the right")
        if not members:
            return Truth(self.side.dialect.lit(False), sure=True)
        if self.kind(node.left) in {"difference", "date"}:
            parts = [self.compare(Compare("==", node.left, Constant(each))) for each in members]
            return Truth(reduce(or_, [part.expr for part in parts]))
        return Truth(self.plain(node.left).is_in([self.folded(node.left, each) for each in members]))

    def folded(self, node: Node, value: Any) -> Any:
        """Return a fixed text as the identifiers it is compared with are: without case."""
        if isinstance(value, str) and isinstance(node, ColumnName) and self.type_of(node) == "id":
            return value.casefold()
        return value

    def dates(self, operator: str, left: DateValue | MovedDate, right: DateValue | MovedDate) -> Any:
        """Compare two dates."""
        if isinstance(left, MovedDate):
            if isinstance(right, MovedDate):
                raise DocumentError([(self.where, "two moved dates cannot be compared with one another")])
            return self.dates(mirrored(operator), right, left)
        if isinstance(right, MovedDate):
            return self.shifted(operator, left, right)
        if left.fixed:
            return compare_facet(mirrored(operator), right, "day", left.facet("day"))
        return compare_facet(operator, left, "day", right.facet("day"))

    def shifted(self, operator: str, left: DateValue, right: MovedDate) -> Any:
        """Compare `left` with a moved date, in the facet in which moving is adding."""
        if operator in {"==", "!="}:
            same = self.shifted(">=", left, right) & ~self.shifted(">", left, right)
            return same if operator == "==" else ~same
        strict = operator in {">", "<="}
        base_facet: Facet
        if right.unit == "months":
            facet: Facet = "month" if strict else "last"
            base_facet, step = "month", right.number * _MONTH
        else:
            common = strict and right.number % _LEAP_CYCLE != 0
            facet, step = "ymd", right.number * _YEAR
            base_facet = "leap" if common else "ymd"
        if left.fixed:
            return compare_facet(mirrored(operator), right.base, base_facet, left.facet(facet) - step)
        return apply(operator, left.facet(facet), right.base.facet(base_facet) + step)

    def difference(self, operator: str, span: DateDifference, bound: Node) -> Truth:
        """Compare days, working days or years between two dates with a number."""
        if operator in {"==", "!="}:
            low = self.difference(">=", span, bound).expr
            high = self.difference("<=", span, bound).expr
            return Truth(low & high if operator == "==" else ~(low & high))
        if isinstance(bound, Constant):
            limit: Any = bound.value
            if not isinstance(limit, int):
                raise self.refused(bound, "is not a whole number")
        else:
            limit = self.plain(bound)
        # Completed years are a floor: more than n is at least n + 1.
        if span.scale != 1 and operator in {">", "<="}:
            limit, operator = limit + 1, ">=" if operator == ">" else "<"
        limit = limit * span.scale
        if span.absolute:
            gap = span.later.facet(span.facet) - span.earlier.facet(span.facet)
            return Truth(apply(operator, gap.abs(), limit))
        if span.later.fixed and isinstance(limit, int):
            return Truth(
                compare_facet(
                    mirrored(operator), span.earlier, span.facet, span.later.facet(span.facet) - limit
                )
            )
        if span.earlier.fixed and isinstance(limit, int):
            return Truth(
                compare_facet(operator, span.later, span.facet, span.earlier.facet(span.facet) + limit)
            )
        return Truth(apply(operator, span.later.facet(span.facet) - span.earlier.facet(span.facet), limit))

    # ------------------------------------------------------------------ values
    def kind(self, node: Node) -> str:
        """Tell what a node gives: truth, date, difference, number, text or constant."""
        if isinstance(node, And | Or | Not | Compare | Special):
            return "truth"
        if isinstance(node, Constant):
            if isinstance(node.value, bool):
                return "truth"
            return "date" if isinstance(node.value, date) else "constant"
        if isinstance(node, ColumnName):
            kind = self.type_of(node)
            return {"date": "date", "integer": "number", "age": "number"}.get(kind, "text")
        if isinstance(node, Arithmetic):
            return "number"
        assert isinstance(node, Call)
        name = node.name
        if name in _TRUTHS:
            return "truth"
        if name in {"days", "workdays", "gap", "age_on"}:
            return "difference"
        if name in {"add_days", "add_months", "add_years", "latest_of"}:
            return "date"
        if name in {"count", "distinct"}:
            return "number"
        if name in {"coalesce", "usual"}:
            return self.kind(node.arguments[0])
        if name == "highest":
            return self.of_list(node).kind(node.arguments[1])
        return "text"

    def of_list(self, node: Call) -> Compiler:
        """Return a compiler for the rows that a joined helper looks at."""
        number = fixed(node.arguments[0])[0]
        return Compiler(Side(number, self.side.dialect), self.types, self.join, None, self.where)

    def at(self, node: ColumnName) -> Side:
        """Return the row that a column belongs to."""
        if not node.outer:
            return self.side
        if self.outer is None:
            if self.side.prefix:
                raise self.refused(node, "has no row under test here")
            return self.side
        return self.outer

    def type_of(self, node: ColumnName) -> str:
        """Return a column's type."""
        return self.types[self.at(node).list][node.name]

    def date(self, node: Node) -> DateValue | MovedDate:
        """Return a node that is a date."""
        if isinstance(node, Constant):
            if not isinstance(node.value, date) or isinstance(node.value, datetime):
                raise self.refused(node, "is not a date")
            return constant_date(node.value)
        if isinstance(node, ColumnName):
            side, name = self.at(node), node.name
            return DateValue(lambda facet: side.col(f"{name}__{facet}"))
        if isinstance(node, Call):
            build = DATES.get(node.name)
            if build is not None:
                return build(self, node)
        raise self.refused(node, "is not a date")

    def steady(self, node: Node) -> DateValue:
        """Return a node that is a date and not moved by months or years."""
        value = self.date(node)
        if isinstance(value, MovedDate):
            raise self.refused(node, "is a moved date, which can only be compared with another date")
        return value

    def span(self, node: Node) -> DateDifference:
        """Return the two dates between which a node counts, and how."""
        assert isinstance(node, Call)
        first, second = (self.steady(each) for each in node.arguments)
        if node.name == "age_on":
            return DateDifference("ymd", later=second, earlier=first, scale=_YEAR)
        facet: Facet = "wd" if node.name == "workdays" else "day"
        return DateDifference(facet, later=second, earlier=first, absolute=node.name == "gap")

    def operand(self, node: Node) -> Any:
        """Return a fixed value, or a number or text as an expression."""
        return node.value if isinstance(node, Constant) else self.plain(node)

    def plain(self, node: Node) -> Any:
        """Return a number or a text as an expression."""
        if isinstance(node, ColumnName):
            kind = self.type_of(node)
            suffix = "__key" if kind == "id" else ""
            return self.at(node).col(node.name + suffix)
        if isinstance(node, Arithmetic):
            a, b = self.operand(node.left), self.operand(node.right)
            return a + b if node.operator == "+" else a - b if node.operator == "-" else a * b
        if isinstance(node, Call):
            if node.name == "code":
                return self.code(node.arguments[0])
            if node.name in {"name_key", "worker_key", "la_name"}:
                return self.key(node.arguments[0], node.name.removesuffix("_key").removesuffix("_name"))
            if node.name in {"count", "distinct", "highest", "usual"}:
                return self.joined(node)
            if node.name == "coalesce":
                first, *rest = (self.operand(each) for each in node.arguments)
                for other in rest:
                    value = other if hasattr(other, "is_null") else self.side.dialect.lit(other)
                    first = self.side.dialect.when(first.is_null()).then(value).otherwise(first)
                return first
        raise self.refused(node, "is neither a number nor a text")

    def code(self, node: Node) -> Any:
        """Return the short code of a category."""
        if not isinstance(node, ColumnName) or self.type_of(node) != "category":
            raise self.refused(node, "has no codes")
        return self.at(node).col(f"{node.name}__code")

    def key(self, node: Node, form: str) -> Any:
        """Return a name in the form in which names are compared."""
        if not isinstance(node, ColumnName) or self.type_of(node) not in {"text", "category"}:
            raise self.refused(node, "is not a name")
        return self.at(node).col(f"{node.name}__{form}")

    def joined(self, node: Call) -> Any:
        """Return the helper column that answers a question about other rows."""
        return self.side.col(self.join(self.side.list, node))

    def refused(self, node: Node, why: str) -> DocumentError:
        """Return the error that says why a node cannot be compiled."""
        return DocumentError([(self.where or "condition", f"{describe(node)} {why}.")])
