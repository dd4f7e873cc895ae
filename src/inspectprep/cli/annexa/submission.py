"""``inspectprep annexa submission``: the workbook to send, and a note of caveats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.cli.annexa.options import (
    AsOf,
    ExplanationsFile,
    Join,
    PolicyFile,
    joining,
    read_accepted,
    read_lists,
    spare,
    with_accepted,
)
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_file, say


def submission(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="Workbook to write. It contains personal data.")],
    /,
    *,
    as_of: AsOf = None,
    caveats: Annotated[Path | None, Parameter(help="Write a note of caveats to this Markdown file.")] = None,
    explanations: ExplanationsFile = None,
    policy: PolicyFile = None,
    join: Join = None,
) -> int:
    """Write the workbook to send to inspectors.

    It has the official headings in the official order, without local columns.
    """
    from inspectprep.annexa.outputs.submission import caveats as caveats_note, write_submission

    spare([path, explanations, policy], {".xlsx": out, ".md": caveats})
    accepted = read_accepted(explanations)
    chosen = joining(annexa.read_policy(policy) if policy else annexa.Policy(), join)
    dataset = read_lists(path, as_of, policy=chosen)
    write_submission(out, dataset)
    say(f"Written: {out} (personal data, for you only until you send it)")
    if caveats is not None:
        result = annexa.check_dataset(dataset, policy=chosen, registry=registry())
        note_text = caveats_note(with_accepted(result, accepted))
        emit_file(note_text.encode(), caveats)
    return 0
