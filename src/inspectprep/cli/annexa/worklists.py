"""``inspectprep annexa worklists``: a work list for each team and each worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.cli.annexa.options import (
    AsOf,
    ExplanationsFile,
    Join,
    PolicyFile,
    RulesFile,
    done,
    joining,
    progress,
    read_accepted,
    say_assumed,
    with_accepted,
)
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import input_files, say
from inspectprep.errors import SourceError
from inspectprep.extras import require

if TYPE_CHECKING:
    from inspectprep.annexa.results.result import CheckResult


def worklists(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[
        Path, Parameter(help="Folder to write. It must be new or empty, or have only work lists.")
    ],
    /,
    *,
    by: Annotated[
        Literal["team", "worker"] | None, Parameter(help="Only for teams, or only for workers.")
    ] = None,
    format: Annotated[Literal["xlsx", "html"], Parameter(help="A workbook or a page for each.")] = "xlsx",
    as_of: AsOf = None,
    policy: PolicyFile = None,
    rules_file: RulesFile = None,
    explanations: ExplanationsFile = None,
    join: Join = None,
) -> int:
    """Write what each team and worker has to correct, what is overdue and what falls due.

    Each file has only the children of its owner, and only you can read it until you send it.
    """
    if format == "xlsx":
        require("polars", "xlsxwriter")
    from inspectprep.annexa.outputs.folder import refuse_folder
    from inspectprep.annexa.outputs.work_lists import OURS, write_worklists
    from inspectprep.annexa.results.work_lists import worklists as work_of

    inputs = input_files([path, policy, rules_file, explanations])
    refuse_folder(out, ours=OURS, inputs=inputs)
    accepted = read_accepted(explanations)
    show = progress()
    result = annexa.check(
        path, as_of=as_of, policy=joining(policy, join), registry=registry(), rules=rules_file, progress=show
    )
    done(show)
    _refuse_nothing(result, path)
    say_assumed(result.dataset)
    work = work_of(with_accepted(result, accepted), by=(by,) if by else ("team", "worker"))
    names = write_worklists(out, work, format=format, inputs=inputs)
    say(f"Written: {out} ({len(names):,} files, personal data; send each only to its owner)")
    return 0


def _refuse_nothing(result: CheckResult, path: Path) -> None:
    if not result.dataset.tables:
        raise SourceError(
            "None of the eleven lists was found.",
            where=path.name,
            remedy=f"For the reasons, use: inspectprep annexa check {path}",
        )
