"""Asking the plugins what they provide, each on its own, and putting the answers together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from inspectprep.plugins.loader import CONTAINED, PluginSpec, describe, remedy_for
from inspectprep.plugins.lookup import Providers, Registration
from inspectprep.plugins.providers import (
    CalendarProvider,
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

__all__ = ["KINDS", "collect", "missing_plugin_hint", "problems_of"]

P = TypeVar("P", bound=Provider[Any])

KINDS: Mapping[str, tuple[str, type[Provider[Any]]]] = {
    "inspectprep_frameworks": ("framework", FrameworkProvider),
    "inspectprep_tasks": ("set of tasks", TaskProvider),
    "inspectprep_calendars": ("calendar", CalendarProvider),
    "inspectprep_sources": ("source", SourceProvider),
    "inspectprep_rules": ("set of rules", RuleProvider),
    "inspectprep_reports": ("report format", ReportProvider),
    "inspectprep_stores": ("store", StoreProvider),
}
"""What one provider of each hook is called, and the record that it must be."""


def collect(
    hook: HookCaller, record: type[P], candidates: Iterable[PluginSpec]
) -> tuple[list[Registration[P]], list[PluginProblem]]:
    """Call a provider hook plugin by plugin, in the order of `candidates`.

    Returns:
        What was provided; and a problem for each plugin whose hook failed, of which nothing is
        taken.
    """
    calls: dict[str, list[Any]] = {}
    for call in hook.get_hookimpls():
        calls.setdefault(call.plugin_name, []).append(call.function)
    entries: list[Registration[P]] = []
    problems: list[PluginProblem] = []
    for plugin in candidates:
        try:
            provided = [each for function in calls.get(plugin.name, ()) for each in function()]
            for each in provided:
                _require(each, record)
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
            Registration(provider=each, plugin=plugin.name, builtin=plugin.builtin) for each in provided
        ]
    return entries, problems


def _require(value: Any, record: type[Provider[Any]]) -> None:
    if not isinstance(value, record):
        msg = f"it returned a {type(value).__name__} where a {record.__name__} belongs"
        raise TypeError(msg)
    name: object = value.id
    if not (isinstance(name, str) and name):
        msg = f"it returned a {record.__name__} without an id"
        raise TypeError(msg)


def problems_of(providers: Providers[Any], hook: str) -> list[PluginProblem]:
    """Return the conflicts among providers, once for each plugin in them, and vain replacements."""
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
            what=f"The plugin {plugin!r} replaces the {providers.kind} {name!r}, which nobody provides.",
            hook=hook,
        )
        for plugin, name in providers.missing
    ]
    return problems


def missing_plugin_hint(problems: Iterable[PluginProblem], refused: Iterable[PluginStatus], hook: str) -> str:
    """Return a sentence or two about plugins that might have provided what is missing."""
    bad = (PluginState.FAILED, PluginState.INCOMPATIBLE)
    failed = {each.plugin: each.remedy for each in problems if each.state in bad and each.hook in ("", hook)}
    absent = [each.name for each in refused if each.state is not PluginState.INSTALLED]
    sentences = [
        f"The plugin {name!r} {verb} and may provide it."
        for names, verb in ((failed, "could not be loaded"), (absent, "was left out"))
        for name in dict.fromkeys(names)
    ]
    sentences += list(dict.fromkeys(failed.values()))[-1:]
    disputed = [each.what for each in problems if each.state is PluginState.CONFLICTING and each.hook == hook]
    return " ".join([*sentences, *dict.fromkeys(disputed)])
