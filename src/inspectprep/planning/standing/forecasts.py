"""The standing of a forecast: of the next full inspection of one council, or of those in a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.region import DueState
from inspectprep.planning.standing.standing import Standing
from inspectprep.planning.wording import chance_words, counted, short_date

if TYPE_CHECKING:
    from inspectprep.model.next_inspection import NextInspection
    from inspectprep.model.region import RegionView


def forecast_standing(forecast: NextInspection) -> Standing:
    """Return when the next full inspection is likely, in one line and one sentence."""
    window, today = forecast.window, forecast.as_of
    return Standing(
        verdict=f"As likely as not by {short_date(window.p50, today)}",
        sentence=f"In 8 of 10 cases it begins from {short_date(window.p10, today)} to "
        f"{short_date(window.p90, today)}. The chance within 90 days is "
        f"{chance_words(forecast.within_90_days)}.",
    )


def region_standing(view: RegionView) -> Standing:
    """Return how many inspections to expect in a region, and where its councils stand."""
    states = [council.state for council in view.councils]
    inside, overdue = states.count(DueState.OPEN), states.count(DueState.OVERDUE)
    verb = "is" if inside == 1 else "are"
    return Standing(
        verdict=f"{view.within_90_days:.1f} inspections to expect in the next 90 days",
        sentence=f"{counted(inside, 'council')} {verb} in the usual window, and {overdue:,} beyond it. "
        f"In the next 180 days, {view.within_180_days:.1f} inspections are to be expected.",
    )
