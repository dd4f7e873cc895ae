"""What the commands of one run share: which plugins may be used, and the workspace made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inspectprep.workspace import Workspace

__all__ = ["Session", "session", "use", "workspace"]


class Session(NamedTuple):
    """The options about plugins of one run.

    Attributes:
        blocked: Names of plugins to leave out.
        load_plugins: False loads none.
    """

    blocked: tuple[str, ...] = ()
    load_plugins: bool = True


_current = Session()


def use(session: Session) -> None:
    """Make a session the one that commands ask."""
    global _current  # noqa: PLW0603  # one process is one run
    _current = session


def session() -> Session:
    """Return the session of this run."""
    return _current


def workspace(*, frameworks: Sequence[Path] = (), tasks: Sequence[Path] = ()) -> Workspace:
    """Return a workspace with this run's plugins and the files named on the command line."""
    from inspectprep.plugins import open_registry  # noqa: PLC0415  # help needs none of it
    from inspectprep.workspace import Workspace  # noqa: PLC0415

    registry = open_registry(blocked=_current.blocked, load_plugins=_current.load_plugins)
    return Workspace(registry=registry, frameworks=frameworks, tasks=tasks)
