"""The values of the kit's fixtures, for pytest and for other test runners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from inspectprep import synth
from inspectprep.files import CONFIGURATION
from inspectprep.plugins import Registry, open_registry
from inspectprep.testing.builders import CALL
from inspectprep.workspace import Workspace, configuration
from inspectprep.workspace.creation import create_folder

_CHILDREN = 60
_MORNING = time(9)


def registry_of(plugins: Iterable[object]) -> Registry:
    """Return a registry of the built-in plugins and these, and no other installed plugin.

    Args:
        plugins: Modules, objects or names of modules.
    """
    return open_registry(load_plugins=False, environ={}, extra=plugins)


def new_workspace(
    folder: Path,
    registry: Registry,
    *,
    day: date = CALL,
    variant: str = "ilacs-short",
    authority: str = "Westhaven",
) -> Workspace:
    """Create a workspace in which it is nine o'clock of a day.

    Args:
        folder: A new folder.
        registry: The plugins.
        day: The day of the workspace. Default: Monday 7 September 2026.
        variant: The inspection to prepare for.
        authority: The council.
    """
    moment = datetime.combine(day, _MORNING, tzinfo=UTC)
    create_folder(folder, authority=authority, variant=variant, clock=lambda: moment)
    config = configuration.read(folder / CONFIGURATION)
    return Workspace(registry=registry, config=config, folder=folder, clock=lambda: moment)


def write_return(folder: Path, *, as_of: date = CALL) -> Path:
    """Write the workbook of a synthetic council with seeded errors, and return its path.

    Args:
        folder: The folder for the file.
        as_of: The list date.
    """
    path = folder / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=_CHILDREN, seed=7, as_of=as_of, defects=0.05), path)
    return path
