"""Calling the event hooks of plugins. A plugin that fails is reported once and does no harm.

Each plugin observes a copy. What it changes in it changes no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.plugins.containment import Failed, contained
from inspectprep.plugins.loader import remedy_for
from inspectprep.plugins.settings import ARGUMENT
from inspectprep.plugins.status import PluginProblem, PluginState

if TYPE_CHECKING:
    from pluggy import HookCaller, HookImpl


def announce(
    hook: HookCaller,
    arguments: Mapping[str, object],
    known: Iterable[PluginProblem],
    settings: Mapping[str, object],
) -> list[PluginProblem]:
    """Call every plugin's implementation of an event hook.

    A plugin that failed before is called again, but only its first failure is reported. The text of its
    exception is left out because it may quote data.

    Args:
        hook: The hook.
        arguments: Its arguments. Each plugin receives copies.
        known: The problems so far.
        settings: The settings of each plugin that has some.

    Returns:
        The new problems. They are also logged as warnings.
    """
    reported = {(problem.plugin, problem.hook) for problem in known}
    new: list[PluginProblem] = []
    for call in sorted(hook.get_hookimpls(), key=lambda call: call.plugin_name):
        outcome = contained(partial(_observe, call, arguments, settings))
        if (call.plugin_name, hook.name) in reported:
            continue
        if isinstance(outcome, Failed):
            new.append(_failed(call.plugin_name, hook.name, outcome.error))
        elif outcome:
            new.append(_changed(call.plugin_name, hook.name, outcome))
    if new:
        import logging

        for problem in new:
            logging.getLogger("inspectprep.plugins").warning("%s", problem)
    return new


def _observe(call: HookImpl, arguments: Mapping[str, object], settings: Mapping[str, object]) -> str:
    """Call an observer with copies, and return the argument that it changed. Empty for none."""
    copies = {name: deepcopy(arguments[name]) for name in call.argnames if name != ARGUMENT}
    copies[ARGUMENT] = settings.get(call.plugin_name)
    call.function(*(copies[name] for name in call.argnames))
    return next((name for name, value in arguments.items() if name in copies and copies[name] != value), "")


def _changed(plugin: str, hook: str, argument: str) -> PluginProblem:
    return PluginProblem(
        plugin=plugin,
        state=PluginState.FAILED,
        what=f"The plugin {plugin!r} changed the {argument} that it observed in {hook}. It has a copy, so no "
        "result changed.",
        remedy=remedy_for(plugin),
        hook=hook,
    )


def _failed(plugin: str, hook: str, error: BaseException) -> PluginProblem:
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return PluginProblem(
        plugin=plugin,
        state=PluginState.FAILED,
        what=f"The plugin {plugin!r} failed with {type(error).__name__} in {hook}{place}.",
        remedy=remedy_for(plugin),
        hook=hook,
    )
