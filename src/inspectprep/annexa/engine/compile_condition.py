"""Compiles a resolved condition to one expression over whole columns.

Only comparisons, whole-number arithmetic, "is one of" and when/then are used, because they mean the same in
every library of frames. A comparison with a blank is null. Nulls count as false, and are filled only under a
"not".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.date_comparison import YEAR, compare_dates, compare_difference
from inspectprep.annexa.engine.date_functions import DATES, describe
from inspectprep.annexa.engine.kinds import TRUTHS, Kind, kind_of
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
)
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.engine.operands import (
    SUMS,
    DateDifference,
    DateValue,
    MovedDate,
    Operand,
    Truth,
    apply,
    constant_date,
    mirrored,
)
from inspectprep.annexa.engine.sides import Expression, Side
from inspectprep.dataframes import pl
from inspectprep.errors import DocumentError
from inspectprep.model.representation import frozen

_ORDER = frozenset({"<", "<=", ">", ">=", "==", "!="})


@frozen(eq=False)
class Compiler:
    """Compiles conditions for rows of one list.

    Attributes:
        side: The row that bare names belong to.
        outer: The row under test, when it is another row.
        types: Column types by list, from the specification.
        join: Returns the name of the helper column that has the answer of a joined helper.
    """

    side: Side
    types: Mapping[int, Mapping[str, str]]
    join: Callable[[int, Call], str]
    outer: Side | None = None
    where: str = ""

    # ------------------------------------------------------------------ truths
    def truth(self, node: Node) -> Truth:
        """Return a condition as a truth over columns."""
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
        if isinstance(node, Call) and node.name in TRUTHS:
            return self.helper_truth(node)
        raise self.refused(node, "is not a condition")

    def helper_truth(self, node: Call) -> Truth:
        """Return the value of a helper that is true or false."""
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
            raise self.refused(node, "must have fixed words")
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
            return Truth(
                reduce(and_, [self.missing(argument).filled() for argument in node.arguments]), sure=True
            )
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
            if node.operator not in {"==", "!="}:
                raise self.refused(node, "compares truths, which can only be equal or not")
            truths = self.truth(left).filled(), self.truth(right).filled()
            return Truth(apply(node.operator, *truths), sure=True)
        if node.operator == "in":
            return self.is_in(node)
        if node.operator not in _ORDER:
            raise self.refused(node, "is not a comparison")
        if "date" in kinds:
            dates = self.date(left), self.date(right)
            if all(isinstance(date, MovedDate) for date in dates):
                raise DocumentError([(self.where, "Two moved dates cannot be compared with each other.")])
            return Truth(compare_dates(node.operator, *dates))
        if kinds[0] == "difference":
            return self.difference(node.operator, self.span(left), right)
        if kinds[1] == "difference":
            return self.difference(mirrored(node.operator), self.span(right), left)
        if isinstance(left, Constant):
            return self.values(mirrored(node.operator), right, left)
        return self.values(node.operator, left, right)

    def values(self, operator: str, left: Node, right: Node) -> Truth:
        """Compare a number or text with another, or with a fixed one."""
        equality = operator in {"==", "!="}
        if isinstance(right, Constant):
            value = self.folded(left, right.value)
            if equality and self.is_code(left) and self.side.dialect is pl:
                # Older versions of polars refuse to compare numbered codes with a text that is none of them.
                equal = self.plain(left).is_in([value])
                return Truth(~equal if operator == "!=" else equal)
            return Truth(apply(operator, self.as_text(left), value))
        numbered = equality and self.is_code(left) and self.is_code(right)
        operand = self.plain if numbered else self.as_text
        return Truth(apply(operator, operand(left), operand(right)))

    def is_in(self, node: Compare) -> Truth:
        """Return whether a value is one of a fixed set."""
        members = node.right.value if isinstance(node.right, Constant) else None
        if not isinstance(members, tuple):
            raise self.refused(node, "needs a set of fixed values on the right")
        if not members:
            return Truth(self.side.dialect.lit(False), sure=True)
        if self.kind(node.left) in {"difference", "date"}:
            parts = [self.compare(Compare("==", node.left, Constant(member))) for member in members]
            return Truth(reduce(or_, [part.expr for part in parts]))
        return Truth(self.plain(node.left).is_in([self.folded(node.left, member) for member in members]))

    def folded(self, node: Node, value: Any) -> Any:
        """Return a fixed text without case where it is compared with identifiers, whose keys have none."""
        if isinstance(value, str) and isinstance(node, ColumnName) and self.type_of(node) == "id":
            return value.casefold()
        return value

    def difference(self, operator: str, span: DateDifference, bound: Node) -> Truth:
        """Compare days, working days or years between two dates with a number."""
        if not isinstance(bound, Constant):
            return Truth(compare_difference(operator, span, self.plain(bound)))
        if not isinstance(bound.value, int):
            raise self.refused(bound, "is not a whole number")
        return Truth(compare_difference(operator, span, bound.value))

    # ------------------------------------------------------------------ values
    def kind(self, node: Node) -> Kind:
        """Return the kind of value that a node gives."""
        return kind_of(node, self.type_of, self.types)

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
        """Return the difference of dates that a node counts."""
        assert isinstance(node, Call)
        first, second = (self.steady(argument) for argument in node.arguments)
        if node.name == "age_on":
            return DateDifference("ymd", later=second, earlier=first, scale=YEAR)
        facet: Facet = "wd" if node.name == "workdays" else "day"
        return DateDifference(facet, later=second, earlier=first, absolute=node.name == "gap")

    def operand(self, node: Node) -> Operand:
        """Return a fixed value, or a number or text as an expression."""
        return node.value if isinstance(node, Constant) else self.plain(node)

    def plain(self, node: Node) -> Expression:
        """Return a number or a text as an expression."""
        if isinstance(node, ColumnName):
            kind = self.type_of(node)
            suffix = "__key" if kind == "id" else ""
            return self.at(node).col(node.name + suffix)
        if isinstance(node, Arithmetic):
            return SUMS[node.operator](self.operand(node.left), self.operand(node.right))
        if isinstance(node, Call):
            if node.name == "code":
                return self.code(node.arguments[0])
            if node.name in {"name_key", "worker_key", "la_name"}:
                return self.key(node.arguments[0], node.name.removesuffix("_key").removesuffix("_name"))
            if node.name in {"count", "distinct", "highest", "usual"}:
                return self.joined(node)
            if node.name == "coalesce":
                first, *rest = (self.as_text(argument) for argument in node.arguments)
                for other in rest:
                    value = other if hasattr(other, "is_null") else self.side.dialect.lit(other)
                    first = self.side.dialect.when(first.is_null()).then(value).otherwise(first)
                return first
        raise self.refused(node, "is neither a number nor a text")

    def as_text(self, node: Node) -> Operand:
        """Return an operand. Codes, which may be numbered, are text."""
        value = self.operand(node)
        return value.cast(self.side.dialect.String) if self.is_code(node) else value

    def is_code(self, node: Node) -> bool:
        """Return whether a node gives codes, which are numbered on polars."""
        if not isinstance(node, Call) or node.name not in {"code", "usual"}:
            return False
        column = node.arguments[0]
        return isinstance(column, ColumnName) and self.type_of(column) == "category"

    def code(self, node: Node) -> Expression:
        """Return the short code of a category."""
        if not isinstance(node, ColumnName) or self.type_of(node) != "category":
            raise self.refused(node, "has no codes")
        return self.at(node).col(f"{node.name}__code")

    def key(self, node: Node, form: str) -> Expression:
        """Return a name in the form in which names are compared."""
        if not isinstance(node, ColumnName) or self.type_of(node) not in {"text", "category"}:
            raise self.refused(node, "is not a name")
        return self.at(node).col(f"{node.name}__{form}")

    def joined(self, node: Call) -> Expression:
        """Return the helper column that answers a question about other rows."""
        return self.side.col(self.join(self.side.list, node))

    def refused(self, node: Node, why: str) -> DocumentError:
        """Return the error that says why a node cannot be compiled."""
        return DocumentError([(self.where or "condition", f"{describe(node)} {why}.")])
