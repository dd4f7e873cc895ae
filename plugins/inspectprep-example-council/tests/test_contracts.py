"""Everything that Westhaven provides keeps inspectprep's contracts."""

from __future__ import annotations

from typing import ClassVar

from inspectprep.testing import (
    CalendarContract,
    CodesContract,
    FrameworkContract,
    ReportContract,
    RuleContract,
    SourceContract,
    TaskContract,
)

PLUGIN = "inspectprep_example_council.plugin"


class TestFramework(FrameworkContract):
    """The short inspection as Westhaven plans it."""

    plugin = PLUGIN


class TestTasks(TaskContract):
    """Westhaven's own tasks."""

    plugin = PLUGIN


class TestCalendar(CalendarContract):
    """Westhaven's closures."""

    plugin = PLUGIN


class TestCodes(CodesContract):
    """The source of contacts that Westhaven adds."""

    plugin = PLUGIN


class TestReport(ReportContract):
    """The one-page report, which says how much of a long report it leaves out."""

    plugin = PLUGIN
    leaves_out: ClassVar = {"one-page": r"and \d+ more lines in the full report"}


class TestRules(RuleContract):
    """The standard for seeing children in need."""

    plugin = PLUGIN


class TestSource(SourceContract):
    """The reader of text files, for those with Annex A's own headings."""

    plugin = PLUGIN
