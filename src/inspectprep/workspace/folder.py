"""The folder of a workspace: ``inspectprep.toml``, which people edit, and ``store/`` with the records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from inspectprep.errors import InspectPrepError
from inspectprep.files import STORE
from inspectprep.workspace.announced_store import announced
from inspectprep.workspace.personal_data.known_children import KnownChildren
from inspectprep.workspace.personal_data.known_ids import KnownIds
from inspectprep.workspace.personal_data.known_names import KnownNames
from inspectprep.workspace.plugin_store import is_ours, plugin_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from inspectprep.model.configuration import WorkspaceConfig
    from inspectprep.plugins import Registry
    from inspectprep.store.protocol import Store

_IDS = "known-ids.txt"
_NAMES = "known-names.txt"


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
    place = required_folder(folder) / STORE
    name = config.store if config else "sqlite"
    opener = registry.stores.resolve(name)
    open_it = partial(opener, place, clock=clock)
    store = registry.stores.attempt(name, "opening the store", open_it, passing=is_ours)
    own = store if registry.stores.is_builtin(name) else plugin_store(store, registry.stores, name)
    return announced(own, registry)


def known_children(folder: Path | None) -> KnownChildren:
    """Return the children that a workspace knows.

    Raises:
        InspectPrepError: if there is no folder.
    """
    store = required_folder(folder) / STORE
    return KnownChildren(KnownIds(store / _IDS), KnownNames(store / _NAMES))


def required_folder(folder: Path | None) -> Path:
    """Return the folder of a workspace.

    Raises:
        InspectPrepError: if there is none.
    """
    if folder is None:
        raise InspectPrepError(
            "This workspace has no folder, so it has no records.",
            remedy="Open one with Workspace.open(path), or create one with `inspectprep init`.",
        )
    return folder
