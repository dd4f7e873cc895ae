"""From values to reports: what is said, in which order, whatever the format."""

from inspectprep.reports.compose.dispatch import report_of

__all__ = ["report_of"]
