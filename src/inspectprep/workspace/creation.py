"""The creation of a workspace's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import InspectPrepError, StoreError
from inspectprep.files import CONFIGURATION, STORE
from inspectprep.store.disk import make_folder
from inspectprep.store.network import refuse_network
from inspectprep.store.sqlite import FILE, open_store
from inspectprep.workspace import configuration

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


def create_folder(folder: Path, *, authority: str, variant: str, clock: Callable[[], datetime]) -> None:
    """Create a workspace: first the store, last the configuration, which makes the folder a workspace.

    Raises:
        InspectPrepError: if there is one already, or the council has no name.
        StoreError: if records cannot be stored there.
    """
    if not authority.strip():
        raise InspectPrepError("The council needs a name.", remedy='Use --authority "Oxfordshire".')
    if (folder / CONFIGURATION).exists():
        raise InspectPrepError(
            "There is a workspace here already.",
            where=str(folder),
            remedy=f"Change its {CONFIGURATION}, or choose another folder.",
        )
    if (folder / STORE / FILE).exists():
        _require_empty(folder / STORE)
    else:
        refuse_network(folder)
        make_folder(folder)
        open_store(folder / STORE, create=True, clock=clock).close()
    configuration.write(folder / CONFIGURATION, authority, variant)


def _require_empty(store: Path) -> None:
    """Accept a store without a configuration if it is empty: its creation was interrupted."""
    opened = open_store(store)
    try:
        if opened.head().number:
            raise StoreError(
                f"There are records here, but no {CONFIGURATION}.",
                where=str(store.parent),
                remedy=f"Put the {CONFIGURATION} back, or choose another folder.",
                reason="exists",
            )
    finally:
        opened.close()
