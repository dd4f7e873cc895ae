"""Every face of the product: a function that gives the report of it from a workspace.

A new face is added here, and gets its limits in `limits.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from inspectprep import Workspace, annexa
from inspectprep.annexa.outputs.indicators_report import indicators_report
from inspectprep.annexa.results.changes import analyst_check
from inspectprep.model import Audience
from inspectprep.model.report import Report
from inspectprep.reports.compose.call_days import call_days_report
from inspectprep.reports.compose.context import Page, ReportContext, ReportOptions
from tests.faces import apart
from tests.faces.council import CALL, DCS, check_result, check_summary
from tests.reports import regions

Face = Callable[[Workspace], Report]

_COUNCILS = 24
"""The councils of a region."""
_CALLS = 5
"""How many of the next days of a call `inspectprep ready` shows on a page."""


def _readiness(workspace: Workspace, page: Page | None) -> Report:
    """Return a page of readiness as `inspectprep ready --out` writes it, or all on one page."""
    answer = workspace.readiness(annexa=check_summary())
    state = answer.state
    calls = () if answer.running else workspace.readiness_by_call(_CALLS, annexa=check_summary()).outlooks
    options: ReportOptions = {
        "prepared": answer.readiness.as_of,
        "timeline": state.timeline,
        "checklist": state.checklist,
        "annexa": state.annexa,
        "people": state.present,
        "trend": answer.trend,
        "earlier": answer.earlier,
        "calls": calls,
        "page": page,
    }
    return workspace.report(answer.readiness, **options)


def _briefing(workspace: Workspace, audience: Audience) -> Report:
    written = workspace.briefing(workspace.current_day, audience, reader=DCS)
    return workspace.report(written.briefing, audience=audience)


def _indicators(_: Workspace) -> Report:
    figures = annexa.indicators(check_result())
    return indicators_report(figures, annexa.likely_lines(figures), as_of=CALL)


def _comparison(workspace: Workspace) -> Report:
    compared = workspace.compare("ilacs-short", "ilacs-standard", notified=CALL, authority="Borsetshire")
    return workspace.report(compared)


def _checklist(workspace: Workspace) -> Report:
    """Return the tasks as `inspectprep checklist` writes them: on a day, and with the plan."""
    return workspace.report(
        workspace.checklist(), prepared=workspace.current_day, timeline=workspace.timeline()
    )


def _call_days(workspace: Workspace) -> Report:
    found = workspace.readiness_by_call(_CALLS, annexa=check_summary())
    context = ReportContext(prepared=workspace.current_day)
    return call_days_report(
        found.outlooks, context, authority="Borsetshire", weighed=found.weighed, note=found.no_chances
    )


ANYTIME: Mapping[str, Face] = {
    "ready": partial(_readiness, page=None),
    **{f"ready-{page.value}": partial(_readiness, page=page) for page in Page},
    "call-days": _call_days,
    "check": lambda workspace: workspace.report(check_summary()),
    "check-analyst": lambda workspace: workspace.report(analyst_check(check_result())),
    "indicators": _indicators,
    "timeline": lambda workspace: workspace.report(workspace.timeline(), prepared=workspace.current_day),
    "checklist": _checklist,
    "coverage": lambda workspace: workspace.report(workspace.preparation()),
    "self-evaluation": lambda workspace: workspace.report(workspace.self_evaluation(reader=DCS)),
    "handout": lambda workspace: workspace.report(workspace.handout()),
    "release-plan": lambda workspace: workspace.report(workspace.release_plan()),
    "call-page": lambda workspace: workspace.report(workspace.call_page()),
    "comparison": _comparison,
    "calendar": lambda workspace: workspace.report(workspace.calendar()),
}
"""Faces that there are at every stage, by name."""

RUNNING: Mapping[str, Face] = {
    "room": lambda workspace: workspace.report(workspace.review(reader=DCS)),
    **{
        f"briefing-{audience.value}": partial(_briefing, audience=audience)
        for audience in (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS)
    },
    "office": lambda workspace: workspace.report(workspace.office(reader=DCS)),
    "conversations": lambda workspace: workspace.report(workspace.conversations(reader=DCS)),
    "embargo": lambda workspace: workspace.report(workspace.embargo()),
    "debrief": lambda workspace: workspace.report(workspace.debrief(reader=DCS)),
    "action-plan": lambda workspace: workspace.report(workspace.action_plan(reader=DCS)),
}
"""Faces of an inspection that runs, by name."""


APART: Mapping[str, Face] = {
    "annexa-trend": lambda workspace: workspace.report(apart.trend()),
    "next-inspection": lambda workspace: workspace.report(apart.forecast(workspace.calls)),
    "region": lambda workspace: workspace.report(regions.view(_COUNCILS)),
}
"""Faces that show nothing of the workspace, by name. They are at one stage only."""


def faces_at(stage: str) -> Mapping[str, Face]:
    """Return the faces that there are at a stage, by name."""
    if stage == "before":
        return {**ANYTIME, **APART}
    return ANYTIME if stage in ("empty", "a-year-later") else {**ANYTIME, **RUNNING}
