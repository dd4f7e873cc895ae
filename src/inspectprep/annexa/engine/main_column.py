"""The column that a finding points at, chosen from the columns that its condition reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectprep.annexa.engine.language import Call, ColumnName, Node, Not, children
from inspectprep.annexa.engine.plan import IDENTIFIERS

# Columns that identify the child. A finding points at an event where the condition reads one.
_IDENTITY = frozenset({*IDENTIFIERS, "date_of_birth", "age", "gender", "ethnicity", "disability"})
_ABOUT_OTHERS = frozenset({"exists", "count", "distinct", "highest", "family_exists", "family_distinct"})


def main_column(node: Node, types: Mapping[str, str], columns: frozenset[str]) -> str | None:
    """Return the column that a finding points at.

    A column that the condition wants blank comes first, then a date, then any other column of an event, then
    one that identifies the child.

    Args:
        node: The condition, parsed.
        types: The types of the columns of its list.
        columns: The columns that the list has.
    """
    own = [name for name in _own_columns(node) if name in columns and name in types]
    events = [name for name in own if name not in _IDENTITY]
    blank = [
        part.arguments[0].name
        for part in _positive(node)
        if isinstance(part, Call) and part.name == "missing" and isinstance(part.arguments[0], ColumnName)
    ]
    for names in (
        [name for name in blank if name in columns],
        [name for name in events if types[name] == "date"],
        events,
        own,
    ):
        if names:
            return names[0]
    return "child_unique_id" if "child_unique_id" in columns else None


def _own_columns(node: Node) -> Iterator[str]:
    """Yield the columns of the row itself that a condition reads, without those of other rows."""
    if isinstance(node, ColumnName):
        if not node.outer:
            yield node.name
    elif not _is_about_others(node):
        for child in children(node):
            yield from _own_columns(child)


def _positive(node: Node) -> Iterator[Node]:
    """Yield the parts of a condition that make it true by being true."""
    if not isinstance(node, Not) and not _is_about_others(node):
        yield node
        for child in children(node):
            yield from _positive(child)


def _is_about_others(node: Node) -> bool:
    return isinstance(node, Call) and node.name in _ABOUT_OTHERS
