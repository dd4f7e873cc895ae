"""Parses conditions from text, which is never evaluated."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any, Literal

from inspectprep.annexa.engine.language import (
    FUNCTIONS,
    SPECIAL,
    And,
    Arithmetic,
    Call,
    ColumnName,
    Compare,
    Constant,
    Node,
    Not,
    Operator,
    Or,
    PolicyName,
    Special,
)
from inspectprep.errors import DocumentError, closest

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
        where: The place for an error, such as ``rules[3].outcomes[0].when``.

    Raises:
        DocumentError: if the text is not a condition. It quotes the part that is not understood.
    """
    try:
        if len(text) > _LONGEST:
            return _refuse(f"the condition is longer than {_LONGEST} characters")
        return _node(ast.parse(text.strip(), mode="eval").body, 0)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise DocumentError([(where or "condition", f"{text[:80]!r} is not a condition: {error}")]) from None
    except _RefusedError as error:
        raise DocumentError([(where or "condition", str(error))]) from None


class _RefusedError(Exception):
    pass


def _refuse(why: str) -> Node:
    raise _RefusedError(why)


def _node(node: ast.expr, depth: int) -> Node:
    if depth > _DEEPEST:
        raise _RefusedError(f"the condition is nested deeper than {_DEEPEST} levels")
    build = _BUILDERS.get(type(node))
    if build is None:
        raise _RefusedError(f"{_text(node)} is not part of the language of conditions")
    result: Node = build(node, depth + 1)
    return result


def _constant(node: ast.Constant, _: int) -> Node:
    if node.value is None or isinstance(node.value, bool | int | float | str):
        return Constant(node.value)
    raise _RefusedError(f"{_text(node)} is neither a number nor a text")


def _collection(node: ast.Set | ast.List | ast.Tuple, depth: int) -> Node:
    members = [_node(element, depth) for element in node.elts]
    values = tuple(member.value for member in members if isinstance(member, Constant))
    return Constant(values) if len(values) == len(members) else Call("collection", tuple(members))


def _name(node: ast.Name, _: int) -> Node:
    return Special(node.id) if node.id in SPECIAL else ColumnName(node.id)


def _attribute(node: ast.Attribute, _: int) -> Node:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    if owner == "row":
        return Special(node.attr, outer=True) if node.attr in SPECIAL else ColumnName(node.attr, outer=True)
    if owner in {"policy", "settings"}:
        return PolicyName(node.attr, setting=owner == "settings")
    raise _RefusedError(f"{_text(node)}: only row., policy. and settings. can be before a dot")


def _call(node: ast.Call, depth: int) -> Node:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        hint = closest(name, FUNCTIONS)
        raise _RefusedError(
            f"there is no helper {name or _text(node.func)}" + (f"; did you mean {hint}?" if hint else "")
        )
    fewest, most = FUNCTIONS[name]
    if node.keywords or not fewest <= len(node.args) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise _RefusedError(f"{name} takes {wanted} arguments: {_text(node)}")
    return Call(name, tuple(_node(argument, depth) for argument in node.args))


def _unary(node: ast.UnaryOp, depth: int) -> Node:
    inner = _node(node.operand, depth)
    if isinstance(node.op, ast.Not):
        return Not(inner)
    if isinstance(node.op, ast.USub):
        if isinstance(inner, Constant):
            return Constant(-inner.value)
        return Arithmetic("*", Constant(-1), inner)
    raise _RefusedError(f"{_text(node)} is not part of the language of conditions")


def _binary(node: ast.BinOp, depth: int) -> Node:
    operator = _SUMS.get(type(node.op))
    if operator is None:
        raise _RefusedError(f"{_text(node)}: only +, - and * can be used")
    return Arithmetic(operator, _node(node.left, depth), _node(node.right, depth))


def _boolean(node: ast.BoolOp, depth: int) -> Node:
    parts = tuple(_node(value, depth) for value in node.values)
    return And(parts) if isinstance(node.op, ast.And) else Or(parts)


def _compare(node: ast.Compare, depth: int) -> Node:
    parts = []
    left = _node(node.left, depth)
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        kind = _COMPARISONS.get(type(operator))
        if kind is None:
            raise _RefusedError(f"{_text(node)}: this comparison cannot be used")
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
