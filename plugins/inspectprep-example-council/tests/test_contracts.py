"""Everything that Westhaven provides keeps inspectprep's contracts."""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins import SourceProvider
from inspectprep.testing import (
    CalendarContract,
    CodesContract,
    FrameworkContract,
    ReportContract,
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
    """The one-page report."""

    plugin = PLUGIN


class TestSource(SourceContract):
    """The reader of the case system's exports."""

    plugin = PLUGIN

    def sample(self, folder: Path, provider: SourceProvider) -> Path:
        """Write two children as the case system exports them."""
        path = folder / f"children-in-need{provider.suffixes[0]}"
        path.write_text(
            "Person Ref,Born,Need Began,Seen On\n7001,04/03/2015,01/06/2026,27/07/2026\n7002,,12/06/2026,\n",
            encoding="utf-8",
        )
        return path

    def filled(self, provider: SourceProvider) -> int:
        """Count the sample's cells that hold something."""
        del provider
        return 10
