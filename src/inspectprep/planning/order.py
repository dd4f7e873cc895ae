"""The order in which milestones can be dated: each after its anchors."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from inspectprep.errors import PlanError, closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectprep.model.framework import Milestone

ROOT = "notification"
"""The milestone from which every other is counted: the call."""


def split_anchor(anchor: str) -> tuple[str, bool]:
    """Return a milestone's id and whether its last day is meant: ``fieldwork.end`` gives True."""
    name, dot, part = anchor.partition(".")
    return name, bool(dot) and part == "end"


def in_order(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones with each one after its anchors, and otherwise in their own order.

    Raises:
        PlanError: if there is no ``notification``, an anchor is missing, or anchors form a circle. The
            error's `path` names the milestones in turn.
    """
    by_id = {milestone.id: milestone for milestone in milestones}
    if ROOT not in by_id:
        raise PlanError(
            f"There is no milestone {ROOT!r}.",
            where="$.milestones",
            remedy="Every plan starts from the call: add it, or extend a variant that has it.",
        )
    sorter = TopologicalSorter({name: set(_anchors(milestone, by_id)) for name, milestone in by_id.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        # The library lists each milestone before the one that waits for it.
        circle = tuple(reversed(error.args[1]))
        raise PlanError(
            f"Milestones wait for one another in a circle: {' -> '.join(circle)}.",
            path=circle,
            where="$.milestones",
            remedy="Anchor one of them on something outside the circle, such as 'notification'.",
        ) from None
    place = {name: index for index, name in enumerate(by_id)}
    ready: list[tuple[int, str]] = []
    ordered: list[Milestone] = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, (place[name], name))
        _, name = heappop(ready)
        ordered.append(by_id[name])
        sorter.done(name)
    return tuple(ordered)


def _anchors(milestone: Milestone, by_id: Mapping[str, Milestone]) -> Iterator[str]:
    """Yield the ids of the milestones that must be dated first."""
    for anchor in (milestone.anchor, milestone.end_anchor):
        if anchor is None:
            continue
        name, _ = split_anchor(anchor)
        if name not in by_id:
            near = closest(name, by_id)
            raise PlanError(
                f"The anchor {anchor!r} of milestone {milestone.id!r} does not exist.",
                path=(milestone.id, name),
                where="$.milestones",
                remedy=f"Did you mean {near!r}?" if near else f"Known: {', '.join(sorted(by_id))}.",
            )
        if name != milestone.id:
            yield name
        elif anchor is milestone.anchor:
            raise PlanError(
                f"Milestone {milestone.id!r} is anchored on itself.",
                path=(milestone.id, milestone.id),
                where="$.milestones",
            )
