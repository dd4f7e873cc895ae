"""The report of a value that a notebook may show.

A notebook does not know its readers, and it stores what it shows. So a value that can give an outcome, or is
prepared for publication, is not shown there in any form.
"""

from __future__ import annotations

from typing import Protocol

from inspectprep.model.finding import CheckSummary
from inspectprep.model.readiness import Readiness
from inspectprep.model.report import Paragraph, Report, Section
from inspectprep.planning.communication.outcome import reveals_outcome
from inspectprep.reports.compose import report_of
from inspectprep.views.single import REPORTS

_NOT_SHOWN = (
    "A notebook does not show this, because it can give an outcome. To see it, write it for one reader on "
    'the embargo register: workspace.write(value, "page.html", reader="NAME").'
)


class Printer(Protocol):
    """The part of a printer of IPython that is used here."""

    def text(self, text: str) -> None:
        """Print a text."""


def displayed(value: object) -> Report:
    """Return the report of a value, or the reason why a notebook does not show it."""
    report = _report(value)
    if not _withheld(report):
        return report
    reason = Section(title="Not shown here", blocks=(Paragraph(text=_NOT_SHOWN),))
    # Its title can give the outcome too.
    title = report.kind.replace("-", " ").capitalize()
    return Report(kind=report.kind, title=title, sections=(reason,))


def print_text(value: object, printer: Printer, *_: object) -> str:
    """Print a value as plain text in a notebook, which stores it beside the display."""
    withheld = _withheld(_report(value))
    printer.text(f"{type(value).__name__}: {_NOT_SHOWN}" if withheld else repr(value))
    return ""


def _report(value: object) -> Report:
    compose = REPORTS.get(type(value))
    return compose(value) if compose else report_of(_part(value), document={})


def _part(value: object) -> object:
    """Return the part of a value that a reader wants to see, which has no rows of children."""
    parts = (getattr(value, name, None) for name in ("summary", "readiness"))
    return next((part for part in parts if isinstance(part, CheckSummary | Readiness)), value)


def _withheld(report: Report) -> bool:
    return report.outcome or report.embargoed or reveals_outcome(report)
