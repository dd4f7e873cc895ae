"""The report of readiness: one page with all of it, or one page of the set that links to itself."""

from __future__ import annotations

from inspectprep.model.readiness import Readiness
from inspectprep.model.report import Report
from inspectprep.planning.wording import long_date
from inspectprep.reports.compose.context import ReportContext, check_readiness_audience
from inspectprep.reports.compose.entries import plan_entries, plan_series
from inspectprep.reports.compose.readiness_pages import every_reason, page_sections, page_title


def readiness_report(readiness: Readiness, context: ReportContext) -> Report:
    """Return the report of readiness; the companions in the context follow the answer.

    Raises:
        RefusedError: if the audience is not the inspection team or leaders, because reasons quote inspectors.
    """
    check_readiness_audience(context.audience)
    prepared = context.prepared or readiness.as_of
    companions = (
        ("timeline", context.timeline),
        ("checklist", context.checklist),
        ("annexa", context.annexa),
        ("trend", context.trend),
    )
    document = dict(context.document_for(readiness, companions))
    if context.earlier:
        document["earlier"] = [
            {"given": given.given or given.as_of, "rating": given.rating.value} for given in context.earlier
        ]
    return Report(
        kind="readiness",
        title=page_title(readiness, context.page),
        subtitle=f"{readiness.title}, for a call on {long_date(readiness.notified)}",
        prepared=prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=page_sections(readiness, context),
        sheets=(every_reason(readiness, context),),
        entries=plan_entries(context.timeline, context.checklist, people=context.people, prepared=prepared),
        series=plan_series(context.timeline, context.checklist),
        document=document,
    )
