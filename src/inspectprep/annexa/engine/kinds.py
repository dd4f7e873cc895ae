"""The kinds of value that the parts of a condition give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, TypeAlias

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

Kind: TypeAlias = Literal["truth", "date", "difference", "number", "text", "constant"]

TRUTHS = frozenset({"exists", "known", "missing", "has_word", "repeated", "same_as_first"})
"""Helpers that are true or false."""

_HELPERS: Mapping[str, Kind] = {
    **dict.fromkeys(TRUTHS, "truth"),
    **dict.fromkeys(("days", "workdays", "gap", "age_on"), "difference"),
    **dict.fromkeys(("add_days", "add_months", "add_years", "latest_of"), "date"),
    **dict.fromkeys(("count", "distinct"), "number"),
}
_COLUMNS: Mapping[str, Kind] = {"date": "date", "integer": "number", "age": "number"}


def kind_of(node: Node, type_of: Callable[[ColumnName], str], types: Mapping[int, Mapping[str, str]]) -> Kind:
    """Return the kind of value that a node gives.

    Args:
        node: Resolved for a list.
        type_of: Returns the type of a column.
        types: Column types by list.
    """
    if isinstance(node, Constant):
        if isinstance(node.value, bool):
            return "truth"
        return "date" if isinstance(node.value, date) else "constant"
    if isinstance(node, ColumnName):
        return _COLUMNS.get(type_of(node), "text")
    if isinstance(node, Arithmetic):
        return "number"
    if not isinstance(node, Call):
        assert isinstance(node, And | Or | Not | Compare | Special)
        return "truth"
    if node.name in {"coalesce", "usual"}:
        return kind_of(node.arguments[0], type_of, types)
    if node.name == "highest":
        other = types[fixed(node.arguments[0])[0]]
        return kind_of(node.arguments[1], lambda column: other[column.name], types)
    return _HELPERS.get(node.name, "text")
