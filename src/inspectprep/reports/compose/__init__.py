"""The composers of reports: the content and its order, without a format."""

from inspectprep.reports.compose.dispatch import report_of as report_of
