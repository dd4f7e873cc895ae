"""A workspace names a plugin that fails, and everything else works."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.errors import PluginError, UnknownNameError, WriteError
from inspectprep.plugins import (
    CalendarProvider,
    FrameworkProvider,
    PluginState,
    ReportProvider,
    hookimpl,
    open_registry,
)
from inspectprep.testing import make_timeline
from tests.plugins.fakes import install

VISIT = Inspection(variant="ilacs-short", notified=date(2026, 9, 7))


class Reports:
    """A plugin with one report format."""

    def __init__(self, target: Any, name: str = "letter") -> None:
        self.provider = ReportProvider(id=name, summary="A letter", target=target, suffix=".letter")

    @hookimpl
    def inspectprep_reports(self) -> list[ReportProvider]:
        """Provide it."""
        return [self.provider]


class Frameworks:
    """A plugin with a framework that it says has one variant."""

    @hookimpl
    def inspectprep_frameworks(self) -> list[FrameworkProvider]:
        """Provide it."""
        target = Path("missing-file.toml")
        return [FrameworkProvider(id="ours", summary="Ours", target=target, variants=("our-visit",))]


class OtherFrameworks(Frameworks):
    """Another plugin with a framework of the same id."""


class Closures:
    """A plugin whose calendar fails."""

    @hookimpl
    def inspectprep_calendars(self) -> list[CalendarProvider]:
        """Provide it."""
        return [CalendarProvider(id="ours", summary="Ours", target=self.closed)]

    def closed(self, starting: date, until: date) -> Iterable[date]:
        """Fail, quoting a person."""
        raise RuntimeError(f"Jane Example is away from {starting} to {until}")


def workspace(*extra: object) -> Workspace:
    """Return a workspace with these plugins and no other."""
    return Workspace(registry=open_registry(load_plugins=False, environ={}, extra=extra))


def fail_midway(report: Any, stream: Any) -> None:
    """Write half a report and fail, quoting a person."""
    stream.write(b"half a letter")
    raise ValueError(f"Jane Example was in {report.title}")


def test_a_format_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """The plugin is named, its text is not repeated, and no partly written report is in the folder."""
    ours = workspace(Reports(fail_midway))
    with pytest.raises(
        PluginError, match="'letter' of the plugin 'Reports' failed with ValueError"
    ) as caught:
        ours.write(make_timeline(), tmp_path / "plan.letter")
    assert "Jane" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(PluginError, match="'Reports' failed with ValueError"):
        ours.render(make_timeline(), "letter")


def test_a_full_disk_is_not_the_plugins_fault(tmp_path: Path) -> None:
    """What the machine refuses is an error of writing."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(WriteError):
        workspace(Reports(full)).write(make_timeline(), tmp_path / "plan.letter")


def test_a_calendar_that_fails_is_named() -> None:
    """Planning without the closures would be wrong in silence, so it stops and says whose they are."""
    with pytest.raises(
        PluginError, match="'ours' of the plugin 'Closures' failed with RuntimeError"
    ) as caught:
        workspace(Closures()).schedule(VISIT)
    assert "Jane" not in str(caught.value)


def test_a_variant_of_a_broken_plugin_is_not_just_unknown(site: Path) -> None:
    """A council's own variant is gone because its plugin broke, and the error says so."""
    install(site, module="westhaven", code="import a_missing_module")
    ours = Workspace(registry=open_registry(only=["westhaven"], environ={}))
    with pytest.raises(
        UnknownNameError, match=r"Did you mean 'ilacs-short'.*'westhaven' could not be loaded"
    ):
        ours.schedule(Inspection(variant="ilacs-shrt", notified=VISIT.notified))
    with pytest.raises(UnknownNameError, match="'westhaven' could not be loaded"):
        ours.write(make_timeline(), "plan.westhaven")
    assert ours.schedule(VISIT).variant == "ilacs-short"


def test_a_variant_of_frameworks_in_conflict_names_both() -> None:
    """Both plugins are named when what they provide cannot be told apart."""
    ours = workspace(Frameworks(), OtherFrameworks())
    with pytest.raises(PluginError, match="'Frameworks' and 'OtherFrameworks'"):
        ours.schedule(Inspection(variant="our-visit", notified=VISIT.notified))


def test_a_format_in_conflict_names_both() -> None:
    """A report format that two plugins provide is refused with both names, by id and not by chance."""

    class MoreReports(Reports):
        pass

    ours = workspace(Reports(fail_midway), MoreReports(fail_midway))
    with pytest.raises(PluginError, match="'Reports' and 'MoreReports'"):
        ours.render(make_timeline(), "letter")


def test_the_doctor_says_the_same_twice() -> None:
    """Examining again adds no problem."""
    registry = open_registry(load_plugins=False, environ={}, extra=[Reports("a_missing_module:write")])
    first = registry.examine()
    problems = registry.problems
    assert registry.examine() == first
    assert registry.problems == problems
    assert [each.state for each in first if each.name == "Reports"] == [PluginState.FAILED]
