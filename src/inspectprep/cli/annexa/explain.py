"""``inspectprep annexa explain``: reasons for which findings are accepted, from a workbook or one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import known_lists, read_accepted, spare
from inspectprep.cli.arguments import JsonOutput, OptionalDay
from inspectprep.cli.invocation import today
from inspectprep.cli.output import emit_json, say, table
from inspectprep.errors import InspectPrepError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inspectprep.annexa.results.explaining import Merged
    from inspectprep.annexa.results.explanation import Explanations


def explain(
    source: Annotated[Path, Parameter(help="A workbook of check --workbook, or a result of check --save.")],
    /,
    *,
    to: Annotated[
        Path, Parameter(help="TOML file of explanations. New ones are added to those that it has.")
    ],
    rule: Annotated[str, Parameter(help="Explain findings of this rule.")] = "",
    list: Annotated[int | None, Parameter(name="--list", help="Only those of this list.")] = None,
    row: Annotated[int | None, Parameter(help="Only those of this row of the list.")] = None,
    reason: Annotated[str, Parameter(help="The reason, in one sentence that names no child.")] = "",
    by: Annotated[str, Parameter(help="The person who accepts the findings.")] = "",
    until: Annotated[
        OptionalDay, Parameter(help="The last day of the explanation, inclusive. Default: no end.")
    ] = None,
    replace: Annotated[
        bool, Parameter(negative="", help="Replace explanations of the same findings with other words.")
    ] = False,
    json: JsonOutput = False,
) -> int:
    """Explain findings, so that they are accepted with a reason until a day.

    With --rule, the findings of a rule are explained. Without it, the explanations are read that people typed
    into the yellow cells of the sheet Findings of a workbook.

    The exit code is 1 if a row cannot be used. All other rows are.
    """
    spare([source], {".toml": to})
    from inspectprep.annexa.results.explanation import Explanations, write_explanations

    existing = (read_accepted(to) if to.exists() else None) or Explanations()
    if rule:
        merged = _one(source, existing, (rule, list, row), (reason, by, until), replace=replace)
    else:
        _refuse_alone({"--list": list, "--row": row, "--reason": reason, "--by": by, "--until": until})
        merged = _typed(source, existing, replace=replace)
    if merged.new or merged.changed or merged.removed or not to.exists():
        write_explanations(merged.explanations, to, inputs=[source])
    _report(merged, to, as_json=json)
    return 1 if merged.problems else 0


def _refuse_alone(options: dict[str, object]) -> None:
    given = [name for name, value in options.items() if value not in ("", None)]
    if given:
        raise InspectPrepError(
            "The findings to explain are not named.", where=given[0], remedy="Add --rule, such as AA-F-007."
        )


def _personal(text: str) -> Sequence[str]:
    from inspectprep.workspace.personal_data.refusal import reasons_in

    return reasons_in(text, today(), None)


def _typed(source: Path, existing: Explanations, *, replace: bool) -> Merged:
    from inspectprep.annexa.outputs.typed_explanations import read_typed
    from inspectprep.annexa.results.explaining import merge_explanations

    if source.suffix.casefold() == ".json":
        raise InspectPrepError(
            "A saved result has no cells to type in.",
            where=source.name,
            remedy="Add --rule with --reason and --by, or give a workbook of check --workbook.",
        )
    typed = read_typed(source, today=today(), personal=_personal)
    return merge_explanations(existing, typed, made=today(), replace=replace)


def _one(
    source: Path,
    existing: Explanations,
    where: tuple[str, int | None, int | None],
    words: tuple[str, str, date | None],
    *,
    replace: bool,
) -> Merged:
    """Add the explanation of the command line.

    Raises:
        UnknownNameError: if there is no such finding.
        InspectPrepError: if the explanation cannot be used.
    """
    from inspectprep.annexa.outputs.typed_explanations import marked_findings, problem_of
    from inspectprep.annexa.results.explaining import add_explanations
    from inspectprep.annexa.results.explanation import Explanation

    rule, list_number, row = where
    reason, by, until = (" ".join(words[0].split()), " ".join(words[1].split()), words[2])
    known_lists([] if list_number is None else [list_number])
    if row is not None and list_number is None:
        raise InspectPrepError("A row is of one list.", where="--row", remedy="Add --list.")
    problem = problem_of(reason, by, until, today=today(), personal=_personal)
    if problem:
        raise InspectPrepError(problem, where="--reason, --by and --until")
    key, findings = marked_findings(source)
    of_rule = [one for one in findings if one.rule == rule]
    if not of_rule:
        raise UnknownNameError(
            "rule with findings", rule, sorted({one.rule for one in findings}), where=source.name
        )
    found = [one for one in of_rule if list_number in (None, one.list) and row in (None, one.row)]
    if not found:
        place = f"List {list_number}" + ("" if row is None else f", row {row}")
        raise InspectPrepError(f"{rule} has no finding on {place}.", where=source.name)
    marks = [None] if row is None else [*dict.fromkeys(one.mark for one in found)]
    new = [
        Explanation(rule=rule, list=list_number, mark=mark, reason=reason, by=by, made=today(), expires=until)
        for mark in marks
    ]
    return add_explanations(existing, new, key=key, replace=replace)


def _report(merged: Merged, to: Path, *, as_json: bool) -> None:
    counts = {name: getattr(merged, name) for name in ("new", "changed", "removed", "unchanged")}
    if as_json:
        problems = [{"row": one.row, "problem": one.problem} for one in merged.problems]
        emit_json(
            {"schema": "inspectprep/annexa-explaining/1", **counts, "also": merged.also, "problems": problems}
        )
        return
    if merged.problems:
        table(
            "Not used: correct these rows and run the command again",
            ("Row", "What to do"),
            [(one.row or "", one.problem) for one in merged.problems],
        )
    words = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    say(f"Explanations: {words}. {len(merged.problems):,} not used.")
    if merged.also:
        say(
            f"{merged.also:,} more findings are explained with them, because their rows have the same child "
            "and dates."
        )
    say(f"Written: {to} (reasons, no personal data)")
