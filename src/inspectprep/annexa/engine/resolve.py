"""Makes a condition concrete for one list: thresholds, list date and shorthand written out.

A column that the file does not have is *unknown*, neither blank nor filled: a condition that could only hold
by knowing it cannot hold, and one that holds whatever it says still does. What could not be run for want of
columns is kept, so that a result can say which rules were skipped and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from attrs import evolve, field, frozen

from inspectprep.annexa.catalogue import CodeSet
from inspectprep.annexa.engine import date_columns as dates
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
    PolicyName,
    Special,
    fixed,
)
from inspectprep.annexa.engine.name_forms import la_name
from inspectprep.annexa.engine.three_way_logic import FALSE, TRUE, UNKNOWN, conjunction, disjunction, negation
from inspectprep.errors import DocumentError, UnknownNameError, closest

__all__ = ["FALSE", "OPEN", "TRUE", "UNKNOWN", "Scope", "resolve"]

# What must be blank for a row to be open; a care leaver's row always is.
OPEN: Mapping[int, tuple[str, ...]] = {
    2: ("assessment_completion_date",),
    4: ("assessment_authorised_date",),
    5: ("icpc_unnecessary", "icpc_date"),
    6: ("cin_closure_date",),
    7: ("cpp_end_date",),
    8: ("lac_end_date",),
    9: (),
    10: ("adoption_order_date", "decision_reversed_date"),
}
_JOINED = frozenset({"count", "distinct", "exists", "family_distinct", "family_exists", "highest"})


@frozen(kw_only=True, eq=False)
class Scope:
    """What a condition is resolved against.

    Attributes:
        as_of: The list date.
        columns: Columns that each supplied list has; a list that is absent is not a key.
        known: Every column that the specification gives a list.
        policy: Thresholds of the rule.
        settings: Values that the council gave.
        every: Lists of the rule that were supplied.
        nobody: Name keys that stand for nobody.
        natural_key: The columns that tell rows of the list apart.
        codes: For each list the code sets of its columns.
        missed: Collects ``(list, column)`` that the condition names and the file lacks.
        where: The rule's id, for errors.
    """

    as_of: date
    columns: Mapping[int, frozenset[str]]
    known: Mapping[int, frozenset[str]]
    policy: Mapping[str, Any] = field(factory=dict)
    settings: Mapping[str, Any] = field(factory=dict)
    every: tuple[int, ...] = ()
    nobody: tuple[str, ...] = ()
    natural_key: Mapping[int, tuple[str, ...]] = field(factory=dict)
    codes: Mapping[int, Mapping[str, CodeSet]] = field(factory=dict)
    each: str | None = None
    missed: set[tuple[int, str]] = field(factory=set)
    where: str = ""


def resolve(node: Node, world: Scope, here: int, top: int | None = None) -> Node:
    """Return `node` as it reads for a row of list `here`.

    Args:
        node: A parsed condition.
        world: What to put in.
        here: List of the row that bare names belong to.
        top: List of the row under test, when `node` is about another row.

    Returns:
        A condition of columns, constants and joins; :data:`UNKNOWN` when it rests on absent columns.
    """
    return _Resolver(world, here, here if top is None else top).of(node, 1)


@frozen(eq=False)
class _Resolver:
    world: Scope
    here: int
    top: int

    def of(self, node: Node, sign: int) -> Node:
        """Resolve; `sign` is 1 where more truth makes a finding, -1 under a "not", 0 where both might."""
        if isinstance(node, Constant):
            return node
        if isinstance(node, ColumnName):
            return self.column(node)
        if isinstance(node, Special):
            return self.special(node, sign)
        if isinstance(node, PolicyName):
            return self.policy(node)
        if isinstance(node, Not):
            return negation(self.of(node.inner, -sign))
        if isinstance(node, And):
            return conjunction([self.of(part, sign) for part in node.parts], sign)
        if isinstance(node, Or):
            return disjunction([self.of(part, sign) for part in node.parts], sign)
        if isinstance(node, Compare):
            return self.compare(node, sign)
        if isinstance(node, Arithmetic):
            left, right = self.of(node.left, 0), self.of(node.right, 0)
            return UNKNOWN if UNKNOWN in (left, right) else _sum(node, left, right)
        return self.call(node, sign)

    # ------------------------------------------------------------------ names
    def column(self, node: ColumnName) -> Node:
        number = self.top if node.outer else self.here
        if node.name not in self.world.known.get(number, frozenset()):
            hint = closest(node.name, self.world.known.get(number, ()))
            raise DocumentError(
                [
                    (
                        self.world.where or "condition",
                        f"List {number} has no column {node.name!r}."
                        + (f" Did you mean {hint!r}?" if hint else ""),
                    )
                ]
            )
        if node.name in self.world.columns[number]:
            return node
        self.world.missed.add((number, node.name))
        return UNKNOWN

    def has(self, number: int, name: str) -> bool:
        return name in self.world.columns.get(number, frozenset())

    def special(self, node: Special, sign: int) -> Node:
        number = self.top if node.outer else self.here
        if node.name == "as_of":
            return Constant(self.world.as_of)
        if node.name == "d":
            if self.world.each is None:
                raise DocumentError(
                    [(self.world.where or "condition", "'d' stands only in an outcome with 'each'.")]
                )
            return self.column(ColumnName(self.world.each))
        if node.name == "open":
            if number not in OPEN:
                raise DocumentError(
                    [(self.world.where or "condition", f"No row of List {number} is open or closed.")]
                )
            blank = [Call("missing", (ColumnName(name, node.outer),)) for name in OPEN[number]]
            return self.of(And(tuple(blank)), sign) if blank else TRUE
        if node.name == "unborn":
            parts: list[Node] = []
            if self.has(number, "date_of_birth"):
                parts.append(Compare(">", ColumnName("date_of_birth", node.outer), Special("as_of")))
            if self.has(number, "age"):
                parts.append(Compare("==", ColumnName("age", node.outer), Constant(-1)))
            return (
                self.of(Or(tuple(parts)), sign)
                if parts
                else self.column(ColumnName("date_of_birth", node.outer))
            )
        if node.name == "earlier":
            return (TRUE if self.here < self.top else FALSE) if self.here != self.top else Special("above")
        if node.name == "above":
            return node if self.here == self.top else FALSE
        return node

    def policy(self, node: PolicyName) -> Node:
        source = self.world.settings if node.setting else self.world.policy
        if node.name not in source:
            hint = closest(node.name, source)
            raise DocumentError(
                [
                    (
                        self.world.where or "condition",
                        f"There is no threshold {node.name!r}."
                        + (f" Did you mean {hint!r}?" if hint else ""),
                    )
                ]
            )
        value = source[node.name]
        if isinstance(value, Mapping):
            return Constant(tuple(sorted(value.items())))
        return Constant(tuple(value) if isinstance(value, list | set | frozenset) else value)

    # ------------------------------------------------------------ comparisons
    def compare(self, node: Compare, sign: int) -> Node:
        if node.operator == "not in":
            return negation(self.compare(evolve(node, operator="in"), -sign))
        for side, other, turned in ((node.left, node.right, False), (node.right, node.left, True)):
            if isinstance(side, Special) and side.name == "age_now":
                return self.age_now(node, side, other, turned, sign)
            if isinstance(side, Call) and side.name == "lookup":
                return self.lookup(node, side, other, turned, sign)
        left, right = self.of(node.left, 0), self.of(node.right, 0)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        if isinstance(left, Constant) and isinstance(right, Constant):
            return TRUE if _holds(node.operator, left.value, right.value) else FALSE
        if Constant(None) in (left, right):
            return FALSE
        return Compare(node.operator, left, right)

    def age_now(self, node: Compare, side: Special, other: Node, turned: bool, sign: int) -> Node:
        number = self.top if side.outer else self.here
        born, age = ColumnName("date_of_birth", side.outer), ColumnName("age", side.outer)
        completed = Call("age_on", (born, Special("as_of")))

        def against(value: Node) -> Compare:
            return Compare(node.operator, other, value) if turned else Compare(node.operator, value, other)

        if not self.has(number, "age"):
            return self.compare(against(completed), sign)
        if not self.has(number, "date_of_birth"):
            return self.compare(against(age), sign)
        blank = Call("missing", (born,))
        return self.of(Or((And((Not(blank), against(completed))), And((blank, against(age))))), sign)

    def lookup(self, node: Compare, side: Call, other: Node, turned: bool, sign: int) -> Node:
        table = self.of(side.arguments[0], 0)
        if not isinstance(table, Constant) or not isinstance(table.value, tuple):
            raise DocumentError(
                [(self.world.where or "condition", "lookup takes a table from policy first.")]
            )
        by_value: dict[Any, list[Any]] = {}
        for key, value in self.by_code(table.value, side.arguments[1]):
            by_value.setdefault(value, []).append(key)
        parts = []
        for value, keys in by_value.items():
            bound = Constant(value)
            pair = (other, bound) if turned else (bound, other)
            chosen = Compare("in", side.arguments[1], Constant(tuple(keys)))
            parts.append(And((chosen, Compare(node.operator, *pair))))
        return self.of(Or(tuple(parts)), sign) if parts else FALSE

    def by_code(self, table: tuple[tuple[Any, Any], ...], wanted: Node) -> Iterator[tuple[Any, Any]]:
        """Yield a table's keys and values, with a group's name replaced by its codes that are not keys."""
        codes = None
        if isinstance(wanted, Call) and wanted.name == "code" and isinstance(wanted.arguments[0], ColumnName):
            codes = self.code_set(wanted.arguments[0])
        if codes is None:
            yield from table
            return
        keys = {key for key, _ in table}
        shorts = {code.name for code in codes.codes}
        for key, value in table:
            if key in shorts:
                yield key, value
            else:
                yield from ((code, value) for code in self.members(codes, key) if code not in keys)

    def code_set(self, node: ColumnName) -> CodeSet | None:
        """Return the codes of a column; None if it has none."""
        return self.world.codes.get(self.top if node.outer else self.here, {}).get(node.name)

    def members(self, codes: CodeSet, group: Any) -> tuple[str, ...]:
        try:
            return codes.members(group)
        except UnknownNameError as error:
            raise DocumentError([(self.world.where or "condition", f"{error.what} {error.remedy}")]) from None

    def in_group(self, node: Call, sign: int) -> Node:
        column, *groups = node.arguments
        if not isinstance(column, ColumnName) or not all(isinstance(fixed(each), str) for each in groups):
            raise DocumentError(
                [(self.world.where or "condition", "in_group takes a column and names of groups.")]
            )
        known = self.column(column)
        codes = self.code_set(column)
        if codes is None:
            raise DocumentError(
                [(self.world.where or "condition", f"The column {column.name!r} has no codes.")]
            )
        members = tuple(code for each in groups for code in self.members(codes, fixed(each)))
        if known is UNKNOWN:
            return UNKNOWN
        return self.compare(Compare("in", Call("code", (column,)), Constant(members)), sign)

    # ---------------------------------------------------------------- helpers
    def call(self, node: Call, sign: int) -> Node:
        name, arguments = node.name, node.arguments
        if name in _JOINED:
            return self.joined(node, sign)
        if name == "loaded":
            return TRUE if fixed(arguments[0]) in self.world.columns else FALSE
        if name == "has_column":
            return TRUE if self.has(fixed(arguments[0]), fixed(arguments[1])) else FALSE
        if name == "any_present":
            return self.of(Or(tuple(Not(Call("missing", (each,))) for each in arguments)), sign)
        if name == "placeholder_name":
            named = Compare("in", Call("name_key", arguments), Constant(self.world.nobody))
            return self.of(named, sign)
        if name == "present":
            return negation(self.of(Call("missing", arguments), -sign))
        if name == "out_of_order":
            return self.of(Or(tuple(Compare(">", a, b) for a, b in combinations(arguments, 2))), sign)
        if name in {"repeated", "same_as_first", "same_key"}:
            return self.same(node, sign)
        if name == "usual":
            return self.usual(node)
        if name == "in_group":
            return self.in_group(node, sign)
        values = [self.of(each, 0) for each in arguments]
        if name == "coalesce" and values[0] is not UNKNOWN and isinstance(values[0], Constant):
            return values[0] if values[0].value is not None else self.of(Call(name, arguments[1:]), 0)
        if UNKNOWN in values:
            return UNKNOWN
        if all(isinstance(each, Constant) for each in values) and name in _FOLDED:
            return Constant(_FOLDED[name](self.world, *(each.value for each in values)))  # type: ignore[union-attr]
        if name == "collection":
            raise DocumentError([(self.world.where or "condition", "A set may only hold fixed values.")])
        if name == "coalesce" and len(values) == 1:
            return values[0]
        return Call(name, tuple(values))

    def same(self, node: Call, sign: int) -> Node:
        names: list[str] = []
        for each in node.arguments:
            if isinstance(each, Special) and each.name == "natural_key":
                names += self.world.natural_key[self.here]
            elif isinstance(each, ColumnName):
                names.append(each.name)
            else:
                raise DocumentError([(self.world.where or "condition", f"{node.name} takes column names.")])
        if node.name == "same_key":
            return self.of(
                And(tuple(Compare("==", ColumnName(n), ColumnName(n, outer=True)) for n in names)), sign
            )
        columns = tuple(self.column(ColumnName(n)) for n in names)
        return UNKNOWN if UNKNOWN in columns else Call(node.name, columns)

    def usual(self, node: Call) -> Node:
        column = node.arguments[0]
        if not isinstance(column, ColumnName):
            raise DocumentError([(self.world.where or "condition", "usual takes the name of a column.")])
        if not self.has(self.top, "child_unique_id"):
            self.world.missed.add((self.top, "child_unique_id"))
            return UNKNOWN
        holders = tuple(
            n for n in self.world.every if self.has(n, column.name) and self.has(n, "child_unique_id")
        )
        own = (self.column(column), self.column(ColumnName("child_unique_id")))
        if not holders or UNKNOWN in own:
            return UNKNOWN
        ignored = node.arguments[1] if len(node.arguments) > 1 else Constant(())
        group = fixed(ignored)
        if isinstance(group, str) and (codes := self.code_set(column)) is not None:
            ignored = Constant(self.members(codes, group))
        return Call("usual", (ColumnName(column.name), ignored, Constant(holders)))

    def joined(self, node: Call, sign: int) -> Node:
        name, arguments = node.name, node.arguments
        numbers = self.world.every if arguments[0] == Special("every") else fixed(arguments[0])
        numbers = numbers if isinstance(numbers, tuple) else (numbers,)
        valued = name.endswith("distinct") or name == "highest"
        identifier = "family_identifier" if name.startswith("family") else "child_unique_id"
        if not self.has(self.top, identifier):
            # Without its own identifier a row cannot be compared with others: unknown, never absent.
            self.world.missed.add((self.top, identifier))
            return UNKNOWN
        exists = name.endswith("exists")
        inner_sign = sign if exists else 0
        found: list[Node] = []
        for number in numbers:
            if number not in self.world.columns:
                continue
            there = _Resolver(self.world, number, self.top)
            condition: Node = TRUE
            if len(arguments) > 1 + valued:
                condition = there.of(arguments[1 + valued], inner_sign)
            value = there.of(arguments[1], 0) if valued else TRUE
            keys = (there.column(ColumnName(identifier)), self.column(ColumnName(identifier)))
            if UNKNOWN in (condition, value, *keys):
                found.append(UNKNOWN)
            elif condition != FALSE:
                found.append(
                    Call(name.removeprefix("family_"), (Constant((number, identifier)), value, condition))
                )
        if exists:
            return disjunction(found, sign) if found else FALSE
        if not found:
            return Constant(None) if name == "highest" else Constant(0)
        if len(found) > 1:
            raise DocumentError([(self.world.where or "condition", f"{name} looks at one list only.")])
        return found[0]


def _holds(operator: str, left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    return bool(_OPERATORS[operator](left, right))


def _sum(node: Arithmetic, left: Node, right: Node) -> Node:
    if isinstance(left, Constant) and isinstance(right, Constant):
        a, b = left.value, right.value
        if a is None or b is None:
            return Constant(None)
        return Constant(a + b if node.operator == "+" else a - b if node.operator == "-" else a * b)
    return Arithmetic(node.operator, left, right)


_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "in": lambda a, b: a in b,
}


def _day(value: date) -> int:
    return value.toordinal() - dates.EPOCH


def _null_safe(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda world, *values: None if None in values else function(world, *values)


# Helpers worked out here and now when every argument is fixed.
_FOLDED: Mapping[str, Callable[..., Any]] = {
    "add_days": _null_safe(lambda _, d, n: date.fromordinal(d.toordinal() + n)),
    "add_months": _null_safe(lambda _, d, n: dates.add_months(d, n)),
    "add_years": _null_safe(lambda _, d, n: dates.add_years(d, n)),
    "collection": lambda _, *values: tuple(values),
    "date": _null_safe(lambda _, y, m, d: date(y, m, d)),
    "days": _null_safe(lambda _, a, b: (b - a).days),
    "la_name": _null_safe(lambda _, x: la_name(x)),
    "missing": lambda _, x: x is None,
    "window_start": _null_safe(lambda world, n: dates.add_months(world.as_of, -n)),
    "workdays": _null_safe(
        lambda _, a, b: max(0, dates.workday_number(_day(b)) - dates.workday_number(_day(a)))
    ),
}
