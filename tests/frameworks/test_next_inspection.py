"""The next full inspection of a plan is that of the forecast, and the guide's window stands beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.history import built_in_figures
from inspectprep.model.basis import Basis
from inspectprep.planning.forecast.next_inspection import next_inspection

WORKSPACE = Workspace()
SHORT = WORKSPACE.catalogue.find("ilacs-short")
MOST = timedelta(weeks=8)
"""The weeks are the middle ones of a period. The queue of councils differs a little, and around Christmas no
inspection begins for five weeks."""


@pytest.mark.parametrize(
    "start",
    [
        date(2018, 4, 16),
        date(2019, 9, 9),
        date(2021, 9, 13),
        date(2024, 2, 12),
        date(2026, 9, 14),
        date(2028, 3, 6),
    ],
)
def test_a_plan_has_the_forecast_of_its_first_day_on_site(start: date) -> None:
    """The day that has half of the chance before it, and the window of 8 in 10."""
    notified = start - timedelta(days=7)
    event = WORKSPACE.schedule(Inspection(variant="ilacs-short", notified=notified))["next_inspection"]
    window = next_inspection(
        start, as_of=start, figures=built_in_figures(), pattern=SHORT.framework.calls
    ).window
    assert event.date is not None
    assert event.earliest is not None
    assert event.latest is not None
    assert abs(event.date - window.p50) <= MOST
    assert abs(event.earliest - window.p10) <= MOST
    assert abs(event.latest - window.p90) <= MOST


def test_it_is_measured_and_the_guide_is_named_as_a_guide() -> None:
    """What a council wrote about it is not what was measured."""
    plan = WORKSPACE.schedule(Inspection(variant="ilacs-standard", notified=date(2026, 11, 30)))
    event = plan["next_inspection"]
    assert event.basis is Basis.MEASURED
    assert "guide says: within six months either side of the third anniversary" in event.note
    assert "31 to 46" not in event.note
    assert event.by_19_in_20 is None


@pytest.mark.parametrize("variant", ["ilacs-focused-visit", "ilacs-monitoring-visit"])
def test_a_visit_has_no_next_full_inspection(variant: str) -> None:
    """The interval counts from the last full inspection."""
    assert (
        WORKSPACE.schedule(Inspection(variant=variant, notified=date(2026, 11, 30))).get("next_inspection")
        is None
    )


def test_a_plan_far_ahead_is_not_refused() -> None:
    """Its next inspection is outside the years for which working days are known."""
    notified = date(WORKSPACE.working_days.last.year - 1, 9, 5)
    event = WORKSPACE.schedule(Inspection(variant="ilacs-short", notified=notified))["next_inspection"]
    assert event.date is not None
    assert event.date > WORKSPACE.working_days.last
