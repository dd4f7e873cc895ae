"""``inspectprep release``: drafts as records, and the plan, the sign-offs and the release itself."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Out
from inspectprep.cli.brief import Reader
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose, emit_json, emit_report, say
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError
from inspectprep.model.decision import Decision
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import Refused, ReleaseDraft, SignOff
from inspectprep.model.workforce import role_id
from inspectprep.planning.communication.release_plan import may_release, unsigned_by
from inspectprep.workspace.embargo import current_embargo, plan_release
from inspectprep.workspace.running_inspection import INSPECTION_FILE, current_timeline

__all__ = ["app"]

app = app_of("release")

_FORMATS = ("md", "html", "ics", "json")
_RELEASED = "Released"
_Json = Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")]


@app.command
def plan(
    *,
    notified: Annotated[
        Day | None, Parameter(help="The day of the call, where there is no inspection.toml.")
    ] = None,
    reader: Reader = "",
    place: Place = None,
    format: Annotated[str, Parameter(help="md, html, ics or json.")] = "md",
    json: _Json = False,
    out: Out = None,
) -> int:
    """Show who is told in which order, which drafts are missing or unsigned, and what the law asks for."""
    kind = choose(format, as_json=json, known=_FORMATS)
    with open_workspace(place) as workspace:
        timeline = current_timeline(workspace)
        if notified is not None and workspace.config:
            config = workspace.config
            inspection = Inspection(variant=config.variant, authority=config.authority, notified=notified)
            timeline = workspace.schedule(inspection)
        if timeline is None:
            raise InspectPrepError(
                "It is not known when the call came.",
                remedy=f"Say --notified, or write {INSPECTION_FILE} into the workspace.",
            )
        emit_report(workspace, plan_release(workspace, timeline, today()), kind, out, reader=reader)
    return 0


@app.command
def approve(
    id: str,
    /,
    *,
    role: Annotated[str, Parameter(help="As what you sign, such as dcs.")],
    name: Annotated[str, Parameter(help="Who signs; whoever records, if left out.")] = "",
    on: Annotated[Day | None, Parameter(help="The day; today if left out.")] = None,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: _Json = False,
) -> int:
    """Sign a draft off."""
    with open_workspace(place) as workspace:
        recording = recorder(workspace, by)
        entry = workspace.records.entry(id)
        if not isinstance(entry.value, ReleaseDraft):
            raise InspectPrepError("This is no draft for the release.", where=id)
        signature = SignOff(role=role_id(role) or role, name=name or recording, on=on or today())
        others = tuple(each for each in entry.value.signed if each.role != signature.role)
        made = workspace.records.change(
            id, {"signed": (*others, signature)}, by=recording, why=why, expect=entry.revision
        )
    waiting = unsigned_by(made.value)
    if json:
        emit_json({"id": made.id, "revision": made.revision, "unsigned": list(waiting)})
    else:
        left = f"Still to sign: {', '.join(waiting)}." if waiting else "Everybody has signed."
        say(f"Signed: {made.id}. {left}")
    return 0


@app.command
def publish(
    id: str,
    /,
    *,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: _Json = False,
) -> int:
    """Record that a draft goes out. Refused before publication is recorded, unsigned, or out of order."""
    with open_workspace(place) as workspace:
        recording = recorder(workspace, by)
        draft = workspace.records.get(id)
        if not isinstance(draft, ReleaseDraft):
            raise InspectPrepError("This is no draft for the release.", where=id)
        decisions = workspace.records.all(Decision)
        released = {each.about for each in decisions if each.decided.startswith(_RELEASED)}
        gone = [each for each in workspace.records.all(ReleaseDraft) if each.id in released]
        state = current_embargo(workspace, today())
        answer = may_release(draft, state, gone) if state else Refused(reason="No publication is recorded.")
        if isinstance(answer, Refused):
            waits = f"It waits for: {', '.join(answer.who)}." if answer.who else ""
            raise InspectPrepError(answer.reason, where=id, remedy=waits)
        made = workspace.records.add(
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
        emit_json({"id": made.id, "revision": made.revision, "channel": draft.channel.value})
    else:
        say(f"Released to {draft.channel.value}: {id} ({made.id}).")
        if draft.location:
            sys.stderr.write(f"The text is at {draft.location}\n")
    return 0
