"""The people that a workspace has on record: role holders, and how far teams are prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.workforce import PreparationSession, RoleHolder, Team, Worker, people_of
from inspectprep.planning.people.preparation import preparation_coverage

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.preparation import PreparationCoverage
    from inspectprep.model.workforce import People
    from inspectprep.workspace.workspace import Workspace


def recorded_people(workspace: Workspace) -> People:
    """Return everyone on record for a role, with the days in the role and the leave."""
    return people_of(workspace.records.all(RoleHolder))


def recorded_preparation(workspace: Workspace, on: date) -> PreparationCoverage:
    """Return how far the teams are prepared on a day, as recorded."""
    records = workspace.records
    return preparation_coverage(
        records.all(Team), records.all(Worker), records.all(PreparationSession), on=on
    )
