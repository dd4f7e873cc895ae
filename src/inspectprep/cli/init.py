"""``inspectprep init``: a new workspace for one council."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import JsonOutput, refuse_child_in_name
from inspectprep.cli.invocation import plugin_options
from inspectprep.cli.output import emit_json, say
from inspectprep.workspace import Workspace


def init(
    folder: Annotated[Path, Parameter(help="The folder to create.", validator=refuse_child_in_name)],
    /,
    *,
    authority: Annotated[str, Parameter(help="The council's name.")],
    variant: Annotated[str, Parameter(help="The variant to prepare for, such as ilacs-short.")],
    json: JsonOutput = False,
) -> int:
    """Create a workspace for one council.

    The folder has the configuration, inspectprep.toml, and a store for records that only you can read.
    """
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
            f"Created: {folder / 'inspectprep.toml'}",
            "You can edit it in any text editor. Records are stored in the same folder.",
        )
    return 0
