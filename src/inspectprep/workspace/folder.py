"""A workspace's folder: ``inspectprep.toml`` to read and change, and ``store/`` with what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectprep.errors import InspectPrepError, StoreError
from inspectprep.model.configuration import Period, WorkspaceConfig
from inspectprep.plugins import Registry, open_registry
from inspectprep.store.disk import make_folder
from inspectprep.store.network import refuse_network
from inspectprep.store.sqlite import FILE as RECORDS, open_store as open_sqlite
from inspectprep.workspace import configuration
from inspectprep.workspace.known import KnownIds

if TYPE_CHECKING:
    from inspectprep.store.protocol import Store

__all__ = ["STORE", "known_ids", "make", "open_store", "settings"]

STORE = "store"
"""The folder inside a workspace in which everything recorded is."""

_KNOWN = "known-ids.txt"


def settings(path: Path | str | None, *, blocked: Iterable[str], load_plugins: bool) -> dict[str, Any]:
    """Return what a workspace is made from, as its configuration says.

    Args:
        path: The folder or its file; None for the nearest from the current folder upward.
        blocked: Names of plugins to leave out, besides those that the configuration blocks.
        load_plugins: False loads no plugin.

    Raises:
        InspectPrepError: if there is no workspace.
        DocumentError: if its configuration has a mistake; each is named with its path.
    """
    file = configuration.find_file(path)
    config = configuration.read(file)
    return {
        "registry": open_registry(blocked=(*blocked, *config.plugins_blocked), load_plugins=load_plugins),
        "frameworks": [file.parent / each for each in config.frameworks],
        "tasks": [file.parent / each for each in config.tasks],
        "closures": [day for span in config.closures for day in _days(span)],
        "config": config,
        "folder": file.parent,
    }


def make(folder: Path, *, authority: str, variant: str, clock: Callable[[], datetime]) -> None:
    """Make a new workspace: first the store, last the configuration, which makes the folder a workspace.

    Raises:
        InspectPrepError: if there is one already, or the council has no name.
        StoreError: if records cannot be kept there.
    """
    if not authority.strip():
        raise InspectPrepError("The council needs a name.", remedy='Say --authority "Oxfordshire".')
    file = folder / configuration.FILE
    if file.exists():
        raise InspectPrepError(
            "There is a workspace here already.",
            where=str(folder),
            remedy=f"Change its {configuration.FILE}, or choose another folder.",
        )
    if (folder / STORE / RECORDS).exists():
        _require_empty(folder / STORE)
    else:
        refuse_network(folder)
        make_folder(folder)
        open_sqlite(folder / STORE, create=True, clock=clock).close()
    configuration.write(file, authority, variant)


def open_store(
    registry: Registry,
    config: WorkspaceConfig | None,
    folder: Path | None,
    *,
    clock: Callable[[], datetime],
) -> Store:
    """Open the store that a configuration names.

    Raises:
        InspectPrepError: if there is no folder.
        UnknownNameError: if no plugin provides such a store; the nearest is suggested.
        StoreError: if it cannot be opened.
    """
    if folder is None or config is None:
        raise _without_folder()
    opener = registry.stores.resolve(config.store)
    with registry.stores.attribute_errors_to(config.store, "opening the store"):
        store: Store = opener(folder / STORE, clock=clock)
    return store


def known_ids(folder: Path | None) -> KnownIds:
    """Return the ids that a workspace knows.

    Raises:
        InspectPrepError: if there is no folder.
    """
    if folder is None:
        raise _without_folder()
    return KnownIds(folder / STORE / _KNOWN)


def _require_empty(store: Path) -> None:
    """Take a store without a configuration for one whose making was cut short, if nothing is in it."""
    opened = open_sqlite(store)
    try:
        if opened.head().number:
            raise StoreError(
                f"There are records here, and no {configuration.FILE} beside them.",
                where=str(store.parent),
                remedy=f"Put the {configuration.FILE} back, or choose another folder.",
                reason="exists",
            )
    finally:
        opened.close()


def _without_folder() -> InspectPrepError:
    return InspectPrepError(
        "This workspace has no folder, so it keeps no records.",
        remedy="Open one with Workspace.open(path), or make one with Workspace.create or `inspectprep init`.",
    )


def _days(span: Period) -> Iterator[date]:
    for number in range((span.until - span.starting).days + 1):
        yield span.starting + timedelta(days=number)
