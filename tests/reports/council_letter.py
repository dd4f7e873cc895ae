"""A value and its report as a plugin would define them: one module, and nothing else to edit."""

from __future__ import annotations

from attrs import frozen

from inspectprep.model.document import document
from inspectprep.model.report import Report
from inspectprep.reports.compose.context import ReportContext

__all__ = ["Letter", "letter_report"]


@document("council-letter", report=f"{__name__}:letter_report")
@frozen(kw_only=True)
class Letter:
    """A letter to the council's partners."""

    title: str


def letter_report(letter: Letter, context: ReportContext) -> Report:
    """Return the report of a letter."""
    return Report(kind="council-letter", title=letter.title, document=context.document_for(letter))
