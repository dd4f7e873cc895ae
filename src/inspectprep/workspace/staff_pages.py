"""The page for staff and the page about the office of a day, each from one state of the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.preparation import PreparationCoverage
from inspectprep.planning.communication.briefing import place_of
from inspectprep.planning.people.handout import staff_handout
from inspectprep.planning.people.office import office

if TYPE_CHECKING:
    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.handout import StaffHandout
    from inspectprep.model.office import Office
    from inspectprep.planning.readiness import CouncilState


def handout(state: CouncilState, team: str, working: WorkingDays) -> StaffHandout:
    """Return the handout for a team or the whole service on the day of the state."""
    records = state.records
    return staff_handout(
        state.timeline,
        on=state.day,
        running=state.running,
        team=team,
        teams=records["team"],
        workers=records["worker"],
        holders=records["person"],
        timetable=records["visit"],
        working=working,
    )


def office_on(state: CouncilState, working: WorkingDays) -> Office:
    """Return the office on the day of the state."""
    records, day = state.records, state.day
    return office(
        state.timeline,
        state.preparation or PreparationCoverage(on=day),
        day=day,
        stage=place_of(state.timeline, day, working) if state.running else "",
        teams=records["team"],
        workers=records["worker"],
        people=state.people,
        timetable=records["visit"],
        referrals=records["referral"],
    )
