"""``inspectprep embargo status|tell|lift``: who knows the outcome, and when everybody may."""

from __future__ import annotations

import sys
from typing import Annotated

from attrs import evolve
from cyclopts import App, Parameter

from inspectprep.cli.arguments import Day, Json
from inspectprep.cli.brief import Reader
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose, emit_json, emit_report, say
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model.release import Disclosure, EmbargoStage, PublicationRecorded
from inspectprep.model.report import Audience
from inspectprep.workspace.embargo import current_embargo

__all__ = ["app"]

app = App(name="embargo", help="Who knows the outcome, and when everybody may.")

_FORMATS = ("md", "html", "json")


@app.command
def status(
    *,
    reader: Reader = "",
    place: Place = None,
    format: Annotated[str, Parameter(help="md, html or json.")] = "md",
    json: Json = False,
) -> int:
    """Show where the outcome stands and who was told. What they were told is for people on the register."""
    kind = choose(format, as_json=json, known=_FORMATS)
    with open_workspace(place) as workspace:
        state = current_embargo(workspace, today())
        if state is None:
            raise InspectPrepError("This workspace keeps no register.")
        try:
            emit_report(workspace, state, kind, None, audience=Audience.INSPECTION_TEAM, reader=reader)
        except RefusedError as refusal:
            bare = evolve(state, register=tuple(evolve(each, what="") for each in state.register))
            emit_report(workspace, bare, kind, None, audience=Audience.INSPECTION_TEAM)
            sys.stderr.write(f"What they were told is left out: {refusal.reason}\n")
    return 0


@app.command
def tell(
    person: str,
    /,
    *,
    role: Annotated[str, Parameter(help="Their role.")] = "",
    what: Annotated[str, Parameter(help="What they were told, such as: provisional grades.")] = "",
    on: Annotated[Day | None, Parameter(help="The day they were told; today if left out.")] = None,
    time: Annotated[str, Parameter(help="The time of day, such as 16:30.")] = "",
    reminded: Annotated[
        bool, Parameter(negative="", help="They were told that nothing may be public yet.")
    ] = False,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")] = False,
) -> int:
    """Enter somebody in the register who was told the outcome: from then on they may read it."""
    with open_workspace(place) as workspace:
        teller = recorder(workspace, by)
        entry = Disclosure(
            person=person, role=role, on=on or today(), time=time, what=what, by=teller, reminded=reminded
        )
        made = workspace.records.add(entry, by=teller, why=why)
        expected = workspace.config.embargo if workspace.config else ()
    if expected and not any(" ".join(person.split()).casefold() == each.name.casefold() for each in expected):
        sys.stderr.write(f"{person} is not among those whom inspectprep.toml expects to be told.\n")
    _done(made.id, made.revision, f"In the register: {person}.", as_json=json)
    return 0


@app.command
def lift(
    *,
    where: Annotated[str, Parameter(help="Where the published report was seen: its address.")],
    on: Annotated[Day | None, Parameter(help="The day it was published; today if left out.")] = None,
    received: Annotated[Day | None, Parameter(help="The day the council received the report.")] = None,
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")] = False,
) -> int:
    """Record that the report was seen published, which ends the embargo. An expected day cannot."""
    day = on or today()
    if day > today():
        raise InspectPrepError(
            f"{day.isoformat()} is still to come, and what is expected has not been seen.",
            where="--on",
            remedy="Record the publication once somebody has seen it.",
        )
    if not where.strip():
        raise InspectPrepError(
            "It does not say where the report was seen.", where="--where", remedy="Give its address."
        )
    with open_workspace(place) as workspace:
        seen_by = recorder(workspace, by)
        record = PublicationRecorded(on=day, seen_by=seen_by, where=where, received=received)
        made = workspace.records.add(record, by=seen_by, why=why)
        state = current_embargo(workspace, today())
    lifted = state is not None and state.stage is EmbargoStage.LIFTED
    if not lifted:
        sys.stderr.write("The embargo holds: that day lies before the outcome was known. Check --on.\n")
    text = "The embargo is lifted. Staff are told first." if lifted else "Recorded."
    _done(made.id, made.revision, text, as_json=json)
    return 0 if lifted else 1


def _done(name: str, revision: int, text: str, *, as_json: bool) -> None:
    if as_json:
        emit_json({"id": name, "revision": revision})
    else:
        say(f"{text} ({name})")
