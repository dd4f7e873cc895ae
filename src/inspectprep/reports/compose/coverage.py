"""The report of preparation: the workers who are not prepared, by team and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Bullets, Fold, Paragraph, Report, Section, Table
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Matrix, MatrixRow, Step
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief, who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined

_OWNER = "psw"
_TEAMS, _NAMES, _NAMED_IN_STEP, _UNKNOWN = 8, 6, 3, 12
_WIDTH = 40
_EVERYONE = "Everyone by name"
REASONS = ("No session", "Joined since", "Out of date")
"""The reasons why a worker is not prepared. Each such worker has one of them."""


def coverage_report(coverage: PreparationCoverage, context: ReportContext) -> Report:
    """Return the report of the preparation of teams; it names workers.

    Raises:
        RefusedError: if names of unprepared workers are not for this audience.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            "This names workers who have not been prepared.", who=tuple(audience.value for audience in INSIDE)
        )
    return Report(
        kind="coverage",
        title="Who is prepared?",
        subtitle=f"As of {long_date(coverage.on)}",
        prepared=context.prepared or coverage.on,
        classification=context.classification,
        audience=context.audience,
        sections=tuple(section for section in _sections(coverage, context) if section.blocks),
        document=context.document_for(coverage),
    )


def worst_first(coverage: PreparationCoverage) -> list[TeamCoverage]:
    """Return the teams with workers. Those with most to prepare come first."""
    teams = [team for team in coverage.teams if team.workers]
    return sorted(teams, key=lambda team: (-len(team.unprepared), team.share or 0, -len(team.due_soon)))


def coverage_answer(coverage: PreparationCoverage, context: ReportContext) -> Answer:
    """Return how many are not prepared, and for which teams a session is held first."""
    if not coverage.workers:
        step = Step(
            action="List the teams and their workers, from a file or from Annex A",
            who=who(_OWNER, "", context),
            by=coverage.by,
        )
        return Answer(
            verdict="Not known", rating=Rating.AMBER, sentence="No workers are recorded.", steps=(step,)
        )
    missing = coverage.workers - coverage.prepared
    waiting = [team for team in worst_first(coverage) if team.unprepared]
    ratings = [coverage.rating(team) for team in waiting]
    rating = min(ratings, key=lambda rating: rating.rank, default=Rating.GREEN)
    return Answer(
        verdict=f"{missing:,} of {coverage.workers:,} {'is' if missing == 1 else 'are'} not prepared"
        if missing
        else "Everyone is prepared",
        rating=rating,
        sentence=_sentence(coverage, waiting),
        steps=tuple(_step(team, coverage, context) for team in waiting[:MOST_STEPS]),
        more=max(len(waiting) - MOST_STEPS, 0),
        where="Team by team" if len(waiting) > MOST_STEPS else "",
    )


def _sentence(coverage: PreparationCoverage, waiting: Sequence[TeamCoverage]) -> str:
    soon = sum(len(team.due_soon) for team in coverage.teams)
    teams = sum(bool(team.workers) for team in coverage.teams)
    of_teams = counted(teams, "team")
    if waiting:
        have = "has" if len(waiting) == 1 else "have"
        said = [f"{len(waiting):,} of {of_teams} {have} workers to prepare."]
    else:
        said = [f"{counted(coverage.workers, 'worker')} in {of_teams}."]
    if coverage.on_site and waiting:
        there = coverage.on_site <= coverage.on
        from_ = f"could be on site from {short_date(coverage.on_site)}"
        said.append(f"Inspectors {'are on site' if there else from_}.")
    if soon:
        said.append(
            f"{counted(soon, 'other worker')} soon {'needs' if soon == 1 else 'need'} another session."
        )
    return " ".join(said)


def _step(team: TeamCoverage, coverage: PreparationCoverage, context: ReportContext) -> Step:
    names, number = names_words(team.unprepared, _NAMED_IN_STEP), len(team.unprepared)
    few = number <= _NAMED_IN_STEP
    return Step(
        action=f"Prepare {names} in {team_title(team)}"
        if few
        else f"Hold a session for {number:,} in {team_title(team)}",
        who=brief(team.manager, _WIDTH) or who(_OWNER, "", context),
        by=coverage.by,
        changes="" if few else f"{names}.",
    )


def team_title(team: TeamCoverage) -> str:
    """Return the name of a team, cut if it is long."""
    return brief(team.team, _WIDTH) or "Team not known"


def names_words(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many more there are."""
    shown = [brief(name, _WIDTH) for name in names[:most]]
    more = len(names) - most
    return joined([*shown, f"{more:,} more"] if more > 0 else shown)


def _sections(coverage: PreparationCoverage, context: ReportContext) -> Iterator[Section]:
    yield Section(title="The answer", blocks=(coverage_answer(coverage, context),))
    teams = worst_first(coverage)
    yield Section(title="Team by team", blocks=tuple(_teams(teams, coverage)))
    matrix = _matrix(teams)
    if matrix.lines:
        yield Section(title="Why they are not prepared", blocks=(matrix,))
    yield Section(title="More, when you need it", blocks=tuple(_folds(teams, coverage)))


def _teams(teams: Sequence[TeamCoverage], coverage: PreparationCoverage) -> Iterator[Block]:
    if not teams:
        return
    shown = teams[:_TEAMS]
    rows = [
        (
            team_title(team),
            coverage.rating(team),
            f"{team.prepared} of {team.workers}",
            names_words(team.unprepared, _NAMES),
            _soon(team),
            f"{team.proud} of {team.workers}",
        )
        for team in shown
    ]
    columns = ("Team", "Rating", "Prepared", "Not prepared", "Soon due", "Work chosen to show")
    yield table(columns, rows, caption="Teams with most to prepare first")
    if rest := teams[_TEAMS:]:
        left = sum(len(team.unprepared) for team in rest)
        text = f"And {counted(len(rest), 'more team')} with {left:,} to prepare, under “{_EVERYONE}”."
        yield Paragraph(text=text)


def _soon(team: TeamCoverage) -> str:
    """Return how many soon need another session, and by when."""
    if not team.due_soon:
        return ""
    until = f", by {short_date(team.until, year=False)}" if team.until else ""
    return f"{len(team.due_soon):,}{until}"


def reasons(team: TeamCoverage) -> tuple[int, ...]:
    """Return how many of a team are not prepared for each of ``REASONS``."""
    return len(team.never), len(team.joined_since), len(team.stale)


def _matrix(teams: Sequence[TeamCoverage]) -> Matrix:
    waiting = [team for team in teams if team.unprepared]
    shown, rest = waiting[:_TEAMS], waiting[_TEAMS:]
    lines = [MatrixRow(title=team_title(team), figures=reasons(team)) for team in shown]
    if rest:
        sums = tuple(map(sum, zip(*map(reasons, rest), strict=True)))
        lines.append(MatrixRow(title=counted(len(rest), "more team"), figures=sums))
    return Matrix(title="Workers to prepare", down="Team", across=REASONS, lines=tuple(lines))


def _folds(teams: Sequence[TeamCoverage], coverage: PreparationCoverage) -> Iterator[Fold]:
    people = [team for team in teams if team.unprepared or team.due_soon]
    if people:
        missing = coverage.workers - coverage.prepared
        soon = sum(len(team.due_soon) for team in people)
        summary = f"{missing:,} to prepare, {soon:,} soon due"
        yield Fold(title=_EVERYONE, summary=summary, blocks=(_everyone(people),))
    notes = tuple(_notes(coverage))
    if notes:
        yield Fold(
            title="What is not known", summary=counted(len(notes), "note"), blocks=(Bullets(items=notes),)
        )


def _everyone(teams: Sequence[TeamCoverage]) -> Table:
    rows = [
        (team_title(team), reason, _all_names(names))
        for team in teams
        for reason, names in (
            *zip(REASONS, (team.never, team.joined_since, team.stale), strict=True),
            ("Soon due", team.due_soon),
        )
        if names
    ]
    return table(("Team", "Why", "Names"), rows, caption="Every worker who needs a session, by team")


def _all_names(names: Sequence[str]) -> str:
    return joined([brief(name, _WIDTH) for name in names])


def _notes(coverage: PreparationCoverage) -> Iterator[str]:
    unrecorded = sum(team.unrecorded for team in coverage.teams)
    if unrecorded:
        yield f"{counted(unrecorded, 'session')} without an attendance list: not counted."
    if coverage.unknown:
        names = names_words(coverage.unknown, _UNKNOWN)
        yield f"Names in attendance lists that match no worker, or more than one: {names}."
    if proud := coverage.workers - sum(team.proud for team in coverage.teams):
        yield f"{counted(proud, 'worker has', 'workers have')} not chosen work to show inspectors."
