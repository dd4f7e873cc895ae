"""The folder of a workspace: ``inspectprep.toml``, which people edit, and ``store/`` with the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import InspectPrepError
from inspectprep.files import STORE
from inspectprep.workspace.personal_data.known_children import KnownChildren
from inspectprep.workspace.personal_data.known_ids import KnownIds
from inspectprep.workspace.personal_data.known_names import KnownNames

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
    if folder is None or config is None:
        raise _without_folder()
    opener = registry.stores.resolve(config.store)
    with registry.stores.attribute_errors_to(config.store, "opening the store"):
        store: Store = opener(folder / STORE, clock=clock)
    return store


def known_children(folder: Path | None) -> KnownChildren:
    """Return the children that a workspace knows.

    Raises:
        InspectPrepError: if there is no folder.
    """
    if folder is None:
        raise _without_folder()
    return KnownChildren(KnownIds(folder / STORE / _IDS), KnownNames(folder / STORE / _NAMES))


def _without_folder() -> InspectPrepError:
    return InspectPrepError(
        "This workspace has no folder, so it has no records.",
        remedy="Open one with Workspace.open(path), or create one with `inspectprep init`.",
    )
