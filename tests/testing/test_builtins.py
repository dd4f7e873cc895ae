"""The built-ins keep the contracts that everybody's plugins do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from inspectprep.testing import FrameworkContract, ReportContract, SourceContract, StoreContract, TaskContract


class TestReports(ReportContract):
    """The built-in report formats."""

    plugin = "inspectprep.reports.plugin"
    unmarked = ("json",)
    without_charts = ("md", "xlsx")
    leaves_out: ClassVar[Mapping[str, str]] = {"html": "see the same report as a workbook"}
    """A page of more than 80 KB has shorter tables."""


class TestFrameworks(FrameworkContract):
    """The built-in frameworks."""

    plugin = "inspectprep.frameworks.plugin"


class TestTasks(TaskContract):
    """The built-in checklist tasks."""

    plugin = "inspectprep.frameworks.plugin"
    variants = ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit")


class TestSources(SourceContract):
    """The built-in readers."""

    plugin = "inspectprep.sources.plugin"
    ids = ("workbook", "text", "parquet")


class TestWebPages(SourceContract):
    """The built-in reader of web pages, which is slower."""

    plugin = "inspectprep.sources.plugin"
    ids = ("web-page",)
    rows = 2_000


class TestStores(StoreContract):
    """The built-in store."""

    plugin = "inspectprep.store.plugin"
