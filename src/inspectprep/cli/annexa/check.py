"""``inspectprep annexa check``: what is wrong, where, whose it is, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.annexa.options import AsOf, Paths, PolicyFile, RulesFile, done, progress, say_assumed
from inspectprep.cli.arguments import Json
from inspectprep.cli.output import choose, day, emit_json, say, table
from inspectprep.cli.session import registry
from inspectprep.errors import UnknownNameError
from inspectprep.model.finding import Nature, Severity

if TYPE_CHECKING:
    from inspectprep.annexa.explain import Explanation
    from inspectprep.annexa.result import CheckResult
    from inspectprep.model.finding import Finding

__all__ = ["check"]

_GRAVEST_FIRST = tuple(Severity)
_NEVER = "never"
_PLACES = 4


def check(
    paths: Paths,
    /,
    *,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    own: RulesFile = None,
    list: Annotated[  # noqa: A002  # the word people use
        list[int] | None,
        Parameter(name="--list", negative="", help="Only findings of this list; may be repeated."),
    ] = None,
    values: Annotated[
        bool,
        Parameter(negative="", help="Show the values in the cells: children's data, for your eyes only."),
    ] = False,
    explanations: Annotated[Path | None, Parameter(help="A file of findings accepted, with reasons.")] = None,
    fail_on: Annotated[
        str, Parameter(help="Leave with 1 from this severity on: error, warning, query or never.")
    ] = "error",
    workbook: Annotated[
        Path | None, Parameter(help="Write the lists with failing cells coloured; it holds personal data.")
    ] = None,
    save: Annotated[Path | None, Parameter(help="Save the result, to compare with later ones.")] = None,
    format: Annotated[str, Parameter(help="table or json.")] = "table",  # noqa: A002  # the word people use
    json: Json = False,
) -> int:
    """Check lists with every rule.

    Late practice is shown and never fails the check: the data may be perfect and the practice late.
    """
    from inspectprep.annexa.checking import check as run  # noqa: PLC0415  # help needs no data library
    from inspectprep.annexa.policy import read_policy  # noqa: PLC0415

    kind = choose(format, as_json=json, known=("table", "json"))
    limit = _limit(fail_on)
    chosen = read_policy(policy) if policy else None
    accepted = _accepted(explanations)
    tell = progress()
    result = run(paths, as_of=as_of, policy=chosen, registry=registry(), rules=own, lists=list, progress=tell)
    done(tell)
    say_assumed(result.ret)
    if workbook is not None:
        from inspectprep.annexa.explain import explained  # noqa: PLC0415
        from inspectprep.annexa.workbooks.checked import write_checked  # noqa: PLC0415

        reasons = {place: each.reason for place, each in explained(result, accepted).by_finding.items()}
        write_checked(
            workbook, result.ret, result.findings, result.rules, explained=reasons, skipped=result.skipped
        )
    if save is not None:
        from inspectprep.annexa.comparing import read_key  # noqa: PLC0415
        from inspectprep.annexa.comparing import save as saved  # noqa: PLC0415

        saved(result, save, key=read_key(), explanations=accepted)
    if kind == "json":
        from inspectprep.annexa.document import document_of  # noqa: PLC0415

        emit_json(document_of(result, values=values, explanations=accepted))
    else:
        _show(result, values=values)
        for path, what in (
            (workbook, "personal data, yours only"),
            (save, "counts and places, no child's data"),
        ):
            if path is not None:
                say(f"Written: {path} ({what})")
    counts = [result.summary.count(each) for each in _GRAVEST_FIRST[:limit]]
    return 1 if any(counts) else 0


def _limit(fail_on: str) -> int:
    """Return how many severities, gravest first, make the check fail."""
    names = [each.value for each in _GRAVEST_FIRST]
    if fail_on == _NEVER:
        return 0
    if fail_on not in names:
        raise UnknownNameError("severity", fail_on, [*names, _NEVER], where="--fail-on")
    return names.index(fail_on) + 1


def _accepted(path: Path | None) -> tuple[Explanation, ...]:
    if path is None:
        return ()
    from inspectprep.annexa.explain import read_explanations  # noqa: PLC0415  # seldom given

    return tuple(read_explanations(path))


def _show(result: CheckResult, *, values: bool) -> None:
    summary = result.summary
    table(
        f"Annex A, as of {day(summary.as_of)}",
        ("List", "Title", "Rows", "Errors", "Warnings", "Queries", "Practice", "Score", "Newest event"),
        [
            (
                each.list,
                each.title if each.found else f"{each.title} (not in the files)",
                each.rows,
                each.errors,
                each.warnings,
                each.queries,
                each.practice,
                f"{result.scores[each.list]:.0f}" if each.list in result.scores else "",
                day(each.newest),
            )
            for each in summary.lists
        ],
    )
    for nature, title in (
        (Nature.DATA, "The return: what to mend"),
        (Nature.PRACTICE, "Practice: what inspectors will see"),
    ):
        groups = _grouped(result, nature, values=values)
        if groups:
            table(title, ("Severity", "Rule", "List", "Count", "What and what to do", "Where"), groups)
    for rule, change in result.changes:
        say(f"Changed by the policy: {rule} {change}".replace("  ", " "))
    if result.skipped:
        table(
            "Rules that could not be run: not passed",
            ("Rule", "Why"),
            [(each.rule, each.reason) for each in result.skipped],
        )
    say(
        f"{summary.errors:,} errors, {summary.warnings:,} warnings and {summary.queries:,} queries "
        f"in {summary.rows:,} rows."
    )


def _grouped(result: CheckResult, nature: Nature, *, values: bool) -> list[tuple[object, ...]]:
    """Return one line for each rule and list, gravest and most frequent first."""
    groups: dict[tuple[str, int | None], list[Finding]] = {}
    for finding in result.records(values=values):
        if finding.nature is nature:
            groups.setdefault((finding.rule, finding.list), []).append(finding)
    order = sorted(groups.values(), key=lambda found: (_GRAVEST_FIRST.index(found[0].severity), -len(found)))
    return [
        (
            found[0].severity.value,
            found[0].rule,
            found[0].list or "",
            f"{len(found):,}",
            f"{found[0].message} {found[0].guidance}".strip(),
            _places(found, values=values),
        )
        for found in order
    ]


def _places(found: list[Finding], *, values: bool) -> str:
    names = []
    for each in found[: None if values else _PLACES]:
        where = each.location
        cell = where.cell or (f"row {where.row}" if where.row is not None else where.column)
        name = "!".join(part for part in (where.sheet, cell) if part) or where.file
        names.append(f"{name} = {each.value!r}" if values and each.value is not None else name)
    more = len(found) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")
