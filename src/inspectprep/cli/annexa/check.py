"""``inspectprep annexa check``: the findings in Annex A data, by rule, place and team."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.cli import screen
from inspectprep.cli.annexa.check_screen import show_first, team_counts, verdict_lines
from inspectprep.cli.annexa.options import (
    AsOf,
    ExplanationsFile,
    Join,
    Paths,
    PolicyFile,
    RulesFile,
    done,
    joining,
    known_lists,
    progress,
    read_accepted,
    say_assumed,
    spare,
    with_accepted,
)
from inspectprep.cli.arguments import Format, Json, Out
from inspectprep.cli.invocation import make_workspace, registry, today
from inspectprep.cli.output import (
    TABLE,
    Output,
    choose_audience,
    choose_output,
    day,
    emit_file,
    emit_json_texts,
    emit_report,
    note,
    say,
    table,
)
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.files import CONFIGURATION, nearest_configuration
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.finding import Nature, Severity
from inspectprep.reports.compose.answer import brief

if TYPE_CHECKING:
    from inspectprep.annexa.results.explanation import Explanation
    from inspectprep.annexa.results.result import CheckResult
    from inspectprep.model.finding import CheckSummary, Finding, ListSummary
    from inspectprep.workspace import Workspace

_BY_SEVERITY = tuple(Severity)
_JSON, _NEVER = "json", "never"
_PLACES = 4
_LINES, _TITLE = 32, 24


def check(
    paths: Paths,
    /,
    *,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    rules_file: RulesFile = None,
    join: Join = None,
    list: Annotated[
        list[int] | None,
        Parameter(name="--list", negative="", help="Show only findings of this list. Can be repeated."),
    ] = None,
    values: Annotated[
        bool,
        Parameter(negative="", help="Show cell values. This prints children's personal data."),
    ] = False,
    explanations: ExplanationsFile = None,
    fail_on: Annotated[
        str,
        Parameter(
            help="Exit with code 1 for findings of this severity or worse that are not explained. "
            "One of error, warning, query, never."
        ),
    ] = "error",
    workbook: Annotated[
        Path | None, Parameter(help="Write a workbook with the findings marked. It contains personal data.")
    ] = None,
    save: Annotated[Path | None, Parameter(help="Save the result, to compare with later results.")] = None,
    since: Annotated[
        Path | None,
        Parameter(
            help="Say what is fixed and new since a saved result, or the last one in a folder. "
            "Default: the results of the workspace."
        ),
    ] = None,
    audience: Annotated[
        str,
        Parameter(help="One of inspection-team, leaders. The page for leaders names no cell and no rule."),
    ] = "inspection-team",
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Check Annex A data against all rules, and say whether it can be sent.

    --out writes the answer as a page, a Word file or another format. Findings on late practice do not change
    the exit code, because they are not errors in the data. Neither do explained findings.
    """
    workspace = make_workspace()
    whom = choose_audience(audience, INSIDE)
    output = choose_output(workspace, "check", format=format, out=out, as_json=json, screen=TABLE)
    limit = _limit(fail_on)
    chosen_lists = frozenset(list or ())
    known_lists(chosen_lists)
    if save is not None and chosen_lists:
        raise InspectPrepError(
            "A result of some lists cannot be compared with other results.",
            where="--save",
            remedy="Leave out --list or --save.",
        )
    if output.format not in (TABLE, _JSON) and (chosen_lists or values):
        raise InspectPrepError(
            "A page has all lists, and no values.",
            where="--list" if chosen_lists else "--values",
            remedy="Use this option for the screen or for JSON.",
        )
    if output.path is not None and values:
        raise InspectPrepError(
            "Values are only shown, and not written to a file.",
            where="--values",
            remedy="Use --workbook for a file with values.",
        )
    spare([*paths, policy, rules_file, explanations, since], {".xlsx": workbook, ".json": save, "": out})
    accepted = read_accepted(explanations)
    show = progress()
    result = annexa.check(
        paths,
        as_of=as_of,
        policy=joining(policy, join),
        registry=registry(),
        rules=rules_file,
        lists=list,
        progress=show,
    )
    done(show)
    say_assumed(result.dataset)
    result = with_accepted(result, accepted)
    if workbook is not None:
        from inspectprep.annexa.outputs.checked_workbook import write_checked
        from inspectprep.annexa.results.marks import read_key

        write_checked(workbook, result, key=read_key())
    if save is not None:
        from inspectprep.annexa.results.comparison import save as save_result
        from inspectprep.annexa.results.marks import read_key

        save_result(result, save, key=read_key())
    result = _with_changes(result, since)
    if output.format == TABLE:
        _show(result, values=values, only=chosen_lists)
    else:
        _emit(workspace, result, output, whom, values=values, only=chosen_lists)
    for path, what in (
        (workbook, "personal data, for you only"),
        (save, "counts, places and keyed hashes, for you only"),
    ):
        if path is not None:
            note(f"Written: {path} ({what})")
    return 1 if any(_open(result, severity) for severity in _BY_SEVERITY[:limit]) else 0


def _with_changes(result: CheckResult, since: Path | None) -> CheckResult:
    """Return a result with its changes since an earlier one: the one that is given, or the workspace's."""
    from inspectprep.annexa.results.changes import changes_since, with_known_changes
    from inspectprep.annexa.results.marks import read_key

    if since is not None:
        return evolve(result, error_changes=changes_since(result, since, key=read_key()))
    folder = nearest_configuration()
    if folder is None:
        return result
    from inspectprep.workspace.configuration import read

    results = read(folder / CONFIGURATION).annexa_results
    return with_known_changes(result, folder / results) if results else result


def _emit(
    workspace: Workspace,
    result: CheckResult,
    output: Output,
    audience: Audience,
    *,
    values: bool,
    only: frozenset[int],
) -> None:
    """Write the edition of an audience. The analyst's JSON has every finding."""
    from inspectprep.annexa.results.changes import analyst_check

    if output.format == _JSON and audience is Audience.INSPECTION_TEAM:
        from inspectprep.annexa.results.result_json import document_texts

        # A result of some lists has no findings of the others, so their scores would be wrong.
        texts = document_texts(result, values=values, lists=only or None)
        if output.path is None:
            emit_json_texts(texts)
        else:
            emit_file("".join(texts).encode(), output.path)
        return
    emit_report(workspace, analyst_check(result), output, audience=audience, prepared=today())


def _open(result: CheckResult, severity: Severity) -> int:
    """Return how many findings about data of a severity are not explained."""
    return sum(
        rule.count - rule.explained
        for rule in result.counts.rules
        if rule.severity is severity and rule.nature is Nature.DATA
    )


def _limit(fail_on: str) -> int:
    """Return how many severities, from the most severe, give exit code 1."""
    names = [each.value for each in _BY_SEVERITY]
    if fail_on == _NEVER:
        return 0
    if fail_on not in names:
        raise UnknownNameError("severity", fail_on, [*names, _NEVER], where="--fail-on")
    return names.index(fail_on) + 1


def _show(result: CheckResult, *, values: bool, only: frozenset[int]) -> None:
    summary = result.counts
    shown = [list_ for list_ in summary.lists if not only or list_.list in only]
    screen.allow(_LINES)
    say(*verdict_lines(summary, shown))
    table(
        "",
        ("List", "Rows", "Errors", "Warnings", "Queries", "Practice", "Score", "Newest event"),
        [
            (
                f"{list_.list:>2} {_title(list_)}",
                *(
                    f"{count:,}"
                    for count in (
                        list_.rows,
                        list_.errors,
                        list_.warnings,
                        list_.queries,
                        list_.practice,
                    )
                ),
                # Rounded down, so that only a list without findings has 100.
                str(int(result.scores[list_.list])) if list_.list in result.scores else "",
                day(list_.newest),
            )
            for list_ in shown
        ],
        spare=("Newest event",),
    )
    if screen.room() is None:
        _show_all(result, summary, values=values)
    else:
        show_first(result, summary)


def _title(list_: ListSummary) -> str:
    """Return the title of a list, short enough for a line of a screen."""
    missing = "" if list_.found else " (not in the files)"
    return f"{list_.title if screen.room() is None else brief(list_.title, _TITLE)}{missing}"


def _show_all(result: CheckResult, summary: CheckSummary, *, values: bool) -> None:
    """Show each group of findings, the teams, and all that was not read or not checked."""
    from inspectprep.annexa.results.ignored import ignored_input

    groups, accepted = _grouped(result, values=values)
    for nature, title in (
        (Nature.DATA, "The data: what to correct"),
        (Nature.PRACTICE, "Practice: what inspectors will see"),
    ):
        lines = [
            _line(result, findings, values=values) for findings in groups if findings[0].nature is nature
        ]
        if lines:
            table(title, ("Severity", "Rule", "List", "Count", "Finding and action", "Places"), lines)
    if accepted:
        table(
            "Explained: accepted by the council, and counted above",
            ("Severity", "Rule", "List", "Count", "Finding", "Explanation"),
            [
                (*_line(result, found, values=values)[:4], found[0].message, words)
                for words, found in accepted
            ],
        )
    teams = team_counts(summary)
    if teams:
        table("Open errors and late practice by team", ("Team", "Errors", "Practice"), teams)
    ignored = ignored_input(result.dataset)
    if ignored:
        table("Notes on the files", ("File", "Note"), ignored)
    for rule, change in result.changes:
        say(f"Changed for this check: {rule} {change}".replace("  ", " "))
    if result.skipped:
        table(
            "Rules that were not run",
            ("Rule", "Reason"),
            [(rule.rule, rule.reason) for rule in result.skipped],
        )
    if not values and any(_cells(findings) > _PLACES for findings in groups):
        say("For every place, with identifier, team and worker, use --workbook OUT.xlsx.")


def _grouped(
    result: CheckResult, *, values: bool
) -> tuple[list[list[Finding]], list[tuple[str, list[Finding]]]]:
    """Return findings by rule, list and severity, the most severe and most frequent first.

    Explained findings are groups of their own, each with its explanation. Findings without a place in a file,
    such as missing lists, are one group for all lists.
    """
    groups: dict[tuple[str, int | None, Severity, str], list[Finding]] = {}
    for place, finding in enumerate(result.records(values=values)):
        number = finding.list if finding.location.file else None
        words = _explanation(result.explained.by_finding.get(place))
        groups.setdefault((finding.rule, number, finding.severity, words), []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: (_BY_SEVERITY.index(group[0][2]), -len(group[1])))
    left = [found for (*_, words), found in ordered if not words]
    return left, [(words, found) for (*_, words), found in ordered if words]


def _explanation(explanation: Explanation | None) -> str:
    if explanation is None:
        return ""
    until = f", until {day(explanation.expires)}" if explanation.expires else ""
    return f"{explanation.reason} ({explanation.by}{until})"


def _line(result: CheckResult, findings: list[Finding], *, values: bool) -> tuple[object, ...]:
    first = findings[0]
    return (
        first.severity.value,
        first.rule,
        _lists(findings),
        f"{_cells(findings):,}",
        f"{_what(result, findings)} {first.guidance}".strip(),
        _places(findings, values=values, several=len(result.dataset.files) > 1),
    )


def _cells(findings: list[Finding]) -> int:
    """Return the number of cells or rows that findings are about."""
    return sum(finding.count for finding in findings)


def _lists(findings: list[Finding]) -> str:
    """Return the numbers of the lists, such as ``1, 2, 5 to 9``."""
    runs: list[list[int]] = []
    for number in sorted({finding.list for finding in findings if finding.list}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _what(result: CheckResult, findings: list[Finding]) -> str:
    """Return the message of the rule, and the details of the first findings."""
    words = result.rules[findings[0].rule].message
    details = list(dict.fromkeys(finding.message.removeprefix(words).strip() for finding in findings))
    more = len(details) - _PLACES
    return " ".join([words, *filter(None, details[:_PLACES]), *([f"({more:,} more.)"] if more > 0 else [])])


def _places(findings: list[Finding], *, values: bool, several: bool) -> str:
    names = []
    for finding in findings[: None if values else _PLACES]:
        where = finding.location
        cell = where.cell or (f"row {where.row}" if where.row is not None else where.column)
        stem = where.file.rpartition(".")[0] or where.file
        # Several files may each have a sheet of one name; text files are their own sheet.
        sheet = f"[{where.file}]{where.sheet}" if several and where.sheet not in ("", stem) else where.sheet
        name = "!".join(part for part in (sheet, cell) if part) or where.file
        names.append(f"{name} = {finding.value!r}" if values and finding.value is not None else name)
    names = list(dict.fromkeys(filter(None, names)))
    shown = len(findings) if values else min(len(findings), _PLACES)
    at_rows = sum(finding.count for finding in findings if finding.location.row is not None)
    more = max(at_rows, len(findings)) - shown if names else 0
    return ", ".join(names) + (f" and {more:,} more" if more else "")
