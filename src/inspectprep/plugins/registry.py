"""The registry: every plugin that may be used, and everything they provide."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager

from inspectprep.plugins.available import AvailablePlugins, find_available
from inspectprep.plugins.builtin import BUILTINS
from inspectprep.plugins.collect import KINDS, collect, missing_plugin_hint, problems_of
from inspectprep.plugins.discovery import DiscoveredPlugin, find
from inspectprep.plugins.events import announce
from inspectprep.plugins.loader import PluginSpec, describe, load
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.markers import PROJECT
from inspectprep.plugins.providers import (
    CalendarProvider,
    FrameworkProvider,
    ReportProvider,
    RuleProvider,
    SourceProvider,
    StoreProvider,
    TaskProvider,
)
from inspectprep.plugins.selection import Selection, select
from inspectprep.plugins.specs import PREFIX, Hooks
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.timeline import Timeline

__all__ = ["Registry", "open_registry"]


def open_registry(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str] = os.environ,
    extra: Iterable[Any] = (),
) -> Registry:
    """Return a registry of the built-ins and the plugins that may be loaded.

    Nothing is imported until something is asked for.

    Args:
        blocked: Names of installed plugins to leave out; they are not imported at all.
        only: Names of installed plugins to load, and no others; None for all.
        load_plugins: False loads no installed plugin.
        environ: Where ``INSPECTPREP_PLUGINS`` is looked up.
        extra: Plugins handed over directly, as modules, objects or names of modules; they need no
            installation and are always loaded.

    Example:
        >>> from inspectprep.plugins import open_registry
        >>> registry = open_registry(load_plugins=False)
        >>> registry.calendars.ids()
        ()
    """
    selection = select(blocked=blocked, only=only, load_plugins=load_plugins, environ=environ)
    return Registry(selection, extra=extra)


class Registry:
    """Plugins, loaded when first needed, and what they provide.

    Built-ins come first, then plugins by name, then the extras in the order given.
    """

    def __init__(
        self,
        selection: Selection,
        *,
        extra: Iterable[Any] = (),
        builtins: Mapping[str, tuple[str, ...]] = BUILTINS,
    ) -> None:
        self._selection = selection
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
        """Inspection frameworks."""
        return self._of("frameworks")

    @property
    def tasks(self) -> Providers[TaskProvider]:
        """Sets of checklist tasks."""
        return self._of("tasks")

    @property
    def calendars(self) -> Providers[CalendarProvider]:
        """Calendars of local closures."""
        return self._of("calendars")

    @property
    def sources(self) -> Providers[SourceProvider]:
        """Readers of files."""
        return self._of("sources")

    @property
    def rules(self) -> Providers[RuleProvider]:
        """Sets of Annex A rules."""
        return self._of("rules")

    @property
    def reports(self) -> Providers[ReportProvider]:
        """Report formats."""
        return self._of("reports")

    @property
    def stores(self) -> Providers[StoreProvider]:
        """Stores."""
        return self._of("stores")

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What has gone wrong with plugins so far; show it, since silence hides missing parts."""
        return (*self._available.problems, *self._problems)

    def timeline_built(self, timeline: Timeline) -> None:
        """Tell the plugins that a timeline was built; a plugin that fails is a problem, no more."""
        self._announce("inspectprep_timeline_built", timeline=timeline)

    def check_finished(self, summary: CheckSummary) -> None:
        """Tell the plugins that a check has finished; a plugin that fails is a problem, no more."""
        self._announce("inspectprep_check_finished", summary=summary)

    def report_written(self, kind: str, format: str, path: Path | None) -> None:
        """Tell the plugins that a report was written; a plugin that fails is a problem, no more."""
        self._announce("inspectprep_report_written", kind=kind, format=format, path=path)

    def statuses(self) -> tuple[PluginStatus, ...]:
        """Return every plugin and what is known of it, importing none."""
        return tuple(map(self._status, self._available.candidates)) + self._refused

    def examine(self) -> tuple[PluginStatus, ...]:
        """Load every plugin, collect all it provides, import every target, and say how each is.

        Raises:
            KeyboardInterrupt: if the reader loses patience; nothing else.
        """
        self._load(self._available.candidates)
        for hook in KINDS:
            self._try_all(hook.removeprefix(PREFIX))
        return self.statuses()

    @cached_property
    def _available(self) -> AvailablePlugins:
        """The plugins that may be loaded; when they are switched off, none is even looked for."""
        return self._find_available(() if self._selection.off else find())

    def _find_available(self, found: Sequence[DiscoveredPlugin]) -> AvailablePlugins:
        return find_available(self._selection, found, builtins=self._builtins, extra=self._extra)

    @cached_property
    def _refused(self) -> tuple[PluginStatus, ...]:
        roster = self._find_available(find()) if self._selection.off else self._available
        return roster.refused

    def _load(self, candidates: Iterable[PluginSpec]) -> None:
        with self._lock:
            for each in candidates:
                if each.name in self._loaded:
                    continue
                hooks, problem = load(each, self._manager)
                self._loaded[each.name] = hooks
                if problem:
                    self._problems.append(problem)

    def _of(self, kind: str) -> Providers[Any]:
        found = self._providers.get(kind)
        if found is not None:
            return found
        name = f"{PREFIX}{kind}"
        with self._lock:
            asked = [
                each
                for each in self._available.candidates
                if not each.builtin or name in self._builtins[each.target]
            ]
            self._load(asked)
            title, record = KINDS[name]
            entries, problems = collect(getattr(self._manager.hook, name), record, asked)
            providers = Providers(
                title, entries, hidden=lambda: missing_plugin_hint(self._problems, self._refused, name)
            )
            self._problems += problems + problems_of(providers, name)
            self._providers[kind] = providers
        return providers

    def _announce(self, hook: str, **arguments: object) -> None:
        self._load(each for each in self._available.candidates if not each.builtin)
        self._problems += announce(getattr(self._manager.hook, hook), arguments, self._problems)

    def _try_all(self, kind: str) -> None:
        providers = self._of(kind)
        for provider in providers:
            try:
                providers.resolve(provider)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the plugin's state
                problem = PluginProblem(
                    plugin=providers.origin(provider.id),
                    state=PluginState.FAILED,
                    what=getattr(error, "what", describe(error)),
                    remedy=getattr(error, "remedy", ""),
                    hook=f"{PREFIX}{kind}",
                )
                if problem not in self._problems:
                    self._problems.append(problem)

    def _status(self, candidate: PluginSpec) -> PluginStatus:
        status = PluginStatus(
            name=candidate.name,
            state=PluginState.ACTIVE if candidate.name in self._loaded else PluginState.INSTALLED,
            target=candidate.target,
            distribution=candidate.distribution,
            version=_own_version() if candidate.builtin else candidate.version,
            hooks=self._loaded.get(candidate.name, ()),
            provides=tuple(
                f"{kind}:{provider.id}"
                for kind, providers in self._providers.items()
                for provider in providers
                if providers.origin(provider.id) == candidate.name
            ),
            builtin=candidate.builtin,
        )
        mine = [problem for problem in self._problems if problem.plugin == candidate.name]
        if not mine:
            return status
        return status._replace(
            state=next((each.state for each in mine if each.state is not PluginState.ACTIVE), status.state),
            reason=" ".join(dict.fromkeys(problem.what for problem in mine)),
            remedy=" ".join(dict.fromkeys(problem.remedy for problem in mine if problem.remedy)),
        )


@cache
def _own_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("inspectprep")
    except PackageNotFoundError:
        return ""
