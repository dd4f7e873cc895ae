"""The built-in report formats, provided through the hook that plugins use."""

from __future__ import annotations

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import ReportProvider

DRAWN = ("Agenda", "Answer", "Balance", "Bar", "Change", "Files", "Fold", "History", "Matrix", "Tag")
"""The names of the blocks and cells that a format of a plugin gets in words, unless it draws them."""


@hookimpl
def inspectprep_reports() -> list[ReportProvider]:
    """Provide HTML, Markdown, plain text, Word, Excel, iCalendar and JSON."""
    home = "inspectprep.reports"
    return [
        ReportProvider(
            id="html",
            summary="A self-contained web page with a timeline chart, for screen and paper",
            target=f"{home}.html:write",
            suffix=".html",
            media_type="text/html",
            draws=DRAWN,
        ),
        ReportProvider(
            id="md",
            summary="GitHub Markdown",
            target=f"{home}.markdown:write",
            suffix=".md",
            media_type="text/markdown",
            draws=DRAWN,
        ),
        ReportProvider(
            id="text",
            summary="Plain text for mail, in lines of at most 76 characters",
            target=f"{home}.text:write_mail",
            suffix=".txt",
            media_type="text/plain",
            draws=DRAWN,
        ),
        ReportProvider(
            id="teams",
            summary="Plain text for a message in Teams, which wraps lines itself",
            target=f"{home}.text:write_teams",
            suffix=".teams.txt",
            media_type="text/plain",
            draws=DRAWN,
        ),
        ReportProvider(
            id="docx",
            summary="A Word document to edit and send, in a council's template if there is one",
            target=f"{home}.word.document:write",
            suffix=".docx",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            draws=DRAWN,
        ),
        ReportProvider(
            id="xlsx",
            summary="An Excel workbook with a filtered sheet for each table",
            target=f"{home}.excel:write",
            suffix=".xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            draws=DRAWN,
        ),
        ReportProvider(
            id="ics",
            summary="A calendar file. Importing a new plan updates its entries",
            target=f"{home}.ics:write",
            suffix=".ics",
            media_type="text/calendar",
            draws=DRAWN,
        ),
        ReportProvider(
            id="json",
            summary="Data for other programs",
            target=f"{home}.json:write",
            suffix=".json",
            media_type="application/json",
            draws=DRAWN,
        ),
    ]
