"""The hooks: what a plugin may provide, and what it may observe.

A plugin is a module (or any object) with functions that bear a hook's name and the
:data:`~inspectprep.plugins.markers.hookimpl` mark. It implements only the hooks it wants. *Provider
hooks* take nothing and return records; *event hooks* observe, return nothing, and never see a
child-level row.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inspectprep.plugins.markers import hookspec

if TYPE_CHECKING:
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.timeline import Timeline
    from inspectprep.plugins.providers import (
        CalendarProvider,
        FrameworkProvider,
        ReportProvider,
        RuleProvider,
        SourceProvider,
        StoreProvider,
        TaskProvider,
    )

__all__ = ["API_VERSION", "EVENT_HOOKS", "OLDEST_API", "PREFIX", "PROVIDER_HOOKS", "Hooks"]

API_VERSION = 1
"""The version of the hooks described here. It grows when a plugin written for it may need a change."""

OLDEST_API = 1
"""The oldest version whose plugins still load."""

PREFIX = "inspectprep_"
"""What the name of every hook begins with."""


class Hooks(Protocol):
    """Every hook of inspectprep, with its signature.

    A plugin module states the version it was written for as ``inspectprep_api = 1``; one that is
    too new or too old is left out with a reason. Without a statement it is taken to fit.
    """

    @hookspec
    def inspectprep_frameworks(self) -> Iterable[FrameworkProvider]:
        """Provide inspection frameworks, or a council's own variants of them.

        Returns:
            Providers whose target is a :class:`~inspectprep.model.framework.Framework`, a path to
            a TOML file, or a callable without arguments that returns either. Naming the variants
            inside lets one be found without opening every file.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import FrameworkProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_frameworks():
            ...     file = Path("council.toml")
            ...     return [
            ...         FrameworkProvider(
            ...             id="council",
            ...             summary="Our short inspection",
            ...             target=file,
            ...             variants=("council-short",),
            ...         )
            ...     ]
        """
        ...

    @hookspec
    def inspectprep_tasks(self) -> Iterable[TaskProvider]:
        """Provide checklist tasks beside the built-in ones.

        Returns:
            Providers whose target is a tuple of
            :class:`~inspectprep.model.checklist.TaskTemplate`, a path to a TOML file, or a
            callable without arguments that returns either.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import TaskProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_tasks():
            ...     return [TaskProvider(id="council", summary="Our tasks", target=Path("tasks.toml"))]
        """
        ...

    @hookspec
    def inspectprep_calendars(self) -> Iterable[CalendarProvider]:
        """Provide the days on which a council is closed.

        Weekends and the bank holidays of England are known already.

        Returns:
            Providers whose target is called with two dates (both inclusive) and returns the
            closed days between them.

        Example:
            >>> from datetime import date
            >>> from inspectprep.plugins import CalendarProvider, hookimpl
            >>> def closures(starting, until):
            ...     days = [date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)]
            ...     return [day for day in days if starting <= day <= until]
            >>> @hookimpl
            ... def inspectprep_calendars():
            ...     return [CalendarProvider(id="council", summary="Christmas closure", target=closures)]
        """
        ...

    @hookspec
    def inspectprep_sources(self) -> Iterable[SourceProvider]:
        """Provide readers of files that hold Annex A lists.

        Returns:
            Providers whose target is called with a path and returns
            :class:`~inspectprep.model.sheet.RawSheet` values: the cells as text exactly as
            supplied, untyped and untidied, headings among them.

        Example:
            >>> from inspectprep.plugins import SourceProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_sources():
            ...     return [
            ...         SourceProvider(
            ...             id="council-csv",
            ...             summary="Our case system's exports",
            ...             target="council.sources:read",
            ...             suffixes=(".csv",),
            ...         )
            ...     ]
        """
        ...

    @hookspec
    def inspectprep_rules(self) -> Iterable[RuleProvider]:
        """Provide Annex A rules beside the built-in ones.

        Returns:
            Providers whose target is an iterable of :class:`inspectprep.annexa.catalogue.rule.Rule` values,
            or a callable without arguments that returns one.

        Example:
            >>> from inspectprep.plugins import RuleProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_rules():
            ...     return [RuleProvider(id="council", summary="Our rules", target="council.rules:RULES")]
        """
        ...

    @hookspec
    def inspectprep_reports(self) -> Iterable[ReportProvider]:
        """Provide report formats.

        Returns:
            Providers whose target is called with a :class:`~inspectprep.model.report.Report` and
            a binary stream, and writes all of the one to the other. The caller opens and closes
            the stream.

        Example:
            >>> from inspectprep.plugins import ReportProvider, hookimpl
            >>> def write(report, stream):
            ...     stream.write(report.title.encode())
            >>> @hookimpl
            ... def inspectprep_reports():
            ...     return [
            ...         ReportProvider(
            ...             id="title",
            ...             summary="The title alone",
            ...             target=write,
            ...             suffix=".txt",
            ...             media_type="text/plain",
            ...         )
            ...     ]
        """
        ...

    @hookspec
    def inspectprep_stores(self) -> Iterable[StoreProvider]:
        """Provide places to keep a council's evidence, people and enquiries.

        Returns:
            Providers whose target is called with a folder and a clock and opens a
            :class:`~inspectprep.store.protocol.Store`; with ``create=True`` it makes a new one.

        Example:
            >>> from inspectprep.plugins import StoreProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_stores():
            ...     return [StoreProvider(id="council", summary="Our database", target="council.db:connect")]
        """
        ...

    @hookspec
    def inspectprep_timeline_built(self, timeline: Timeline) -> None:
        """Observe that a timeline was built or re-planned.

        Args:
            timeline: The dated plan, complete.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_timeline_built(timeline):
            ...     print(f"{timeline.title}: {len(timeline)} events")
        """
        ...

    @hookspec
    def inspectprep_check_finished(self, summary: CheckSummary) -> None:
        """Observe that an Annex A check has finished.

        Args:
            summary: Counts only: no row and no value.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_check_finished(summary):
            ...     print(f"{summary.errors} errors in {summary.rows} rows")
        """
        ...

    @hookspec
    def inspectprep_report_written(self, kind: str, format: str, path: Path | None) -> None:
        """Observe that a report was written.

        Args:
            kind: What it was made from, such as ``timeline`` or ``readiness``.
            format: Id of the format, such as ``html``.
            path: Where it was written; None when it went to a stream.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_report_written(kind, format, path):
            ...     print(f"{kind} written as {format}")
        """
        ...


_HOOKS = tuple(name for name in vars(Hooks) if name.startswith(PREFIX))

EVENT_HOOKS = ("inspectprep_timeline_built", "inspectprep_check_finished", "inspectprep_report_written")
"""Hooks that observe."""

PROVIDER_HOOKS = tuple(name for name in _HOOKS if name not in EVENT_HOOKS)
"""Hooks that provide, in the order of the specification."""
