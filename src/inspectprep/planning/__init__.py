"""Decisions: pure functions from values to values. They do no input or output and read no clock.

The modules named here are imported on first use, so that a plan needs only the planner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.planning import compare as compare, readiness as readiness, tasks as tasks
    from inspectprep.planning.call_chances import WeighedRatings as WeighedRatings
    from inspectprep.planning.call_dates import CallDate as CallDate
    from inspectprep.planning.communication.guard import Guard as Guard, Watch as Watch
    from inspectprep.planning.evidence import (
        DEFAULT_MONTHS as DEFAULT_MONTHS,
        EvidencePolicy as EvidencePolicy,
        Share as Share,
        SurveyChange as SurveyChange,
        Verdict as Verdict,
        compare_surveys as compare_surveys,
    )
    from inspectprep.planning.follow_up.action_plan import (
        PlannedArea as PlannedArea,
        action_plan as action_plan,
    )
    from inspectprep.planning.follow_up.debrief import debrief as debrief, lesson_tasks as lesson_tasks
    from inspectprep.planning.forecast.forecaster import Forecaster as Forecaster
    from inspectprep.planning.forecast.intervals import past_intervals as past_intervals
    from inspectprep.planning.forecast.next_inspection import (
        forecast_of as forecast_of,
        next_inspection as next_inspection,
    )
    from inspectprep.planning.forecast.region import region_view as region_view
    from inspectprep.planning.people.cover import who_takes_the_call as who_takes_the_call
    from inspectprep.planning.questions import undated_words as undated_words
    from inspectprep.planning.readiness import CouncilState as CouncilState
    from inspectprep.planning.readiness.outlook import Away as Away, CallOutlook as CallOutlook
    from inspectprep.planning.readiness.reason_sources import ReasonSource as ReasonSource
    from inspectprep.planning.schedule import Planner as Planner

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "readiness.outlook": "Away CallOutlook",
        "readiness.reason_sources": "ReasonSource",
        "evidence": ("DEFAULT_MONTHS EvidencePolicy Share SurveyChange Verdict compare_surveys"),
        "follow_up.action_plan": "PlannedArea action_plan",
        "follow_up.debrief": "debrief lesson_tasks",
        "call_chances": "WeighedRatings",
        "call_dates": "CallDate",
        "communication.guard": "Guard Watch",
        "forecast.forecaster": "Forecaster",
        "forecast.next_inspection": "forecast_of next_inspection",
        "forecast.intervals": "past_intervals",
        "forecast.region": "region_view",
        "people.cover": "who_takes_the_call",
        "questions": "undated_words",
        "readiness": "CouncilState",
        "schedule": "Planner",
    },
    internal="compare readiness tasks",
)
