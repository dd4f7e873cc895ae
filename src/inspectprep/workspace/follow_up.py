"""The debrief and the action plan of one inspection, each from one state of the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import InspectPrepError
from inspectprep.model.evidence import EvidenceBase
from inspectprep.planning.evidence.coverage import every_item
from inspectprep.planning.follow_up.action_plan import action_plan, actions_of, area_of
from inspectprep.planning.follow_up.debrief import debrief, lessons_of, only
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from inspectprep.model.debrief import ActionPlan, Debrief, DebriefPart
    from inspectprep.planning.readiness import CouncilState


def require_inspection(state: CouncilState) -> None:
    """Refuse a state that is not of an inspection that has begun.

    Raises:
        InspectPrepError: if no inspection runs on the day and none was named.
    """
    if not state.running:
        raise InspectPrepError(
            f"No inspection runs on {long_date(state.day)}.",
            remedy="Name the inspection with --inspection ID: inspectprep inspection list.",
        )


def debrief_inspection(state: CouncilState, part: DebriefPart | None = None) -> Debrief:
    """Return the debrief of the inspection of the state, or one part of it."""
    require_inspection(state)
    records, call = state.records, state.timeline.notified
    later = (each.notified for each in records["inspection"] if each.notified and each.notified > call)
    whole = debrief(
        on=state.day,
        authority=state.timeline.authority,
        title=state.timeline.title,
        wellbeing=records["wellbeing"],
        lessons=lessons_of(records["lesson"], starting=call, until=min(later, default=None)),
        thanks=records["thanks"],
        press=records["press"],
    )
    return only(whole, part) if part else whole


def plan_actions(state: CouncilState) -> ActionPlan:
    """Return the action plan for the areas for improvement of the inspection of the state.

    The deadlines count from the day on which the council received the report, if it is recorded.
    """
    require_inspection(state)
    records, day, id_ = state.records, state.day, state.timeline.inspection.id
    areas = [area for area in records["area"] if area.inspection == id_]
    evidence = every_item(state.evidence or EvidenceBase())
    elsewhere = {area.id for area in records["area"]} - {area.id for area in areas}
    actions = [action for area in areas for action in actions_of(area, day)]
    actions += [action for action in records["action"] if action.area not in elsewhere]
    received = [record.received for record in records["publication"] if record.inspection == id_]
    return action_plan(
        [area_of(area, evidence, day) for area in areas],
        actions,
        on=day,
        timeline=state.timeline,
        received=next((each for each in received if each), None),
    )
