"""``inspectprep annexa pseudonymise``: an extract for pooling with other councils."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import AsOf, read_lists, spare
from inspectprep.cli.output import say

__all__ = ["pseudonymise"]


def pseudonymise(
    path: Annotated[Path, Parameter(help="The workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="The extract to write.")],
    /,
    *,
    key_file: Annotated[Path, Parameter(help="The secret key; made if there is none yet.")],
    as_of: AsOf = None,
) -> int:
    """Write an extract with hashed identifiers, months of birth and postcode sectors, and no workers.

    It is still personal data: whoever holds the key, or knows enough of a child, can find the child in it.
    """
    from inspectprep.annexa.outputs import extract as making  # help needs no data library

    spare([path], key_file, workbooks=[out])
    dataset = read_lists(path, as_of)
    if key_file.exists():
        key = making.read_key(key_file)
    else:
        key = making.new_key(key_file)
        say(f"A new key was made: {key_file}. Keep it secret: extracts join only under one key.")
    making.write_extract(out, dataset, key)
    say(f"Written: {out}. It is still personal data.")
    return 0
