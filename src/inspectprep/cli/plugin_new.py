"""``inspectprep plugins new``: the package of a new plugin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.output import say


def new(
    name: Annotated[str, Parameter(help="Name of the plugin, such as easthaven-plans.")],
    /,
    *,
    kind: Annotated[
        list[str],
        Parameter(
            help="What it provides: variant, source, rule, report, calendar, tasks or store. Commas between.",
            negative=(),
        ),
    ],
    out: Annotated[
        Path | None,
        Parameter(help="Folder of the package. Default: a new folder with the name of the plugin."),
    ] = None,
) -> int:
    """Write the package of a new plugin, with tests that pass."""
    from inspectprep.testing.new_package import write_package

    folder = out or Path(name)
    written = write_package(name, kind, folder)
    say(
        f"Written: {len(written)} files in {folder}",
        f'Install it: pip install -e "{folder}[test]"',
        f"Run its tests: python -m pytest {folder}",
        f"Check it: inspectprep plugins check {name}",
    )
    return 0
