"""``inspectprep annexa pseudonymise``: an extract to share with other councils."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.annexa import outputs
from inspectprep.annexa.outputs.date_choice import DateChoice
from inspectprep.cli.annexa.options import AsOf, Join, PolicyFile, read_lists, spare
from inspectprep.cli.output import say, table


def pseudonymise(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="Workbook to write.")],
    /,
    *,
    key_file: Annotated[
        Path, Parameter(help="File with the secret key. It is created if it does not exist.")
    ],
    dates: Annotated[
        DateChoice,
        Parameter(
            help="Form of the dates. month: the first of the month. week: the Monday. "
            "shift: moved by the same days for each child."
        ),
    ] = DateChoice.MONTH,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    join: Join = None,
) -> int:
    """Write an extract to share with other councils.

    It has hashed identifiers, months of birth, rounded or moved dates and postcode sectors, and no names of
    workers. Its rows are in order of the hashes. It is still personal data: a person with the key, or with
    knowledge of a child, can find the child in it. A note beside it says in counts what remains identifying.
    """
    note = outputs.extract.note_beside(out)
    spare([path, policy], {".xlsx": out, "": key_file, ".txt": note})
    dataset = read_lists(path, as_of, policy=policy, join=join)
    if key_file.exists():
        key = outputs.extract.read_key(key_file)
    else:
        key = outputs.extract.new_key(key_file)
        say(
            f"A new key was created: {key_file}. Keep it secret. "
            "Extracts can be joined only if they use the same key."
        )
    risk = outputs.extract.write_extract(out, dataset, key, dates=dates)
    table(
        "What remains identifying",
        ("List", "Rows", "People", "Unique", "In groups below 5", "Unique with dates", "Birthdays"),
        [
            (
                one.list,
                f"{one.rows:,}",
                f"{one.people:,}",
                f"{one.unique:,}",
                f"{one.small:,}",
                f"{one.unique_with_dates:,}",
                f"{one.birthdays:,}",
            )
            for one in risk.lists
        ],
    )
    say(f"Written: {out}. It is still personal data.", f"Written: {note} (counts only)")
    return 0
