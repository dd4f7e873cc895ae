# ruff: noqa: D102 - a method a kind of node
"""The language of conditions read row by row in plain Python: slow, obvious, and nothing like the engine.

A row is a dict of typed values in which a blank is None. It says what a condition means; the engine must
agree with it on whole columns.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine.name_forms import la_name, name_key, worker_key
from inspectprep.annexa.engine.scope import OPEN
from inspectprep.calendar.working import england
from tests.annexa import examples

__all__ = ["Reference"]


id_key = cache(examples.id_key)
name_key = cache(name_key)  # type: ignore[assignment]


@cache
def _tree(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


@cache
def _column(number: int, name: str) -> Any:
    return next(each for each in catalogue.lists()[number].columns if each.name == name)


def _codes(name: str) -> tuple[catalogue.Code, ...]:
    return catalogue.code_set(name).codes


@cache
def _shorts(name: str) -> dict[str, str]:
    return {each.code: each.name for each in catalogue.code_set(name).codes}


def _last(year: int, month: int) -> int:
    after = date(year + (month == 12), month % 12 + 1, 1)
    return (after - timedelta(days=1)).day


def _add_months(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, _last(year, month + 1)))


def _add_years(day: date, number: int) -> date:
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return date(day.year + number, 3, 1)


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@cache
def _working(day: date) -> bool:
    return england().is_working(day)


@cache
def _workdays(start: date, end: date) -> int:
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(_working(day) for day in days)


_SIMPLE = {
    "days": lambda a, b: (b - a).days,
    "gap": lambda a, b: abs((b - a).days),
    "workdays": _workdays,
    "add_days": lambda d, n: d + timedelta(days=n),
    "add_months": _add_months,
    "add_years": _add_years,
    "age_on": _age,
    "latest_of": max,
    "date": date,
    "name_key": name_key,
    "worker_key": worker_key,
    "la_name": la_name,
    "has_word": lambda name, words: bool(set(name_key(name).split()) & set(words)),
}


class Reference:
    """One rule on lists of rows.

    Args:
        rows: Rows by list; a list that is not a key was not supplied.
        policy: Thresholds by name.
        settings: What the council gave.
    """

    def __init__(
        self,
        rule: Rule,
        rows: Mapping[int, list[dict[str, Any]]],
        as_of: date,
        policy: Mapping[str, Any],
        settings: Mapping[str, Any],
        placeholders: tuple[str, ...],
    ) -> None:
        self.rule, self.rows, self.as_of = rule, rows, as_of
        self.policy, self.settings, self.placeholders = policy, settings, placeholders
        self.every = [number for number in rule.lists if number in rows]
        self.d = ""

    def findings(self) -> Iterator[tuple[int, int, str, str | None]]:
        """Yield list, row, severity, and the column where the outcome names one for each."""
        if any(self.settings.get(name) is None for name in self.rule.setting_names):
            return
        for number in self.rule.lists:
            for place in range(len(self.rows.get(number, ()))):
                here = (number, place)
                if any(self.true(_tree(text), here, here) for text in self.rule.skip_when):
                    continue
                yield from self.row(here)

    def row(self, here: tuple[int, int]) -> Iterator[tuple[int, int, str, str | None]]:
        done: set[str | None] = set()
        for outcome in self.rule.outcomes:
            if outcome.lists and here[0] not in outcome.lists:
                continue
            if any(number not in self.rows for number in outcome.needs):
                continue
            tree = _tree(outcome.when)
            if not self.has_key(tree, here):
                continue
            own = [each.split(".")[1] for each in outcome.each if each.split(".")[0] == str(here[0])]
            for column in own if outcome.each else [None]:
                self.d = column or ""
                if column not in done and self.true(tree, here, here):
                    done.add(column)
                    yield (*here, str(outcome.severity), column)

    def has_key(self, tree: ast.expr, here: tuple[int, int]) -> bool:
        words = {
            n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        if words & {"family_exists", "family_distinct"} and self.key(here, "family_identifier") is None:
            return False
        return not words & {"exists", "count", "distinct", "highest", "usual"} or self.key(here) is not None

    # ------------------------------------------------------------------ cells
    def key(self, at: tuple[int, int], column: str = "child_unique_id") -> str | None:
        value = self.rows[at[0]][at[1]].get(column)
        return None if value is None else id_key(value)

    def cell(self, at: tuple[int, int], name: str) -> Any:
        value = self.rows[at[0]][at[1]].get(name)
        if value is not None and _column(at[0], name).type == "id":
            return id_key(value)
        return value

    def code(self, at: tuple[int, int], name: str) -> Any:
        value = self.cell(at, name)
        # The name of an authority is a code of its own.
        other = value if name == "la_of_placement" else None
        return None if value is None else _shorts(_column(at[0], name).codes).get(value, other)

    def groups(self, at: tuple[int, int], name: str) -> set[str]:
        code = self.code(at, name)
        return {g for each in _codes(_column(at[0], name).codes) if each.name == code for g in each.groups}

    def looked_up(
        self,
        table: Mapping[str, Any],
        code: str,
        node: ast.expr,
        here: tuple[int, int],
        top: tuple[int, int],
    ) -> Any:
        if code in table:
            return table[code]
        assert isinstance(node, ast.Call)
        groups = self.groups(*self.place(node.args[0], here, top))
        return next((value for key, value in table.items() if key in groups), None)

    def place(
        self, node: ast.expr, here: tuple[int, int], top: tuple[int, int]
    ) -> tuple[tuple[int, int], str]:
        if isinstance(node, ast.Attribute):
            return top, node.attr
        assert isinstance(node, ast.Name)
        return here, self.d if node.id == "d" else node.id

    def special(self, at: tuple[int, int], name: str, top: tuple[int, int]) -> Any:
        if name == "open":
            return all(self.cell(at, each) is None for each in OPEN[at[0]])
        if name == "unborn":
            born = self.cell(at, "date_of_birth")
            return (born is not None and born > self.as_of) or self.cell(at, "age") == -1
        if name == "age_now":
            born = self.cell(at, "date_of_birth")
            return self.cell(at, "age") if born is None else _age(born, self.as_of)
        if name == "above":
            return at[0] == top[0] and at[1] < top[1]
        return None

    # ------------------------------------------------------------- evaluation
    def true(self, node: ast.expr, here: tuple[int, int], top: tuple[int, int]) -> bool:
        return bool(self.value(node, here, top))

    def value(self, node: ast.expr, here: tuple[int, int], top: tuple[int, int]) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Set | ast.List):
            return [self.value(each, here, top) for each in node.elts]
        if isinstance(node, ast.BoolOp):
            both = isinstance(node.op, ast.And)
            return (all if both else any)(self.true(each, here, top) for each in node.values)
        if isinstance(node, ast.UnaryOp):
            value = self.value(node.operand, here, top)
            return not value if isinstance(node.op, ast.Not) else None if value is None else -value
        if isinstance(node, ast.Compare):
            return self.compare(node, here, top)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id != "row":
            return (self.policy if node.value.id == "policy" else self.settings)[node.attr]
        if isinstance(node, ast.Name) and node.id == "as_of":
            return self.as_of
        if isinstance(node, ast.Name | ast.Attribute):
            at, name = self.place(node, here, top)
            if name in {"open", "unborn", "age_now", "above"}:
                return self.special(at, name, top)
            return self.cell(at, name)
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Name)
        return self.call(node.func.id, node.args, here, top)

    def compare(self, node: ast.Compare, here: tuple[int, int], top: tuple[int, int]) -> bool:
        values = [self.value(each, here, top) for each in (node.left, *node.comparators)]
        if isinstance(node.comparators[0], ast.Attribute) and isinstance(node.ops[0], ast.In):
            assert isinstance(node.left, ast.Call)
            groups = self.groups(*self.place(node.left.args[0], here, top))
            return bool(({values[0]} | groups) & set(values[1]))
        return all(_holds(op, a, b) for op, a, b in zip(node.ops, values, values[1:], strict=False))

    def call(self, word: str, args: list[ast.expr], here: tuple[int, int], top: tuple[int, int]) -> Any:  # noqa: C901, PLR0912
        if word == "loaded":
            return self.value(args[0], here, top) in self.rows
        if word == "has_column":
            return self.value(args[0], here, top) in self.rows
        if word in {"code", "known"}:
            code = self.code(*self.place(args[0], here, top))
            return code if word == "code" else code is not None
        if word == "in_group":
            groups = {self.value(each, here, top) for each in args[1:]}
            return bool(groups & self.groups(*self.place(args[0], here, top)))
        if word in {"exists", "count", "distinct", "highest", "family_exists", "family_distinct"}:
            return self.joined(word, args, top)
        if word == "usual":
            return self.usual(args, top)
        if word in {"repeated", "same_as_first"}:
            return self.repeated(word, args, here)
        if word == "same_key":
            names = [n for each in args for n in self.names(each, here)]
            return all(self.same(here, top, name) for name in names)
        values = [self.value(each, here, top) for each in args]
        if word == "missing":
            return values[0] is None
        if word == "present":
            return values[0] is not None
        if word == "any_present":
            return any(value is not None for value in values)
        if word == "coalesce":
            return next((value for value in values if value is not None), None)
        if word == "out_of_order":
            given = [value for value in values if value is not None]
            return any(a > b for a, b in pairwise(given))
        if word == "lookup":
            return None if values[1] is None else self.looked_up(values[0], values[1], args[1], here, top)
        if word == "window_start":
            return _add_months(self.as_of, -values[0])
        if word == "placeholder_name":
            return values[0] is not None and name_key(values[0]) in self.placeholders
        return None if None in values else _SIMPLE[word](*values)

    def others(self, numbers: Any, top: tuple[int, int], column: str) -> Iterator[tuple[int, int]]:
        wanted = self.key(top, column)
        for number in numbers if isinstance(numbers, list) else [numbers]:
            for place in range(len(self.rows.get(number, ()))):
                if wanted is not None and self.key((number, place), column) == wanted:
                    yield number, place

    def joined(self, word: str, args: list[ast.expr], top: tuple[int, int]) -> Any:
        column = "family_identifier" if word.startswith("family") else "child_unique_id"
        word = word.removeprefix("family_")
        first = args[0]
        numbers = self.every if isinstance(first, ast.Name) else self.value(first, top, top)
        valued = word in {"distinct", "highest"}
        conditions = args[1 + valued :]
        found = [
            at
            for at in self.others(numbers, top, column)
            if all(self.true(each, at, top) for each in conditions)
        ]
        if word == "exists":
            return bool(found)
        if word == "count":
            return len(found)
        values = {self.value(args[1], at, top) for at in found} - {None}
        return len(values) if word == "distinct" else max(values, default=None)

    def usual(self, args: list[ast.expr], top: tuple[int, int]) -> Any:
        assert isinstance(args[0], ast.Name)
        name = args[0].id
        ignored = self.value(args[1], top, top) if len(args) > 1 else []
        if isinstance(ignored, str):
            codes = _codes(_column(top[0], name).codes)
            ignored = [each.name for each in codes if ignored in each.groups]
        votes: dict[Any, set[int]] = {}
        first: dict[Any, tuple[int, int]] = {}
        for at in self.others(self.every, top, "child_unique_id"):
            value = self.code(at, name) if _column(at[0], name).type == "category" else self.cell(at, name)
            if value is not None and value not in ignored:
                votes.setdefault(value, set()).add(at[0])
                first[value] = min(first.get(value, at), at)
        return min(votes, key=lambda value: (-len(votes[value]), first[value]), default=None)

    def names(self, node: ast.expr, here: tuple[int, int]) -> tuple[str, ...]:
        assert isinstance(node, ast.Name)
        return catalogue.lists()[here[0]].natural_key if node.id == "natural_key" else (node.id,)

    def same(self, a: tuple[int, int], b: tuple[int, int], name: str) -> bool:
        return self.cell(a, name) is not None and self.cell(a, name) == self.cell(b, name)

    def repeated(self, word: str, args: list[ast.expr], here: tuple[int, int]) -> bool:
        names = [n for each in args for n in self.names(each, here)]
        above = [(here[0], place) for place in range(here[1])]
        twins = [at for at in above if all(self.same(at, here, name) for name in names)]
        if word == "repeated" or not twins:
            return bool(twins)
        columns = [each.name for each in catalogue.lists()[here[0]].columns]
        return all(self.cell(twins[0], name) == self.cell(here, name) for name in columns)


def _holds(operator: ast.cmpop, a: Any, b: Any) -> bool:
    if isinstance(operator, ast.NotIn):
        return a not in b
    if a is None or b is None:
        return False
    if isinstance(a, str) and isinstance(b, str) and isinstance(operator, ast.NotEq | ast.Eq):
        same = a.casefold() == b.casefold() if a.casefold() == a or b.casefold() == b else a == b
        return same == isinstance(operator, ast.Eq)
    if isinstance(operator, ast.In):
        return a in b
    if isinstance(operator, ast.Lt):
        return bool(a < b)
    if isinstance(operator, ast.LtE):
        return bool(a <= b)
    if isinstance(operator, ast.Gt):
        return bool(a > b)
    if isinstance(operator, ast.GtE):
        return bool(a >= b)
    return bool((a == b) == isinstance(operator, ast.Eq))
