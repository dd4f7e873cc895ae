"""The first screen of a check of Annex A: the verdict, the teams with most errors, and the first errors."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING

from inspectprep.cli import screen
from inspectprep.cli.output import console, day, say
from inspectprep.planning.wording import counted
from inspectprep.printable import printable
from inspectprep.reports.compose.check_answer import (
    NO_TEAM,
    SMALL,
    check_answer,
    not_checked_words,
    team_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectprep.annexa.results.result import CheckResult
    from inspectprep.model.finding import CheckSummary, ListSummary
    from inspectprep.model.finding_places import ErrorChanges, ErrorPlace

_PLACE = 10
_MOST_TEAMS = 2


def verdict_lines(summary: CheckSummary, shown: Sequence[ListSummary]) -> Iterator[str]:
    """Yield whether Annex A can be sent, of which lists, and what is fixed and new.

    Args:
        summary: The counts.
        shown: The lists that are shown.
    """
    answer = check_answer(summary)
    errors = f": {counted(summary.open_errors, 'error')} to correct or explain" if summary.open_errors else ""
    yield f"Can it be sent? {answer.verdict.upper()}{errors}."
    lists = f"{sum(each.found for each in shown)} of {counted(len(shown), 'list')}"
    drawn = f"drawn on {day(summary.as_of)}" if summary.as_of else "drawn on an unknown day"
    practice = sum(each.practice for each in summary.lists)
    yield (
        f"{counted(sum(each.rows for each in shown), 'row')} in {lists}, {drawn}. "
        f"{counted(summary.warnings, 'warning')}, {counted(summary.queries, 'query', 'queries')} and "
        f"{counted(practice, 'finding')} on practice."
    )
    if summary.explained:
        yield f"{counted(summary.explained, 'finding is', 'findings are')} explained."
    if summary.changes:
        yield _changes(summary.changes)


def _changes(changes: ErrorChanges) -> str:
    fixed, new = (sum(each.errors for each in lists) for lists in (changes.fixed, changes.new))
    gone = changes.left + changes.unknown
    other = f"; {gone:,} gone for other reasons" if gone else ""
    return f"Since {day(changes.since)}: {fixed:,} fixed, {new:,} new, {changes.still:,} still there{other}."


def team_counts(summary: CheckSummary) -> list[tuple[str, int, int]]:
    """Return each team with its open errors and late practice, most errors first.

    What is not of one named team is last. The list is empty if no team can be named.
    """
    errors: Counter[str] = Counter()
    practice: Counter[str] = Counter()
    for each in summary.teams:
        errors[team_words(each)] += each.errors
        practice[team_words(each)] += each.practice
    if set(errors) <= {SMALL, NO_TEAM}:
        return []
    ordered = sorted(
        errors, key=lambda name: (name in (SMALL, NO_TEAM), -errors[name], -practice[name], name)
    )
    return [(name, errors[name], practice[name]) for name in ordered]


def show_first(result: CheckResult, summary: CheckSummary) -> None:
    """Show the teams with most errors, as many of the first errors as there is room for, and what is left."""
    from inspectprep.annexa.results.changes import error_places

    width = console().width
    teams = [f"{name} ({errors:,})" for name, errors, _ in team_counts(summary) if errors]
    more = len(teams) - _MOST_TEAMS
    after: list[str] = []
    if summary.skipped_rules:
        after = wrap(printable(not_checked_words(summary)), width)
    if teams:
        rest = [f"and {counted(more, 'other')}"] if more > 0 else []
        said = f"Most errors: {', '.join([*teams[:_MOST_TEAMS], *rest])}"
        screen.put(wrap(printable(said), width))
    errors = summary.open_errors
    if errors:
        _show_errors(error_places(result), errors, len(after) + 1, width)
    elif not after:
        say("Every finding: --all, or coloured in the cells: --workbook OUT.xlsx")
    screen.put(after)


def _show_errors(places: Sequence[ErrorPlace], errors: int, reserved: int, width: int) -> None:
    shown = 0
    lines = ["First errors, by team"]
    room = (screen.room() or 0) - reserved
    for place in places:
        block = _error_lines(place, width)
        if len(lines) + len(block) > room:
            break
        lines += block
        shown += 1
    rest = f"and {errors - shown:,} more: --all, or coloured" if shown < errors else "Coloured"
    screen.put([*lines, f"{rest} in the cells: --workbook OUT.xlsx"])


def _error_lines(place: ErrorPlace, width: int) -> list[str]:
    where = "!".join(filter(None, (f"{place.list}" if place.list else "", place.place)))
    cells = f"{place.count:,} cells, {place.rule}" if place.count > 1 else place.rule
    message = wrap(printable(f"{place.message} {place.guidance} ({cells})"), width - _PLACE)
    first = f"{printable(where):{_PLACE - 1}} "
    if len(first) > _PLACE:
        return [first.rstrip(), *(f"{'':{_PLACE}}{line}" for line in message)]
    return [f"{first}{message[0]}", *(f"{'':{_PLACE}}{line}" for line in message[1:])]
