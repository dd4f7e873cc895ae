"""What the commands of one run share: which plugins may be used, and the workspace made from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inspectprep.plugins import PluginProblem, Registry
    from inspectprep.workspace import Workspace

__all__ = ["Session", "problems", "registry", "session", "today", "use", "workspace"]


class Session(NamedTuple):
    """The options about plugins of one run.

    Attributes:
        blocked: Names of plugins to leave out.
        load_plugins: False loads none.
    """

    blocked: tuple[str, ...] = ()
    load_plugins: bool = True


_current = Session()
_registry: Registry | None = None


def use(session: Session) -> None:
    """Make a session the one that commands ask."""
    global _current, _registry
    _current, _registry = session, None


def session() -> Session:
    """Return the session of this run."""
    return _current


def registry() -> Registry:
    """Return the registry of this run, with the plugins that it may use."""
    global _registry  # noqa: PLW0603  # one process is one run
    if _registry is None:
        from inspectprep.plugins import open_registry

        _registry = open_registry(blocked=_current.blocked, load_plugins=_current.load_plugins)
    return _registry


def problems() -> tuple[PluginProblem, ...]:
    """Return what has gone wrong with plugins in this run."""
    return _registry.problems if _registry else ()


def today() -> date:
    """Return the reader's own day: the one place in which a command reads the clock."""
    return date.today()  # noqa: DTZ011  # the day on the reader's wall is meant


def workspace(*, frameworks: Sequence[Path] = (), tasks: Sequence[Path] = ()) -> Workspace:
    """Return a workspace with this run's plugins and the files named on the command line."""
    from inspectprep.workspace import Workspace

    return Workspace(registry=registry(), frameworks=frameworks, tasks=tasks)
