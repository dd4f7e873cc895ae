"""Resolves a condition for one list: thresholds, the list date and shorthand are replaced by their meaning.

A column that the file does not have is *unknown*, neither blank nor filled. A condition that can be true only
if the column has some value is not true, and one that is true with any value is true. The missing columns are
collected, so that a result can say which rules were skipped and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import frozen

from inspectprep.annexa.catalogue import CodeSet
from inspectprep.annexa.engine.fixed_values import FIXED_HELPERS, arithmetic, is_true
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
from inspectprep.annexa.engine.scope import OPEN, Scope
from inspectprep.annexa.engine.three_way_logic import FALSE, TRUE, UNKNOWN, conjunction, disjunction, negation
from inspectprep.errors import UnknownNameError, closest

_JOINED = frozenset({"count", "distinct", "exists", "family_distinct", "family_exists", "highest"})


def resolve(node: Node, scope: Scope, here: int, top: int | None = None) -> Node:
    """Return a condition with the values of its scope, for a row of list `here`.

    Args:
        node: A parsed condition.
        scope: The values to resolve it with.
        here: The list of the row that bare names belong to.
        top: The list of the row under test, when `node` is about another row.

    Returns:
        A condition of columns, constants and joins; :data:`UNKNOWN` when it depends on absent columns.
    """
    return _Resolver(scope, here, here if top is None else top).of(node, 1)


@frozen(eq=False)
class _Resolver:
    scope: Scope
    here: int
    top: int

    def of(self, node: Node, sign: int) -> Node:
        """Resolve a node.

        Args:
            node: A part of the condition.
            sign: 1 where its truth makes a finding, -1 under a "not", 0 where either might.
        """
        return _BY_KIND[type(node)](self, node, sign)

    def arithmetic(self, node: Arithmetic) -> Node:
        left, right = self.of(node.left, 0), self.of(node.right, 0)
        return UNKNOWN if UNKNOWN in (left, right) else arithmetic(node, left, right)

    # ------------------------------------------------------------------ names
    def column(self, node: ColumnName) -> Node:
        number = self.top if node.outer else self.here
        if node.name not in self.scope.known.get(number, frozenset()):
            hint = closest(node.name, self.scope.known.get(number, ()))
            raise self.scope.refused(f"List {number} has no column {node.name!r}.{_hint(hint)}")
        if node.name in self.scope.columns[number]:
            return node
        self.scope.missed.add((number, node.name))
        return UNKNOWN

    def special(self, node: Special, sign: int) -> Node:
        number = self.top if node.outer else self.here
        if node.name == "as_of":
            return Constant(self.scope.as_of)
        if node.name == "d":
            if self.scope.each is None:
                raise self.scope.refused("'d' can only be used in an outcome with 'each'.")
            return self.column(ColumnName(self.scope.each))
        if node.name == "open":
            if number not in OPEN:
                raise self.scope.refused(f"Rows of List {number} are neither open nor closed.")
            blank = [Call("missing", (ColumnName(name, node.outer),)) for name in OPEN[number]]
            return self.of(And(tuple(blank)), sign) if blank else TRUE
        if node.name == "unborn":
            parts: list[Node] = []
            if self.scope.has(number, "date_of_birth"):
                parts.append(Compare(">", ColumnName("date_of_birth", node.outer), Special("as_of")))
            if self.scope.has(number, "age"):
                parts.append(Compare("==", ColumnName("age", node.outer), Constant(-1)))
            if not parts:
                return self.column(ColumnName("date_of_birth", node.outer))
            return self.of(Or(tuple(parts)), sign)
        if node.name == "earlier":
            if self.here == self.top:
                return Special("above")
            return TRUE if self.here < self.top else FALSE
        if node.name == "above":
            return node if self.here == self.top else FALSE
        return node

    def policy(self, node: PolicyName) -> Node:
        source = self.scope.settings if node.setting else self.scope.policy
        if node.name not in source:
            hint = closest(node.name, source)
            kind = "setting" if node.setting else "threshold"
            raise self.scope.refused(f"There is no {kind} {node.name!r}.{_hint(hint)}")
        value = source[node.name]
        if isinstance(value, Mapping):
            return Constant(tuple(sorted(value.items())))
        return Constant(tuple(value) if isinstance(value, list | set | frozenset) else value)

    # ------------------------------------------------------------ comparisons
    def compare(self, node: Compare, sign: int) -> Node:
        if node.operator == "not in":
            return negation(self.compare(Compare("in", node.left, node.right), -sign))
        for side, other, mirrored in ((node.left, node.right, False), (node.right, node.left, True)):
            if isinstance(side, Special) and side.name == "age_now":
                return self.age_now(node, side, other, mirrored, sign)
            if isinstance(side, Call) and side.name == "lookup":
                return self.lookup(node, side, other, mirrored, sign)
        left, right = self.of(node.left, 0), self.of(node.right, 0)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        if isinstance(left, Constant) and isinstance(right, Constant):
            return TRUE if is_true(node.operator, left.value, right.value) else FALSE
        if Constant(None) in (left, right):
            return FALSE
        if isinstance(node.right, PolicyName) and isinstance(right, Constant) and node.operator == "in":
            # A threshold of codes can name groups too.
            pairs = tuple((value, None) for value in right.value)
            right = Constant(tuple(value for value, _ in self.by_code(pairs, node.left)))
        return Compare(node.operator, left, right)

    def age_now(self, node: Compare, side: Special, other: Node, mirrored: bool, sign: int) -> Node:
        number = self.top if side.outer else self.here
        born, age = ColumnName("date_of_birth", side.outer), ColumnName("age", side.outer)
        completed = Call("age_on", (born, Special("as_of")))

        def against(value: Node) -> Compare:
            left, right = (other, value) if mirrored else (value, other)
            return Compare(node.operator, left, right)

        if not self.scope.has(number, "age"):
            return self.compare(against(completed), sign)
        if not self.scope.has(number, "date_of_birth"):
            return self.compare(against(age), sign)
        blank = Call("missing", (born,))
        return self.of(Or((And((Not(blank), against(completed))), And((blank, against(age))))), sign)

    def lookup(self, node: Compare, side: Call, other: Node, mirrored: bool, sign: int) -> Node:
        table = self.of(side.arguments[0], 0)
        if not isinstance(table, Constant) or not isinstance(table.value, tuple):
            raise self.scope.refused("The first argument of lookup must be a table from policy.")
        by_value: dict[Any, list[Any]] = {}
        for key, value in self.by_code(table.value, side.arguments[1]):
            by_value.setdefault(value, []).append(key)
        parts = []
        for value, keys in by_value.items():
            bound = Constant(value)
            pair = (other, bound) if mirrored else (bound, other)
            chosen = Compare("in", side.arguments[1], Constant(tuple(keys)))
            parts.append(And((chosen, Compare(node.operator, *pair))))
        return self.of(Or(tuple(parts)), sign) if parts else FALSE

    def by_code(self, table: tuple[tuple[Any, Any], ...], wanted: Node) -> Iterator[tuple[Any, Any]]:
        """Yield a table's keys and values, where the name of a group becomes its codes that are not keys."""
        codes = None
        if isinstance(wanted, Call) and wanted.name == "code" and isinstance(wanted.arguments[0], ColumnName):
            codes = self.code_set(wanted.arguments[0])
        if codes is None:
            yield from table
            return
        keys = {key for key, _ in table}
        names = {code.name for code in codes.codes}
        for key, value in table:
            if key in names:
                yield key, value
            else:
                yield from ((code, value) for code in self.members(codes, key) if code not in keys)

    def code_set(self, node: ColumnName) -> CodeSet | None:
        """Return the codes of a column; None if it has none."""
        return self.scope.codes.get(self.top if node.outer else self.here, {}).get(node.name)

    def members(self, codes: CodeSet, group: Any) -> tuple[str, ...]:
        try:
            return codes.members(group)
        except UnknownNameError as error:
            raise self.scope.refused(f"{error.what} {error.remedy}") from None

    def in_group(self, node: Call, sign: int) -> Node:
        column, *groups = node.arguments
        if not isinstance(column, ColumnName) or not all(isinstance(fixed(group), str) for group in groups):
            raise self.scope.refused("The arguments of in_group must be a column and the names of groups.")
        known = self.column(column)
        codes = self.code_set(column)
        if codes is None:
            raise self.scope.refused(f"The column {column.name!r} has no codes.")
        members = tuple(code for group in groups for code in self.members(codes, fixed(group)))
        if known is UNKNOWN:
            return UNKNOWN
        return self.compare(Compare("in", Call("code", (column,)), Constant(members)), sign)

    # ---------------------------------------------------------------- helpers
    def call(self, node: Call, sign: int) -> Node:
        name, arguments = node.name, node.arguments
        if name in _JOINED:
            return self.joined(node, sign)
        if name == "loaded":
            return TRUE if fixed(arguments[0]) in self.scope.columns else FALSE
        if name == "has_column":
            return TRUE if self.scope.has(fixed(arguments[0]), fixed(arguments[1])) else FALSE
        if name == "any_present":
            return self.of(Or(tuple(Not(Call("missing", (argument,))) for argument in arguments)), sign)
        if name == "placeholder_name":
            named = Compare("in", Call("name_key", arguments), Constant(self.scope.placeholder_names))
            return self.of(named, sign)
        if name == "present":
            return negation(self.of(Call("missing", arguments), -sign))
        if name == "out_of_order":
            pairs = combinations(arguments, 2)
            return self.of(Or(tuple(Compare(">", first, second) for first, second in pairs)), sign)
        if name in {"repeated", "same_as_first", "same_key"}:
            return self.same(node, sign)
        if name == "usual":
            return self.usual(node)
        if name == "in_group":
            return self.in_group(node, sign)
        values = [self.of(argument, 0) for argument in arguments]
        if name == "coalesce" and values[0] is not UNKNOWN and isinstance(values[0], Constant):
            return values[0] if values[0].value is not None else self.of(Call(name, arguments[1:]), 0)
        if UNKNOWN in values:
            return UNKNOWN
        constants = [value.value for value in values if isinstance(value, Constant)]
        if len(constants) == len(values) and name in FIXED_HELPERS:
            return Constant(FIXED_HELPERS[name](self.scope, *constants))
        if name == "collection":
            raise self.scope.refused("A set can only have fixed values.")
        if name == "coalesce" and len(values) == 1:
            return values[0]
        return Call(name, tuple(values))

    def same(self, node: Call, sign: int) -> Node:
        names: list[str] = []
        for argument in node.arguments:
            if isinstance(argument, Special) and argument.name == "natural_key":
                names += self.scope.natural_key[self.here]
            elif isinstance(argument, ColumnName):
                names.append(argument.name)
            else:
                raise self.scope.refused(f"The arguments of {node.name} must be column names.")
        if node.name == "same_key":
            pairs = tuple(Compare("==", ColumnName(name), ColumnName(name, outer=True)) for name in names)
            return self.of(And(pairs), sign)
        columns = tuple(self.column(ColumnName(name)) for name in names)
        return UNKNOWN if UNKNOWN in columns else Call(node.name, columns)

    def usual(self, node: Call) -> Node:
        column = node.arguments[0]
        if not isinstance(column, ColumnName):
            raise self.scope.refused("The first argument of usual must be the name of a column.")
        if not self.scope.has(self.top, "child_unique_id"):
            self.scope.missed.add((self.top, "child_unique_id"))
            return UNKNOWN
        holders = tuple(
            number
            for number in self.scope.every
            if self.scope.has(number, column.name) and self.scope.has(number, "child_unique_id")
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
        numbers = self.scope.every if arguments[0] == Special("every") else fixed(arguments[0])
        numbers = numbers if isinstance(numbers, tuple) else (numbers,)
        valued = name.endswith("distinct") or name == "highest"
        identifier = "family_identifier" if name.startswith("family") else "child_unique_id"
        if not self.scope.has(self.top, identifier):
            # Without its own identifier a row cannot be compared with others: unknown, never absent.
            self.scope.missed.add((self.top, identifier))
            return UNKNOWN
        exists = name.endswith("exists")
        inner_sign = sign if exists else 0
        calls: list[Node] = []
        for number in numbers:
            if number not in self.scope.columns:
                continue
            there = _Resolver(self.scope, number, self.top)
            condition: Node = TRUE
            if len(arguments) > 1 + valued:
                condition = there.of(arguments[1 + valued], inner_sign)
            value = there.of(arguments[1], 0) if valued else TRUE
            keys = (there.column(ColumnName(identifier)), self.column(ColumnName(identifier)))
            if UNKNOWN in (condition, value, *keys):
                calls.append(UNKNOWN)
            elif condition != FALSE:
                calls.append(
                    Call(name.removeprefix("family_"), (Constant((number, identifier)), value, condition))
                )
        if exists:
            return disjunction(calls, sign) if calls else FALSE
        if not calls:
            return Constant(None) if name == "highest" else Constant(0)
        if len(calls) > 1:
            raise self.scope.refused(f"{name} can look at one list only.")
        return calls[0]


_BY_KIND: Mapping[type[Any], Callable[[_Resolver, Any, int], Node]] = {
    And: lambda self, node, sign: conjunction([self.of(part, sign) for part in node.parts], sign),
    Arithmetic: lambda self, node, _: self.arithmetic(node),
    Call: _Resolver.call,
    ColumnName: lambda self, node, _: self.column(node),
    Compare: _Resolver.compare,
    Constant: lambda _, node, __: node,
    Not: lambda self, node, sign: negation(self.of(node.inner, -sign)),
    Or: lambda self, node, sign: disjunction([self.of(part, sign) for part in node.parts], sign),
    PolicyName: lambda self, node, _: self.policy(node),
    Special: _Resolver.special,
}


def _hint(name: str | None) -> str:
    return f" Did you mean {name!r}?" if name else ""
