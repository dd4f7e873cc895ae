"""The roster: which plugins there are and which of them may be loaded, from names alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from inspectprep.plugins.discovery import Found
from inspectprep.plugins.loader import Candidate
from inspectprep.plugins.selection import Selection
from inspectprep.plugins.status import PluginProblem, PluginStatus, State

__all__ = ["Roster", "draw_up"]


class Roster(NamedTuple):
    """The plugins of one registry before any of them is imported.

    Attributes:
        candidates: Those that may be loaded: built-ins, then installed plugins by name, then those
            handed over.
        refused: Those that may not, with the reason.
        problems: Names used twice, and names asked for that match no plugin.
    """

    candidates: tuple[Candidate, ...]
    refused: tuple[PluginStatus, ...] = ()
    problems: tuple[PluginProblem, ...] = ()


def draw_up(
    selection: Selection, found: Sequence[Found], *, builtins: Iterable[str], extra: Iterable[Any]
) -> Roster:
    """Return the roster of the built-ins, the installed plugins found and the extras."""
    refused: list[PluginStatus] = []
    installed: list[Candidate] = []
    for each in found:
        reason = selection.refusal(each.name, each.distribution)
        if reason:
            refused.append(_refused(each, State.BLOCKED, reason))
        else:
            installed.append(_installed(each))
    every = [*map(_builtin, builtins), *installed, *map(_handed_over, extra)]
    sharing: dict[str, list[Candidate]] = {}
    for candidate in every:
        sharing.setdefault(candidate.name, []).append(candidate)
    problems = _unmatched(selection, found)
    for name, several in sharing.items():
        if len(several) > 1:
            problem = _namesakes(name, several)
            problems.append(problem)
            every = [each for each in every if each.builtin or each.name != name]
            refused += [
                _refused(each, State.CONFLICTING, problem.what, problem.remedy)
                for each in several
                if not each.builtin
            ]
    return Roster(candidates=tuple(every), refused=tuple(refused), problems=tuple(problems))


def _builtin(module: str) -> Candidate:
    name = module.rpartition(".")[0]
    return Candidate(name=name, target=module, distribution="inspectprep", builtin=True)


def _installed(found: Found) -> Candidate:
    return Candidate(
        name=found.name, target=found.target, distribution=found.distribution, version=found.version
    )


def _handed_over(plugin: Any) -> Candidate:
    if isinstance(plugin, str):
        return Candidate(name=plugin, target=plugin)
    name = getattr(plugin, "__name__", None) or type(plugin).__name__
    return Candidate(name=name, target=name, plugin=plugin)


def _refused(each: Found | Candidate, state: State, reason: str, remedy: str = "") -> PluginStatus:
    return PluginStatus(
        name=each.name,
        state=state,
        reason=reason,
        remedy=remedy,
        target=each.target,
        distribution=each.distribution,
        version=each.version,
    )


def _namesakes(name: str, sharing: Iterable[Candidate]) -> PluginProblem:
    homes = " and ".join(each.distribution or each.target for each in sharing)
    return PluginProblem(
        plugin=name,
        state=State.CONFLICTING,
        what=f"The plugin name {name!r} is used by {homes}.",
        remedy="Uninstall one, or leave one out by the name of its distribution (--without-plugin).",
    )


def _unmatched(selection: Selection, found: Iterable[Found]) -> list[PluginProblem]:
    names: Mapping[str, None] = dict.fromkeys(
        selection.unmatched((each.name, each.distribution) for each in found)
    )
    return [
        PluginProblem(
            plugin=name,
            state=State.BLOCKED,
            what=f"No installed plugin is named {name!r}.",
            remedy="`inspectprep plugins list` shows the names.",
        )
        for name in names
    ]
