"""Calling the provider hooks of each plugin and collecting the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from inspectprep.plugins.loader import CONTAINED, PluginSpec, describe, remedy_for
from inspectprep.plugins.lookup import Providers, Registration
from inspectprep.plugins.providers import (
    CalendarProvider,
    CodesProvider,
    FrameworkProvider,
    Provider,
    ReportProvider,
    RuleProvider,
    SourceProvider,
    StoreProvider,
    TaskProvider,
)
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus

if TYPE_CHECKING:
    from pluggy import HookCaller

P = TypeVar("P", bound=Provider[Any])

KINDS: Mapping[str, tuple[str, type[Provider[Any]]]] = {
    "inspectprep_frameworks": ("framework", FrameworkProvider),
    "inspectprep_tasks": ("set of tasks", TaskProvider),
    "inspectprep_calendars": ("calendar", CalendarProvider),
    "inspectprep_sources": ("source", SourceProvider),
    "inspectprep_codes": ("set of codes", CodesProvider),
    "inspectprep_rules": ("set of rules", RuleProvider),
    "inspectprep_reports": ("report format", ReportProvider),
    "inspectprep_stores": ("store", StoreProvider),
}
"""For each hook, the name of one provider and the class that it must have."""


def collect(
    hook: HookCaller, record: type[P], plugins: Iterable[PluginSpec]
) -> tuple[list[Registration[P]], list[PluginProblem]]:
    """Call a provider hook of each plugin, in the order of `plugins`.

    Returns:
        The providers, and a problem for each plugin whose hook failed. Nothing is used from a plugin
        whose hook failed.
    """
    calls: dict[str, list[Any]] = {}
    for call in hook.get_hookimpls():
        calls.setdefault(call.plugin_name, []).append(call.function)
    entries: list[Registration[P]] = []
    problems: list[PluginProblem] = []
    for plugin in plugins:
        try:
            provided = [
                _checked(value, record) for function in calls.get(plugin.name, ()) for value in function()
            ]
        except CONTAINED as error:
            problems.append(
                PluginProblem(
                    plugin=plugin.name,
                    state=PluginState.FAILED,
                    what=f"The plugin {plugin.name!r} failed in {hook.name}: {describe(error)}.",
                    remedy=remedy_for(plugin.name, builtin=plugin.builtin),
                    hook=hook.name,
                )
            )
            continue
        entries += [
            Registration(provider=provider, plugin=plugin.name, builtin=plugin.builtin)
            for provider in provided
        ]
    return entries, problems


def _checked(value: object, record: type[P]) -> P:
    if not isinstance(value, record):
        msg = f"it returned a {type(value).__name__} instead of a {record.__name__}"
        raise TypeError(msg)
    name: object = value.id
    if not (isinstance(name, str) and name):
        msg = f"it returned a {record.__name__} without an id"
        raise TypeError(msg)
    return value


def problems_of(providers: Providers[Any], hook: str) -> list[PluginProblem]:
    """Return a problem for each plugin in a conflict and for each replacement without a target."""
    problems = [
        PluginProblem(
            plugin=plugin,
            state=PluginState.CONFLICTING,
            what=str(conflict),
            remedy=conflict.remedy,
            hook=hook,
        )
        for conflict in providers.conflicts
        for plugin in conflict.plugins
    ]
    problems += [
        PluginProblem(
            plugin=plugin,
            state=PluginState.ACTIVE,
            what=f"The plugin {plugin!r} replaces the {providers.kind} {name!r}, which does not exist.",
            hook=hook,
        )
        for plugin, name in providers.missing
    ]
    return problems


def missing_plugin_hint(problems: Iterable[PluginProblem], refused: Iterable[PluginStatus], hook: str) -> str:
    """Return sentences that name plugins which may provide a missing name, or an empty string."""
    bad = (PluginState.FAILED, PluginState.INCOMPATIBLE)
    failed = {
        problem.plugin: problem.remedy
        for problem in problems
        if problem.state in bad and problem.hook in ("", hook)
    }
    absent = [plugin.name for plugin in refused if plugin.state is not PluginState.INSTALLED]
    sentences = [
        f"The plugin {name!r} {verb} and may provide it."
        for names, verb in ((failed, "could not be loaded"), (absent, "was left out"))
        for name in dict.fromkeys(names)
    ]
    sentences += list(dict.fromkeys(failed.values()))[-1:]
    conflicts = [
        problem.what
        for problem in problems
        if problem.state is PluginState.CONFLICTING and problem.hook == hook
    ]
    return " ".join([*sentences, *dict.fromkeys(conflicts)])
