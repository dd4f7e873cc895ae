"""The language of conditions: a small part of Python's expressions, parsed and never evaluated.

A condition speaks of one row: bare names are its columns, ``as_of`` is the list date, ``policy.NAME``
a threshold. Inside ``exists(8, ...)`` and its like, bare names are columns of the other row and
``row.NAME`` is a column of the row under test. Anything outside the tables below is refused, with the
place and the closest known name, so that a rule in a council's file can do nothing but compare.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from attrs import frozen

from inspectprep.errors import DocumentError, closest

__all__ = [
    "FUNCTIONS",
    "And",
    "Arithmetic",
    "Call",
    "ColumnName",
    "Compare",
    "Constant",
    "Node",
    "Not",
    "Or",
    "PolicyName",
    "Special",
    "children",
    "fixed",
    "parse",
    "walk",
]

Operator: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!=", "in", "not in"]


@frozen(cache_hash=True)
class Constant:
    """A number, a text, True, False, None, or a tuple of them (a set or list in the text)."""

    value: Any


@frozen(cache_hash=True)
class ColumnName:
    """A column of the row at hand, or with `outer` of the row under test."""

    name: str
    outer: bool = False


@frozen(cache_hash=True)
class Special:
    """A name with a meaning of its own, such as ``as_of``, ``open`` or ``unborn``."""

    name: str
    outer: bool = False


@frozen(cache_hash=True)
class PolicyName:
    """A threshold (``policy.NAME``) or a setting of the council (``settings.NAME``)."""

    name: str
    setting: bool = False


@frozen(cache_hash=True)
class Call:
    """A helper with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@frozen(cache_hash=True)
class Not:
    """True where `inner` is not."""

    inner: Node


@frozen(cache_hash=True)
class And:
    """True where every part is."""

    parts: tuple[Node, ...]


@frozen(cache_hash=True)
class Or:
    """True where any part is."""

    parts: tuple[Node, ...]


@frozen(cache_hash=True)
class Compare:
    """One comparison, false where a side has no value; ``not in`` is the opposite of ``in``."""

    operator: Operator
    left: Node
    right: Node


@frozen(cache_hash=True)
class Arithmetic:
    """A sum, difference or product of whole numbers."""

    operator: Literal["+", "-", "*"]
    left: Node
    right: Node


Node: TypeAlias = (
    "Constant | ColumnName | Special | PolicyName | Call | Not | And | Or | Compare | Arithmetic"
)

SPECIAL = frozenset({"above", "age_now", "as_of", "d", "earlier", "every", "natural_key", "open", "unborn"})

# Helpers, with the fewest and most arguments they take.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "add_days": (2, 2),
    "add_months": (2, 2),
    "add_years": (2, 2),
    "age_on": (2, 2),
    "any_present": (1, 99),
    "coalesce": (2, 9),
    "code": (1, 1),
    "count": (1, 2),
    "date": (3, 3),
    "days": (2, 2),
    "distinct": (2, 3),
    "exists": (1, 2),
    "family_distinct": (2, 3),
    "family_exists": (1, 2),
    "gap": (2, 2),
    "has_column": (2, 2),
    "has_word": (2, 2),
    "highest": (2, 3),
    "in_group": (2, 9),
    "known": (1, 1),
    "la_name": (1, 1),
    "latest_of": (2, 9),
    "loaded": (1, 1),
    "lookup": (2, 2),
    "missing": (1, 1),
    "name_key": (1, 1),
    "out_of_order": (2, 9),
    "placeholder_name": (1, 1),
    "present": (1, 1),
    "repeated": (1, 9),
    "same_as_first": (1, 9),
    "same_key": (1, 9),
    "usual": (1, 2),
    "window_start": (1, 1),
    "workdays": (2, 2),
    "worker_key": (1, 1),
}

_COMPARISONS: dict[type[ast.cmpop], Operator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_SUMS: dict[type[ast.operator], Literal["+", "-", "*"]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_LONGEST = 4000
_DEEPEST = 60


@lru_cache(maxsize=4096)
def parse(text: str, where: str = "") -> Node:
    """Parse one condition.

    Args:
        text: Such as ``open and workdays(s47_start_date, as_of) > policy.decision_working_days``.
        where: What to call the place in an error, such as ``rules[3].outcomes[0].when``.

    Raises:
        DocumentError: if the text is not a condition; it quotes the part that is not understood.
    """
    try:
        if len(text) > _LONGEST:
            return _refuse(f"the condition is longer than {_LONGEST} characters")
        return _node(ast.parse(text.strip(), mode="eval").body, 0)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise DocumentError([(where or "condition", f"{text[:80]!r} is not a condition: {error}")]) from None
    except _Refused as error:
        raise DocumentError([(where or "condition", str(error))]) from None


class _Refused(Exception):  # noqa: N818 - never leaves this module
    pass


def _refuse(why: str) -> Node:
    raise _Refused(why)


def _node(node: ast.expr, depth: int) -> Node:
    if depth > _DEEPEST:
        raise _Refused(f"the condition is nested deeper than {_DEEPEST} levels")
    build = _BUILDERS.get(type(node))
    if build is None:
        raise _Refused(f"{_text(node)} is not part of the language of conditions")
    built: Node = build(node, depth + 1)
    return built


def _constant(node: ast.Constant, _: int) -> Node:
    if node.value is None or isinstance(node.value, bool | int | float | str):
        return Constant(node.value)
    raise _Refused(f"{_text(node)} is neither a number nor a text")


def _collection(node: ast.Set | ast.List | ast.Tuple, depth: int) -> Node:
    members = [_node(each, depth) for each in node.elts]
    if all(isinstance(each, Constant) for each in members):
        return Constant(tuple(each.value for each in members))  # type: ignore[union-attr]
    return Call("collection", tuple(members))


def _name(node: ast.Name, _: int) -> Node:
    return Special(node.id) if node.id in SPECIAL else ColumnName(node.id)


def _attribute(node: ast.Attribute, _: int) -> Node:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    if owner == "row":
        return Special(node.attr, outer=True) if node.attr in SPECIAL else ColumnName(node.attr, outer=True)
    if owner in {"policy", "settings"}:
        return PolicyName(node.attr, setting=owner == "settings")
    raise _Refused(f"{_text(node)}: only row., policy. and settings. may stand before a dot")


def _call(node: ast.Call, depth: int) -> Node:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        hint = closest(name, FUNCTIONS)
        raise _Refused(
            f"there is no helper {name or _text(node.func)}" + (f"; did you mean {hint}?" if hint else "")
        )
    fewest, most = FUNCTIONS[name]
    if node.keywords or not fewest <= len(node.args) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise _Refused(f"{name} takes {wanted} arguments: {_text(node)}")
    return Call(name, tuple(_node(each, depth) for each in node.args))


def _unary(node: ast.UnaryOp, depth: int) -> Node:
    inner = _node(node.operand, depth)
    if isinstance(node.op, ast.Not):
        return Not(inner)
    if isinstance(node.op, ast.USub):
        if isinstance(inner, Constant):
            return Constant(-inner.value)
        return Arithmetic("*", Constant(-1), inner)
    raise _Refused(f"{_text(node)} is not part of the language of conditions")


def _binary(node: ast.BinOp, depth: int) -> Node:
    operator = _SUMS.get(type(node.op))
    if operator is None:
        raise _Refused(f"{_text(node)}: only +, - and * are known")
    return Arithmetic(operator, _node(node.left, depth), _node(node.right, depth))


def _boolean(node: ast.BoolOp, depth: int) -> Node:
    parts = tuple(_node(each, depth) for each in node.values)
    return And(parts) if isinstance(node.op, ast.And) else Or(parts)


def _compare(node: ast.Compare, depth: int) -> Node:
    parts = []
    left = _node(node.left, depth)
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        kind = _COMPARISONS.get(type(operator))
        if kind is None:
            raise _Refused(f"{_text(node)}: this comparison is not known")
        right = _node(right_node, depth)
        parts.append(Compare(kind, left, right))
        left = right
    return parts[0] if len(parts) == 1 else And(tuple(parts))


_BUILDERS: dict[type[ast.expr], Any] = {
    ast.Attribute: _attribute,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Call: _call,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.List: _collection,
    ast.Name: _name,
    ast.Set: _collection,
    ast.Tuple: _collection,
    ast.UnaryOp: _unary,
}


def _text(node: ast.AST) -> str:
    return repr(ast.unparse(node)[:80])


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of a node, from left to right."""
    parts = _PARTS.get(type(node))
    return () if parts is None else parts(node)


_PARTS: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    And: attrgetter("parts"),
    Arithmetic: attrgetter("left", "right"),
    Call: attrgetter("arguments"),
    Compare: attrgetter("left", "right"),
    Not: lambda node: (node.inner,),
    Or: attrgetter("parts"),
}


def fixed(node: Node) -> Any:
    """Return the value of a constant; None for anything else."""
    return node.value if isinstance(node, Constant) else None


def walk(node: Node) -> list[Node]:
    """Return a node and everything beneath it, in reading order."""
    found = [node]
    for child in children(node):
        found += walk(child)
    return found
