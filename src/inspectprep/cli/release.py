"""``inspectprep release``: draft messages, the release plan, sign-offs and the release."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import (
    Format,
    InspectionId,
    JsonOutput,
    OptionalDay,
    Out,
    Reader,
    RecordId,
    Today,
)
from inspectprep.cli.output import choose_output, emit_json, emit_report, note, say
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.planning.communication.release_plan import unsigned_by
from inspectprep.workspace.draft_files import checksums_of_files

app = app_of("release")


@app.command
def plan(
    *,
    notified: Annotated[
        OptionalDay, Parameter(help="The day of an imagined call. Default: the inspection that runs.")
    ] = None,
    inspection: InspectionId = "",
    reader: Reader = "",
    place: Place = None,
    format: Format = None,
    json: JsonOutput = False,
    out: Out = None,
) -> int:
    """Show the release plan: the order of messages, missing and unsigned drafts, and legal duties."""
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "release-plan", format=format, out=out, as_json=json)
        planned = workspace.release_plan(inspection, notified=notified)
        emit_report(workspace, planned, output, reader=reader)
    return 0


@app.command
def approve(
    id: RecordId,
    /,
    *,
    role: Annotated[str, Parameter(help="The role that signs, such as dcs.")],
    name: Annotated[str, Parameter(help="The person who signs. Default: the person in the role.")] = "",
    on: Today = None,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Sign off a draft."""
    with open_workspace(place) as workspace:
        entry = workspace.sign(id, role=role, name=name, on=on, by=recorder(workspace, by), why=why)
        files = checksums_of_files(workspace, [entry.value])
        waiting = unsigned_by(entry.value, on or workspace.current_day, files=files)
    if json:
        unsigned = [each.role for each in waiting]
        emit_json({"id": entry.id, "revision": entry.revision, "unsigned": unsigned})
    else:
        left = ", ".join(f"{each}" for each in waiting)
        say(f"Signed: {entry.id}. {f'Still to sign: {left}.' if left else 'All sign-offs are complete.'}")
    return 0


@app.command
def publish(
    id: RecordId,
    /,
    *,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Record that a message is released.

    This is refused if the publication is not recorded, a valid sign-off is missing, the draft has gone out,
    or others must be informed first.
    """
    with open_workspace(place) as workspace:
        entry = workspace.release(id, by=recorder(workspace, by), why=why)
    draft = entry.value
    if json:
        emit_json({"id": entry.id, "revision": entry.revision, "channel": draft.channel.value})
    else:
        say(f"Released to {draft.channel.value}: {entry.id}.")
        if draft.location:
            note(f"The text is at {draft.location}")
    return 0
