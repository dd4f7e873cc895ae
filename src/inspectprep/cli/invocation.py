"""The options about plugins of one run of the command line, and what is opened with them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import inspectprep
from inspectprep import plugins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inspectprep.plugins import PluginProblem, Registry
    from inspectprep.workspace import Workspace


class PluginOptions(NamedTuple):
    """The options about plugins of one run.

    Attributes:
        blocked: Names of plugins to leave out.
        load_plugins: False loads none.
    """

    blocked: tuple[str, ...] = ()
    load_plugins: bool = True


class _Run:
    """The state of this run: one process is one run."""

    options = PluginOptions()
    registry: Registry | None = None
    opened: tuple[Registry, ...] = ()


def use(options: PluginOptions) -> None:
    """Set the options of this run."""
    _Run.options, _Run.registry, _Run.opened = options, None, ()


def plugin_options() -> PluginOptions:
    """Return the options of this run."""
    return _Run.options


def registry() -> Registry:
    """Return the registry of this run, with the plugins that it may use.

    The nearest ``inspectprep.toml`` from the current folder upward may block plugins, and has their settings.
    """
    if _Run.registry is None:
        _Run.registry = observed(_open_registry())
    return _Run.registry


def observed(opened: Registry) -> Registry:
    """Return a registry whose problems are shown at the end of the run."""
    _Run.opened = (*_Run.opened, opened)
    return opened


def problems() -> tuple[PluginProblem, ...]:
    """Return the problems with plugins in this run."""
    return tuple(problem for opened in _Run.opened for problem in opened.problems)


def _open_registry() -> Registry:
    from inspectprep.files import CONFIGURATION, nearest_configuration

    folder = nearest_configuration()
    if folder is None:
        return plugins.open_registry(**_Run.options._asdict())
    from inspectprep.workspace import configuration

    file = folder / CONFIGURATION
    return configuration.open_plugins(file, configuration.read(file), **_Run.options._asdict())


def now() -> datetime:
    """Return the time on this computer. No other function of the command line reads the clock."""
    return datetime.now(UTC)


def clock() -> datetime:
    """Return the time for each change that is recorded in this run."""
    return now()


def today() -> date:
    """Return today's date in the reader's own time zone."""
    return now().astimezone().date()


def make_workspace(
    *,
    frameworks: Sequence[Path] = (),
    tasks: Sequence[Path] = (),
    votes: Mapping[int, bool] | None = None,
) -> Workspace:
    """Return a workspace without a folder, with this run's plugins and the files of the command line."""
    return inspectprep.Workspace(registry=registry(), frameworks=frameworks, tasks=tasks, votes=votes)
