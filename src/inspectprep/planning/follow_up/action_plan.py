"""The action plan after the report: areas, actions, owners, measures and deadlines.

The law requires a written statement. By an account of its regulations it is due 70 working days after the
council receives the report. If a focused visit set a priority action, a draft is due after 20.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.calendar.working import WorkingDays, england
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Status
from inspectprep.model.debrief import Action, ActionPlan, AreaActions, Deadline
from inspectprep.model.evidence import EvidenceItem
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.planning.evidence.naming import evidence_name

_STATEMENT_DAYS = 70
_DRAFT_DAYS = 20
_SOURCE = (
    "The duty: Education and Inspections Act 2006, section 137. The number of days: Children & Young People "
    "Now, 16 August 2018, on its Regulations of 2007 (SI 2007/462)"
)
_DRAFT_SOURCE = "Practice reported since 2018 for focused visits that set a priority action"


@frozen(kw_only=True)
class PlannedArea:
    """An area for improvement, as the action plan uses it.

    Attributes:
        id: Id of its record; empty if it has none.
        title: The area in words.
        priority: Whether it is an area for priority action.
        owner: Role id of the person responsible for the area.
        measure: The measure of progress.
        progress: The evidence of progress, by name and id.
        open: Whether it is open. Closed areas are left out.
    """

    id: str = ""
    title: str
    priority: bool = False
    owner: str = ""
    measure: str = ""
    progress: tuple[str, ...] = ()
    open: bool = True


def action_plan(
    areas: Iterable[PlannedArea],
    actions: Iterable[Action],
    *,
    on: date,
    timeline: Timeline | None = None,
    received: date | None = None,
    priority_action_from_focused_visit: bool = False,
    working: WorkingDays | None = None,
) -> ActionPlan:
    """Return the action plan.

    Args:
        areas: Every area for improvement.
        actions: The actions. Each names its area by id.
        on: The day.
        timeline: The timeline, which gives the deadlines until a receipt is recorded.
        received: The day on which the council received the report. Working days count from the next day.
        priority_action_from_focused_visit: Whether the draft is due too.
        working: The working days for statutory dates. Those of England if None. A council's own
            closures do not move a statutory date, so leave them out.
    """
    todo = sorted(actions, key=lambda action: (action.due is None, action.due or on))
    open_areas = sorted((area for area in areas if area.open), key=lambda area: not area.priority)
    placed: set[int] = set()
    groups = []
    for area in open_areas:
        mine = [action for action in todo if area.id and action.area == area.id]
        placed.update(id(action) for action in mine)
        groups.append(
            AreaActions(
                area=area.title,
                id=area.id,
                priority=area.priority,
                owner=area.owner,
                measure=area.measure,
                progress=area.progress,
                actions=tuple(mine),
                gaps=tuple(_gaps(area, mine)),
            )
        )
    draft_due = priority_action_from_focused_visit or bool(
        timeline and timeline.get("draft_action_plan") and any(area.priority for area in open_areas)
    )
    return ActionPlan(
        authority=timeline.authority if timeline else "",
        title=timeline.title if timeline else "",
        on=on,
        areas=tuple(groups),
        deadlines=tuple(_deadlines(timeline, received, draft_due, working or england())),
        unplaced=tuple(action for action in todo if id(action) not in placed),
    )


def area_of(area: AreaForImprovement, evidence: Iterable[EvidenceItem], on: date) -> PlannedArea:
    """Return a recorded area for improvement, as the action plan uses it.

    Args:
        area: The area.
        evidence: All evidence and survey results.
        on: The day of the plan.
    """
    return PlannedArea(
        id=area.id,
        title=area.title,
        priority=area.priority,
        owner=area.owner,
        measure=area.measure,
        progress=tuple(evidence_name(item) for item in evidence if item.id in area.evidence),
        open=area.closed is None or area.closed > on,
    )


def actions_of(area: AreaForImprovement, on: date) -> tuple[Action, ...]:
    """Return the actions that are recorded with an area for improvement, with their status on a day."""
    return tuple(
        Action(
            area=area.id,
            title=action.title,
            owner=action.owner or area.owner,
            measure=area.measure,
            due=action.due,
            status=Status.DONE if action.done and action.done <= on else Status.TO_DO,
            done=action.done,
        )
        for action in area.actions
    )


def _gaps(area: PlannedArea, actions: list[Action]) -> Iterator[str]:
    if not actions:
        yield "No action yet."
    for number, missing in (
        (sum(1 for action in actions if not action.owner), "without an owner"),
        (sum(1 for action in actions if not action.measure), "without a measure"),
        (sum(1 for action in actions if action.due is None), "without a date"),
    ):
        if number:
            yield f"{number} {'action' if number == 1 else 'actions'} {missing}."
    if not area.progress:
        yield "No evidence of progress."


def _deadlines(
    timeline: Timeline | None, received: date | None, draft: bool, working: WorkingDays
) -> Iterator[Deadline]:
    if draft:
        yield _deadline(
            "The draft of the statement", "draft_action_plan", _DRAFT_DAYS, timeline, received, working
        )
    yield _deadline(
        "The written statement of action", "action_plan", _STATEMENT_DAYS, timeline, received, working
    )


def _deadline(
    title: str,
    event: str,
    days: int,
    timeline: Timeline | None,
    received: date | None,
    working: WorkingDays,
) -> Deadline:
    planned = timeline.get(event) if timeline else None
    receipt = timeline.get("report_received") if timeline else None
    if planned is not None and planned.basis is Basis.NOTICE:
        # Only the letter gives this deadline. The days that the law sets for other reports are not its own.
        return Deadline(
            title=title,
            due=planned.date,
            working_days=None,
            duty=planned.basis,
            basis=planned.basis,
            source=planned.source,
        )
    if received is None and receipt is not None:
        received = receipt.actual or (receipt.date if receipt.firm else None)
    counted = planned or receipt
    due = working.add(received, days) if received else planned.date if planned else None
    if due is None and receipt is not None and receipt.date is not None:
        due = working.add(receipt.date, days)
        counted = receipt
    assumed = received is None and due is not None and counted is not None
    forecast = counted if assumed and counted is planned else None
    rests_on = counted.rests_on() if assumed and counted is not None else None
    return Deadline(
        title=title,
        due=due,
        working_days=days,
        uncertain=received is None,
        earliest=forecast.earliest if forecast else None,
        latest=forecast.latest if forecast else None,
        rests_on=rests_on,
        duty=Basis.ACCOUNT if days == _DRAFT_DAYS else Basis.LAW,
        basis=planned.basis if planned else Basis.ACCOUNT,
        source=planned.source if planned else _DRAFT_SOURCE if days == _DRAFT_DAYS else _SOURCE,
    )
