"""The roster: which plugins there are and which of them may be loaded, from names alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from inspectprep.plugins.discovery import DiscoveredPlugin
from inspectprep.plugins.loader import PluginSpec
from inspectprep.plugins.selection import Selection
from inspectprep.plugins.status import PluginProblem, PluginState, PluginStatus

__all__ = ["AvailablePlugins", "find_available"]


class AvailablePlugins(NamedTuple):
    """The plugins of one registry before any of them is imported.

    Attributes:
        candidates: Those that may be loaded: built-ins, then installed plugins by name, then those
            handed over.
        refused: Those that may not, with the reason.
        problems: Names used twice, and names asked for that match no plugin.
    """

    candidates: tuple[PluginSpec, ...]
    refused: tuple[PluginStatus, ...] = ()
    problems: tuple[PluginProblem, ...] = ()


def find_available(
    selection: Selection, found: Sequence[DiscoveredPlugin], *, builtins: Iterable[str], extra: Iterable[Any]
) -> AvailablePlugins:
    """Return the roster of the built-ins, the installed plugins found and the extras."""
    refused: list[PluginStatus] = []
    installed: list[PluginSpec] = []
    for each in found:
        reason = selection.refusal(each.name, each.distribution)
        if reason:
            refused.append(_refused(each, PluginState.BLOCKED, reason))
        else:
            installed.append(_installed(each))
    every = [*map(_builtin, builtins), *installed, *map(_handed_over, extra)]
    sharing: dict[str, list[PluginSpec]] = {}
    for candidate in every:
        sharing.setdefault(candidate.name, []).append(candidate)
    problems = _unmatched(selection, found)
    for name, several in sharing.items():
        if len(several) > 1:
            problem = _namesakes(name, several)
            problems.append(problem)
            every = [each for each in every if each.builtin or each.name != name]
            refused += [
                _refused(each, PluginState.CONFLICTING, problem.what, problem.remedy)
                for each in several
                if not each.builtin
            ]
    return AvailablePlugins(candidates=tuple(every), refused=tuple(refused), problems=tuple(problems))


def _builtin(module: str) -> PluginSpec:
    name = module.rpartition(".")[0]
    return PluginSpec(name=name, target=module, distribution="inspectprep", builtin=True)


def _installed(found: DiscoveredPlugin) -> PluginSpec:
    return PluginSpec(
        name=found.name, target=found.target, distribution=found.distribution, version=found.version
    )


def _handed_over(plugin: Any) -> PluginSpec:
    if isinstance(plugin, str):
        return PluginSpec(name=plugin, target=plugin)
    name = getattr(plugin, "__name__", None) or type(plugin).__name__
    return PluginSpec(name=name, target=name, plugin=plugin)


def _refused(
    each: DiscoveredPlugin | PluginSpec, state: PluginState, reason: str, remedy: str = ""
) -> PluginStatus:
    return PluginStatus(
        name=each.name,
        state=state,
        reason=reason,
        remedy=remedy,
        target=each.target,
        distribution=each.distribution,
        version=each.version,
    )


def _namesakes(name: str, sharing: Iterable[PluginSpec]) -> PluginProblem:
    homes = " and ".join(each.distribution or each.target for each in sharing)
    return PluginProblem(
        plugin=name,
        state=PluginState.CONFLICTING,
        what=f"The plugin name {name!r} is used by {homes}.",
        remedy="Uninstall one, or leave one out by the name of its distribution (--without-plugin).",
    )


def _unmatched(selection: Selection, found: Iterable[DiscoveredPlugin]) -> list[PluginProblem]:
    names: Mapping[str, None] = dict.fromkeys(
        selection.unmatched((each.name, each.distribution) for each in found)
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
