"""The examination of all plugins: each is loaded and used, and what goes wrong is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from inspectprep.doctor.baseline import baseline
from inspectprep.doctor.trials import PROVIDER_TRIALS, observe_events
from inspectprep.errors import PluginError
from inspectprep.plugins import PluginProblem, PluginState, Registry
from inspectprep.plugins.containment import Failed, contained, reason_of


class Examination(NamedTuple):
    """The doctor's findings about one plugin.

    Attributes:
        name: The plugin's name.
        status: ``active``, ``failed``, ``incompatible`` or ``blocked``.
        problems: What is wrong and what to do, one or two sentences each. For a blocked plugin, the reason.
        seconds: The time that it took to load the plugin and to use all that it provides.
    """

    name: str
    status: PluginState
    problems: tuple[str, ...]
    seconds: float


def examine(
    registry: Registry,
    *,
    only: Iterable[str] | None = None,
    reserved: Iterable[str] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Examination, ...]:
    """Load every plugin, use everything that it provides, and return what was found, plugin by plugin.

    A reader reads samples, a report format writes reports, a calendar is asked for a year and for all years,
    rules are run on a synthetic return, reasons of readiness are asked for twice, a store is opened in a
    temporary folder, variants are planned, tasks are dated, and each event hook observes a copy. After that,
    nothing fails at first use.

    Args:
        registry: The plugins.
        only: The names of the plugins to examine. None for all.
        reserved: The names of commands that no plugin may have.
        progress: Called with one sentence before each step.
    """
    seconds: dict[str, float] = {}
    wanted = None if only is None else frozenset(only)
    known = [
        status.name
        for status in registry.statuses()
        if status.state is not PluginState.BLOCKED and (wanted is None or status.name in wanted)
    ]
    own = {status.name for status in registry.statuses() if status.builtin}
    before = baseline()
    for name in known:
        progress(f"Loading {name}")
        with _timed(seconds, name):
            registry.load(name)
        if baseline() != before:
            what = f"The plugin {name!r} changed inspectprep itself when it was imported."
            registry.report(_problem(name, what))
            before = baseline()
    with TemporaryDirectory(prefix="inspectprep-") as folder:
        for plugin, step, trial in _trials(registry, Path(folder)):
            if plugin not in known:
                continue
            progress(step)
            with _timed(seconds, plugin):
                outcome = contained(trial)
            if isinstance(outcome, Failed):
                registry.report(_described(plugin, step, outcome.error))
            if plugin not in own and baseline() != before:
                registry.report(_problem(plugin, f"{step} changed inspectprep itself."))
                before = baseline()
    for plugin, problem in _broken_commands(registry, frozenset(reserved)):
        registry.report(_problem(plugin, problem))
    names = [name for name in _names(registry) if wanted is None or name in wanted]
    return tuple(_examination(registry, name, seconds.get(name, 0.0)) for name in names)


@contextmanager
def _timed(seconds: dict[str, float], plugin: str) -> Iterator[None]:
    """Add the time that a block takes to that of a plugin."""
    begun = perf_counter()
    try:
        yield
    finally:
        seconds[plugin] = seconds.get(plugin, 0.0) + perf_counter() - begun


def _names(registry: Registry) -> Iterable[str]:
    """Return the names of all plugins, and of settings without a plugin."""
    names = [status.name for status in registry.statuses()]
    return dict.fromkeys([*names, *(problem.plugin for problem in registry.problems)])


def _trials(registry: Registry, folder: Path) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield the plugin, a sentence and the function for each use of a provider or an event hook."""
    for kind, trial in PROVIDER_TRIALS.items():
        providers = getattr(registry, kind)
        for number, provider in enumerate(providers):
            own = folder / f"{kind}-{number}"
            own.mkdir()
            plugin = providers.origin(provider)
            step = f"Using the {providers.kind} {provider.id!r} of {plugin}"
            yield plugin, step, partial(trial, registry, provider, own)
    for plugin in registry.observers():
        yield plugin, f"Announcing events to {plugin}", partial(observe_events, registry, folder)


def _described(plugin: str, step: str, error: BaseException) -> PluginProblem:
    if isinstance(error, PluginError):
        return PluginProblem(
            plugin=error.plugin, state=PluginState.FAILED, what=error.what, remedy=error.remedy
        )
    return _problem(plugin, f"{step} failed with {reason_of(error)}.")


def _problem(plugin: str, what: str) -> PluginProblem:
    return PluginProblem(
        plugin=plugin,
        state=PluginState.FAILED,
        what=what,
        remedy=f"Leave the plugin out with `--without-plugin {plugin}`, or ask its author.",
    )


def _broken_commands(registry: Registry, reserved: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield each distribution whose command cannot be imported, with the sentence about it."""
    names = {status.distribution: status.name for status in registry.statuses() if status.distribution}
    for command in registry.commands():
        plugin = names.get(command.distribution, command.distribution)
        if command.name in reserved:
            yield (
                plugin,
                f"The command {command.name!r} belongs to inspectprep, so that of {plugin!r} is not used.",
            )
            continue
        outcome = contained(command.load)
        if isinstance(outcome, Failed):
            yield plugin, str(outcome.error)


def _examination(registry: Registry, name: str, seconds: float) -> Examination:
    status = next((each for each in registry.statuses() if each.name == name), None)
    problems = tuple(dict.fromkeys(map(str, (p for p in registry.problems if p.plugin == name))))
    state = PluginState.FAILED if problems else PluginState.ACTIVE
    if status is not None and status.state in (PluginState.BLOCKED, PluginState.INCOMPATIBLE):
        state = status.state
        problems = problems or (f"{status.reason} {status.remedy}".strip(),)
    return Examination(name=name, status=state, problems=problems, seconds=round(seconds, 3))
