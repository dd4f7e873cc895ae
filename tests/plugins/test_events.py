"""Events: plugins are told, and one that fails breaks nothing."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from inspectprep import Inspection, Timeline, Workspace
from inspectprep.model.finding import CheckSummary
from inspectprep.plugins import hookimpl, open_registry


class Watcher:
    """A plugin that remembers what it was told."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    @hookimpl
    def inspectprep_check_finished(self, summary: CheckSummary) -> None:
        """Remember the summary."""
        self.seen.append(summary)

    @hookimpl
    def inspectprep_report_written(self, format: str) -> None:
        """Remember the format; a plugin need not take every argument."""
        self.seen.append(format)


class Clumsy:
    """A plugin that fails whenever it is told something, quoting data."""

    @hookimpl
    def inspectprep_check_finished(self, summary: CheckSummary) -> None:
        """Fail."""
        raise ValueError(f"Jane Example was in {summary}")


def test_every_observer_is_told_though_one_fails(caplog: pytest.LogCaptureFixture) -> None:
    """The failure is one problem and one log line, without the plugin's words; the rest goes on."""
    watcher = Watcher()
    registry = open_registry(load_plugins=False, environ={}, extra=[Clumsy(), watcher])
    summary = CheckSummary(as_of=None)
    with caplog.at_level(logging.WARNING, logger="inspectprep.plugins"):
        registry.check_finished(lambda: summary)
        registry.check_finished(lambda: summary)
    assert watcher.seen == [summary, summary]
    assert len(registry.problems) == len(caplog.records) == 1
    text = caplog.records[0].getMessage()
    assert "'Clumsy' failed with ValueError in inspectprep_check_finished at test_events.py:" in text
    assert "Jane" not in text
    assert caplog.records[0].exc_info is None


def test_an_observer_takes_only_the_arguments_it_names() -> None:
    """A hook may leave out what it has no use for."""
    watcher = Watcher()
    registry = open_registry(load_plugins=False, environ={}, extra=[watcher])
    registry.report_written("timeline", "html", Path("plan.html"))
    assert watcher.seen == ["html"]


def test_an_event_without_observers_is_fine() -> None:
    """Without observers nothing happens, and nothing is wrong."""
    registry = open_registry(load_plugins=False, environ={})
    registry.check_finished(lambda: CheckSummary(as_of=None))
    assert registry.problems == ()


class Vandal:
    """A plugin that changes what it observes."""

    @hookimpl
    def inspectprep_timeline_built(self, timeline: Timeline) -> None:
        """Change the title and an event."""
        object.__setattr__(timeline, "title", "Changed")
        object.__setattr__(timeline.events[0], "date", None)


def test_an_observer_changes_no_result() -> None:
    """Each observer gets a copy of its own, and the result is the same as without it."""
    inspection = Inspection(variant="ilacs-short", notified=date(2026, 9, 7))
    registry = open_registry(load_plugins=False, environ={}, extra=[Vandal()])
    plain = Workspace(registry=open_registry(load_plugins=False)).schedule(inspection)
    assert Workspace(registry=registry).schedule(inspection) == plain
    assert "'Vandal' changed the timeline" in str(registry.problems[0])
