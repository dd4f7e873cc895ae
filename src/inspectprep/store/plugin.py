"""The built-in store, provided by the same hook as other stores."""

from __future__ import annotations

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import StoreProvider


@hookimpl
def inspectprep_stores() -> list[StoreProvider]:
    """Provide SQLite in the workspace's folder."""
    return [
        StoreProvider(
            id="sqlite",
            summary="One file in the workspace's folder, on this computer",
            target="inspectprep.store.sqlite:open_store",
        )
    ]
