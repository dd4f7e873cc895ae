"""The answer of an Annex A check: can it be sent, what first, what changed, and where the problems are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from inspectprep.model.finding import CheckSummary, Nature, Severity
from inspectprep.model.finding_places import ErrorChanges, ListErrors, TeamFindings
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Paragraph, Section
from inspectprep.model.report_blocks import (
    MOST_POINTS,
    MOST_STEPS,
    Answer,
    Change,
    History,
    Matrix,
    MatrixRow,
    Point,
    Shift,
    Step,
)
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.words import joined

SMALL, NO_TEAM = "Small teams", "No one team"
"""The names of small teams together, and of findings that are not of one team."""

_MOST_TEAMS, _MOST_LISTS, _MOST_REASONS = 4, 3, 2
_NAME, _REASON = 60, 160


def answer_section(summary: CheckSummary, title: str = "The answer") -> Section:
    """Return the answer with its first steps, and what is fixed and new since an earlier check."""
    blocks: list[Block] = [check_answer(summary)]
    changes = summary.changes
    if changes:
        blocks.append(_change(changes))
        history = _history(summary, changes)
        if len(history.points) > 1:
            blocks.append(history)
    return Section(title=title, blocks=(*blocks, *_cautions(summary)))


def check_answer(summary: CheckSummary) -> Answer:
    """Return whether Annex A can be sent, and which teams are asked first."""
    errors = summary.open_errors
    teams = _errors_by_team(summary)
    first = teams[:MOST_STEPS]
    verdict, rating = _verdict(summary)
    return Answer(
        verdict=verdict,
        rating=rating,
        sentence=_sentence(summary, errors),
        steps=tuple(_step(name, summary) for name, _ in first),
        more=len(teams) - len(first),
        where="Where the problems are" if len(teams) > len(first) else "",
    )


def _verdict(summary: CheckSummary) -> tuple[str, Rating]:
    if summary.open_errors or not summary.rows:
        return "Not yet", Rating.RED
    if not summary.complete or any(not each.found for each in summary.lists):
        return "Not yet: something is missing", Rating.RED
    if summary.skipped_rules:
        return "Yes, as far as it was checked", Rating.AMBER
    return "Yes", Rating.GREEN


def _sentence(summary: CheckSummary, errors: int) -> str:
    late = sum(each.practice for each in summary.teams) or practice_count(summary)
    others = [
        counted(number, *words)
        for number, words in (
            (summary.warnings, ("warning",)),
            (summary.queries, ("query", "queries")),
            (late, ("finding on late practice", "findings on late practice")),
        )
        if number
    ]
    rows = counted(summary.rows, "row")
    first = (
        f"{counted(errors, 'error')} to correct first in {rows}." if errors else f"No open error in {rows}."
    )
    return f"{first} Then look at {joined(others)}." if others else first


def practice_count(summary: CheckSummary) -> int:
    """Return the number of findings about practice."""
    return sum(summary.count(severity, Nature.PRACTICE) for severity in Severity)


def _errors_by_team(summary: CheckSummary) -> list[tuple[str, int]]:
    """Return each team with its errors, most first; what is not of one named team is last."""
    counts = _by_team(summary, lambda each: each.errors)
    last = (SMALL, NO_TEAM)
    return [each for each in counts if each[0] not in last] + [each for each in counts if each[0] in last]


def _by_team(summary: CheckSummary, number: Callable[[TeamFindings], int]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for each in summary.teams:
        counts[team_words(each)] += number(each)
    return sorted(((name, many) for name, many in counts.items() if many), key=lambda pair: -pair[1])


def team_words(findings: TeamFindings) -> str:
    """Return the name of a team, or the word for findings that are not of one named team."""
    return SMALL if findings.small else brief(findings.team, _NAME) or NO_TEAM


def list_words(number: int | None, summary: CheckSummary) -> str:
    """Return the number and the title of a list: ``8 Children in care``."""
    titles = {each.list: each.title for each in summary.lists}
    return "Files" if number is None else f"{number} {titles.get(number, '')}".strip()


def _step(team: str, summary: CheckSummary) -> Step:
    lists: Counter[int | None] = Counter()
    for each in summary.teams:
        if team_words(each) == team and each.errors:
            lists[each.list] += each.errors
    many = sum(lists.values())
    if team in (SMALL, NO_TEAM):
        action = f"Correct {counted(many, 'error')} that {'is' if many == 1 else 'are'} not of one named team"
    else:
        action = f"Ask {team} to correct {counted(many, 'error')}"
    return Step(action=action, who="", changes=_most_on(lists.most_common(), many, summary))


def _most_on(lists: Sequence[tuple[int | None, int]], many: int, summary: CheckSummary) -> str:
    """Return where most of the errors are, as a sentence."""
    (number, most), *others = lists
    place = f"List {list_words(number, summary)}" if number is not None else "the files themselves"
    if not others:
        return f"{'It is' if many == 1 else 'All are'} on {place}."
    if most * 2 > many:
        return f"{most:,} of them {'is' if most == 1 else 'are'} on {place}."
    return f"{_lists([each for each, _ in lists])}."


def _lists(numbers: Sequence[int | None]) -> str:
    if len(numbers) > _MOST_LISTS:
        return f"On {len(numbers)} lists"
    known = sorted(number for number in numbers if number is not None)
    named = (
        f"List{'s' if len(known) > 1 else ''} {joined([str(number) for number in known])}" if known else ""
    )
    return f"On {' and '.join(filter(None, (named, 'files' if None in numbers else '')))}"


def _change(changes: ErrorChanges) -> Change:
    fixed, new = (sum(each.errors for each in lists) for lists in (changes.fixed, changes.new))
    return Change(
        since=changes.since,
        better=(Shift(title=f"{counted(fixed, 'error')} fixed", reason=_where(changes.fixed, fixed)),)
        if fixed
        else (),
        worse=(Shift(title=f"{counted(new, 'new error')}", reason=_where(changes.new, new)),) if new else (),
        same=(f"{counted(changes.still, 'error')} still there",) if changes.still else (),
    )


def _where(lists: Sequence[ListErrors], many: int) -> str:
    first = lists[0]
    place = f"List {first.list}" if first.list is not None else "files"
    if len(lists) == 1:
        return f"On {place}" if many == 1 else f"All on {place}"
    return f"Most on {place}" if first.errors * 2 > many else _lists([each.list for each in lists])


def _history(summary: CheckSummary, changes: ErrorChanges) -> History:
    days = {each.as_of: each.errors for each in changes.before}
    if summary.as_of:
        days[summary.as_of] = summary.errors
    points = tuple(Point(day=day, value=errors) for day, errors in sorted(days.items()))
    title = "Errors at the last checks" + (
        ", explained ones too" if summary.explained_of(Severity.ERROR) else ""
    )
    return History(title=title, points=points[-MOST_POINTS:])


def _cautions(summary: CheckSummary) -> Iterator[Paragraph]:
    changes = summary.changes
    if changes and (changes.left or changes.unknown):
        gone = [
            f"{counted(number, 'error')} {words}"
            for number, words in (
                (changes.left, "left the lists with their rows and were not corrected"),
                (changes.unknown, "may be corrected, but the check cannot say"),
            )
            if number
        ]
        yield Paragraph(text=f"Also since {long_date(changes.since)}: {joined(gone)}.")
    if not summary.complete:
        yield Paragraph(text="A file could not be read, so this check is not complete.")
    missing = [list_words(each.list, summary) for each in summary.lists if not each.found]
    if missing:
        yield Paragraph(text=f"Not in the files: List {joined(missing)}.")
    if summary.skipped_rules:
        yield Paragraph(text=not_checked_words(summary))
    if summary.as_of_assumed:
        yield Paragraph(
            text="No list date was given, so the newest event's date was used. Give the list date to be sure."
        )
    if summary.explained:
        words = f"{counted(summary.explained, 'finding')} accepted by the council with a reason."
        yield Paragraph(text=f"Not counted in the answer: {words}")


def not_checked_words(summary: CheckSummary) -> str:
    """Return how many rules could not run, and the first reasons."""
    skipped = summary.skipped_rules
    reasons = list(dict.fromkeys(each.reason for each in skipped))
    more = len(reasons) - _MOST_REASONS
    rest = [f"And {counted(more, 'other reason')}."] if more > 0 else []
    first = f"Not checked, or only in part: {counted(len(skipped), 'rule')}."
    return " ".join([first, *(brief(reason, _REASON) for reason in reasons[:_MOST_REASONS]), *rest])


def where_section(summary: CheckSummary) -> Section:
    """Return errors and late practice, apart, each by list and team."""
    blocks: list[Block] = []
    for title, none, number in (
        ("Data to correct: errors", "No error is open.", lambda each: each.errors),
        ("Practice to explain: late work", "No late practice was found.", lambda each: each.practice),
    ):
        matrix = team_matrix(summary, title, number)
        blocks.append(matrix if matrix.lines else Paragraph(text=none))
    return Section(title="Where the problems are", blocks=tuple(blocks))


def team_matrix(summary: CheckSummary, title: str, number: Callable[[TeamFindings], int]) -> Matrix:
    """Return findings by list and team. The teams with most have columns; the others share one.

    Args:
        summary: The counts.
        title: The title of the matrix.
        number: Gives the number that is counted.
    """
    names = [name for name, _ in _by_team(summary, number)]
    named = [name for name in names if name not in (SMALL, NO_TEAM)]
    kept = named if len(named) <= _MOST_TEAMS + (SMALL not in names) else named[:_MOST_TEAMS]
    rest = len(named) - len(kept)
    others = SMALL if not rest else "Other teams" if SMALL in names else f"{rest:,} other teams"
    across = (*kept, *([others] if rest or SMALL in names else []), *([NO_TEAM] if NO_TEAM in names else []))
    figures: dict[int | None, Counter[str]] = {}
    for each in summary.teams:
        name = team_words(each)
        column = name if name in across else others
        figures.setdefault(each.list, Counter())[column] += number(each)
    lines = tuple(
        MatrixRow(title=list_words(list_number, summary), figures=tuple(counts[name] for name in across))
        for list_number, counts in sorted(figures.items(), key=lambda item: (item[0] is None, item[0] or 0))
        if counts.total()
    )
    return Matrix(title=title, down="List", across=across, lines=lines)
