"""The registry: all plugins that may be used, and their providers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager

from inspectprep.errors import PluginError
from inspectprep.plugins.available import AvailablePlugins, find_available
from inspectprep.plugins.builtin import BUILTINS
from inspectprep.plugins.claims import Registration
from inspectprep.plugins.collect import KINDS, collect, missing_plugin_hint, problems_of
from inspectprep.plugins.discovery import DiscoveredPlugin, find
from inspectprep.plugins.events import announce
from inspectprep.plugins.loader import PluginSpec, load
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.markers import PROJECT
from inspectprep.plugins.providers import (
    CalendarProvider,
    CodesProvider,
    ColumnsProvider,
    FrameworkProvider,
    IndicatorProvider,
    Provider,
    ReasonProvider,
    ReportProvider,
    RuleProvider,
    SourceProvider,
    StoreProvider,
    TaskProvider,
)
from inspectprep.plugins.selection import Selection, select
from inspectprep.plugins.settings import NO_SETTINGS, PluginSettings
from inspectprep.plugins.specs import EVENT_HOOKS, PREFIX, Hooks
from inspectprep.plugins.stated import Stated, stated
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.timeline import Timeline
    from inspectprep.plugins.command import Command


def open_registry(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str] = os.environ,
    extra: Iterable[object] = (),
    settings: PluginSettings = NO_SETTINGS,
) -> Registry:
    """Return a registry of the built-ins and the plugins that may be loaded.

    A plugin is imported when its hooks are first needed.

    Args:
        blocked: Names of installed plugins to leave out. They are never imported.
        only: Names of the only installed plugins to load. None for all.
        load_plugins: If false, no installed plugin is loaded.
        environ: The environment, in which ``INSPECTPREP_PLUGINS`` is looked up.
        extra: More plugins, as modules, objects or names of modules. They need not be installed and
            are always loaded.
        settings: The settings of plugins, from the tables ``[plugins.NAME]`` of ``inspectprep.toml``.

    Example:
        >>> from inspectprep.plugins import open_registry
        >>> registry = open_registry(load_plugins=False)
        >>> registry.calendars.ids()
        ()
    """
    selection = select(blocked=blocked, only=only, load_plugins=load_plugins, environ=environ)
    return Registry(selection, extra=extra, settings=settings)


class Registry:
    """All plugins and their providers. A plugin is loaded when it is first needed.

    The built-in plugins come first, then installed plugins by name, then the extra ones in the order given.
    """

    def __init__(
        self,
        selection: Selection,
        *,
        extra: Iterable[object] = (),
        builtins: Mapping[str, tuple[str, ...]] = BUILTINS,
        settings: PluginSettings = NO_SETTINGS,
    ) -> None:
        self._selection = selection
        self._tables = settings
        self._settings: dict[str, Any] = {}
        self._extra = tuple(extra)
        self._builtins = dict(builtins)
        self._manager = PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self._lock = RLock()
        self._loaded: dict[str, tuple[str, ...]] = {}
        self._providers: dict[str, Providers[Any]] = {}
        self._problems: list[PluginProblem] = []

    @property
    def frameworks(self) -> Providers[FrameworkProvider]:
        """The inspection frameworks."""
        return self._of("frameworks")

    @property
    def tasks(self) -> Providers[TaskProvider]:
        """The sets of checklist tasks."""
        return self._of("tasks")

    @property
    def calendars(self) -> Providers[CalendarProvider]:
        """The calendars of local closures."""
        return self._of("calendars")

    @property
    def sources(self) -> Providers[SourceProvider]:
        """The file readers."""
        return self._of("sources")

    @property
    def codes(self) -> Providers[CodesProvider]:
        """The sets of codes for Annex A lists."""
        return self._of("codes")

    @property
    def columns(self) -> Providers[ColumnsProvider]:
        """The sets of columns and headings of Annex A lists."""
        return self._of("columns")

    @property
    def rules(self) -> Providers[RuleProvider]:
        """The sets of Annex A rules."""
        return self._of("rules")

    @property
    def indicators(self) -> Providers[IndicatorProvider]:
        """The sets of indicators."""
        return self._of("indicators")

    @property
    def reasons(self) -> Providers[ReasonProvider]:
        """The sources of reasons of readiness that plugins add."""
        return self._of("reasons")

    @property
    def reports(self) -> Providers[ReportProvider]:
        """The report formats."""
        return self._of("reports")

    @property
    def stores(self) -> Providers[StoreProvider]:
        """The stores."""
        return self._of("stores")

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """The problems with plugins so far. Show them: a failed plugin may mean missing results."""
        return (*self._available.problems, *self._problems)

    def timeline_built(self, timeline: Timeline) -> None:
        """Call the plugins' hooks for a new timeline. A failure is added to `problems`."""
        self._announce("inspectprep_timeline_built", timeline=timeline)

    def check_finished(self, summary: Callable[[], CheckSummary]) -> None:
        """Call the plugins' hooks for a finished check. A failure is added to `problems`.

        Args:
            summary: Returns the counts. It is called only if a plugin observes checks, because the
                likely lines of enquiry in it take time.
        """
        if self.observes("inspectprep_check_finished"):
            self._announce("inspectprep_check_finished", summary=summary())

    def report_written(self, kind: str, format: str, path: Path | None) -> None:
        """Call the plugins' hooks for a written report. A failure is added to `problems`."""
        self._announce("inspectprep_report_written", kind=kind, format=format, path=path)

    def record_changed(self, kind: str, id: str, revision: int, change: str) -> None:
        """Call the plugins' hooks for a durable change of a record. A failure is added to `problems`."""
        self._announce("inspectprep_record_changed", kind=kind, id=id, revision=revision, change=change)

    def observes(self, hook: str) -> bool:
        """Return whether any plugin observes an event.

        Args:
            hook: The name of the event hook.
        """
        self._load_observers(hook)
        return bool(getattr(self._manager.hook, hook).get_hookimpls())

    def lost(self, hook: str) -> tuple[str, ...]:
        """Return the names of plugins that could not be loaded and may have a provider hook, each once.

        Args:
            hook: The name of the hook.
        """
        may_have = {
            plugin.name
            for plugin in self._available.allowed
            if not plugin.builtin and _stated(plugin).may_have(hook)
        }
        bad = (PluginState.FAILED, PluginState.INCOMPATIBLE)
        lost = (p.plugin for p in self.problems if not p.hook and p.state in bad and p.plugin in may_have)
        return tuple(dict.fromkeys(lost))

    def report(self, problem: PluginProblem) -> None:
        """Add a problem to those that people see, once."""
        if problem not in self._problems:
            self._problems.append(problem)

    def load(self, name: str) -> None:
        """Import the plugin with this name. What goes wrong is added to `problems`."""
        self._load(plugin for plugin in self._available.allowed if plugin.name == name)

    def observers(self) -> tuple[str, ...]:
        """Return the names of the loaded plugins that implement an event hook."""
        return tuple(name for name, hooks in self._loaded.items() if set(hooks) & set(EVENT_HOOKS))

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of the installed plugins that may be loaded. None is imported."""
        from inspectprep.plugins.command import commands_of

        return commands_of(self._selection)

    def statuses(self) -> tuple[PluginStatus, ...]:
        """Return the status of every plugin. None is imported."""
        return tuple(map(self._status, self._available.allowed)) + self._refused

    def listed(self) -> tuple[PluginStatus, ...]:
        """Return the statuses with what each plugin that is not loaded says it replaces. None is imported."""
        return tuple(
            status._replace(replaces=stated(status.target).replaces)
            if status.distribution and not status.builtin and status.state is not PluginState.ACTIVE
            else status
            for status in self.statuses()
        )

    def examine(self) -> tuple[PluginStatus, ...]:
        """Load every plugin, call its hooks, import every target, and return the statuses."""
        self._load(self._available.allowed)
        for hook in KINDS:
            self._try_all(hook.removeprefix(PREFIX))
        return self.statuses()

    @cached_property
    def _available(self) -> AvailablePlugins:
        """The available plugins. If plugins are switched off, installed plugins are not looked for."""
        return self._find_available(() if self._selection.off else find())

    def _find_available(self, discovered: Sequence[DiscoveredPlugin]) -> AvailablePlugins:
        return find_available(
            self._selection, discovered, builtins=self._builtins, extra=self._extra, settings=self._tables
        )

    @cached_property
    def _refused(self) -> tuple[PluginStatus, ...]:
        available = self._find_available(find()) if self._selection.off else self._available
        return available.refused

    def _load(self, plugins: Iterable[PluginSpec]) -> None:
        with self._lock:
            for plugin in plugins:
                if plugin.name in self._loaded:
                    continue
                hooks, settings, problem = load(plugin, self._manager, self._tables)
                self._loaded[plugin.name] = hooks
                if settings is not None:
                    self._settings[plugin.name] = settings
                if problem:
                    self.report(problem)

    def _of(self, kind: str) -> Providers[Any]:
        if (providers := self._providers.get(kind)) is not None:
            return providers
        name = f"{PREFIX}{kind}"
        with self._lock:
            first, later = self._with_hook(name)
            providers = Providers(
                KINDS[name][0],
                self._collected(name, first),
                more=lambda: self._collected(name, later),
                missing_hint=lambda: missing_plugin_hint(self._problems, self._refused, name),
                report=lambda problem: self.report(problem._replace(hook=name)),
                settled=lambda settled: self._report_all(problems_of(settled, KINDS[name][0], name)),
            )
            self._providers[kind] = providers
        return providers

    def _with_hook(self, name: str) -> tuple[list[PluginSpec], list[PluginSpec]]:
        """Return the plugins that may have a provider hook: those needed for any name, and all others.

        If all of them certainly replace nothing, none is needed for a built-in name.
        """
        allowed = self._available.allowed
        own = [plugin for plugin in allowed if plugin.builtin and name in self._builtins[plugin.target]]
        others = [plugin for plugin in allowed if not plugin.builtin and _stated(plugin).may_have(name)]
        if all(_stated(plugin).only_adds for plugin in others):
            return own, others
        return [*own, *others], []

    def _collected(self, hook: str, plugins: list[PluginSpec]) -> list[Registration[Any]]:
        with self._lock:
            self._load(plugins)
            entries, problems = collect(
                getattr(self._manager.hook, hook), KINDS[hook][1], plugins, self._settings
            )
            self._report_all(problems)
        return entries

    def _report_all(self, problems: Iterable[PluginProblem]) -> None:
        for problem in problems:
            self.report(problem)

    def _load_observers(self, hook: str) -> None:
        self._load(
            plugin
            for plugin in self._available.allowed
            if not plugin.builtin and _stated(plugin).may_have(hook)
        )

    def _announce(self, hook: str, **arguments: object) -> None:
        self._load_observers(hook)
        caller = getattr(self._manager.hook, hook)
        self._problems += announce(caller, arguments, self._problems, self._settings)

    def _try_all(self, kind: str) -> None:
        providers = self._of(kind)
        for provider in providers:
            try:
                providers.resolve(provider)
            except PluginError as error:
                providers.report(error)

    def _provided_by(self, plugin: str) -> Iterator[tuple[str, Provider[Any]]]:
        for kind, providers in self._providers.items():
            for provider in providers:
                if providers.origin(provider) == plugin:
                    yield kind, provider

    def _status(self, plugin: PluginSpec) -> PluginStatus:
        status = PluginStatus(
            name=plugin.name,
            state=PluginState.ACTIVE if plugin.name in self._loaded else PluginState.INSTALLED,
            target=plugin.target,
            distribution=plugin.distribution,
            version=_own_version() if plugin.builtin else plugin.version,
            hooks=self._loaded.get(plugin.name, ()),
            provides=tuple(f"{kind}:{provider.id}" for kind, provider in self._provided_by(plugin.name)),
            replaces=tuple(
                dict.fromkeys(
                    name for _, provider in self._provided_by(plugin.name) for name in provider.replaces
                )
            ),
            builtin=plugin.builtin,
        )
        problems = [problem for problem in self._problems if problem.plugin == plugin.name]
        if not problems:
            return status
        states = (problem.state for problem in problems if problem.state is not PluginState.ACTIVE)
        return status._replace(
            state=next(states, status.state),
            reason=" ".join(dict.fromkeys(problem.what for problem in problems)),
            remedy=" ".join(dict.fromkeys(problem.remedy for problem in problems if problem.remedy)),
        )


def _stated(plugin: PluginSpec) -> Stated:
    """Return what an installed plugin states. Nothing is known of one that the caller passed."""
    return stated(plugin.target) if plugin.distribution else Stated(None)


@cache
def _own_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("inspectprep")
    except PackageNotFoundError:
        return ""
