"""Full ILACS timelines: how many a second, and against building the same events from known dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import fields
from timing import paired, show

from inspectprep import Inspection, Workspace
from inspectprep.model.timeline import Event
from inspectprep.planning.schedule import Planner
from inspectprep.plugins import open_registry

VARIANTS = ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit")
CALLS = [date(2018, 1, 8) + timedelta(weeks=number) for number in range(400)]


def main() -> None:
    """Plan 400 calls under each variant, then build the events of one plan as often."""
    catalogue = Workspace(registry=open_registry(load_plugins=False)).catalogue
    for variant in VARIANTS:
        found = catalogue.find(variant)
        planner = Planner(found.framework, found.variant)
        visits = [Inspection(variant=variant, notified=day) for day in CALLS]
        names = [field.name for field in fields(Event)]
        rows = [
            [{name: getattr(event, name) for name in names} for event in planner.schedule(visit)]
            for visit in visits
        ]

        def ours(planner: Planner = planner, visits: list[Inspection] = visits) -> object:
            return [planner.schedule(visit) for visit in visits]

        def floor(rows: list[list[dict[str, Any]]] = rows) -> object:
            return [tuple([Event(**row) for row in plan]) for plan in rows]

        mine, bare = paired(ours, floor)
        show(
            f"{variant}, {len(rows[0])} events",
            (f"{len(CALLS) / mine:,.0f} timelines a second", f"{mine / bare:.2f} times the bare events"),
        )


if __name__ == "__main__":
    main()
