"""``inspectprep release``: draft messages, the release plan, sign-offs and the release."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Format, InspectionId, JsonOutput, Out, RecordId, Today
from inspectprep.cli.brief import Reader
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose_output, emit_json, emit_report, note, say
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError
from inspectprep.model.decision import Decision
from inspectprep.model.release import Refused, ReleaseDraft, SignOff
from inspectprep.model.workforce import role_id
from inspectprep.planning.communication.release_plan import may_release, unsigned_by

app = app_of("release")

_RELEASED = "Released"


@app.command
def plan(
    *,
    notified: Annotated[
        Day | None, Parameter(help="The day of an imagined call. Default: the inspection that runs.")
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
    name: Annotated[str, Parameter(help="The person who signs. Default: the author of the change.")] = "",
    on: Today = None,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Sign off a draft."""
    with open_workspace(place) as workspace:
        recording = recorder(workspace, by)
        draft = workspace.records.readable(id)
        if not isinstance(draft.value, ReleaseDraft):
            raise InspectPrepError("This is not a release draft.", where=id)
        signature = SignOff(role=role_id(role) or role, name=name or recording, on=on or today())
        others = tuple(sign_off for sign_off in draft.value.signed if sign_off.role != signature.role)
        entry = workspace.records.change(
            id, {"signed": (*others, signature)}, by=recording, why=why, expect=draft.revision
        )
    waiting = unsigned_by(entry.value, signature.on)
    if json:
        emit_json({"id": entry.id, "revision": entry.revision, "unsigned": list(waiting)})
    else:
        left = f"Still to sign: {', '.join(waiting)}." if waiting else "All sign-offs are complete."
        say(f"Signed: {entry.id}. {left}")
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

    This is refused if the publication is not recorded, or if the draft is unsigned or out of order.
    """
    with open_workspace(place) as workspace:
        recording = recorder(workspace, by)
        draft = workspace.records.get(id)
        if not isinstance(draft, ReleaseDraft):
            raise InspectPrepError("This is not a release draft.", where=id)
        decisions = workspace.records.all(Decision)
        released = {decision.about for decision in decisions if decision.decided.startswith(_RELEASED)}
        gone = [
            other
            for other in workspace.records.all(ReleaseDraft)
            if other.id in released and other.inspection == draft.inspection
        ]
        answer = may_release(draft, workspace.embargo(draft.inspection), gone)
        if isinstance(answer, Refused):
            waits = f"It needs: {', '.join(answer.who)}." if answer.who else ""
            raise InspectPrepError(answer.reason, where=id, remedy=waits)
        entry = workspace.records.add(
            Decision(
                about=id,
                decided=f"{_RELEASED} to {draft.channel.value}",
                person=recording,
                reason=why or answer.reason,
                on=today(),
            ),
            by=recording,
            why=why,
        )
    if json:
        emit_json({"id": entry.id, "revision": entry.revision, "channel": draft.channel.value})
    else:
        say(f"Released to {draft.channel.value}: {id} ({entry.id}).")
        if draft.location:
            note(f"The text is at {draft.location}")
    return 0
