"""``inspectprep annexa submission``: the workbook to send, and a note of caveats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.annexa import catalogue
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
    spare,
    with_accepted,
)
from inspectprep.cli.invocation import make_workspace, registry
from inspectprep.cli.output import Output, emit_file, emit_report, note, say
from inspectprep.planning.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.annexa.outputs.sent import Submission
    from inspectprep.annexa.results.result import CheckResult

_SHOWN = 10


def submission(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    out: Annotated[Path, Parameter(help="Workbook to write. It contains personal data.")],
    /,
    *,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    rules_file: RulesFile = None,
    explanations: ExplanationsFile = None,
    join: Join = None,
    leave_out: Annotated[
        list[str] | None,
        Parameter(
            help="Send without this list (6), column (8.placement_type or 8.HEADING), sheet or file. "
            "Can be repeated.",
            negative=(),
        ),
    ] = None,
    caveats: Annotated[
        Path | None, Parameter(help="Write a note of caveats to this file: .docx for Word, or .md.")
    ] = None,
) -> int:
    """Check the lists, and write the workbook to send to inspectors.

    It has the layout of Ofsted's template, without local columns. It is read back and compared, cell by cell,
    before it gets its name. Nothing is written if data would be missing that --leave-out does not name.
    """
    from inspectprep.annexa.outputs.caveats import caveats as caveats_of, caveats_report
    from inspectprep.annexa.outputs.submission import write_submission

    in_word = caveats is not None and caveats.suffix.casefold() == ".docx"
    spare([path, explanations, policy, rules_file], {".xlsx": out, ".docx" if in_word else ".md": caveats})
    accepted = read_accepted(explanations)
    show = progress()
    result = annexa.check(
        path, as_of=as_of, policy=joining(policy, join), registry=registry(), rules=rules_file, progress=show
    )
    done(show)
    say_assumed(result.dataset)
    result = with_accepted(result, accepted)
    written = write_submission(out, result, leave_out=leave_out or ())
    _show(written, result, out)
    if caveats is not None and in_word:
        workspace = make_workspace()
        emit_report(workspace, caveats_report(written, result), Output("docx", caveats))
    elif caveats is not None:
        emit_file(caveats_of(written, result).encode(), caveats)
    return 0


def _show(written: Submission, result: CheckResult, out: Path) -> None:
    for data in written.left_out:
        say(f"Not in the workbook: {_named(data.list, data.column)}{data.detail}")
    for listing in written.lists:
        if listing.ignored_rows:
            say(f"List {listing.list}: rows that are not data were left out: {_first(listing.ignored_rows)}.")
        if listing.blank_rows:
            rows = "row was" if listing.blank_rows == 1 else "rows were"
            say(f"List {listing.list}: {listing.blank_rows:,} {rows} left out: blank in every column.")
    for blanked in written.blanked:
        cells = _first(blanked.cells, blanked.count)
        say(f"Blank in the workbook: {_named(blanked.list, blanked.column)}{blanked.reason}, {cells}.")
    summary = result.counts
    say(
        f"The check of the data has {counted(summary.errors, 'error')}, "
        f"{counted(summary.warnings, 'warning')} and {counted(summary.queries, 'query', 'queries')}."
    )
    say(f"Written, read back and compared: {out} (personal data, for you only until you send it)")
    if written.unfilled:
        note(
            f"inspectprep: the front sheet has no text for: {', '.join(written.unfilled)}. Give own_la and "
            "contact in the policy, and --as-of, or type it in the workbook."
        )


def _named(number: int | None, column: str) -> str:
    if number is None:
        return ""
    header = f", {catalogue.lists()[number].column(column).header.strip()}" if column else ""
    return f"List {number}{header}: "


def _first(places: Sequence[str], count: int | None = None) -> str:
    """Return the first places, and how many more there are."""
    more = (len(places) if count is None else count) - len(places[:_SHOWN])
    return ", ".join(places[:_SHOWN]) + (f" and {more:,} more" if more else "")
