"""``inspectprep init``: a folder in which one council's records are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.invocation import plugin_options
from inspectprep.cli.output import emit_json, say
from inspectprep.workspace import Workspace

__all__ = ["init"]


def init(
    folder: Path,
    /,
    *,
    authority: Annotated[str, Parameter(help="The council's name.")],
    variant: Annotated[str, Parameter(help="The inspection to prepare for, such as ilacs-short.")],
    json: Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")] = False,
) -> int:
    """Make a workspace: a readable inspectprep.toml, and a store that only you may read."""
    with Workspace.create(
        folder,
        authority=authority,
        variant=variant,
        **plugin_options()._asdict(),
    ) as workspace:
        head = workspace.store.head()
    if json:
        emit_json({"workspace": str(folder), "authority": authority, "variant": variant, "head": head.hash})
    else:
        say(
            f"Made: {folder / 'inspectprep.toml'}",
            "Read it and change it with any editor; records lie beside it.",
        )
    return 0
