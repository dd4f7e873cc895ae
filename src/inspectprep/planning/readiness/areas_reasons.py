"""Readiness reasons from areas for improvement: an area without evidence of progress is red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.evidence.areas import AreaProgress, Movement, area_progress
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.naming import evidence_names
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, quoted

_DEFAULT = EvidencePolicy()
_OWNER = "deputy"
_WITHOUT_PROGRESS = {
    Movement.NOT_SHOWN: (
        "area-progress-not-shown",
        "no evidence shows what has happened since",
        "Show progress on",
    ),
    Movement.STALE: (
        "area-progress-stale",
        "the evidence of progress is out of date",
        "Update the evidence on",
    ),
    Movement.NOT_MOVED: (
        "area-not-moved",
        "the up-to-date evidence shows only work still to do",
        "Show progress on",
    ),
}


def area_reasons(
    areas: Iterable[AreaForImprovement],
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that areas for improvement give for the plan; one green reason if none.

    Every report sets some areas. If none is recorded, a record is missing.
    """
    progress = area_progress(areas, base, day, policy)
    if not progress:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="areas-unknown",
                text="No area for improvement from an earlier inspection is recorded.",
                owner=_OWNER,
                action="Record the areas for improvement in the last reports and letters.",
            ),
        )
    reasons = [reason for area in progress for reason in _reasons(area)]
    if not reasons:
        reasons.append(
            Reason(
                rating=Rating.GREEN,
                rule="areas-moved",
                text=f"{counted(len(progress), 'area')} for improvement, all with evidence of progress.",
            )
        )
    return tuple(reasons)


def _reasons(progress: AreaProgress) -> Iterator[Reason]:
    area = progress.area
    owner = area.owner or next((action.owner for action in area.actions if action.owner), _OWNER)
    title = quoted(area.title)
    name = f"{'Area for priority action' if area.priority else 'Area for improvement'} {title}"

    def amber(rule: str, text: str, action: str) -> Reason:
        return Reason(rating=Rating.AMBER, rule=rule, text=f"{name}{text}", owner=owner, action=action)

    if progress.movement in _WITHOUT_PROGRESS:
        rule, why, order = _WITHOUT_PROGRESS[progress.movement]
        since = f", see {evidence_names(progress.since)}" if progress.since else ""
        yield Reason(
            rating=Rating.RED,
            rule=rule,
            text=f"{name}: {why}{since}.",
            owner=owner,
            action=f"{order} {title}.",
        )
    if progress.unknown:
        items = counted(len(progress.unknown), "evidence item")
        yield amber(
            "area-evidence-unknown",
            f" refers to {items} that the records do not have.",
            f"Record or replace the missing evidence on {title}.",
        )
    if progress.overdue:
        yield amber(
            "area-action-overdue",
            f": {counted(len(progress.overdue), 'action')} overdue.",
            f"Complete the overdue actions on {title}.",
        )
    if progress.unowned:
        yield amber(
            "area-action-unowned",
            f": {counted(len(progress.unowned), 'action')} without an owner.",
            f"Name an owner for each action on {title}.",
        )
    if not area.actions and progress.movement is not Movement.CLOSED:
        yield amber("area-without-action", ": no action is recorded.", f"Plan action on {title}.")


def _from_state(state: CouncilState) -> tuple[Reason, ...]:
    evidence = state.evidence or EvidenceBase()
    return area_reasons(state.areas or (), evidence, state.evidence_day, state.evidence_policy or _DEFAULT)


SOURCES = (ReasonSource(theme=Theme.PLAN, reasons=_from_state),)
