"""The built-in report formats, provided through the same hook as anybody's own."""

from __future__ import annotations

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import ReportProvider

__all__ = ["inspectprep_reports"]

_PLANS = ("timeline", "checklist", "readiness", "room-review")


@hookimpl
def inspectprep_reports() -> list[ReportProvider]:
    """Provide Markdown, JSON, iCalendar, HTML and a spreadsheet."""
    home = "inspectprep.reports"
    return [
        ReportProvider(
            id="html",
            summary="One self-contained page for screen and paper, with a drawn timeline",
            target=f"{home}.html:write",
            suffix=".html",
            media_type="text/html",
        ),
        ReportProvider(
            id="md",
            summary="GitHub Markdown",
            target=f"{home}.markdown:write",
            suffix=".md",
            media_type="text/markdown",
        ),
        ReportProvider(
            id="xlsx",
            summary="A spreadsheet with filters, one sheet a table",
            target=f"{home}.excel:write",
            suffix=".xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ReportProvider(
            id="ics",
            summary="Calendar entries that a re-plan updates",
            target=f"{home}.ics:write",
            suffix=".ics",
            media_type="text/calendar",
            kinds=_PLANS,
        ),
        ReportProvider(
            id="json",
            summary="The data, for other programs",
            target=f"{home}.json:write",
            suffix=".json",
            media_type="application/json",
        ),
    ]
