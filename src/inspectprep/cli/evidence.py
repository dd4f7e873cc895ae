"""``inspectprep evidence file|coverage|verify``, ``survey compare``, ``area progress``, and ``room``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Json, Out
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose, day, emit_json, emit_report, say, table
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError
from inspectprep.model.evidence import CoverageState, EvidenceItem, SurveyMeasure
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Audience
from inspectprep.planning.evidence import changes, evidence_coverage
from inspectprep.planning.evidence.areas import area_progress
from inspectprep.workspace.evidence_base import evidence_base, failed_file_checks, file_checks
from inspectprep.workspace.evidence_files import with_file
from inspectprep.workspace.fieldwork import fieldwork_review, recorded_fieldwork

__all__ = ["area", "evidence", "room", "survey"]

evidence = app_of("evidence")
survey = app_of("survey")
area = app_of("area")

_FORMATS = ("md", "html", "json", "ics", "xlsx")
_Json = Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")]
_On = Annotated[Day | None, Parameter(help="The day; today if left out.")]


@evidence.command(name="file")
def file_(
    id: str,
    path: Path,
    /,
    *,
    copy: Annotated[bool, Parameter(negative="", help="Copy it into the workspace as well.")] = False,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: _Json = False,
) -> int:
    """Say where the file of some evidence or survey is, and keep its checksum. The file stays where it is."""
    with open_workspace(place) as workspace:
        held = workspace.records.get(id)
        if not isinstance(held, EvidenceItem | SurveyMeasure):
            raise InspectPrepError(
                "Only evidence and results of surveys have a file.",
                where=id,
                remedy="Record the file as evidence, and name that evidence here.",
            )
        value = with_file(held, path, folder=workspace.folder, copy=copy)
        changes = {"location": value.location, "sha256": value.sha256}
        made = workspace.records.change(id, changes, by=recorder(workspace, by), why=why)
    if json:
        emit_json({"id": made.id, "revision": made.revision, "sha256": value.sha256})
    else:
        say(f"Changed: {made.id}, revision {made.revision}; SHA-256 {value.sha256}.")
    return 0


@evidence.command
def verify(*, place: Place = None, json: _Json = False) -> int:
    """Look at every file of the evidence. The exit code is 1 if one changed, is missing or cannot be read."""
    with open_workspace(place) as workspace:
        found = file_checks(workspace)
    wrong = failed_file_checks(found)
    if json:
        emit_json(
            {
                "sound": not wrong,
                "files": [{"id": each.item, "state": each.state.value} for each in found],
            }
        )
    else:
        say(*(f"{each.item}: {each.state.value}" for each in wrong))
        say(f"Files: {len(found)}, of which {len(wrong)} not as recorded.")
    return 1 if wrong else 0


@evidence.command
def coverage(*, on: _On = None, place: Place = None, json: _Json = False) -> int:
    """Say what the evidence covers, judgement by judgement. The exit code is 1 where it has gaps."""
    asked = on or today()
    with open_workspace(place) as workspace:
        found = evidence_coverage(
            evidence_base(workspace, asked), asked, enquiries=recorded_fieldwork(workspace).enquiries
        )
    areas = [
        {
            "judgement": each.judgement,
            "title": each.title,
            "state": each.state.value,
            "strengths": [item.id for item in each.strengths],
            "developments": [item.id for item in each.developments],
            "stale": [item.id for item in each.stale],
            "undated": [item.id for item in each.undated],
        }
        for each in found.areas
    ]
    lines = [
        {
            "enquiry": each.enquiry.id,
            "state": each.state.value,
            "fresh": [item.id for item in each.fresh],
            "stale": [item.id for item in each.stale],
        }
        for each in found.enquiries
    ]
    if json:
        emit_json(
            {
                "on": asked.isoformat(),
                "areas": areas,
                "enquiries": lines,
                "unplaced": [item.id for item in found.unplaced],
                "unknown": list(found.unknown),
            }
        )
    else:
        columns = ("Judgement", "State", "Strengths", "To develop", "Stale", "No time stated")
        kinds = ("strengths", "developments", "stale", "undated")
        rows = [(each["title"], each["state"], *(", ".join(each[kind]) for kind in kinds)) for each in areas]
        table(f"What the evidence covers on {day(asked)}", columns, rows)
        if lines:
            answered = [
                (each["enquiry"], each["state"], ", ".join(each["fresh"]), ", ".join(each["stale"]))
                for each in lines
            ]
            table("Lines of enquiry", ("Line", "State", "Fresh", "Stale"), answered)
        if found.unknown:
            say(f"Filed under what this edition does not judge: {', '.join(found.unknown)}.")
    states = [each.state for each in found.areas] + [each.state for each in found.enquiries]
    return 0 if all(each is CoverageState.COVERED for each in states) else 1


@survey.command
def compare(*, place: Place = None, json: _Json = False) -> int:
    """Say how the answers to each question changed, with the interval and what may be said of it."""
    with open_workspace(place) as workspace:
        found = changes(workspace.records.all(SurveyMeasure))
    if json:
        emit_json(
            {
                "changes": [
                    {
                        "question": each.later.question,
                        "population": each.later.population,
                        "earlier": each.earlier.id,
                        "later": each.later.id,
                        "points": round(each.points, 2),
                        "low": None if each.low is None else round(each.low, 2),
                        "high": None if each.high is None else round(each.high, 2),
                        "verdict": each.verdict.value,
                        "sentence": each.sentence,
                    }
                    for each in found
                ]
            }
        )
        return 0
    for each in found:
        of = f" ({each.later.population})" if each.later.population else ""
        say(f"{each.later.question}{of}", f"  {each.sentence}")
    if not found:
        say("No question was asked twice, with its time recorded.")
    return 0


@area.command
def progress(*, on: _On = None, place: Place = None, json: _Json = False) -> int:
    """Say which areas for improvement can be shown to have moved. The exit code is 1 where one cannot."""
    asked = on or today()
    with open_workspace(place) as workspace:
        found = area_progress(
            workspace.records.all(AreaForImprovement), evidence_base(workspace, asked), asked
        )
    shown = [
        {
            "id": each.area.id,
            "title": each.area.title,
            "priority": each.area.priority,
            "rating": each.rating.value,
            "movement": each.movement.value,
            "evidence": [item.id for item in each.since],
            "change": each.change.sentence if each.change else None,
            "overdue": [action.title for action in each.overdue],
        }
        for each in found
    ]
    if json:
        emit_json({"on": asked.isoformat(), "areas": shown})
    else:
        table(
            f"Areas for improvement on {day(asked)}",
            ("Area", "Rating", "What must get better", "Movement", "Evidence", "Overdue"),
            [
                (
                    each.area.id,
                    each.rating.value,
                    f"{each.area.title} (priority)" if each.area.priority else each.area.title,
                    each.movement.value,
                    ", ".join(item.id for item in each.since),
                    "; ".join(action.title for action in each.overdue),
                )
                for each in found
            ],
        )
    return 1 if any(each.rating is Rating.RED for each in found) else 0


def room(
    *,
    on: _On = None,
    audience: Annotated[str, Parameter(help="inspection-team or leaders.")] = "inspection-team",
    place: Place = None,
    format: Annotated[str, Parameter(help="md, html, json, ics or xlsx.")] = "md",
    json: Json = False,
    out: Out = None,
) -> int:
    """Review the room in the evening: claims, the balance, requests, lines of enquiry, the timetable."""
    kind = choose(format, as_json=json, known=_FORMATS)
    whom = Audience(choose(audience, as_json=False, known=[each.value for each in Audience]))
    with open_workspace(place) as workspace:
        emit_report(workspace, fieldwork_review(workspace, on or today()), kind, out, audience=whom)
    return 0
