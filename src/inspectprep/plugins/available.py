"""The plugins that are available and those that may be loaded, found without importing them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from inspectprep.errors import closest
from inspectprep.plugins.discovery import DiscoveredPlugin
from inspectprep.plugins.loader import PluginSpec
from inspectprep.plugins.selection import Selection
from inspectprep.plugins.settings import NO_SETTINGS, PluginSettings
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus


class AvailablePlugins(NamedTuple):
    """The plugins of one registry, before they are imported.

    Attributes:
        allowed: Plugins that may be loaded: the built-in ones, then installed plugins by name, then
            those that the caller passed.
        refused: Plugins that may not be loaded, with the reason.
        problems: Names that two plugins share, and requested names that match no plugin.
    """

    allowed: tuple[PluginSpec, ...]
    refused: tuple[PluginStatus, ...] = ()
    problems: tuple[PluginProblem, ...] = ()


def find_available(
    selection: Selection,
    discovered: Sequence[DiscoveredPlugin],
    *,
    builtins: Iterable[str],
    extra: Iterable[object],
    settings: PluginSettings = NO_SETTINGS,
) -> AvailablePlugins:
    """Return the built-in, discovered and extra plugins, sorted into allowed and refused."""
    refused: list[PluginStatus] = []
    installed: list[PluginSpec] = []
    for plugin in discovered:
        if reason := selection.refusal(plugin.name, plugin.distribution):
            refused.append(_refused(plugin, PluginState.BLOCKED, reason))
        else:
            installed.append(_installed(plugin))
    allowed = [*map(_builtin, builtins), *installed, *map(_extra, extra)]
    by_name: dict[str, list[PluginSpec]] = {}
    for spec in allowed:
        by_name.setdefault(spec.name, []).append(spec)
    problems = _unmatched(selection, discovered)
    if not selection.off:
        names = (*by_name, *(plugin.name for plugin in discovered))
        problems += _without_plugin(settings, names)
    for name, specs in by_name.items():
        if len(specs) > 1:
            problem = _same_name(name, specs)
            problems.append(problem)
            allowed = [spec for spec in allowed if spec.builtin or spec.name != name]
            refused += [
                _refused(spec, PluginState.FAILED, problem.what, problem.remedy)
                for spec in specs
                if not spec.builtin
            ]
    return AvailablePlugins(allowed=tuple(allowed), refused=tuple(refused), problems=tuple(problems))


def _builtin(module: str) -> PluginSpec:
    name = module.rpartition(".")[0]
    return PluginSpec(name=name, target=module, distribution="inspectprep", builtin=True)


def _installed(plugin: DiscoveredPlugin) -> PluginSpec:
    return PluginSpec(
        name=plugin.name, target=plugin.target, distribution=plugin.distribution, version=plugin.version
    )


def _extra(plugin: object) -> PluginSpec:
    if isinstance(plugin, str):
        return PluginSpec(name=plugin, target=plugin)
    name = getattr(plugin, "__name__", None) or type(plugin).__name__
    return PluginSpec(name=name, target=name, plugin=plugin)


def _refused(
    plugin: DiscoveredPlugin | PluginSpec, state: PluginState, reason: str, remedy: str = ""
) -> PluginStatus:
    return PluginStatus(
        name=plugin.name,
        state=state,
        reason=reason,
        remedy=remedy,
        target=plugin.target,
        distribution=plugin.distribution,
        version=plugin.version,
    )


def _same_name(name: str, specs: Iterable[PluginSpec]) -> PluginProblem:
    homes = " and ".join(spec.distribution or spec.target for spec in specs)
    return PluginProblem(
        plugin=name,
        state=PluginState.FAILED,
        what=f"The plugin name {name!r} is used by {homes}.",
        remedy="Uninstall one of them, or leave one out by the name of its distribution (--without-plugin).",
    )


def _unmatched(selection: Selection, discovered: Iterable[DiscoveredPlugin]) -> list[PluginProblem]:
    names: Mapping[str, None] = dict.fromkeys(
        selection.unmatched((plugin.name, plugin.distribution) for plugin in discovered)
    )
    return [
        PluginProblem(
            plugin=name,
            state=PluginState.BLOCKED,
            what=f"No installed plugin is named {name!r}.",
            remedy="`inspectprep plugins list` shows the names.",
        )
        for name in names
    ]


def _without_plugin(settings: PluginSettings, names: Iterable[str]) -> list[PluginProblem]:
    """Return a problem for each table of settings whose plugin is not installed."""
    known = frozenset(names)
    problems = []
    for name in settings.unmatched(known):
        near = closest(name, known)
        problems.append(
            PluginProblem(
                plugin=name,
                state=PluginState.BLOCKED,
                what=f"{settings.where}: $.plugins.{name}: No installed plugin is named {name!r}.",
                remedy=f"Did you mean {near!r}?" if near else "`inspectprep plugins list` shows the names.",
            )
        )
    return problems
