"""The check of Annex A for the analyst: its summary, and the places of errors."""

from __future__ import annotations

from inspectprep.model.alteration import Alteration
from inspectprep.model.document import document
from inspectprep.model.finding import CheckSummary
from inspectprep.model.finding_places import ErrorPlace
from inspectprep.model.values import frozen


@document("analyst-check", report="inspectprep.reports.compose.check:analyst_report")
@frozen(kw_only=True)
class AnalystCheck:
    """A check for the analyst. It names cells, and has no value of a cell.

    Attributes:
        summary: The counts.
        places: Errors that are not explained, by team, those of teams with most errors first. The summary
            counts all of them.
    """

    summary: CheckSummary
    places: tuple[ErrorPlace, ...] = ()

    @property
    def altered_by(self) -> tuple[Alteration, ...]:
        """What plugins changed in the check."""
        return self.summary.altered_by
