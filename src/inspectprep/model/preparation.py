"""What is found out about people: who takes the call, who is prepared, and names that may be one person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.document import document

__all__ = [
    "CallCover",
    "CoverLink",
    "MatchKind",
    "PossibleMatch",
    "PreparationCoverage",
    "TeamCoverage",
    "Workforce",
]


@frozen(kw_only=True)
class CoverLink:
    """One person on the way to whoever takes the call.

    Attributes:
        role: The role id, where one is known.
        name: The person; empty when nobody is named.
        takes_it: True for the last link, if somebody can be reached.
        why: Why the call goes on from here, or ends here; one sentence.
    """

    role: str = ""
    name: str = ""
    takes_it: bool = False
    why: str


@frozen(kw_only=True)
class CallCover:
    """Who takes the call if it comes on a day, and by which chain that was found.

    Attributes:
        day: The day of the call.
        name: Who takes it; empty when nobody does.
        role: That person's role id, where one is known.
        agreed: True when every step was named beforehand for these very days; False when the chain
            had to fall back on whoever usually deputises.
        chain: Everybody asked, in order, the director first.
    """

    day: date
    name: str = ""
    role: str = ""
    agreed: bool = True
    chain: tuple[CoverLink, ...] = ()

    @property
    def covered(self) -> bool:
        """True when somebody takes the call."""
        return bool(self.name)

    @property
    def why(self) -> str:
        """The chain in sentences."""
        return " ".join(link.why for link in self.chain)


class MatchKind(StrEnum):
    """Why two entries may be one, or one may be none."""

    SAME_NAME = "same-name"
    """The same words in another order, case or punctuation."""
    INITIAL = "initial"
    """One has only the initial of the other's first name."""
    TWO_TEAMS = "two-teams"
    """One name in several teams: somebody who moved, or two people."""
    NOT_A_PERSON = "not-a-person"
    """The name of a rota, a tray or a team where a worker's should be."""


@frozen(kw_only=True)
class PossibleMatch:
    """A question about names that only a person can answer; nothing is merged.

    Attributes:
        names: The names as written, or the one name.
        teams: The teams concerned.
        question: The question in words.
    """

    kind: MatchKind
    names: tuple[str, ...]
    teams: tuple[str, ...] = ()
    question: str


@frozen(kw_only=True)
class Workforce:
    """Teams and workers as a file or a return tells of them, with the questions they raise.

    Attributes:
        teams: Names of teams, sorted.
        workers: Names of workers with their teams; ``team`` is empty where that is a question.
        questions: What to settle with the teams' managers.
        notes: What was noticed while reading, such as an encoding or a formula taken as text.
    """

    teams: tuple[str, ...] = ()
    workers: tuple[tuple[str, str], ...] = ()
    questions: tuple[PossibleMatch, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class TeamCoverage:
    """How far one team is prepared.

    Attributes:
        team: Its name; empty for workers without a known team.
        workers: How many are in post.
        prepared: How many have been to a session that still counts.
        never: Who has been to none and was in post when the team last met.
        joined_since: Who joined after the team's last session and has been to none.
        stale: Whose last session is longer ago than the local policy allows.
        last_session: The last session held for the team or attended by one of it.
        unrecorded: Sessions for the team at which nobody wrote down who came.
        proud: How many have chosen work to show.
    """

    team: str
    workers: int
    prepared: int
    never: tuple[str, ...] = ()
    joined_since: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    last_session: date | None = None
    unrecorded: int = 0
    proud: int = 0

    @property
    def share(self) -> float | None:
        """Share of the workers in post who are prepared, from 0 to 1; None without workers."""
        return self.prepared / self.workers if self.workers else None


@document("coverage", report="inspectprep.reports.compose.coverage:coverage_report")
@frozen(kw_only=True)
class PreparationCoverage:
    """How far the service is prepared, team by team.

    Attributes:
        on: The day for which it is answered.
        teams: By name; a team without workers is there too.
        unknown: Attendances that name nobody in post: misspelt, or left since.
    """

    on: date
    teams: tuple[TeamCoverage, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def workers(self) -> int:
        """How many workers are in post."""
        return sum(each.workers for each in self.teams)

    @property
    def prepared(self) -> int:
        """How many of them are prepared."""
        return sum(each.prepared for each in self.teams)
