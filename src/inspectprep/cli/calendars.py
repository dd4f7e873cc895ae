"""The calendar of one role: the options of the commands that write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import UnknownNameError
from inspectprep.model.roles import ROLES, known_role
from inspectprep.planning.own_visits import visits_of

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist
    from inspectprep.planning.readiness import CouncilState
    from inspectprep.reports.compose.context import ReportOptions

CALENDAR = "ics"
"""The format of calendars."""


def known_owner(tasks: Checklist, owner: str) -> str:
    """Return the id of a role by its id, abbreviation or title.

    Raises:
        UnknownNameError: if there is no such role; the nearest is suggested.
    """
    role = known_role(owner)
    owners = {owner for task in tasks for owner in task.owners} | {role.id for role in ROLES}
    if role not in owners:
        raise UnknownNameError("role", role, owners, where="--owner")
    return role


def calendar_of(role: str, state: CouncilState) -> ReportOptions:
    """Return the options of a report whose calendar has the tasks and visits of one role."""
    visits = state.fieldwork.timetable if state.fieldwork else ()
    return {"owner": role, "people": state.present, "visits": visits_of(role, visits, state.people)}
