"""``inspectprep call``: the call sheet, and the inspection that begins with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from attrs import evolve
from cyclopts import Parameter

from inspectprep import codec
from inspectprep.calendar.written import read_clock, read_day
from inspectprep.cli.arguments import Format, JsonOutput, OptionalDay, Out
from inspectprep.cli.output import choose_output, day, emit_file, emit_json, emit_report, note, say
from inspectprep.cli.standard_output import stdout
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, recorder
from inspectprep.errors import InspectPrepError
from inspectprep.model.call_sheet import AskedItem, CallAnswer, CallSheet
from inspectprep.model.inspection import Notice
from inspectprep.workspace.call import call_page, empty_sheet

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.call_sheet import CallPage, CallQuestion
    from inspectprep.model.timeline import Event
    from inspectprep.workspace import Workspace
    from inspectprep.workspace.call import CallTaken

_SHEET = ".toml"
_EVENTS = 8


def read_line(prompt: str) -> str:
    """Return one line from the person at the terminal."""
    stream = stdout()
    stream.write(prompt)
    stream.flush()
    return input()


def call(
    *,
    print_: Annotated[
        bool, Parameter(name="--print", negative="", help="Write an empty sheet, and begin nothing.")
    ] = False,
    from_: Annotated[
        Path | None, Parameter(name="--from", help="A filled sheet (TOML). It begins the inspection.")
    ] = None,
    save: Annotated[
        Path | None,
        Parameter(help="A sheet (TOML) to save answers to. A sheet that exists is continued."),
    ] = None,
    variant: Annotated[str, Parameter(help="Inspection variant. Default: that of the workspace.")] = "",
    on: Annotated[OptionalDay, Parameter(help="The day of the call. Default: today.")] = None,
    place: Place = None,
    by: By = "",
    why: Why = "",
    format: Format = None,
    json: JsonOutput = False,
    out: Out = None,
) -> int:
    """Take the call: show who to ring, ask what the lead inspector says, and begin the inspection.

    Without --print and --from, the questions are asked in the terminal.
    """
    if print_ and (from_ or save):
        raise InspectPrepError("--print begins nothing.", remedy="Leave out --from and --save, or --print.")
    if not print_ and (out or format):
        raise InspectPrepError("--out and --format are for an empty sheet.", remedy="Add --print.")
    with open_workspace(place) as workspace:
        if print_:
            _print(
                workspace,
                call_page(workspace, on or workspace.current_day, variant=variant),
                format=format,
                out=out,
                as_json=json,
            )
            return 0
        author = recorder(workspace, by)
        if from_ is not None:
            sheet = codec.read_toml(from_, CallSheet)
        else:
            finished = _ask_all(workspace, on, variant, save)
            if finished is None:
                return 2
            sheet = finished
        taken = workspace.take_call(sheet, by=author, why=why)
        page = call_page(
            workspace, taken.begun.entry.value.day_of_call, variant=taken.begun.entry.value.variant
        )
        timeline = workspace.timeline(taken.begun.entry.id)
    _note_contacts(page)
    note(*(f"Note: {text}" for text in taken.begun.notes))
    if json:
        emit_json(
            {
                "id": taken.begun.entry.id,
                "taken_over": list(taken.begun.taken_over),
                "requests": list(taken.requests),
            }
        )
    else:
        _show(taken, timeline.title, timeline.notified)
        dated = [event for event in timeline if event.date is not None][:_EVENTS]
        say("The first dates of the plan:")
        say(*(f"  {_when(event)}: {event.title}" for event in dated))
    return 0


def _when(event: Event) -> str:
    first = f"{'about ' if event.forecast else ''}{day(event.date)}"
    if event.end is None:
        return f"{first} to an unknown day" if event.end_waits_for else first
    return f"{first} to {'about ' if event.end_forecast else ''}{day(event.end)}"


def _show(taken: CallTaken, title: str, called: date) -> None:
    say(f"Begun: {taken.begun.entry.id}, {title}, called on {day(called)}.")
    if taken.requests:
        say(f"Information to send: {', '.join(taken.requests)}.")
    if taken.begun.taken_over:
        say(f"Preparation that now belongs to it: {', '.join(taken.begun.taken_over)}.")


def _print(
    workspace: Workspace, page: CallPage, *, format: str | None, out: Path | None, as_json: bool
) -> None:
    if out is not None and out.suffix == _SHEET and format is None and not as_json:
        workspace.refuse_file_name(out)
        emit_file(empty_sheet(page).encode(), out)
        return
    output = choose_output(workspace, "call", format=format, out=out, as_json=as_json)
    emit_report(workspace, page, output)


def _note_contacts(page: CallPage) -> None:
    """Show who covers whom with telephone numbers, beside the output."""
    note("Who to ring:")
    for contact in page.contacts:
        line = f"  {contact.title}: {contact.holder or 'vacant'}"
        if contact.holder:
            line += f", {contact.telephone or 'no number on record'}"
        if contact.away_until:
            covered = f"{contact.cover}, {contact.cover_telephone or 'no number on record'}"
            line += (
                f". Away until {day(contact.away_until)}; "
                f"cover: {covered if contact.cover else 'none on record'}"
            )
        elif contact.cover:
            line += f" (deputy: {contact.cover}, {contact.cover_telephone or 'no number on record'})"
        note(line)


def _ask_all(workspace: Workspace, on: date | None, variant: str, save: Path | None) -> CallSheet | None:
    """Return the sheet that is filled in the terminal; None if it was interrupted."""
    begins = on or workspace.current_day
    sheet = (
        codec.read_toml(save, CallSheet) if save is not None and save.exists() else CallSheet(variant=variant)
    )
    page = call_page(workspace, sheet.notified or begins, variant=sheet.variant or variant)
    _note_contacts(page)
    note("Leave an answer empty if it is not known. Ctrl-C stops; nothing has begun until the last answer.")
    asked = 0
    try:
        while asked < len(page.questions):
            question = page.questions[asked]
            asked += 1
            if _answered(sheet, question):
                continue
            sheet = _ask(sheet, question, begins, workspace)
            if question.id == "variant":
                page = call_page(workspace, sheet.notified or begins, variant=sheet.variant)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        if save is None:
            note("Stopped. No inspection has begun, and no answer is saved. Use --save SHEET.toml to save.")
        else:
            emit_file(codec.dumps_toml(sheet).encode(), save)
            note(f"Stopped. No inspection has begun. Continue with: inspectprep call --save {save}")
        return None
    if save is not None:
        emit_file(codec.dumps_toml(sheet).encode(), save)
    return sheet


def _answered(sheet: CallSheet, question: CallQuestion) -> bool:
    name, _, part = question.id.partition(".")
    if name == "notice":
        return any(days.id == part for days in sheet.notice)
    if name == "answers":
        return any(answer.question == part and answer.answer for answer in sheet.answers)
    return bool(getattr(sheet, name))


def _ask(sheet: CallSheet, question: CallQuestion, begins: date, workspace: Workspace) -> CallSheet:
    """Ask one question until the answer can be read, and return the sheet with it."""
    if question.known:
        note(f"  ({question.known})")
    default = {"notified": begins.isoformat(), "variant": workspace.variant}.get(question.id, "")
    while True:
        text = read_line(f"{question.text}{f' [{default}]' if default else ''} ").strip() or default
        if not text:
            return sheet
        try:
            return _with_answer(sheet, question.id, text, workspace)
        except (ValueError, InspectPrepError) as error:
            note(f"{error}")


def _with_answer(sheet: CallSheet, question: str, text: str, workspace: Workspace) -> CallSheet:
    name, _, part = question.partition(".")
    changed: dict[str, Any]
    if name == "notice":
        first, dots, last = text.partition("..")
        days = Notice(id=part, start=read_day(first), end=read_day(last) if dots else None)
        changed = {"notice": (*sheet.notice, days)}
    elif name == "answers":
        others = tuple(answer for answer in sheet.answers if answer.question != part)
        changed = {"answers": (*others, CallAnswer(question=part, answer=text))}
    elif name == "notified":
        changed = {name: read_day(text)}
    elif name == "called_at":
        changed = {name: read_clock(text)}
    elif name == "variant":
        workspace.catalogue.find(text)
        changed = {name: text}
    elif name == "inspectors":
        changed = {name: tuple(each.strip() for each in text.split(",") if each.strip())}
    elif name == "asked":
        changed = {name: tuple(_asked(each) for each in text.split(";") if each.strip())}
    else:
        changed = {name: text}
    return evolve(sheet, **changed)


def _asked(text: str) -> AskedItem:
    """Return an item such as ``Structure charts = 11 April 2018``."""
    title, equals, due = text.partition("=")
    return AskedItem(title=title.strip(), due=read_day(due) if equals else None)
