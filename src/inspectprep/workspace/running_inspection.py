"""The inspection that is under way, from the workspace's ``inspection.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep import codec
from inspectprep.model.inspection import Inspection

if TYPE_CHECKING:
    from inspectprep.model.timeline import Timeline
    from inspectprep.workspace.workspace import Workspace

INSPECTION_FILE = "inspection.toml"
"""The file in a workspace's folder with the inspection that is under way, as the document ``inspection``."""


def current_timeline(workspace: Workspace) -> Timeline | None:
    """Return the plan of the inspection that is under way, or None.

    Raises:
        DocumentError: if ``inspection.toml`` has a mistake; each is named with its path.
    """
    if workspace.folder is None or not (workspace.folder / INSPECTION_FILE).exists():
        return None
    return workspace.schedule(codec.read_toml(workspace.folder / INSPECTION_FILE, Inspection))
