"""What areas for improvement say about readiness: what cannot be shown to have moved is red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.evidence.areas import Movement, area_progress
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.readiness.annexa_reasons import counted
from inspectprep.planning.readiness.evidence_reasons import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from inspectprep.model.evidence import EvidenceBase
    from inspectprep.model.history import AreaForImprovement
    from inspectprep.planning.evidence.areas import AreaProgress

__all__ = ["area_reasons"]

_DEFAULT = EvidencePolicy()
_ANSWERS = "deputy"
_UNSHOWN = {
    Movement.NOT_SHOWN: (
        "area-progress-not-shown",
        "nothing shows what has happened since",
        "Show what has moved on",
    ),
    Movement.STALE: (
        "area-progress-stale",
        "what shows progress is stale",
        "Bring the evidence up to date on",
    ),
    Movement.NOT_MOVED: (
        "area-not-moved",
        "what is fresh shows only that there is work to do",
        "Show what has moved on",
    ),
}


def area_reasons(
    areas: Iterable[AreaForImprovement],
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that areas for improvement give for the plan; one green reason if none.

    Every report sets some, so that none recorded means that nobody recorded them.
    """
    progress = area_progress(areas, base, day, policy)
    if not progress:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="areas-unknown",
                text="No area for improvement from an earlier inspection is recorded.",
                owner=_ANSWERS,
                action="Record what the last reports and letters said must get better.",
            ),
        )
    reasons = [reason for each in progress for reason in _reasons(each)]
    if not reasons:
        reasons.append(
            Reason(
                rating=Rating.GREEN,
                rule="areas-moved",
                text=f"{counted(len(progress), 'area')} for improvement: each can be shown to have moved.",
            )
        )
    return tuple(reasons)


def _reasons(progress: AreaProgress) -> Iterator[Reason]:
    area = progress.area
    owner = area.owner or next((each.owner for each in area.actions if each.owner), _ANSWERS)
    name = f"{'Area for priority action' if area.priority else 'Area for improvement'} “{area.title}”"
    if progress.movement in _UNSHOWN:
        rule, why, order = _UNSHOWN[progress.movement]
        held = f" ({ids_of(progress.since)})" if progress.since else ""
        yield Reason(
            rating=Rating.RED,
            rule=rule,
            text=f"{name}: {why}{held}.",
            owner=owner,
            action=f"{order} “{area.title}”.",
        )
    if progress.unknown:
        names = ", ".join(progress.unknown)
        yield Reason(
            rating=Rating.AMBER,
            rule="area-evidence-unknown",
            text=f"{name} names evidence that is not recorded: {names}.",
            owner=owner,
            action=f"Record or replace {names}.",
        )
    if progress.overdue:
        text = f"{name}: {counted(len(progress.overdue), 'action')} overdue."
        order = f"Finish what is overdue on “{area.title}”."
        yield Reason(rating=Rating.AMBER, rule="area-action-overdue", text=text, owner=owner, action=order)
    if progress.unowned:
        text = f"{name}: {counted(len(progress.unowned), 'action')} without an owner."
        order = f"Name who does what about “{area.title}”."
        yield Reason(rating=Rating.AMBER, rule="area-action-unowned", text=text, owner=owner, action=order)
    if not area.actions and progress.movement is not Movement.CLOSED:
        yield Reason(
            rating=Rating.AMBER,
            rule="area-without-action",
            text=f"{name}: no action is recorded.",
            owner=owner,
            action=f"Plan what is done about “{area.title}”.",
        )
