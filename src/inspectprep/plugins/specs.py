"""The hooks that a plugin can implement.

A plugin is a module, or any object, with functions that have the name of a hook and the decorator
:data:`~inspectprep.plugins.markers.hookimpl`. It implements only the hooks that it needs. *Provider hooks*
return providers. *Event hooks* observe an event and return nothing. They receive a copy, and never a
child-level row.

A hook leaves out the arguments that it does not need. Each can have the argument ``settings``: the plugin's
own table of ``inspectprep.toml``, as a value of the class that the plugin names as ``inspectprep_settings``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from inspectprep.plugins.markers import hookspec

if TYPE_CHECKING:
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.timeline import Timeline
    from inspectprep.plugins.providers import (
        CalendarProvider,
        CodesProvider,
        ColumnsProvider,
        FrameworkProvider,
        IndicatorProvider,
        ReasonProvider,
        ReportProvider,
        RuleProvider,
        SourceProvider,
        StoreProvider,
        TaskProvider,
    )

API_VERSION = 1
"""The version of the hooks described here. It increases when existing plugins may have to change."""

OLDEST_API = 1
"""The oldest version of the hooks whose plugins still load."""

PREFIX = "inspectprep_"
"""The prefix of every hook's name."""


class Hooks(Protocol):
    """Every hook of inspectprep, with its signature.

    A plugin module can state the version of the hooks that it was written for: ``inspectprep_api = 1``.
    A plugin that is too new or too old is left out with a reason. A plugin that states no version is loaded.
    """

    @hookspec
    def inspectprep_frameworks(self, settings: Any) -> Iterable[FrameworkProvider]:
        """Provide inspection frameworks, or a council's own variants of them.

        Returns:
            Providers whose target is a :class:`~inspectprep.model.framework.Framework`, a path to
            a TOML file, or a function without arguments that returns either. List the variants inside,
            so that a variant is found without opening every file.

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
    def inspectprep_tasks(self, settings: Any) -> Iterable[TaskProvider]:
        """Provide checklist tasks in addition to the built-in ones.

        Returns:
            Providers whose target is a tuple of
            :class:`~inspectprep.model.checklist.TaskTemplate`, a path to a TOML file, or a
            function without arguments that returns either.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import TaskProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_tasks():
            ...     return [TaskProvider(id="council", summary="Our tasks", target=Path("tasks.toml"))]
        """
        ...

    @hookspec
    def inspectprep_calendars(self, settings: Any) -> Iterable[CalendarProvider]:
        """Provide the days on which a council is closed.

        Weekends and the bank holidays of England are already closed.

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
    def inspectprep_sources(self, settings: Any) -> Iterable[SourceProvider]:
        """Provide readers of files with Annex A lists.

        Returns:
            Providers whose target is called with a path and returns
            :class:`~inspectprep.model.sheet.RawSheet` values: all cells, headings included, as text
            exactly as they are in the file.

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
    def inspectprep_codes(self, settings: Any) -> Iterable[CodesProvider]:
        """Provide codes for Annex A lists in addition to those of the specification.

        Returns:
            Providers whose target is an iterable of :class:`inspectprep.annexa.catalogue.codes.CodeSet`
            values or of paths to TOML files, or a function without arguments that returns one. Each has
            the name of a code set, and the codes to add to it.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import CodesProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_codes():
            ...     files = [Path("placement_type.toml")]
            ...     return [CodesProvider(id="council", summary="Our placements", target=files)]
        """
        ...

    @hookspec
    def inspectprep_columns(self, settings: Any) -> Iterable[ColumnsProvider]:
        """Provide columns of Annex A lists, and headings of their columns, in addition to the specification.

        Rules can use the columns. They are not in a submission.

        Returns:
            Providers whose target is an iterable of :class:`inspectprep.annexa.catalogue.ListColumns` values
            or of paths to TOML files, or a function without arguments that returns one.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import ColumnsProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_columns():
            ...     files = [Path("list-8.toml")]
            ...     return [ColumnsProvider(id="council", summary="Our columns", target=files)]
        """
        ...

    @hookspec
    def inspectprep_rules(self, settings: Any) -> Iterable[RuleProvider]:
        """Provide Annex A rules in addition to the built-in ones.

        Returns:
            Providers whose target is an iterable of :class:`inspectprep.annexa.catalogue.values.Rule` values,
            or a function without arguments that returns one.

        Example:
            >>> from inspectprep.plugins import RuleProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_rules():
            ...     return [RuleProvider(id="council", summary="Our rules", target="council.rules:RULES")]
        """
        ...

    @hookspec
    def inspectprep_indicators(self, settings: Any) -> Iterable[IndicatorProvider]:
        """Provide indicators of Annex A in addition to the built-in ones.

        Small numbers in them are hidden as in the others.

        Returns:
            Providers whose target is an iterable of :class:`inspectprep.annexa.IndicatorSpec` values or of
            paths to TOML files, or a function without arguments that returns one.

        Example:
            >>> from pathlib import Path
            >>> from inspectprep.plugins import IndicatorProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_indicators():
            ...     files = [Path("indicators.toml")]
            ...     return [IndicatorProvider(id="council", summary="Our figures", target=files)]
        """
        ...

    @hookspec
    def inspectprep_reasons(self, settings: Any) -> Iterable[ReasonProvider]:
        """Provide further reasons for the readiness of a council.

        A theme is as good as its worst reason. So a plugin can make a rating worse, and never better.

        Returns:
            Providers whose target is called with a copy of the
            :class:`~inspectprep.planning.readiness.council_state.CouncilState` and returns
            :class:`~inspectprep.model.readiness.Reason` values: a green one if there is nothing to do.

        Example:
            >>> from inspectprep import Rating, Reason, Theme
            >>> from inspectprep.plugins import ReasonProvider, hookimpl
            >>> def laptops(state):
            ...     return [Reason(rating=Rating.GREEN, rule="laptops", text="The laptops are ready.")]
            >>> @hookimpl
            ... def inspectprep_reasons():
            ...     return [
            ...         ReasonProvider(
            ...             id="council-ict", summary="Our ICT measure", target=laptops, theme=Theme.PLAN
            ...         )
            ...     ]
        """
        ...

    @hookspec
    def inspectprep_reports(self, settings: Any) -> Iterable[ReportProvider]:
        """Provide report formats.

        Returns:
            Providers whose target is called with a :class:`~inspectprep.model.report.Report` and
            a binary stream, and writes all of the report to the stream. The caller opens and closes
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
    def inspectprep_stores(self, settings: Any) -> Iterable[StoreProvider]:
        """Provide stores for a council's records.

        Returns:
            Providers whose target is called with a folder and a clock and opens a
            :class:`~inspectprep.store.protocol.Store`; with ``create=True`` it creates a new one.

        Example:
            >>> from inspectprep.plugins import StoreProvider, hookimpl
            >>> @hookimpl
            ... def inspectprep_stores():
            ...     return [StoreProvider(id="council", summary="Our database", target="council.db:connect")]
        """
        ...

    @hookspec
    def inspectprep_timeline_built(self, timeline: Timeline, settings: Any) -> None:
        """Observe that a timeline was built or planned again.

        Args:
            timeline: A copy of the complete timeline.
            settings: The settings of the plugin.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_timeline_built(timeline):
            ...     print(f"{timeline.title}: {len(timeline)} events")
        """
        ...

    @hookspec
    def inspectprep_check_finished(self, summary: CheckSummary, settings: Any) -> None:
        """Observe that an Annex A check has finished.

        Args:
            summary: Counts only. It has no row and no cell value.
            settings: The settings of the plugin.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_check_finished(summary):
            ...     print(f"{summary.errors} errors in {summary.rows} rows")
        """
        ...

    @hookspec
    def inspectprep_report_written(self, kind: str, format: str, path: Path | None, settings: Any) -> None:
        """Observe that a report was written.

        Args:
            kind: The kind of report, such as ``timeline`` or ``readiness``.
            format: The id of the format, such as ``html``.
            path: The file that was written. None for a stream.
            settings: The settings of the plugin.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_report_written(kind, format, path):
            ...     print(f"{kind} written as {format}")
        """
        ...

    @hookspec
    def inspectprep_record_changed(
        self, kind: str, id: str, revision: int, change: str, settings: Any
    ) -> None:
        """Observe that a change of a record is durable.

        It is called after the transaction, so no writer waits for it, and never for a change that was not
        made. A change that an observer makes is not announced. Nor is the import of a history.

        Args:
            kind: The kind of record, such as ``evidence``.
            id: The id of the record.
            revision: The number of the change among those of this record, from 1.
            change: ``added``, ``updated`` or ``withdrawn``.
            settings: The settings of the plugin.

        Example:
            >>> from inspectprep.plugins import hookimpl
            >>> @hookimpl
            ... def inspectprep_record_changed(kind, id, change):
            ...     print(f"{kind} {id} was {change}")
        """
        ...


_HOOKS = tuple(name for name in vars(Hooks) if name.startswith(PREFIX))

EVENT_HOOKS = (
    "inspectprep_timeline_built",
    "inspectprep_check_finished",
    "inspectprep_report_written",
    "inspectprep_record_changed",
)
"""The event hooks."""

PROVIDER_HOOKS = tuple(name for name in _HOOKS if name not in EVENT_HOOKS)
"""The provider hooks, in the order of the specification."""
