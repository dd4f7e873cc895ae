"""The built-ins keep the contracts that everybody's plugins do."""

from __future__ import annotations

from inspectprep.testing import FrameworkContract, ReportContract, TaskContract


class TestReports(ReportContract):
    """The built-in report formats."""

    plugin = "inspectprep.reports.plugin"
    unmarked = ("json",)


class TestFrameworks(FrameworkContract):
    """The built-in frameworks."""

    plugin = "inspectprep.frameworks.plugin"


class TestTasks(TaskContract):
    """The built-in checklist tasks."""

    plugin = "inspectprep.frameworks.plugin"
    variants = ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit")
