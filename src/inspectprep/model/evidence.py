"""Evidence of how well children are served: items, survey results and files."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.framework import Judgement
from inspectprep.model.values import frozen


class EvidenceKind(StrEnum):
    """The kind of an evidence item. The policy sets how long each kind stays up to date.

    Attributes:
        AUDIT: An audit of cases.
        REPORT: A report.
        DASHBOARD: Figures that are updated regularly.
        SURVEY: A survey of children, families, staff or partners.
        FEEDBACK: Feedback of children, families or partners.
        COMPLIMENT: A compliment.
        COMPLAINT: A complaint and its answer.
        POLICY: A policy or a procedure.
        PLAN: A plan or a strategy.
        MINUTES: Minutes of a meeting.
        CASE_STUDY: An anonymous account of one family's help.
        PEER_REVIEW: A review by another council or an adviser.
        OTHER: Anything else.
    """

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
    """The side that an item shows: a strength or an area for development.

    Attributes:
        STRENGTH: A strength.
        DEVELOPMENT: An area for development.
    """

    STRENGTH = "strength"
    DEVELOPMENT = "development"


class Sensitivity(StrEnum):
    """The audiences that may see an item.

    Attributes:
        OPEN: Every audience.
        INTERNAL: The council's own service.
        RESTRICTED: The inspection team and leaders.
    """

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


_MAY_SEE = {
    Sensitivity.OPEN: tuple(Audience),
    Sensitivity.INTERNAL: (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF),
    Sensitivity.RESTRICTED: INSIDE,
}


def may_see(sensitivity: Sensitivity, audience: Audience) -> bool:
    """Return whether an audience may see items of this sensitivity."""
    return audience in _MAY_SEE[sensitivity]


@frozen(kw_only=True)
class EvidenceItem:
    """An evidence item. It refers to a file and does not copy it.

    The period that it covers is separate from the day on which it was recorded. Last year's audit, recorded
    today, still covers last year.

    Attributes:
        id: Set by the workspace.
        title: Its title.
        kind: Its kind.
        stance: Whether it shows a strength or an area for development.
        says: What it shows, in one sentence about services, never about a child.
        judgements: Ids of the judgements that it is about, as the edition names them.
        enquiries: Ids of the lines of enquiry that it is about.
        owner: Role id of the person who updates it.
        sensitivity: Who may see it.
        location: The place of the file. Empty if there is no file.
        sha256: Checksum of the file when it was added or last revised, in hexadecimal.
        starting: First day (inclusive) of the period that it covers, if known.
        until: Last day (inclusive) of that period, if known.
        recorded: The day on which it was recorded.
        expires: Last day (inclusive) on which it is up to date. It overrides the policy.
        revision_note: The change in the latest revision.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
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
    outcome: bool | None = None


@frozen(kw_only=True)
class SurveyMeasure:
    """The result of one survey question, or another share of people, in one period.

    Attributes:
        id: Set by the workspace.
        question: The question. Use the same words every time, so that years can be compared.
        population: The people who were asked, such as ``children in children's homes``.
        starting: First day (inclusive) of the survey.
        until: Last day (inclusive) of the survey.
        n: The number of people who answered. None if not known.
        count: The number of people who gave the counted answer. None if only the percentage is known.
        percent: The percentage (0 to 100) who gave it. None if `n` and `count` give it.
        higher_is_better: False if a lower figure is better.
        stance: Whether the figure shows a strength or an area for development.
        judgements: Ids of the judgements that it is about.
        enquiries: Ids of the lines of enquiry that it is about.
        owner: Role id of the person who updates it.
        sensitivity: Who may see it.
        location: The place of the survey's report. Empty if there is no file.
        sha256: Checksum of that file, in hexadecimal.
        recorded: The day on which it was recorded.
        expires: Last day (inclusive) on which it is up to date. It overrides the policy.
        note: A note about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
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
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        problems = []
        if self.n is not None and self.n < 1:
            problems.append(
                (
                    "n",
                    "must be 1 or more people; leave it out if it is not known",
                )
            )
        if self.count is not None and (self.count < 0 or (self.n is not None and self.count > self.n)):
            problems.append(("count", "must be between 0 and n"))
        if self.count is not None and self.n is None:
            problems.append(("n", "is needed with a count"))
        if self.percent is not None and not 0 <= self.percent <= _WHOLE:
            problems.append(("percent", "must be between 0 and 100"))
        if self.percent is None and self.count is None:
            problems.append(("percent", "is missing: give a percentage, or n and count"))
        if not problems and self.count is not None and self.n and self.percent is not None:
            exact = _WHOLE * self.count / self.n
            if abs(exact - self.percent) >= 1:
                problems.append(("percent", f"does not agree with n and count, which give {exact:.1f}"))
        return tuple(problems)


_WHOLE = 100


class CoverageState(StrEnum):
    """The coverage of a judgement or a line of enquiry, worst first.

    Attributes:
        MISSING: There is no evidence.
        STALE: None of the evidence is fresh.
        ONE_SIDED: The fresh evidence shows only strengths, or only areas for development.
        COVERED: The fresh evidence shows both.
    """

    MISSING = "missing"
    STALE = "stale"
    ONE_SIDED = "one-sided"
    COVERED = "covered"

    @property
    def rank(self) -> int:
        """The rank, from 0 for missing to 3 for covered."""
        return ("missing", "stale", "one-sided", "covered").index(self.value)


class FileState(StrEnum):
    """The result of a comparison of a file with its record.

    Attributes:
        SAME: The file is as it was recorded.
        CHANGED: The file has changed since it was recorded.
        MISSING: The file is not there.
        UNREADABLE: The file cannot be read.
        UNHASHED: No checksum was recorded.
    """

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNHASHED = "unhashed"


@frozen(kw_only=True)
class FileCheck:
    """The check of one item's file.

    Attributes:
        item: Id of the record.
        state: The result; ``unhashed`` if the record has no checksum.
        location: The place of the file.
    """

    item: str
    state: FileState
    location: str = ""


@frozen(kw_only=True)
class EvidenceBase:
    """All evidence of a council, and the judgements of the edition in force.

    Attributes:
        judgements: The judgements of the edition in force.
        items: The evidence items.
        measures: The survey results, which are evidence too.
        files: The latest check of the files. Empty if they were not checked.
    """

    judgements: tuple[Judgement, ...] = ()
    items: tuple[EvidenceItem, ...] = ()
    measures: tuple[SurveyMeasure, ...] = ()
    files: tuple[FileCheck, ...] = ()
