"""Plugins: their hooks, and finding, loading and containing them.

The built-in frameworks, sources, rules and reports use the same hooks as any other plugin.

Internal values of this package are named tuples, not attrs classes. Every command looks for plugins,
and an attrs class takes five times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.plugins.claims import Conflict as Conflict, Registration as Registration
    from inspectprep.plugins.command import Command as Command, commands as commands
    from inspectprep.plugins.lookup import Providers as Providers
    from inspectprep.plugins.markers import hookimpl as hookimpl
    from inspectprep.plugins.providers import (
        Calendar as Calendar,
        CalendarProvider as CalendarProvider,
        CodesProvider as CodesProvider,
        ColumnsProvider as ColumnsProvider,
        FrameworkProvider as FrameworkProvider,
        IndicatorProvider as IndicatorProvider,
        Provider as Provider,
        ReasonProvider as ReasonProvider,
        ReportProvider as ReportProvider,
        ReportWriter as ReportWriter,
        RuleProvider as RuleProvider,
        SheetReader as SheetReader,
        SourceProvider as SourceProvider,
        StoreProvider as StoreProvider,
        TaskProvider as TaskProvider,
        TemplateWriter as TemplateWriter,
        UpdatingWriter as UpdatingWriter,
    )
    from inspectprep.plugins.registry import Registry as Registry, open_registry as open_registry
    from inspectprep.plugins.settings import PluginSettings as PluginSettings
    from inspectprep.plugins.specs import API_VERSION as API_VERSION, Hooks as Hooks
    from inspectprep.plugins.status import (
        PluginProblem as PluginProblem,
        PluginState as PluginState,
        PluginStatus as PluginStatus,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "command": "Command commands",
        "claims": "Conflict Registration",
        "lookup": "Providers",
        "markers": "hookimpl",
        "providers": (
            "Calendar CalendarProvider CodesProvider ColumnsProvider FrameworkProvider IndicatorProvider "
            "Provider ReasonProvider ReportProvider ReportWriter RuleProvider SheetReader SourceProvider "
            "StoreProvider TaskProvider TemplateWriter UpdatingWriter"
        ),
        "registry": "Registry open_registry",
        "settings": "PluginSettings",
        "specs": "API_VERSION Hooks",
        "status": "PluginProblem PluginState PluginStatus",
    },
)
