"""The inspection that a workspace lives through: dates, embargo, and the gate that reports pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.debrief import Lesson
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import Disclosure, Embargo, PublicationRecorded, ReleaseDraft
from inspectprep.model.workforce import PreparationSession, RoleHolder, Team, Worker, people_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.framework import Pause
    from inspectprep.model.preparation import PreparationCoverage
    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.report import Audience, Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import People
    from inspectprep.workspace.council import Workspace

__all__ = [
    "INSPECTION_FILE",
    "authorise",
    "coverage_of",
    "current_timeline",
    "embargo",
    "lessons",
    "people",
    "plan_release",
]

INSPECTION_FILE = "inspection.toml"
"""In a workspace's folder: the inspection that is running, as the document ``inspection``."""


def current_timeline(own: Workspace) -> Timeline | None:
    """Return the plan of the inspection that is running, or None when there is none.

    Raises:
        DocumentError: if ``inspection.toml`` has a mistake; each is named with its path.
    """
    if own.folder is None or not (own.folder / INSPECTION_FILE).exists():
        return None
    from inspectprep import codec  # noqa: PLC0415  # needed only where there is a file to read

    visit = codec.read_toml(own.folder / INSPECTION_FILE, Inspection)
    return own.schedule(visit)


def embargo(own: Workspace, on: date, timeline: Timeline | None = None) -> Embargo | None:
    """Return the embargo as it stands on a day; None for a workspace that keeps no records."""
    if own.folder is None:
        return None
    from inspectprep.planning.communication.embargo import embargo_of  # noqa: PLC0415  # not every use asks

    return embargo_of(
        timeline or current_timeline(own),
        own.records.all(PublicationRecorded),
        own.records.all(Disclosure),
        on=on,
    )


def authorise(
    own: Workspace,
    report: Report,
    *,
    on: date,
    reader: str = "",
    audience: Audience | None = None,
    state: Embargo | None = None,
) -> None:
    """Refuse to write a report for a reader who may not have it. Every report written passes through here.

    Args:
        own: The workspace. One that keeps records knows the embargo from them, whatever it is told.
        report: What is about to be written.
        on: The day.
        reader: Who will read it, by name.
        audience: As whom; the report's own audience if None.
        state: The embargo, for a workspace that keeps no records.

    Raises:
        RefusedError: if this reader may not have it; it says why, and who may.
    """
    from inspectprep.planning.communication.embargo import require_access  # noqa: PLC0415  # not every use writes
    from inspectprep.planning.communication.outcome import BUILT_IN_WORDS  # noqa: PLC0415

    if own.folder is not None:
        asks = report.outcome or report.embargoed or report.kind not in BUILT_IN_WORDS
        state = embargo(own, on) if asks else None
    require_access(report, person=reader, state=state, audience=audience)


def people(own: Workspace) -> People:
    """Return who holds which role, as recorded."""
    return people_of(own.records.all(RoleHolder))


def coverage_of(own: Workspace, on: date) -> PreparationCoverage:
    """Return how far the teams are prepared on a day, as recorded."""
    from inspectprep.planning.people.preparation import preparation_coverage  # noqa: PLC0415  # not every use asks

    kept = own.records
    return preparation_coverage(kept.all(Team), kept.all(Worker), kept.all(PreparationSession), on=on)


def plan_release(own: Workspace, timeline: Timeline, on: date) -> ReleasePlan:
    """Return the release plan with the drafts recorded, for every grade of the edition in force."""
    from inspectprep.planning.communication.embargo import embargo_of  # noqa: PLC0415  # not every use asks
    from inspectprep.planning.communication.release_plan import release_plan  # noqa: PLC0415

    framework = own.catalogue.find(timeline.variant).framework
    edition = framework.edition_on(timeline.notified)
    drafts = own.records.all(ReleaseDraft)
    scale = edition.scale if edition and edition.scale else tuple(dict.fromkeys(d.outcome for d in drafts))
    state = embargo_of(timeline, own.records.all(PublicationRecorded), own.records.all(Disclosure), on=on)
    return release_plan(
        timeline,
        outcomes=scale,
        drafts=drafts,
        embargo=state,
        pauses=(*framework.pauses, *_own_pauses(own)),
    )


def lessons(own: Workspace) -> tuple[Lesson, ...]:
    """Return the lessons recorded."""
    return own.records.all(Lesson)


def _own_pauses(own: Workspace) -> Iterable[Pause]:
    from inspectprep.model.framework import Basis, Pause  # noqa: PLC0415  # seldom configured
    from inspectprep.model.offset import Offset  # noqa: PLC0415

    for place, span in enumerate(own.config.pre_election if own.config else ()):
        yield Pause(
            id=f"own-{place + 1}",
            title=span.why or "the council's own pre-election period",
            starting=span.starting,
            until=span.until,
            resumes=Offset.parse("1 working day"),
            basis=Basis.PLANNING,
            everywhere=False,
        )
