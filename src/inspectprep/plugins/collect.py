"""Calling the provider hooks of each plugin and collecting the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from inspectprep.plugins.claims import Registration, Settled
from inspectprep.plugins.containment import Failed, contained
from inspectprep.plugins.given import bounded
from inspectprep.plugins.loader import PluginSpec, describe, remedy_for
from inspectprep.plugins.provider_checks import check_provider
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
from inspectprep.plugins.settings import ARGUMENT
from inspectprep.plugins.stated import stated
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus

if TYPE_CHECKING:
    from pluggy import HookCaller, HookImpl

P = TypeVar("P", bound=Provider[Any])

KINDS: Mapping[str, tuple[str, type[Provider[Any]]]] = {
    "inspectprep_frameworks": ("framework", FrameworkProvider),
    "inspectprep_tasks": ("set of tasks", TaskProvider),
    "inspectprep_calendars": ("calendar", CalendarProvider),
    "inspectprep_sources": ("source", SourceProvider),
    "inspectprep_codes": ("set of codes", CodesProvider),
    "inspectprep_columns": ("set of columns", ColumnsProvider),
    "inspectprep_rules": ("set of rules", RuleProvider),
    "inspectprep_indicators": ("set of indicators", IndicatorProvider),
    "inspectprep_reasons": ("source of reasons", ReasonProvider),
    "inspectprep_reports": ("report format", ReportProvider),
    "inspectprep_stores": ("store", StoreProvider),
}
"""For each hook, the name of one provider and the class that it must have."""


def collect(
    hook: HookCaller,
    record: type[P],
    plugins: Iterable[PluginSpec],
    settings: Mapping[str, Any],
) -> tuple[list[Registration[P]], list[PluginProblem]]:
    """Call a provider hook of each plugin, in the order of `plugins`.

    Args:
        hook: The hook.
        record: The class that each provider must have.
        plugins: The plugins.
        settings: The settings of each plugin that has some.

    Returns:
        The providers, and a problem for each plugin whose hook failed. Nothing is used from a plugin
        whose hook failed.
    """
    calls: dict[str, list[HookImpl]] = {}
    for implementation in hook.get_hookimpls():
        calls.setdefault(implementation.plugin_name, []).append(implementation)
    entries: list[Registration[P]] = []
    problems: list[PluginProblem] = []
    for plugin in plugins:
        given = {ARGUMENT: settings.get(plugin.name)}
        provided = contained(partial(_provided, calls.get(plugin.name, []), given, record))
        if not isinstance(provided, Failed) and (hidden := _hidden(plugin, provided)):
            provided = Failed(ValueError(hidden))
        if isinstance(provided, Failed):
            problems.append(
                PluginProblem(
                    plugin=plugin.name,
                    state=PluginState.FAILED,
                    what=f"The plugin {plugin.name!r} failed in {hook.name}: {describe(provided.error)}.",
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


def _provided(implementations: Iterable[HookImpl], given: Mapping[str, Any], record: type[P]) -> list[P]:
    found: list[Any] = []
    for call in implementations:
        provided: Any = call.function(*(given[name] for name in call.argnames))
        found += bounded(provided)
    for value in found:
        check_provider(value, record)
    return found


def _hidden(plugin: PluginSpec, providers: Iterable[Provider[Any]]) -> str:
    """Return the problem with a replacement that the text of a plugin's module does not show, or no text."""
    for provider in providers if plugin.distribution and not plugin.builtin else ():
        for name in provider.replaces:
            if not stated(plugin.target).states(name):
                return (
                    f"it replaces {name!r}, which its module does not say; write replaces={name!r} in "
                    f"{plugin.target.partition(':')[0]}"
                )
    return ""


WITH_NAMES = (
    "inspectprep_frameworks",
    "inspectprep_tasks",
    "inspectprep_rules",
    "inspectprep_indicators",
)
"""The hooks whose providers can replace names inside others, which are known only when they are used."""


def problems_of(names: Settled[Any], kind: str, hook: str) -> list[PluginProblem]:
    """Return a problem for each plugin in a conflict and for each replacement without a target."""
    problems = [
        PluginProblem(
            plugin=plugin,
            state=PluginState.FAILED,
            what=str(conflict),
            remedy=conflict.remedy,
            hook=hook,
        )
        for conflict in names.conflicts
        for plugin in conflict.plugins
    ]
    if hook not in WITH_NAMES:
        problems += [
            PluginProblem(
                plugin=entry.plugin,
                state=PluginState.ACTIVE,
                what=f"The plugin {entry.plugin!r} replaces the {kind} {name!r}, which does not exist.",
                remedy="Its author can put the name right, or leave out replaces=.",
                hook=hook,
            )
            for entry, name in names.unmatched
        ]
    return problems


def missing_plugin_hint(problems: Iterable[PluginProblem], refused: Iterable[PluginStatus], hook: str) -> str:
    """Return sentences that name plugins which may provide a missing name, or an empty string."""
    bad = (PluginState.FAILED, PluginState.INCOMPATIBLE)
    failed = {
        problem.plugin: problem.remedy for problem in problems if problem.state in bad and not problem.hook
    }
    absent = [plugin.name for plugin in refused if plugin.state is not PluginState.INSTALLED]
    sentences = [
        f"The plugin {name!r} {verb} and may provide it."
        for names, verb in ((failed, "could not be loaded"), (absent, "was left out"))
        for name in dict.fromkeys(names)
    ]
    sentences += list(dict.fromkeys(failed.values()))[-1:]
    own = [problem for problem in problems if problem.hook == hook and problem.state in bad]
    sentences += [text for problem in own for text in (problem.what, problem.remedy)]
    return " ".join(dict.fromkeys(sentences))
