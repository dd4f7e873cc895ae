"""``inspectprep annexa submission``: the workbook to send, with its note of caveats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import AsOf, PolicyFile, read_lists, spare
from inspectprep.cli.output import emit, say
from inspectprep.cli.session import registry

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
    from inspectprep.annexa.workbooks.submission import caveats as noted
    from inspectprep.annexa.workbooks.submission import write_submission

    spare([path], caveats, workbooks=[out])
    ret = read_lists(path, as_of)
    write_submission(out, ret)
    say(f"Written: {out} (personal data, yours only until you send it)")
    if caveats is not None:
        from inspectprep.annexa.checking import check_return
        from inspectprep.annexa.explain import read_explanations
        from inspectprep.annexa.policy import read_policy

        result = check_return(ret, policy=read_policy(policy) if policy else None, registry=registry())
        accepted = read_explanations(explanations) if explanations else ()
        reasons = [(each.rule, each.reason) for each in accepted]
        emit(noted(ret, result.findings, result.rules, explained=reasons).encode(), caveats)
    return 0
