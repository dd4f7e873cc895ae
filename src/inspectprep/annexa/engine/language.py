"""The language of conditions: a small part of Python's expressions, parsed and never evaluated.

A condition is about one row: bare names are its columns, ``as_of`` is the list date, ``policy.NAME``
is a threshold. Inside helpers such as ``exists(8, ...)``, bare names are columns of the other row and
``row.NAME`` is a column of the row under test. Everything outside the tables below is refused, with the
place and the closest known name, so that a rule in a council's file can only compare.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from inspectprep.annexa.catalogue.lists import RESERVED_NAMES
from inspectprep.model.representation import frozen

Operator: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!=", "in", "not in"]


@frozen(cache_hash=True)
class Constant:
    """A number, a text, True, False, None, or a tuple of them (a set or list in the text)."""

    value: Any


@frozen(cache_hash=True)
class ColumnName:
    """A column of the row that the condition is about, or with `outer` of the row under test."""

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

SPECIAL = RESERVED_NAMES

# Helpers, with the fewest and the most arguments they take.
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
    nodes: list[Node] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        nodes.append(part)
        waiting += reversed(children(part))
    return nodes
