"""Conditions of rules in words, for readers who do not know the language of conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.thresholds import Threshold, ThresholdUnit
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
)
from inspectprep.annexa.engine.parse import parse

_DATES = {"add_days", "add_months", "add_years", "latest_of", "window_start", "date"}
_COUNTED = {
    ThresholdUnit.DAYS: "day",
    ThresholdUnit.WORKING_DAYS: "working day",
    ThresholdUnit.MONTHS: "month",
    ThresholdUnit.YEARS: "year",
    ThresholdUnit.MEGABYTES: "megabyte",
}
_ORDER = {"<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least"}
_ORDER_OF_DATES = {"<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after"}
_EQUAL = {"==": "is", "!=": "is not", "in": "is", "not in": "is not"}
_SPECIAL = {
    "age_now": "the age on the list date",
    "as_of": "the list date",
    "d": "the date",
    "natural_key": "the columns that identify a row",
    "every": "any list of the rule",
}
_TRUE = {
    "open": "the row is open",
    "unborn": "the child is not born yet",
    "above": "the other row is higher up on the list",
    "earlier": "the other row is higher up, or on a list with a lower number",
}
_FALSE = {"open": "the row is not open", "unborn": "the child is born"}


@frozen(kw_only=True)
class Reader:
    """The words of one condition.

    Attributes:
        lists: The lists whose rows the condition is about.
        thresholds: The thresholds that it can read.
        other: Whether the condition is about another row than the one under test.
    """

    lists: tuple[int, ...]
    thresholds: Mapping[str, Threshold]
    other: bool = False

    def truth(self, node: Node, *, inside: bool = False) -> str:
        """Return a condition as a clause. One that joins others is in brackets inside another."""
        match node:
            case And(parts) | Or(parts):
                between = self._between(node)
                if between and not inside:
                    return between
                words = ", or " if isinstance(node, Or) else ", and "
                text = words.join(self.truth(part, inside=True) for part in parts)
                return f"({text})" if inside else text
            case Not(inner):
                return self._negated(inner)
            case Compare(operator, left, right):
                return self._compared(operator, left, right)
            case Special(name):
                return self._owned(_TRUE.get(name, name), node)
            case Call(name, arguments):
                return _TRUTHS[name](self, *arguments)
        return self.value(node)

    def _negated(self, node: Node) -> str:
        if isinstance(node, Special) and node.name in _FALSE:
            return self._owned(_FALSE[node.name], node)
        if isinstance(node, Call):
            opposite = {"missing": "present", "present": "missing"}.get(node.name)
            if opposite:
                return _TRUTHS[opposite](self, *node.arguments)
            if node.name in _LOOKS:
                return self.look(node.name, *node.arguments, verb="has no")
            if node.name in ("in_group", "known"):
                return self.truth(node).replace(" is a code", " is not a code", 1)
            if node.name == "loaded":
                return f"{self.list_name(node.arguments[0])} was not supplied"
        return f"it is not true that {self.truth(node, inside=True)}"

    def _between(self, node: Node) -> str:
        """Return a chain such as ``16 <= age_now < 18`` in one clause, or nothing."""
        if not isinstance(node, And) or len(node.parts) != 2:
            return ""
        first, second = node.parts
        chain = isinstance(first, Compare) and isinstance(second, Compare) and first.right == second.left
        if not chain or first.operator not in ("<", "<=") or second.operator not in ("<", "<="):
            return ""
        words = _ORDER_OF_DATES if self._is_date(first.right) else _ORDER
        lowest = words[{"<": ">", "<=": ">="}[first.operator]]
        highest = words[second.operator].removeprefix("is ")
        bounds = f"{lowest} {self.value(first.left)} and {highest} {self.value(second.right)}"
        return f"{self.value(first.right)} {bounds}"

    def _compared(self, operator: str, left: Node, right: Node) -> str:
        if isinstance(left, Constant) and not isinstance(right, Constant) and operator in _ORDER:
            turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[operator]
            return self._compared(turned, right, left)
        if isinstance(left, Call) and left.name in ("days", "workdays", "gap") and operator in _ORDER:
            kind = "working days" if left.name == "workdays" else "days"
            amount = _ORDER[operator].removeprefix("is ")
            a, b = map(self.value, left.arguments)
            span = f"between {a} and {b}" if left.name == "gap" else f"from {a} to {b}"
            if isinstance(right, Call):
                return f"the number of {kind} {span} is {amount} {self.value(right)}"
            return f"there are {amount} {self.counted(right, kind)} {span}"
        dates = self._is_date(left) or self._is_date(right)
        words = (_ORDER_OF_DATES if dates else _ORDER) | _EQUAL
        other = self._code(left, right) if isinstance(right, Constant) else self.value(right)
        return f"{self.value(left)} {words[operator]} {other}"

    def _code(self, left: Node, right: Constant) -> str:
        """Return fixed values; codes of a column have their meaning too."""
        column = left.arguments[0] if isinstance(left, Call) and left.name == "code" else None
        if not isinstance(column, ColumnName):
            return constant(right.value)
        labels = self.labels(column.name)
        values = right.value if isinstance(right.value, tuple) else (right.value,)
        return either([f"“{each}”" + (f" ({labels[each]})" if labels.get(each) else "") for each in values])

    def labels(self, column: str) -> Mapping[str, str]:
        """Return the meanings of the codes of a column that their names do not say."""
        specs = [each for number in self.lists for each in catalogue.lists()[number].columns]
        sets = [each.codes for each in specs if each.name == column and each.codes]
        codes = catalogue.code_set(sets[0]).codes if sets else ()
        return {code.name: code.label for code in codes if code.label.casefold() != code.name.casefold()}

    def counted(self, node: Node, kind: str) -> str:
        """Return a number with the name of what it counts."""
        text = self.value(node)
        return text if kind.removesuffix("s") in text else f"{text} {kind}"

    def _is_date(self, node: Node) -> bool:
        match node:
            case Special("as_of") | Special("d"):
                return True
            case ColumnName(name):
                return any(
                    column.type == "date"
                    for spec in catalogue.lists().values()
                    for column in spec.columns
                    if column.name == name
                )
            case Call("coalesce" | "usual", (first, *_)):
                return self._is_date(first)
            case Call("highest", (_, value, *_)):
                return self._is_date(value)
            case Call(name):
                return name in _DATES
        return False

    def value(self, node: Node) -> str:
        """Return a value as a noun."""
        match node:
            case Constant(value):
                return constant(value)
            case ColumnName(name):
                return self._owned(f"“{self.heading(name)}”", node)
            case Special(name):
                return self._owned(_SPECIAL.get(name) or _TRUE.get(name, name), node)
            case PolicyName(name, setting):
                return "the council's own name" if setting else self.threshold(name)
            case Arithmetic(operator, left, right):
                words = {"+": "plus", "-": "minus", "*": "times"}[operator]
                return f"{self.value(left)} {words} {self.value(right)}"
            case Call(name, arguments) if name in _VALUES:
                return _VALUES[name](self, *arguments)
        return self.truth(node, inside=True)

    def _owned(self, text: str, node: Any) -> str:
        outer = getattr(node, "outer", False)
        return f"{text} of this row" if outer and self.other else text

    def heading(self, name: str) -> str:
        """Return the official heading of a column."""
        numbers = [*self.lists, *catalogue.lists()]
        for number in numbers:
            for column in catalogue.lists()[number].columns:
                if column.name == name:
                    return column.header
        return name.replace("_", " ")

    def threshold(self, name: str) -> str:
        """Return the value of a threshold with its unit."""
        found = self.thresholds.get(name)
        return amount(found) if found else name

    def list_name(self, node: Node) -> str:
        """Return the name of one or several lists."""
        if isinstance(node, Special):
            return "any list of the rule"
        numbers = node.value if isinstance(node, Constant) else ()
        numbers = numbers if isinstance(numbers, tuple) else (numbers,)
        return either([f"List {number}" for number in numbers])

    def on(self, node: Node) -> Reader:
        """Return the reader of a condition about rows of other lists."""
        numbers = node.value if isinstance(node, Constant) else self.lists
        return evolve(self, lists=numbers if isinstance(numbers, tuple) else (numbers,), other=True)

    def look(self, name: str, where: Node, condition: Node | None = None, *, verb: str = "has a") -> str:
        """Return whether other rows of the child or the family are there."""
        who = "the family" if name.startswith("family") else "the child"
        text = f"{who} {verb} row on {self.list_name(where)}"
        return f"{text} where {self.on(where).truth(condition, inside=True)}" if condition else text

    def number_of(self, name: str, where: Node, value: Node, condition: Node | None = None) -> str:
        """Return the number of different values on other rows."""
        who = "family" if name.startswith("family") else "child"
        other = self.on(where)
        text = (
            f"the number of different values of {other.value(value)} of the {who} on {self.list_name(where)}"
        )
        return f"{text} where {other.truth(condition, inside=True)}" if condition else text

    def count(self, where: Node, condition: Node | None = None) -> str:
        """Return the number of other rows."""
        text = f"the number of rows of the child on {self.list_name(where)}"
        return f"{text} where {self.on(where).truth(condition, inside=True)}" if condition else text

    def highest(self, where: Node, value: Node, condition: Node | None = None) -> str:
        """Return the latest date or the highest number of other rows."""
        other = self.on(where)
        word = "latest" if self._is_date(value) else "highest"
        text = f"the {word} {other.value(value)} of the child on {self.list_name(where)}"
        return f"{text} where {other.truth(condition, inside=True)}" if condition else text

    def moved(self, day: Node, number: Node, unit: str) -> str:
        """Return a date that is moved by a number of days, months or years."""
        match number:
            case Arithmetic("*", Constant(-1), inner):
                return f"the day {self.counted(inner, unit + 's')} before {self.value(day)}"
        value = number.value if isinstance(number, Constant) else None
        if isinstance(value, int):
            side = "before" if value < 0 else "after"
            return f"the day {plural(abs(value), unit)} {side} {self.value(day)}"
        return f"the day {self.counted(number, unit + 's')} after {self.value(day)}"

    def all(self, nodes: tuple[Node, ...], word: str = "and") -> str:
        """Return several values."""
        return either([self.value(node) for node in nodes], word)


_LOOKS = ("exists", "family_exists")
_TRUTHS: Mapping[str, Callable[..., str]] = {
    "missing": lambda read, column: f"{read.value(column)} is blank",
    "present": lambda read, column: f"{read.value(column)} is filled in",
    "any_present": lambda read, *columns: f"{read.all(columns, 'or')} is filled in",
    "known": lambda read, column: f"{read.value(column)} is a code of the specification",
    "in_group": lambda read, column, *groups: (
        f"{read.value(column)} is a code of the group {read.all(groups, 'or')}"
    ),
    "has_word": lambda read, column, words: f"{read.value(column)} has one of the words {read.value(words)}",
    "placeholder_name": lambda read, column: f"{read.value(column)} does not name a person",
    "out_of_order": lambda read, *columns: f"{read.all(columns)} are not in this order",
    "repeated": lambda read, *columns: f"another row on the list has the same {read.all(columns)}",
    "same_key": lambda read, *columns: f"another row on the list has the same {read.all(columns)}",
    "same_as_first": lambda read, *columns: (
        f"the first of these rows has the same {read.all(columns) if columns else 'cells'}"
    ),
    "loaded": lambda read, number: f"{read.list_name(number)} was supplied",
    "has_column": lambda read, number, column: (
        f"{read.list_name(number)} has the column {read.value(column)}"
    ),
    "exists": lambda read, *more: read.look("exists", *more),
    "family_exists": lambda read, *more: read.look("family_exists", *more),
}
_VALUES: Mapping[str, Callable[..., str]] = {
    "code": lambda read, column: read.value(column),
    "collection": lambda read, *values: read.all(values, "or"),
    "coalesce": lambda read, first, *others: (
        f"{read.value(first)} (if blank, {', then '.join(map(read.value, others))})"
    ),
    "date": lambda _read, year, month, day: constant(date(year.value, month.value, day.value)),
    "days": lambda read, a, b: f"the number of days from {read.value(a)} to {read.value(b)}",
    "workdays": lambda read, a, b: f"the number of working days from {read.value(a)} to {read.value(b)}",
    "gap": lambda read, a, b: f"the number of days between {read.value(a)} and {read.value(b)}",
    "age_on": lambda read, _born, day: f"the age on {read.value(day)}",
    "add_days": lambda read, day, number: read.moved(day, number, "day"),
    "add_months": lambda read, day, number: read.moved(day, number, "month"),
    "add_years": lambda read, day, number: read.moved(day, number, "year"),
    "window_start": lambda read, months: f"the day {read.counted(months, 'months')} before the list date",
    "latest_of": lambda read, *columns: f"the latest of {read.all(columns)}",
    "name_key": lambda read, column: f"the name in {read.value(column)}",
    "worker_key": lambda read, column: f"the worker in {read.value(column)}",
    "la_name": lambda read, column: (
        read.value(column) if isinstance(column, PolicyName) else f"the authority in {read.value(column)}"
    ),
    "lookup": lambda read, table, code: f"the figure for {read.value(code)} ({read.value(table)})",
    "count": lambda read, *more: read.count(*more),
    "distinct": lambda read, *more: read.number_of("distinct", *more),
    "family_distinct": lambda read, *more: read.number_of("family_distinct", *more),
    "highest": lambda read, *more: read.highest(*more),
    "usual": lambda read, column, *_: f"the value of {read.value(column)} that most lists have for the child",
}


def in_words(condition: str, lists: tuple[int, ...], thresholds: Mapping[str, Threshold]) -> str:
    """Return a condition as a clause, such as “the row is open, and “Allocated Worker” is blank”."""
    return Reader(lists=lists, thresholds=thresholds).truth(parse(condition))


def amount(threshold: Threshold) -> str:
    """Return the default of a threshold in words."""
    value, unit = threshold.default, threshold.unit
    if isinstance(value, Mapping):
        kind = "day" if unit is ThresholdUnit.DAYS_BY_CODE else "year"
        return "; ".join(f"{code}: {plural(number, kind)}" for code, number in value.items())
    if isinstance(value, tuple | list | frozenset):
        return either([str(each) for each in value], "or")
    if unit is ThresholdUnit.SHARE:
        return f"{value:.0%}"
    return plural(value, _COUNTED[unit]) if unit in _COUNTED and value is not None else constant(value)


def plural(number: Any, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def constant(value: Any) -> str:
    """Return a fixed value in words."""
    if isinstance(value, tuple | frozenset | set):
        return either([constant(each) for each in value], "or")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return "not set" if value is None else f"“{value}”" if isinstance(value, str) else str(value)


def either(texts: list[str], word: str = "or") -> str:
    """Return a list in words."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def parts_in_words(condition: str, lists: tuple[int, ...], thresholds: Mapping[str, Threshold]) -> list[str]:
    """Return the clauses of a condition that must all be true."""
    reader, node = Reader(lists=lists, thresholds=thresholds), parse(condition)
    whole = reader.truth(node)
    chain = isinstance(node, And) and whole != ", and ".join(
        reader.truth(each, inside=True) for each in node.parts
    )
    parts = node.parts if isinstance(node, And) and not chain else (node,)
    return [reader.truth(part) for part in parts]
