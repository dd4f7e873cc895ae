"""The record of the inspection of a published report: a new one, or the one that the workspace has."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from attrs import evolve

from inspectprep import Workspace
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.inspection import Actual, Grade, Inspection
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.release import EmbargoStage
from inspectprep.planning.wording import long_date
from inspectprep_published.report import ReportKind
from inspectprep_published.report_answers import SettledReport

_TITLES = {
    ReportKind.ILACS: "Inspection of children's services",
    ReportKind.SIF: "Single inspection",
    ReportKind.SIF_REINSPECTION: "Re-inspection under the single inspection framework",
    ReportKind.JTAI: "Joint targeted area inspection",
    ReportKind.AREA_SEND: "Area SEND inspection",
    ReportKind.LAC_2013: "Inspection of services for looked after children",
    ReportKind.SAFEGUARDING_PROGRESS: "Inspection of progress in safeguarding",
    ReportKind.LSCB_REVIEW: "Review of the local safeguarding children board",
    ReportKind.FOCUSED_VISIT: "Focused visit",
    ReportKind.MONITORING_VISIT: "Monitoring visit",
}


def new_inspection(workspace: Workspace, settled: SettledReport) -> Inspection:
    """Return the inspection of a report as a new record, which has ended with the publication.

    The variant is left out if its framework is not installed: a title is enough for an earlier inspection.
    """
    report, start = settled.report, settled.start
    variant = settled.variant
    with suppress(UnknownNameError):
        variant = ""
        variant = workspace.catalogue.find(settled.variant).variant.id
    title = f"{report.variant.capitalize()} inspection" if report.variant else _TITLES[report.kind]
    notes = [f"Theme: {report.theme}."] if report.theme else []
    notes += [report.outcome] if report.outcome else []
    if len(settled.fieldwork) > 1:
        days = ", and ".join(
            f"{long_date(each.start)} to {long_date(each.end)}" for each in settled.fieldwork
        )
        notes.append(f"Fieldwork in {len(settled.fieldwork)} periods: {days}.")
    return Inspection(
        variant=variant,
        title=f"{title}, {start:%B %Y}",
        authority=workspace.config.authority if workspace.config else report.authority,
        lead_inspector=" and ".join(report.lead_inspectors),
        actual=(
            Actual(id="fieldwork", start=start, end=settled.end),
            Actual(id="publication", start=settled.published),
        ),
        ended=settled.published,
        grades=_grades(workspace, variant, settled.grades, start),
        location=report.file,
        note=" ".join(notes),
    )


def _grades(
    workspace: Workspace, variant: str, grades: Mapping[str, GradeWord], day: date
) -> tuple[Grade, ...]:
    """Return grades in the words of the edition's scale, if it has one."""
    edition = workspace.catalogue.find(variant).framework.edition_on(day) if variant else None
    scale = {}
    for words in edition.scale if edition else ():
        with suppress(ValueError):
            scale[GradeWord.read(words)] = words
    return tuple(Grade(judgement=name, grade=scale.get(grade, grade.value)) for name, grade in grades.items())


def on_record(workspace: Workspace, new: Inspection, id: str = "") -> Inspection | None:
    """Return the record of the same inspection: the one with this id, or the one with days in common.

    Raises:
        InspectPrepError: if the publication of that inspection is not recorded; if several have these days;
            or if an inspection cannot be read, because it may be this one.
    """
    found = _named(workspace, id) if id else _with_days_in_common(workspace, new)
    if found is not None and found.notified is not None:
        embargo = workspace.embargo(found.id, on=workspace.current_day)
        if embargo.stage is not EmbargoStage.LIFTED:
            raise InspectPrepError(
                "No publication of this inspection is recorded, so its outcome is or may come under embargo.",
                where=found.id,
                remedy=f"Record it: inspectprep embargo lift --inspection {found.id} --where ADDRESS.",
            )
    return found


def _named(workspace: Workspace, id: str) -> Inspection:
    found = workspace.records.readable(id).value
    if isinstance(found, Inspection):
        return found
    raise InspectPrepError("This is not an inspection.", where=id, remedy="Use an id such as ins-1.")


def _with_days_in_common(workspace: Workspace, new: Inspection) -> Inspection | None:
    if unclear := [record.id for record in workspace.unreadable() if record.kind == "inspection"]:
        raise InspectPrepError(
            "This inspection cannot be read. It may be the one of the report, and under embargo.",
            where=unclear[0],
            remedy="Correct or withdraw its record first.",
        )
    same = [each for each in workspace.inspections() if _overlap(workspace, each, new)]
    if len(same) > 1:
        raise InspectPrepError(
            f"Several inspections on record have these days: {', '.join(each.id for each in same)}.",
            remedy="Choose one with --inspection ID.",
        )
    return same[0] if same else None


def _overlap(workspace: Workspace, recorded: Inspection, new: Inspection) -> bool:
    """Return whether a recorded inspection may be the same: of the same framework, with days in common."""
    if recorded.variant and new.variant:
        frameworks = {workspace.catalogue.find(each.variant).framework.id for each in (recorded, new)}
        if len(frameworks) > 1:
            return False
    first, last = recorded.starting, recorded.until or recorded.starting
    if recorded.notified is not None:
        planned = workspace.schedule(recorded).get("fieldwork")
        first, last = recorded.notified, last or (planned.last if planned else None)
    start, end = new.starting, new.until
    return bool(first and start and end and first <= end and start <= (last or date.max))


def completed(before: Inspection, new: Inspection) -> Inspection:
    """Return a recorded inspection with what only the report has.

    Args:
        before: The record.
        new: The inspection of the report.

    Raises:
        InspectPrepError: if the record has other days of fieldwork or other grades.
    """
    have = {grade.judgement: grade.grade for grade in before.grades}
    different = [
        f"{grade.judgement}: {have[grade.judgement]} on record, {grade.grade} in the report"
        for grade in new.grades
        if grade.judgement in have and not _same_grade(have[grade.judgement], grade.grade)
    ]
    if different:
        raise InspectPrepError(
            f"The record has other grades. {'; '.join(different)}.",
            where=before.id,
            remedy=f"If the record is wrong, correct it: inspectprep inspection update {before.id}.",
        )
    fieldwork, publication = new.actual
    now = before.happened("fieldwork", fieldwork.start, fieldwork.end)
    if before.published is None:
        now = now.happened("publication", publication.start)
    earlier = before.notified is None
    return evolve(
        now,
        variant=now.variant or new.variant,
        title=now.title or (new.title if earlier else ""),
        lead_inspector=now.lead_inspector or new.lead_inspector,
        ended=now.ended or (new.ended if earlier else None),
        grades=(*now.grades, *(grade for grade in new.grades if grade.judgement not in have)),
        location=now.location or new.location,
        note=now.note or new.note,
    )


def _same_grade(one: str, other: str) -> bool:
    try:
        return GradeWord.read(one) is GradeWord.read(other)
    except ValueError:
        return one == other
