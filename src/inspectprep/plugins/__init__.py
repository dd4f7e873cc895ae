"""Extension: what plugins may do, how they are found, loaded and contained.

What stays inside this package is named tuples and not attrs values: finding out that no plugin is
installed is on the way to every command, and an attrs class takes five times as long to make.
The built-in frameworks, sources, rules and reports come in through the same hooks as anybody's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep import lazy_names

if TYPE_CHECKING:
    from inspectprep.plugins.command import Command as Command
    from inspectprep.plugins.command import commands as commands
    from inspectprep.plugins.lookup import Providers as Providers
    from inspectprep.plugins.markers import hookimpl as hookimpl
    from inspectprep.plugins.providers import Calendar as Calendar
    from inspectprep.plugins.providers import CalendarProvider as CalendarProvider
    from inspectprep.plugins.providers import FrameworkProvider as FrameworkProvider
    from inspectprep.plugins.providers import ReportProvider as ReportProvider
    from inspectprep.plugins.providers import ReportWriter as ReportWriter
    from inspectprep.plugins.providers import RuleProvider as RuleProvider
    from inspectprep.plugins.providers import SheetReader as SheetReader
    from inspectprep.plugins.providers import SourceProvider as SourceProvider
    from inspectprep.plugins.providers import StoreProvider as StoreProvider
    from inspectprep.plugins.providers import TaskProvider as TaskProvider
    from inspectprep.plugins.registry import Registry as Registry
    from inspectprep.plugins.registry import open_registry as open_registry
    from inspectprep.plugins.specs import API_VERSION as API_VERSION
    from inspectprep.plugins.specs import Hooks as Hooks
    from inspectprep.plugins.status import PluginProblem as PluginProblem
    from inspectprep.plugins.status import PluginState as PluginState
    from inspectprep.plugins.status import PluginStatus as PluginStatus

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "command": "Command commands",
        "lookup": "Providers",
        "markers": "hookimpl",
        "providers": (
            "Calendar CalendarProvider FrameworkProvider ReportProvider ReportWriter "
            "RuleProvider SheetReader SourceProvider StoreProvider TaskProvider"
        ),
        "registry": "Registry open_registry",
        "specs": "API_VERSION Hooks",
        "status": "PluginProblem PluginState PluginStatus",
    },
)
