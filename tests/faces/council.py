"""The made-up council of the faces: its workspace, its days, its people and its check of Annex A."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import define

from inspectprep import Workspace, annexa, synth
from inspectprep.model import (
    Audience,
    CheckSummary,
)
from inspectprep.workspace.readiness import save_readiness

CALL = date(2026, 10, 5)
FIRST, THIRD, LAST = date(2026, 10, 12), date(2026, 10, 14), date(2026, 10, 16)
PUBLISHED = date(2026, 11, 24)
HELP, CARE, LEAVERS, LEADING = "help_and_protection", "in_care", "care_leavers", "impact_of_leaders"
DCS, DEPUTY, COMMS = "Amara Okafor", "Ben Hartley", "Farid Rahman"
EVERYBODY = (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS)
TEAMS = ("Assessment", "Family Support 1", "Family Support 2", "Children in Care", "Leaving Care", "Court")


@define
class Council:
    """A workspace and its present day, which is that of its clock."""

    today: date
    workspace: Workspace

    def record(self, *values: object, by: str = DEPUTY) -> list[str]:
        """Add records and return their ids."""
        with self.workspace.records.transaction():
            return [self.workspace.records.add(value, by=by).id for value in values]

    def ask(self, *days: date) -> None:
        """Ask on each of these days whether the council is ready, and save the answer."""
        for day in days:
            self.today = day
            save_readiness(self.workspace, self.workspace.readiness(annexa=check_summary()))


@cache
def check_summary() -> CheckSummary:
    """Return the counts of a check of Annex A of a small synthetic council, with errors."""
    return check_result().summary


@cache
def check_result() -> annexa.CheckResult:
    """Return a check of Annex A of a small synthetic council, with errors."""
    made = synth.council(children=300, seed=7, as_of=CALL, defects=0.04, late=0.05)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "annex-a.xlsx"
        synth.write_workbook(made, path)
        return annexa.check([path], as_of=CALL)
