"""``inspectprep embargo status|tell|lift``: the embargo on the outcome, and its register."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve
from cyclopts import App, Parameter

from inspectprep.cli.arguments import Clock, Format, InspectionId, Json, JsonOutput, OptionalDay, Out, Reader
from inspectprep.cli.invocation import today
from inspectprep.cli.output import choose_output, emit_json, emit_report, note, say
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.release import Disclosure
from inspectprep.planning.wording import long_date

app = App(name="embargo", help="Show, update and lift the embargo.")


@app.command
def status(
    *,
    reader: Reader = "",
    inspection: InspectionId = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Show the state of the embargo and its register.

    Only people on the register can see what each person was told.
    """
    with open_workspace(place) as workspace:
        output = choose_output(workspace, "embargo", format=format, out=out, as_json=json)
        state = workspace.embargo(inspection)
        try:
            emit_report(workspace, state, output, audience=Audience.INSPECTION_TEAM, reader=reader)
        except RefusedError as refusal:
            redacted = evolve(state, register=tuple(evolve(entry, what="") for entry in state.register))
            emit_report(workspace, redacted, output, audience=Audience.INSPECTION_TEAM)
            note(f"The details of each entry are not shown: {refusal.reason}")
    return 0


@app.command
def tell(
    person: Annotated[str, Parameter(help="Name of the person.")],
    /,
    *,
    role: Annotated[str, Parameter(help="The role of the person.")] = "",
    what: Annotated[str, Parameter(help="What the person was told, such as: provisional grades.")] = "",
    on: Annotated[OptionalDay, Parameter(help="The day the person was told. Default: today.")] = None,
    time: Annotated[Clock, Parameter(help="The time of day, such as 16:30 or 4.30pm.")] = "",
    reminded: Annotated[
        bool, Parameter(negative="", help="The person was reminded that nothing is public yet.")
    ] = False,
    inspection: InspectionId = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Add a person who was told the outcome to the embargo register.

    From then on the person can see the outcome in reports.
    """
    with open_workspace(place) as workspace:
        author = recorder(workspace, by)
        entry = Disclosure(
            inspection=inspection,
            person=person,
            role=role,
            on=on or today(),
            time=time,
            what=what,
            by=author,
            reminded=reminded,
        )
        record = workspace.records.add(entry, by=author, why=why)
        expected = workspace.config.embargo if workspace.config else ()
    if expected and not any(" ".join(person.split()).casefold() == each.name.casefold() for each in expected):
        note(f"{person} is not on the embargo list in inspectprep.toml.")
    when = f"{long_date(entry.on)}{f' at {time}' if time else ''}"
    _done(record.id, record.revision, f"Added to the embargo register: {person}, {when}.", as_json=json)
    return 0


@app.command
def lift(
    *,
    where: Annotated[str, Parameter(help="Web address of the published report.")],
    on: Annotated[OptionalDay, Parameter(help="The day of publication. Default: today.")] = None,
    received: Annotated[OptionalDay, Parameter(help="The day the council received the report.")] = None,
    inspection: InspectionId = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
    json: JsonOutput = False,
) -> int:
    """Record that the report is published. This ends the embargo."""
    day = on or today()
    if day > today():
        raise InspectPrepError(
            f"{long_date(day)} is in the future.",
            where="--on",
            remedy="Record the publication after you have seen the published report.",
        )
    if not where.strip():
        raise InspectPrepError(
            "There is no web address.",
            where="--where",
            remedy="Give the address of the published report.",
        )
    with open_workspace(place) as workspace:
        lifted = workspace.lift_embargo(
            inspection, where=where, on=day, received=received, by=recorder(workspace, by), why=why
        )
    entry = lifted.entry
    if json:
        emit_json({"id": entry.id, "revision": entry.revision, "opens": dict(lifted.opens)})
        return 0
    opened = ", ".join(
        f"{number} {RECORD_KINDS[word].noun if number == 1 else RECORD_KINDS[word].plural}"
        for word, number in lifted.opens.items()
    )
    say(
        f"The report was published on {long_date(day)}. The embargo is lifted. Staff are told first. "
        f"({entry.id})",
        f"No longer withheld: {opened}." if opened else "No text was withheld.",
    )
    return 0


def _done(name: str, revision: int, text: str, *, as_json: bool) -> None:
    if as_json:
        emit_json({"id": name, "revision": revision})
    else:
        say(f"{text} ({name})")
