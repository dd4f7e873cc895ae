"""``inspectprep person cover`` and ``inspectprep worker import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import inspectprep
from inspectprep.cli.arguments import (
    JsonOutput,
    OptionalDay,
    refuse_child_in_name,
)
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_json, say
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.codec import plain
from inspectprep.model.workforce import RoleHolder, people_of
from inspectprep.planning.people.cover import who_takes_the_call
from inspectprep.workspace.workforce_files import read_workforce, records_of

if TYPE_CHECKING:
    from inspectprep.model.workforce import Worker

person = app_of("person")
worker = app_of("worker")


@person.command
def cover(
    *,
    on: Annotated[OptionalDay, Parameter(help="The day of the call. Default: today.")] = None,
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Show who takes the call on a day, and why.

    The exit code is 1 if this is not agreed.
    """
    with open_workspace(place) as workspace:
        asked = on or workspace.current_day
        call = who_takes_the_call(people_of(workspace.records.all(RoleHolder)), asked)
    if json:
        emit_json({**plain(call, full=True), "covered": call.covered})
    else:
        name = call.name if call.covered else "NO ONE is available to take the call."
        say(name, *(link.why for link in call.chain))
        if call.covered and not call.agreed:
            say("This cover is not agreed. Record cover for each period of leave.")
    return 0 if call.agreed else 1


@worker.command(name="import")
def import_(
    file: Annotated[Path, Parameter(help="CSV file, or Annex A file or folder.")],
    /,
    *,
    annexa: Annotated[
        bool, Parameter(negative="", help="The file or folder is an Annex A return. Lists 3 to 9 are used.")
    ] = False,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Add teams and workers from a CSV file or an Annex A return.

    Unclear names are added as written, and listed as questions.
    """
    workers: tuple[Worker, ...]
    refuse_child_in_name(Path, Path(file.name))
    if annexa:
        from inspectprep.annexa.results.workforce import workforce_from

        workforce = workforce_from(inspectprep.annexa.read(file, registry=registry()))
        teams, workers = records_of(workforce)
    else:
        read_file = read_workforce(file)
        workforce, workers = read_file.workforce, read_file.workers
        teams, _ = records_of(workforce)
    with open_workspace(place) as workspace:
        recording = recorder(workspace, by)
        known = {each.name for each in workspace.records.all("worker")}
        placed = {each.name for each in workspace.records.all("team")}
        new: list[Any] = [team for team in teams if team.name not in placed]
        new += [worker for worker in workers if worker.name not in known]
        with workspace.records.transaction():
            ids = [
                workspace.records.add(each, by=recording, why=why or f"From {file.name}").id for each in new
            ]
    if json:
        emit_json(
            {
                "added": ids,
                "questions": [question.question for question in workforce.questions],
                "notes": list(workforce.notes),
            }
        )
    else:
        say(f"Added {len(ids)} of {len(teams)} teams and {len(workers)} workers.", *workforce.notes)
        say(*(f"Question: {question.question}" for question in workforce.questions))
    return 0
