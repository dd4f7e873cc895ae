"""``inspectprep evidence file|coverage|verify``, ``survey compare``, ``area progress`` and ``room``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Format, InspectionId, Json, JsonOutput, Out, Reader, RecordId, Today
from inspectprep.cli.invocation import today
from inspectprep.cli.output import (
    choose_audience,
    choose_output,
    day,
    emit_json,
    emit_report,
    note,
    say,
    table,
)
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.model.audience import Audience
from inspectprep.model.evidence import CoverageState, EvidenceBase, SurveyMeasure
from inspectprep.model.readiness import Rating
from inspectprep.planning.communication.guard import withheld_note
from inspectprep.planning.evidence import changes, evidence_coverage
from inspectprep.planning.evidence.areas import Movement, area_progress
from inspectprep.planning.wording import counted
from inspectprep.workspace.file_checks import failed_file_checks, file_checks

if TYPE_CHECKING:
    from inspectprep.workspace import Workspace

evidence = app_of("evidence")
survey = app_of("survey")
area = app_of("area")


@evidence.command(name="file")
def file_(
    id: RecordId,
    path: Annotated[Path, Parameter(help="The file.")],
    /,
    *,
    copy: Annotated[bool, Parameter(negative="", help="Also copy the file to the workspace.")] = False,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Record the location and the checksum of the file of an evidence item or survey result.

    The file is not moved.
    """
    with open_workspace(place) as workspace:
        entry = workspace.attach_file(id, path, copy=copy, by=recorder(workspace, by), why=why)
    if json:
        emit_json({"id": entry.id, "revision": entry.revision, "sha256": entry.value.sha256})
    else:
        say(f"Changed: {entry.id}, revision {entry.revision}; SHA-256 {entry.value.sha256}.")
    return 0


@evidence.command
def verify(*, place: Place = None, json: JsonOutput = False) -> int:
    """Check that each file of the evidence is unchanged.

    The exit code is 1 if a file changed, is missing or cannot be read.
    """
    with open_workspace(place) as workspace:
        checks = file_checks(workspace)
    wrong = failed_file_checks(checks)
    if json:
        emit_json(
            {
                "sound": not wrong,
                "files": [{"id": check.item, "state": check.state.value} for check in checks],
            }
        )
    else:
        say(*(f"{check.item}: {check.state.value}" for check in wrong))
        say(_files_line(len(checks), len(wrong)))
    return 1 if wrong else 0


def _files_line(checked: int, failed: int) -> str:
    if not checked:
        return "There are no files to check."
    files = "1 file" if checked == 1 else f"{checked} files"
    return f"{files} checked, {failed or 'all'} {'failed' if failed else 'unchanged'}."


@evidence.command
def coverage(*, on: Today = None, reader: Reader = "", place: Place = None, json: JsonOutput = False) -> int:
    """Show which judgements the evidence covers.

    The exit code is 1 if there are gaps.
    """
    asked = on or today()
    with open_workspace(place) as workspace:
        state = workspace.state(on=asked, reader=reader, what="evidence-coverage")
    covered = evidence_coverage(
        state.evidence or EvidenceBase(),
        asked,
        enquiries=state.fieldwork.enquiries if state.fieldwork else (),
    )
    areas = [
        {
            "judgement": area.judgement,
            "title": area.title,
            "state": area.state.value,
            "strengths": [item.id for item in area.strengths],
            "developments": [item.id for item in area.developments],
            "stale": [item.id for item in area.stale],
            "undated": [item.id for item in area.undated],
        }
        for area in covered.areas
    ]
    lines = [
        {
            "enquiry": line.enquiry.id,
            "state": line.state.value,
            "fresh": [item.id for item in line.fresh],
            "stale": [item.id for item in line.stale],
        }
        for line in covered.enquiries
    ]
    if json:
        emit_json(
            {
                "on": asked.isoformat(),
                "areas": areas,
                "enquiries": lines,
                "unplaced": [item.id for item in covered.unplaced],
                "unknown": list(covered.unknown),
            }
        )
    else:
        columns = ("Judgement", "State", "Strengths", "To develop", "Out of date", "No dates")
        kinds = ("strengths", "developments", "stale", "undated")
        rows = [
            (
                area.title,
                _words(area.state),
                *(len(shown[kind]) or "" for kind in kinds),
            )
            for area, shown in zip(covered.areas, areas, strict=True)
        ]
        table(f"Evidence for each judgement on {day(asked)}", columns, rows)
        if lines:
            answered = [
                (line.enquiry.statement, _words(line.state), len(line.fresh) or "", len(line.stale) or "")
                for line in covered.enquiries
            ]
            table("Lines of enquiry", ("Question", "State", "Current", "Out of date"), answered)
        if covered.unknown:
            say(f"{counted(len(covered.unknown), 'judgement')} of other evidence: not in this edition.")
    states = [area.state for area in covered.areas] + [line.state for line in covered.enquiries]
    return 0 if all(state is CoverageState.COVERED for state in states) else 1


def _words(state: CoverageState | Movement) -> str:
    """Return a state in words: ``not shown``."""
    return state.value if state is CoverageState.ONE_SIDED else state.value.replace("-", " ")


def _may_be_shown(workspace: Workspace, reader: str) -> list[SurveyMeasure]:
    entries, guard = workspace.shown_entries("survey", reader=reader)
    return [entry.value for entry in entries if entry.value is not None and not guard.withholds(entry.value)]


@survey.command
def compare(*, reader: Reader = "", place: Place = None, json: JsonOutput = False) -> int:
    """Show how the answers to each survey question changed, with confidence intervals."""
    with open_workspace(place) as workspace:
        survey_changes = changes(_may_be_shown(workspace, reader))
    if json:
        emit_json(
            {
                "changes": [
                    {
                        "question": change.later.question,
                        "population": change.later.population,
                        "earlier": change.earlier.id,
                        "later": change.later.id,
                        "points": round(change.points, 2),
                        "low": None if change.low is None else round(change.low, 2),
                        "high": None if change.high is None else round(change.high, 2),
                        "verdict": change.verdict.value,
                        "sentence": change.sentence,
                    }
                    for change in survey_changes
                ]
            }
        )
        return 0
    for change in survey_changes:
        of = f" ({change.later.population})" if change.later.population else ""
        say(f"{change.later.question}{of}", f"  {change.sentence}")
    if not survey_changes:
        say("There is no question with results from two dates.")
    return 0


@area.command
def progress(*, on: Today = None, reader: Reader = "", place: Place = None, json: JsonOutput = False) -> int:
    """Show the progress of each area for improvement.

    The exit code is 1 if an area is red.
    """
    asked = on or today()
    with open_workspace(place) as workspace:
        state = workspace.state(on=asked, reader=reader, what="area-progress")
    areas = area_progress(state.areas or (), state.evidence or EvidenceBase(), asked)
    shown = [
        {
            "id": line.area.id,
            "title": line.area.title,
            "priority": line.area.priority,
            "rating": line.rating.value,
            "movement": line.movement.value,
            "evidence": [item.id for item in line.since],
            "change": line.change.sentence if line.change else None,
            "overdue": [action.title for action in line.overdue],
        }
        for line in areas
    ]
    if json:
        emit_json({"on": asked.isoformat(), "areas": shown})
    else:
        table(
            f"Areas for improvement on {day(asked)}",
            ("Rating", "Area for improvement", "Progress", "Evidence", "Overdue"),
            [
                (
                    line.rating.value,
                    f"{line.area.title} (priority)" if line.area.priority else line.area.title,
                    _words(line.movement),
                    len(line.since) or "",
                    "; ".join(action.title for action in line.overdue),
                )
                for line in areas
            ],
        )
    return 1 if any(line.rating is Rating.RED for line in areas) else 0


def room(
    *,
    on: Today = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders.")] = "inspection-team",
    inspection: InspectionId = "",
    reader: Reader = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Write the evening review of the inspection room.

    It covers claims, the balance of evidence, requests, lines of enquiry and the timetable.
    """
    whom = choose_audience(audience, Audience)
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "room-review", format=format, out=out, as_json=json)
        review = workspace.review(on, inspection=inspection, reader=reader, audience=whom)
        emit_report(workspace, review, output, audience=whom, reader=reader)
        note(*withheld_note(review.withheld))
    return 0
