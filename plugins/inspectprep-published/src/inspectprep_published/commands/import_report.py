"""``inspectprep published import``: a report of the council becomes its history and areas for improvement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import JsonOutput, OptionalDay, read_span
from inspectprep.cli.output import emit_json, note, say, table
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError
from inspectprep.model.past_inspection import GradeWord
from inspectprep.planning.wording import counted
from inspectprep_published.council_history import ReportImported, import_report
from inspectprep_published.read import read_report
from inspectprep_published.report import Fieldwork
from inspectprep_published.report_answers import Answers

__all__ = ["import_published"]

_SCHEMA = "inspectprep/published-import/1"


def import_published(
    file: Annotated[Path, Parameter(help="The published report, a PDF file.")],
    /,
    *,
    published: Annotated[
        OptionalDay, Parameter(help="The day of publication, if the report does not print it.")
    ] = None,
    fieldwork: Annotated[
        str, Parameter(help="The days of the fieldwork, START..END, if the report is not clear.")
    ] = "",
    variant: Annotated[
        str, Parameter(help="Inspection variant, such as ilacs-short, if the report is not clear.")
    ] = "",
    grade: Annotated[
        list[str] | None,
        Parameter(negative="", help="A grade, JUDGEMENT=GRADE, if the report is not clear. Can be repeated."),
    ] = None,
    leave_out: Annotated[
        list[int] | None,
        Parameter(negative="", help="Number of an item that is not to become an area. Can be repeated."),
    ] = None,
    inspection: Annotated[
        str, Parameter(help="Id of the record of this inspection. Default: the one with the same days.")
    ] = "",
    this_council: Annotated[
        bool, Parameter(negative="", help="The report is of this council, by another name.")
    ] = False,
    dry_run: Annotated[bool, Parameter(negative="", help="Show the changes, and record nothing.")] = False,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Record a published report of the council: the inspection, its grades, and what needs to improve.

    Everything is recorded, or nothing. An inspection or area that is on record is not added again.
    """
    answers = Answers(
        this_council=this_council,
        inspection=inspection,
        variant=variant,
        fieldwork=_fieldwork(fieldwork),
        published=published,
        grades=dict(_grade(text) for text in grade or ()),
        leave_out=tuple(leave_out or ()),
    )
    with open_workspace(place) as workspace:
        report = read_report(file)
        author = recorder(workspace, by)
        imported = import_report(workspace, report, answers, by=author, why=why, dry_run=dry_run)
    if json:
        emit_json(_as_json(imported, dry_run=dry_run))
    else:
        _show(imported, dry_run=dry_run)
    return 0


def _fieldwork(text: str) -> Fieldwork | None:
    if not text:
        return None
    start, end = read_span(text, "--fieldwork")
    return Fieldwork(start=start, end=end or start)


def _grade(text: str) -> tuple[str, GradeWord]:
    name, equals, word = text.partition("=")
    try:
        if equals:
            return name.strip(), GradeWord.read(word)
        reason = f"{text!r} is not a judgement and a grade."
    except ValueError as error:
        reason = str(error)
    raise InspectPrepError(reason, where="--grade", remedy="Use --grade overall=good.")


def _as_json(imported: ReportImported, *, dry_run: bool) -> dict[str, object]:
    return {
        "schema": _SCHEMA,
        "dry_run": dry_run,
        "inspection": imported.inspection,
        "title": imported.title,
        "added": imported.added,
        "changed": list(imported.changed),
        "areas": [{"id": id_, "title": title} for id_, title in imported.areas.items()],
        "already": list(imported.already),
        "notes": list(imported.notes),
    }


def _show(imported: ReportImported, *, dry_run: bool) -> None:
    note(*(f"Note: {line}" for line in imported.notes))
    if imported.added:
        what = "added"
    elif imported.changed:
        what = f"already on record, now with {', '.join(imported.changed)}"
    else:
        what = "already on record, with everything that the report has"
    say(f"{imported.inspection} ({imported.title}): {what}.")
    if imported.areas:
        table("Areas for improvement", ("Id", "Area"), imported.areas.items())
    if imported.already:
        say(f"{counted(len(imported.already), 'area was', 'areas were')} on record already.")
    if dry_run:
        say("This was a trial. Nothing is recorded.")
