"""``inspectprep annexa submission``: the workbook to send, with its note of caveats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import AsOf, PolicyFile, read_lists, spare
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit, say

__all__ = ["submission"]


def submission(
    path: Annotated[Path, Parameter(help="The workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="The workbook to write; it holds personal data.")],
    /,
    *,
    as_of: AsOf = None,
    caveats: Annotated[Path | None, Parameter(help="Write the note that goes with it, as Markdown.")] = None,
    explanations: Annotated[Path | None, Parameter(help="A file of findings accepted, with reasons.")] = None,
    policy: PolicyFile = None,
) -> int:
    """Write the lists under the official headings, in the official order, without local columns."""
    from inspectprep.annexa.outputs.submission import (
        caveats as noted,  # help needs none
        write_submission,
    )

    spare([path], caveats, workbooks=[out])
    dataset = read_lists(path, as_of)
    write_submission(out, dataset)
    say(f"Written: {out} (personal data, yours only until you send it)")
    if caveats is not None:
        from inspectprep.annexa.catalogue.policy import read_policy
        from inspectprep.annexa.results.acceptance import read_explanations
        from inspectprep.annexa.results.check import check_dataset

        result = check_dataset(dataset, policy=read_policy(policy) if policy else None, registry=registry())
        accepted = read_explanations(explanations) if explanations else ()
        reasons = [(each.rule, each.reason) for each in accepted]
        emit(noted(dataset, result.findings, result.rules, explained=reasons).encode(), caveats)
    return 0
