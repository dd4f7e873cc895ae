"""And, or and not over conditions of which some are true, false or unknown from the start.

Unknown stands for whatever rests on a column that the file does not have. Where more truth makes a finding an
unknown part cannot help, and under a "not" it cannot be relied on to be false.
"""

from __future__ import annotations

from inspectprep.annexa.engine.language import And, Constant, Node, Not, Or

__all__ = ["FALSE", "TRUE", "UNKNOWN", "conjunction", "disjunction", "negation"]

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
    """Return the parts joined by "and", simplified; see the module about unknown parts."""
    if FALSE in parts:
        return FALSE
    unknown = any(each is UNKNOWN for each in parts)
    kept = tuple(dict.fromkeys(each for each in parts if each is not UNKNOWN and each != TRUE))
    if unknown and (sign >= 0 or not kept):
        return UNKNOWN
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else And(kept)


def disjunction(parts: list[Node], sign: int) -> Node:
    """Return the parts joined by "or", simplified; see the module about unknown parts."""
    if TRUE in parts:
        return TRUE
    unknown = any(each is UNKNOWN for each in parts)
    kept = tuple(dict.fromkeys(each for each in parts if each is not UNKNOWN and each != FALSE))
    if unknown and (sign <= 0 or not kept):
        return UNKNOWN
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else Or(kept)
