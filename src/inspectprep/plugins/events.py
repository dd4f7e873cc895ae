"""Calling the event hooks of plugins. A plugin that fails is reported once and does no harm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.plugins.loader import CONTAINED, remedy_for
from inspectprep.plugins.status import PluginProblem, PluginState

if TYPE_CHECKING:
    from pluggy import HookCaller


def announce(
    hook: HookCaller, arguments: Mapping[str, object], known: Iterable[PluginProblem]
) -> list[PluginProblem]:
    """Call every plugin's implementation of an event hook.

    A plugin that failed before is called again, but only its first failure is reported. The text of its
    exception is left out because it may quote data.

    Returns:
        The new problems. They are also logged as warnings.
    """
    reported = {(problem.plugin, problem.hook) for problem in known}
    new: list[PluginProblem] = []
    for call in sorted(hook.get_hookimpls(), key=lambda call: call.plugin_name):
        try:
            call.function(*(arguments[name] for name in call.argnames))
        except CONTAINED as error:
            if (call.plugin_name, hook.name) not in reported:
                new.append(_failed(call.plugin_name, hook.name, error))
                reported.add((call.plugin_name, hook.name))
    if new:
        import logging

        for problem in new:
            logging.getLogger("inspectprep.plugins").warning("%s", problem)
    return new


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
