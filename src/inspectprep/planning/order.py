"""The order in which milestones can be dated: each after what it is anchored on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import PlanError, closest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.model.framework import Milestone

__all__ = ["ROOT", "in_order", "split_anchor"]

ROOT = "notification"
"""The milestone that everything else follows: the call."""


def split_anchor(anchor: str) -> tuple[str, bool]:
    """Return a milestone's id and whether its last day is meant: ``fieldwork.end`` gives True."""
    name, dot, part = anchor.partition(".")
    return name, bool(dot) and part == "end"


def in_order(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones in an order in which every anchor comes before the milestones that use it.

    Milestones that do not depend on one another keep their order.

    Raises:
        PlanError: if there is no ``notification``, an anchor is missing, or anchors go round in a
            circle; the error's `path` names the milestones in turn.
    """
    by_id = {each.id: each for each in milestones}
    if ROOT not in by_id:
        raise PlanError(
            f"There is no milestone {ROOT!r}.",
            where="$.milestones",
            remedy="Every plan starts from the call: add it, or extend a variant that has it.",
        )
    done: dict[str, Milestone] = {}
    for each in milestones:
        _visit(each, by_id, done, ())
    return tuple(done.values())


def _visit(
    each: Milestone, by_id: dict[str, Milestone], done: dict[str, Milestone], path: tuple[str, ...]
) -> None:
    if each.id in done:
        return
    if each.id in path:
        circle = (*path[path.index(each.id) :], each.id)
        raise PlanError(
            f"Milestones wait for one another in a circle: {' -> '.join(circle)}.",
            path=circle,
            where="$.milestones",
            remedy="Anchor one of them on something outside the circle, such as 'notification'.",
        )
    for anchor in (each.anchor, each.end_anchor):
        if anchor is None:
            continue
        name, _ = split_anchor(anchor)
        if name not in by_id:
            near = closest(name, by_id)
            raise PlanError(
                f"Milestone {each.id!r} is anchored on {anchor!r}, and there is none of that name.",
                path=(each.id, name),
                where="$.milestones",
                remedy=f"Did you mean {near!r}?" if near else f"Known: {', '.join(sorted(by_id))}.",
            )
        if name != each.id:
            _visit(by_id[name], by_id, done, (*path, each.id))
        elif anchor is each.anchor:
            raise PlanError(
                f"Milestone {each.id!r} is anchored on itself.", path=(each.id, each.id), where="$.milestones"
            )
    done[each.id] = each
