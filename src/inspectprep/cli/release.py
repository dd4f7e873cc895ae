"""``inspectprep release``: drafts as records, and the plan, the sign-offs and the release itself."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day, Out
from inspectprep.cli.brief import Reader
from inspectprep.cli.output import choose, emit_json, emit_report, say
from inspectprep.cli.place import By, Place, Why, open_workspace, recorder
from inspectprep.cli.records import app_of
from inspectprep.cli.session import today
from inspectprep.errors import InspectPrepError

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
    workspace: Place = None,
    format: Annotated[str, Parameter(help="md, html, ics or json.")] = "md",
    json: _Json = False,
    out: Out = None,
) -> int:
    """Show who is told in which order, which drafts are missing or unsigned, and what the law asks for."""
    from inspectprep.model.inspection import Inspection
    from inspectprep.workspace.room import INSPECTION_FILE, current_timeline, plan_release

    kind = choose(format, as_json=json, known=_FORMATS)
    with open_workspace(workspace) as own:
        timeline = current_timeline(own)
        if notified is not None and own.config:
            visit = Inspection(variant=own.config.variant, authority=own.config.authority, notified=notified)
            timeline = own.schedule(visit)
        if timeline is None:
            raise InspectPrepError(
                "It is not known when the call came.",
                remedy=f"Say --notified, or write {INSPECTION_FILE} into the workspace.",
            )
        emit_report(own, plan_release(own, timeline, today()), kind, out, reader=reader)
    return 0


@app.command
def approve(
    id: str,
    /,
    *,
    role: Annotated[str, Parameter(help="As what you sign, such as dcs.")],
    name: Annotated[str, Parameter(help="Who signs; whoever records, if left out.")] = "",
    on: Annotated[Day | None, Parameter(help="The day; today if left out.")] = None,
    workspace: Place = None,
    by: By = "",
    why: Why = "",
    json: _Json = False,
) -> int:
    """Sign a draft off."""
    from inspectprep.model.release import ReleaseDraft, SignOff
    from inspectprep.model.workforce import role_id
    from inspectprep.planning.communication.release_plan import unsigned_by

    with open_workspace(workspace) as own:
        recording = recorder(own, by)
        entry = own.records.entry(id)
        if not isinstance(entry.value, ReleaseDraft):
            raise InspectPrepError("This is no draft for the release.", where=id)
        signature = SignOff(role=role_id(role) or role, name=name or recording, on=on or today())
        others = tuple(each for each in entry.value.signed if each.role != signature.role)
        made = own.records.change(
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
    workspace: Place = None,
    by: By = "",
    why: Why = "",
    json: _Json = False,
) -> int:
    """Record that a draft goes out. Refused before publication is recorded, unsigned, or out of order."""
    from inspectprep.model.decision import Decision
    from inspectprep.model.release import Refused, ReleaseDraft
    from inspectprep.planning.communication.release_plan import may_release
    from inspectprep.workspace.room import embargo

    with open_workspace(workspace) as own:
        recording = recorder(own, by)
        draft = own.records.get(id)
        if not isinstance(draft, ReleaseDraft):
            raise InspectPrepError("This is no draft for the release.", where=id)
        released = {each.about for each in own.records.all(Decision) if each.decided.startswith(_RELEASED)}
        gone = [each for each in own.records.all(ReleaseDraft) if each.id in released]
        state = embargo(own, today())
        answer = may_release(draft, state, gone) if state else Refused(reason="No publication is recorded.")
        if isinstance(answer, Refused):
            waits = f"It waits for: {', '.join(answer.who)}." if answer.who else ""
            raise InspectPrepError(answer.reason, where=id, remedy=waits)
        made = own.records.add(
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
