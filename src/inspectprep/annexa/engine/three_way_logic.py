"""And, or and not for conditions that may be true, false or unknown before any data is read.

A part that depends on a column that the file does not have is unknown. An unknown part cannot make a finding
by being true, and under a "not" it cannot make one by being false.
"""

from __future__ import annotations

from inspectprep.annexa.engine.language import And, Constant, Node, Not, Or

TRUE = Constant(True)
FALSE = Constant(False)
UNKNOWN = Constant("<unknown>")
"""Compared by identity."""


def negation(node: Node) -> Node:
    """Return not `node`, simplified."""
    if node is UNKNOWN:
        return UNKNOWN
    if isinstance(node, Constant):
        return FALSE if node.value else TRUE
    return node.inner if isinstance(node, Not) else Not(node)


def conjunction(parts: list[Node], sign: int) -> Node:
    """Return the parts joined by "and", simplified.

    Args:
        parts: Resolved conditions.
        sign: 1 where truth makes a finding, -1 under a "not", 0 where either might.
    """
    if FALSE in parts:
        return FALSE
    unknown = any(part is UNKNOWN for part in parts)
    known = tuple(dict.fromkeys(part for part in parts if part is not UNKNOWN and part != TRUE))
    if unknown and (sign >= 0 or not known):
        return UNKNOWN
    if not known:
        return TRUE
    return known[0] if len(known) == 1 else And(known)


def disjunction(parts: list[Node], sign: int) -> Node:
    """Return the parts joined by "or", simplified.

    Args:
        parts: Resolved conditions.
        sign: 1 where truth makes a finding, -1 under a "not", 0 where either might.
    """
    if TRUE in parts:
        return TRUE
    unknown = any(part is UNKNOWN for part in parts)
    known = tuple(dict.fromkeys(part for part in parts if part is not UNKNOWN and part != FALSE))
    if unknown and (sign <= 0 or not known):
        return UNKNOWN
    if not known:
        return FALSE
    return known[0] if len(known) == 1 else Or(known)
