"""``inspectprep annexa pseudonymise``: an extract to share with other councils."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.annexa import outputs
from inspectprep.cli.annexa.options import AsOf, Join, PolicyFile, read_lists, spare
from inspectprep.cli.output import say


def pseudonymise(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="Workbook to write.")],
    /,
    *,
    key_file: Annotated[
        Path, Parameter(help="File with the secret key. It is created if it does not exist.")
    ],
    as_of: AsOf = None,
    policy: PolicyFile = None,
    join: Join = None,
) -> int:
    """Write an extract to share with other councils.

    It has hashed identifiers, months of birth and postcode sectors, and no names of workers. It is still
    personal data: a person with the key, or with knowledge of a child, can find the child in it.
    """
    spare([path, policy], {".xlsx": out, "": key_file})
    dataset = read_lists(path, as_of, policy=policy, join=join)
    if key_file.exists():
        key = outputs.extract.read_key(key_file)
    else:
        key = outputs.extract.new_key(key_file)
        say(
            f"A new key was created: {key_file}. Keep it secret. "
            "Extracts can be joined only if they use the same key."
        )
    outputs.extract.write_extract(out, dataset, key)
    say(f"Written: {out}. It is still personal data.")
    return 0
