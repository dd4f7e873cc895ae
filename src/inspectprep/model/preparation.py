"""Results about people: cover for the call, preparation of staff, and names that may be one person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.readiness import Rating
from inspectprep.model.values import MAY_BE_BLANK, frozen


@frozen(kw_only=True)
class CoverLink:
    """One step in the chain of cover for the call.

    Attributes:
        role: The role id, if known.
        name: The person. Empty if there is none.
        takes_it: Whether this person takes the call.
        why: The reason why the call goes to the next person or stays here, in one sentence.
    """

    role: str = ""
    name: str = ""
    takes_it: bool = False
    why: str


@frozen(kw_only=True)
class CallCover:
    """The person who takes the call on a day, and the chain of cover.

    Attributes:
        day: The day of the call.
        name: The person who takes it. Empty if there is none.
        role: That person's role id, if known.
        agreed: True if cover was named in advance for these days at every step. False if a usual
            deputy is used instead.
        chain: The people in order, the director first.
    """

    day: date
    name: str = ""
    role: str = ""
    agreed: bool = True
    chain: tuple[CoverLink, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether the call is covered."""
        return bool(self.name)

    @property
    def why(self) -> str:
        """The chain in sentences."""
        return " ".join(link.why for link in self.chain)


class MatchKind(StrEnum):
    """The reason why two names may be one person, or a name may not be a person.

    Attributes:
        SAME_NAME: Both names are the same but for their form.
        INITIAL: One name has an initial in place of a first name.
        TWO_TEAMS: One name is in two teams.
        NOT_A_PERSON: The name seems to be that of a desk or a team.
    """

    SAME_NAME = "same-name"
    """The same words in another order, case or punctuation."""
    INITIAL = "initial"
    """One has only the initial of the other's first name."""
    TWO_TEAMS = "two-teams"
    """One name in several teams: a person who moved, or two people."""
    NOT_A_PERSON = "not-a-person"
    """The name of a rota, a tray or a team in place of a worker's name."""


@frozen(kw_only=True)
class PossibleMatch:
    """A question about names for a person to answer. Names are never merged automatically.

    Attributes:
        kind: The reason for the question.
        names: The names as written, or the one name.
        teams: The teams.
        question: The question.
    """

    kind: MatchKind
    names: tuple[str, ...]
    teams: tuple[str, ...] = ()
    question: str


@frozen(kw_only=True)
class Workforce:
    """The teams and workers in a file or a return, with questions about them.

    Attributes:
        teams: Names of teams, sorted.
        workers: Names of workers with their teams. ``team`` is empty if it is uncertain.
        questions: Questions for the teams' managers.
        notes: Notes about the file, such as its encoding or a formula read as text.
    """

    teams: tuple[str, ...] = ()
    workers: tuple[tuple[str, str], ...] = ()
    questions: tuple[PossibleMatch, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class TeamCoverage:
    """The preparation of one team.

    Attributes:
        team: Its name. Empty for workers without a known team.
        workers: The number of workers in post.
        prepared: The number who attended a session that still counts.
        never: The workers who attended no session and were in post at the team's last one.
        joined_since: The workers who joined after the team's last session and attended none.
        stale: The workers whose last session is longer ago than the interval of the workshops.
        due_soon: The prepared workers who soon need another session.
        until: The last day (inclusive) on which all sessions of these workers still count. None without any.
        last_session: The last session for the team or attended by one of its workers.
        unrecorded: The number of sessions for the team without an attendance list.
        proud: The number who have chosen work to show.
        manager: Its manager. Empty if that is not recorded.
    """

    team: str = field(metadata=MAY_BE_BLANK)
    workers: int
    prepared: int
    never: tuple[str, ...] = ()
    joined_since: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    due_soon: tuple[str, ...] = ()
    until: date | None = None
    last_session: date | None = None
    unrecorded: int = 0
    proud: int = 0
    manager: str = field(default="", metadata=MAY_BE_BLANK)

    @property
    def unprepared(self) -> tuple[str, ...]:
        """The workers who are not prepared, those without any session first."""
        return (*self.never, *self.joined_since, *self.stale)

    @property
    def share(self) -> float | None:
        """The share of the workers in post who are prepared, from 0 to 1. None if there are no workers."""
        return self.prepared / self.workers if self.workers else None


@document("coverage", report="inspectprep.reports.compose.coverage:coverage_report")
@frozen(kw_only=True)
class PreparationCoverage:
    """The preparation of the service, team by team.

    Attributes:
        on: The day.
        teams: The teams by name, including those without workers.
        unknown: Names in attendance lists that are not workers in post: misspelt, or left since.
        on_site: The first day on which inspectors may be on site. None if it is not known, or they have left.
        by: The last day (inclusive) to prepare workers: the working day before, or the day itself if
            inspectors are on site. None if `on_site` is.
        red_below: The share of a team that is prepared, from 0 to 1, below which the team is red.
    """

    on: date
    teams: tuple[TeamCoverage, ...] = ()
    unknown: tuple[str, ...] = ()
    on_site: date | None = None
    by: date | None = None
    red_below: float = 0.5

    def rating(self, team: TeamCoverage) -> Rating:
        """Return the rating of a team: green if everyone is prepared, red if too few are."""
        if not team.unprepared:
            return Rating.GREEN
        return Rating.RED if (team.share or 0) < self.red_below else Rating.AMBER

    @property
    def workers(self) -> int:
        """The number of workers in post."""
        return sum(team.workers for team in self.teams)

    @property
    def prepared(self) -> int:
        """The number of workers who are prepared."""
        return sum(team.prepared for team in self.teams)
