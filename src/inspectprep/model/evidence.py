"""Evidence: what shows how well children are served, for which time it speaks, and where it lies."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from inspectprep.model.framework import Judgement
from inspectprep.model.report import Audience

__all__ = [
    "CoverageState",
    "EvidenceBase",
    "EvidenceFreshness",
    "EvidenceItem",
    "EvidenceKind",
    "FileCheck",
    "FileState",
    "Sensitivity",
    "Stance",
    "SurveyMeasure",
    "may_see",
]


class EvidenceKind(StrEnum):
    """What sort of thing an item of evidence is; how fast it ages hangs on it."""

    AUDIT = "audit"
    REPORT = "report"
    DASHBOARD = "dashboard"
    SURVEY = "survey"
    FEEDBACK = "feedback"
    COMPLIMENT = "compliment"
    COMPLAINT = "complaint"
    POLICY = "policy"
    PLAN = "plan"
    MINUTES = "minutes"
    CASE_STUDY = "case-study"
    PEER_REVIEW = "peer-review"
    OTHER = "other"


class Stance(StrEnum):
    """Which side an item shows: what goes well, or what has to get better."""

    STRENGTH = "strength"
    DEVELOPMENT = "development"


class Sensitivity(StrEnum):
    """Who may be told that an item exists and what it says.

    ``open``: anybody. ``internal``: the council's own service. ``restricted``: the inspection team
    and leaders.
    """

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


_MAY_SEE = {
    Sensitivity.OPEN: tuple(Audience),
    Sensitivity.INTERNAL: (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF),
    Sensitivity.RESTRICTED: (Audience.INSPECTION_TEAM, Audience.LEADERS),
}


def may_see(sensitivity: Sensitivity, audience: Audience) -> bool:
    """Tell whether an audience may be told of something so sensitive."""
    return audience in _MAY_SEE[sensitivity]


@frozen(kw_only=True)
class EvidenceItem:
    """One thing that shows something, kept by reference: the file stays where it is.

    The time that it speaks for is not the day on which it was recorded: last year's audit, filed today,
    is still last year's.

    Attributes:
        id: Given by the workspace.
        title: What it is called.
        kind: What sort of thing it is.
        stance: Whether it shows a strength or something to develop.
        says: What it shows, one sentence, about services and never about a child.
        judgements: Ids of the judgements on which it bears, as the edition names them.
        enquiries: Ids of the lines of enquiry on which it bears.
        owner: Role id of whoever keeps it up to date.
        sensitivity: Who may be told of it.
        location: Where the file is; empty for what is not a file.
        sha256: Checksum of the file when it was added or last revised, in hexadecimal.
        starting: First day (inclusive) of the time that it speaks for, if known.
        until: Last day (inclusive) of that time, if known.
        recorded: The day on which it was recorded.
        expires: Last day (inclusive) on which it may be relied on; it overrules the policy.
        revision_note: What changed with the latest revision.
    """

    id: str = ""
    title: str
    kind: EvidenceKind
    stance: Stance = Stance.STRENGTH
    says: str = ""
    judgements: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    owner: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    location: str = ""
    sha256: str = ""
    starting: date | None = None
    until: date | None = None
    recorded: date | None = None
    expires: date | None = None
    revision_note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        return _turned_round(self.starting, self.until)


@frozen(kw_only=True)
class SurveyMeasure:
    """One question of a survey, or another share of people, at one time.

    Attributes:
        id: Given by the workspace.
        question: What was asked; the same words every time, so that years can be compared.
        population: Who was asked, such as ``children in children's homes``.
        starting: First day (inclusive) of the time in which they were asked.
        until: Last day (inclusive) of that time.
        n: How many answered; None where nobody says.
        count: How many gave the answer counted; None where only the percentage is known.
        percent: The percentage (0 to 100) who gave it; None where `n` and `count` give it.
        higher_is_better: False where a fall is the improvement.
        stance: Whether the figure shows a strength or something to develop.
        judgements: Ids of the judgements on which it bears.
        enquiries: Ids of the lines of enquiry on which it bears.
        owner: Role id of whoever keeps it up to date.
        sensitivity: Who may be told of it.
        location: Where the survey's report is; empty for what is not a file.
        sha256: Checksum of that file, in hexadecimal.
        recorded: The day on which it was recorded.
        expires: Last day (inclusive) on which it may be relied on; it overrules the policy.
        note: What to know about it.
    """

    id: str = ""
    question: str
    population: str = ""
    starting: date | None = None
    until: date | None = None
    n: int | None = None
    count: int | None = None
    percent: float | None = None
    higher_is_better: bool = True
    stance: Stance = Stance.STRENGTH
    judgements: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    owner: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    location: str = ""
    sha256: str = ""
    recorded: date | None = None
    expires: date | None = None
    note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        found = list(_turned_round(self.starting, self.until))
        if self.n is not None and self.n < 1:
            found.append(("n", "is how many answered, so it is 1 or more; leave it out if it is not known"))
        if self.count is not None and (self.count < 0 or (self.n is not None and self.count > self.n)):
            found.append(("count", "lies between 0 and n"))
        if self.count is not None and self.n is None:
            found.append(("n", "is needed beside a count"))
        if self.percent is not None and not 0 <= self.percent <= _WHOLE:
            found.append(("percent", "lies between 0 and 100"))
        if self.percent is None and self.count is None:
            found.append(("percent", "is missing: give a percentage, or n and count"))
        if not found and self.count is not None and self.n and self.percent is not None:
            exact = _WHOLE * self.count / self.n
            if abs(exact - self.percent) >= 1:
                found.append(("percent", f"does not agree with n and count, which give {exact:.1f}"))
        return tuple(found)


_WHOLE = 100


class EvidenceFreshness(StrEnum):
    """Whether evidence may be relied on.

    ``undated``: nobody says for which time it speaks, so it cannot be called fresh.
    """

    FRESH = "fresh"
    STALE = "stale"
    UNDATED = "undated"


class CoverageState(StrEnum):
    """How well a judgement or a line of enquiry is covered, worst first.

    ``missing``: there is nothing. ``stale``: there is something, none of it fresh. ``one-sided``: what is
    fresh shows strengths only, or only what must get better. ``covered``: it shows both.
    """

    MISSING = "missing"
    STALE = "stale"
    ONE_SIDED = "one-sided"
    COVERED = "covered"

    @property
    def rank(self) -> int:
        """0 for missing up to 3 for covered."""
        return ("missing", "stale", "one-sided", "covered").index(self.value)


class FileState(StrEnum):
    """How a file stands beside its record."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNHASHED = "unhashed"


@frozen(kw_only=True)
class FileCheck:
    """What was found where an item says that its file is.

    Attributes:
        item: Id of the record.
        state: How the file stands beside it; ``unhashed`` if the record holds no checksum to compare.
        location: Where it was looked for.
    """

    item: str
    state: FileState
    location: str = ""


@frozen(kw_only=True)
class EvidenceBase:
    """Everything that the council can show, and the judgements that it has to show it for.

    Attributes:
        judgements: As the edition in force names them.
        items: Items of evidence.
        measures: Results of surveys; each is evidence too.
        files: How the files were found when they were last looked at; empty if they were not.
    """

    judgements: tuple[Judgement, ...] = ()
    items: tuple[EvidenceItem, ...] = ()
    measures: tuple[SurveyMeasure, ...] = ()
    files: tuple[FileCheck, ...] = ()


def _turned_round(starting: date | None, until: date | None) -> tuple[tuple[str, str], ...]:
    if starting and until and until < starting:
        return (("until", f"lies before {starting.isoformat()}, the first day"),)
    return ()
