"""``inspectprep workspace verify|backup|export|import|history``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from inspectprep.cli.arguments import JsonOutput, NewFile, Reader, RecordId, refuse_child_in_name
from inspectprep.cli.output import cell_text, emit_json, note, say, table
from inspectprep.cli.standard_output import stdout
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.codec import plain
from inspectprep.errors import InspectPrepError
from inspectprep.files import writing_output
from inspectprep.store.conflict import changed
from inspectprep.workspace.file_checks import failed_file_checks, file_checks

if TYPE_CHECKING:
    from inspectprep.planning.communication.guard import Guard
    from inspectprep.store.protocol import Head
    from inspectprep.workspace import RecordEntry

app = App(name="workspace", help="Check, back up, export and import records.")


@app.command
def verify(
    *,
    head: Annotated[str, Parameter(help="Hash noted down earlier. It must still be in the store.")] = "",
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Check the store, the history of changes, each record, its references and the evidence files.

    The exit code is 1 if there is a problem.
    """
    with open_workspace(place) as workspace:
        verification = workspace.store.verify(head)
        unreadable = workspace.unreadable() if verification.sound else ()
        dangling = workspace.records.dangling_references() if verification.sound else ()
        files = failed_file_checks(file_checks(workspace)) if verification.sound else ()
    sound = verification.sound and not (unreadable or dangling or files)
    if json:
        emit_json(
            {
                "sound": verification.sound,
                "changes": verification.changes,
                "records": verification.records,
                "head": verification.head.hash,
                "problems": list(verification.problems),
                "unreadable": [
                    {"id": record.id, "kind": record.kind, "reason": record.reason} for record in unreadable
                ],
                "references": [{"id": ref.id, "field": ref.field, "to": ref.text} for ref in dangling],
                "files": [{"id": file.item, "state": file.state.value} for file in files],
            }
        )
    else:
        say(*verification.problems)
        say(
            *(
                f"{record.id} cannot be read. {record.reason} "
                f"Withdraw it with: inspectprep {record.kind} withdraw {record.id} --why REASON"
                for record in unreadable
            )
        )
        say(*(f"{ref.id}, field {ref.field!r}, refers to {ref.text!r}. {ref.reason}" for ref in dangling))
        say(*(f"The file of {file.item} is {file.state.value}." for file in files))
        say(
            f"{verification.changes} changes of {verification.records} records checked: "
            f"{'no problems' if sound else 'PROBLEMS FOUND'}."
        )
        _show_head(verification.head)
    return 0 if sound else 1


@app.command
def backup(file: NewFile, /, *, place: Place = None, json: JsonOutput = False) -> int:
    """Write a checked copy of the store to a new file.

    Other people can use the workspace at the same time.
    """
    with open_workspace(place) as workspace:
        head = workspace.store.backup(file)
    _written(file, head, as_json=json)
    return 0


@app.command
def export(
    file: Annotated[
        Path | None,
        Parameter(help="A new file. Default: the standard output.", validator=refuse_child_in_name),
    ] = None,
    /,
    *,
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Write all changes as JSON Lines, for another computer or program."""
    with open_workspace(place) as workspace:
        if file is None:
            head = workspace.store.export(stdout().buffer)
            note(f"Head after {head.number} changes: {head.hash}")
            return 0
        if file.exists():
            raise InspectPrepError("This file exists already.", where=str(file), remedy="Use another name.")

        with writing_output(file, private=True) as stream:
            head = workspace.store.export(stream)
    _written(file, head, as_json=json)
    return 0


@app.command(name="import")
def import_(
    file: Annotated[Path, Parameter(help="An export or a backup.")],
    /,
    *,
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Import an export or a backup into an empty workspace.

    If there is a problem, or personal data of a child, nothing is imported.
    """
    with open_workspace(place) as workspace:
        head = workspace.import_records(file)
    if json:
        emit_json({"changes": head.number, "head": head.hash})
    else:
        say(f"Imported: {head.number} changes from {file}.")
        _show_head(head)
    return 0


@app.command
def history(id: RecordId, /, *, reader: Reader = "", place: Place = None, json: JsonOutput = False) -> int:
    """Show all changes of a record, with author, time and reason."""
    with open_workspace(place) as workspace:
        entries, guard = workspace.shown_history(id, reader=reader)
    steps = [
        {
            "revision": entry.revision,
            "number": entry.number,
            "at": entry.at.isoformat().replace("+00:00", "Z"),
            "by": entry.by,
            "why": guard.reason(entry.why, entry.at.date(), entry.value),
            "withdrawn": entry.withdrawn,
            "changes": changes,
        }
        for entry, changes in zip(entries, _changes(entries, guard), strict=True)
    ]
    if json:
        emit_json({"id": id, "revisions": steps})
        return 0
    table(
        f"History of {id}",
        ("Revision", "Time", "Author", "Change", "Reason"),
        [
            (
                entry.revision,
                f"{entry.at.astimezone():%Y-%m-%d %H:%M}",
                entry.by,
                "withdrawn"
                if entry.withdrawn
                else f"cannot be read: {entry.unreadable}"
                if entry.unreadable
                else "\n".join(_change_line(change) for change in changes),
                guard.reason(entry.why, entry.at.date(), entry.value),
            )
            for entry, changes in zip(entries, _changes(entries, guard), strict=True)
        ],
    )
    return 0


def _changes(entries: tuple[RecordEntry, ...], guard: Guard) -> list[list[dict[str, Any]]]:
    before: dict[str, Any] = {}
    steps = []
    for entry in entries:
        document = {} if entry.value is None else guard.redacted(plain(entry.value), entry.value)
        after = {name: value for name, value in document.items() if name != "id"}
        steps.append([{"field": name, "from": old, "to": new} for name, old, new in changed(before, after)])
        before = after
    return steps


def _change_line(change: dict[str, Any]) -> str:
    if change["from"] is None:
        return f"{change['field']}: {cell_text(change['to'])}"
    return f"{change['field']}: {cell_text(change['from'])} -> {cell_text(change['to'])}"


def _written(file: Path, head: Head, *, as_json: bool) -> None:
    if as_json:
        emit_json({"file": str(file), "changes": head.number, "head": head.hash})
    else:
        say(f"Written: {file} ({head.number} changes)")
        _show_head(head)


def _show_head(head: Head) -> None:
    say(
        f"Head: {head.hash}",
        "Note it down elsewhere. `workspace verify --head` then shows whether changes are missing.",
    )
