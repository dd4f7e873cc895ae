"""``inspectprep annexa matching``: how each text of the lists was read, and the analyst's choices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import annexa, codec
from inspectprep.cli import screen
from inspectprep.cli.annexa.options import AsOf, Join, Paths, PolicyFile, known_lists, read_lists, spare
from inspectprep.cli.arguments import Format, Json, Out
from inspectprep.cli.invocation import make_workspace, registry
from inspectprep.cli.output import TABLE, choose_output, emit_json, emit_report, say, table
from inspectprep.errors import InspectPrepError
from inspectprep.reports.compose.answer import brief

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.annexa import Matching

_WIDTH = 24
_STATES = "unmatched, translated, chosen, blank, plain, exact"


def matching(
    paths: Paths,
    /,
    *,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    join: Join = None,
    list: Annotated[
        list[int] | None,
        Parameter(name="--list", negative="", help="Show only this list. Can be repeated."),
    ] = None,
    only: Annotated[
        list[str] | None,
        Parameter(negative="", help=f"Show only texts with this result: {_STATES}. Can be repeated."),
    ] = None,
    workbook: Annotated[
        Path | None,
        Parameter(help="Write a workbook in which you can choose codes. It contains personal data."),
    ] = None,
    to_policy: Annotated[
        Path | None,
        Parameter(
            help="Read your choices from such a workbook, and add them to this TOML file of local settings."
        ),
    ] = None,
    out: Out = None,
    format: Format = None,
    json: Json = False,
) -> int:
    """Show how each text in the lists was read. This prints personal data.

    Texts that were not matched come first.
    """
    if to_policy is not None:
        if any((as_of, policy, join, list, only, workbook, out, format, json)):
            raise InspectPrepError(
                "Choices are read from the workbook alone.",
                where="--to-policy",
                remedy="Use: inspectprep annexa matching WORKBOOK.xlsx --to-policy POLICY.toml.",
            )
        return _keep_choices(paths, to_policy)
    known_lists(list or ())
    spare([*paths, policy], {".xlsx": workbook, "": out})
    workspace = make_workspace()
    output = choose_output(workspace, "annexa-matching", format=format, out=out, as_json=json, screen=TABLE)
    if output.format == "xlsx":
        raise InspectPrepError(
            "The workbook in which you can choose codes has an option of its own.",
            where="--out",
            remedy="Use --workbook OUT.xlsx.",
        )
    dataset = read_lists(paths, as_of, policy=policy, join=join)
    found = annexa.matching(dataset).only(lists=list or (), states=only or ())
    if workbook is not None:
        annexa.write_matching(workbook, found)
    if output.path is None and output.format == TABLE:
        _show(found)
    elif output.path is None and output.format == "json":
        emit_json(codec.dumps(found))
    else:
        emit_report(workspace, annexa.matching_report(found), output)
    if workbook is not None and not json:
        say(f"Written: {workbook} (personal data, for you only)")
    return 0


def _keep_choices(paths: Iterable[Path], file: Path) -> int:
    """Add the choices in workbooks to the file of a policy."""
    if file.suffix.casefold() != ".toml":
        raise InspectPrepError(
            "A policy is a TOML file.", where=f"{file}", remedy="Use a name that ends in .toml."
        )
    policy = annexa.read_policy(file) if file.exists() else annexa.Policy()
    codes = annexa.codes_for(registry(), policy.codes)
    choices = [choice for path in paths for choice in annexa.read_choices(path, codes=codes)]
    if not choices:
        say("The workbook has no choices, so nothing was written.")
        return 0
    annexa.add_choices(file, choices)
    count = "1 choice" if len(choices) == 1 else f"{len(choices)} choices"
    say(f"Written: {file} ({count}). To use the choices, add: --policy {file}")
    return 0


def _show(found: Matching) -> None:
    if not found.values:
        say("There is no such text.")
    else:
        table(
            "How each text was read",
            ("List", "Column", "Value", "Count", "Code", "How"),
            [
                (
                    value.list,
                    _short(found.header(value)),
                    _short(value.value),
                    f"{value.count:,}",
                    value.code,
                    value.how,
                )
                for value in found.values
            ],
            spare=() if screen.room() is None else ("Count", "Code"),
        )
    for more in found.unlisted:
        name = found.header(more)
        say(f"List {more.list}, {name}: {more.texts:,} more texts in {more.cells:,} cells.")
    headings = [heading for heading in found.headings if heading.state is not annexa.MatchState.EXACT]
    if headings:
        table(
            "Headings that are not written as on the list",
            ("List", "Sheet", "Letter", "Heading", "Column", "How"),
            [
                (
                    one.list,
                    one.sheet or one.file,
                    one.letter,
                    one.heading,
                    found.header(one),
                    one.how,
                )
                for one in headings
            ],
        )


def _short(text: str) -> str:
    """Return a text that fits into a column of a terminal. Other outputs have all of it."""
    return text if screen.room() is None else brief(text, _WIDTH)
