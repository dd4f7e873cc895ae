"""``inspectprep workspace verify|backup|export|import|history``: keeping what is kept safe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from inspectprep.cli.output import emit_json, say, table
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.codec import plain
from inspectprep.errors import InspectPrepError
from inspectprep.files import writing
from inspectprep.store.conflict import changed
from inspectprep.workspace.evidence_base import failed_file_checks, file_checks

if TYPE_CHECKING:
    from inspectprep.store.protocol import Head
    from inspectprep.workspace import RecordEntry

__all__ = ["app"]

app = App(name="workspace", help="Check, copy and move what is recorded, and see how a record came about.")

_Json = Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")]


@app.command
def verify(
    *,
    head: Annotated[str, Parameter(help="A head noted down earlier, which must still be in the store.")] = "",
    place: Place = None,
    json: _Json = False,
) -> int:
    """Read everything and say what is wrong: the store, every checksum, the chain of changes, evidence files.

    The exit code is 0 when all is well and 1 otherwise.
    """
    with open_workspace(place) as workspace:
        found = workspace.store.verify(head)
        files = failed_file_checks(file_checks(workspace)) if found.sound else ()
    if json:
        emit_json(
            {
                "sound": found.sound,
                "changes": found.changes,
                "records": found.records,
                "head": found.head.hash,
                "problems": list(found.problems),
                "files": [{"id": each.item, "state": each.state.value} for each in files],
            }
        )
    else:
        say(*found.problems)
        say(*(f"The file of {each.item} is {each.state.value}." for each in files))
        say(f"{'Sound' if found.sound else 'NOT SOUND'}: {found.changes} changes of {found.records} records.")
        _tell_head(found.head)
    return 0 if found.sound and not files else 1


@app.command
def backup(file: Path, /, *, place: Place = None, json: _Json = False) -> int:
    """Write a checked copy to a new file; others may go on working meanwhile."""
    with open_workspace(place) as workspace:
        head = workspace.store.backup(file)
    _written(file, head, as_json=json)
    return 0


@app.command
def export(
    file: Annotated[Path | None, Parameter(help="A new file; the standard output if left out.")] = None,
    /,
    *,
    place: Place = None,
    json: _Json = False,
) -> int:
    """Write every change as JSON Lines, for another computer or another program."""
    with open_workspace(place) as workspace:
        if file is None:
            head = workspace.store.export(sys.stdout.buffer)
            sys.stderr.write(f"Head after {head.number} changes: {head.hash}\n")
            return 0
        if file.exists():
            raise InspectPrepError(
                "There is a file of that name already.", where=str(file), remedy="Name another."
            )

        with writing(file, private=True) as stream:
            head = workspace.store.export(stream)
    _written(file, head, as_json=json)
    return 0


@app.command(name="import")
def import_(file: Path, /, *, place: Place = None, json: _Json = False) -> int:
    """Take over an export or a backup, whole or not at all, into a workspace that holds nothing yet."""
    with open_workspace(place) as workspace:
        try:
            with file.open("rb") as stream:
                head = workspace.store.import_(stream)
        except OSError as error:
            raise InspectPrepError(
                f"The file cannot be read: {error.strerror or 'unknown reason'}.", where=str(file)
            ) from None
    if json:
        emit_json({"changes": head.number, "head": head.hash})
    else:
        say(f"Imported: {head.number} changes from {file}.")
        _tell_head(head)
    return 0


@app.command
def history(id: str, /, *, place: Place = None, json: _Json = False) -> int:
    """Show every change of a record: who, when, what and why."""
    with open_workspace(place) as workspace:
        found = workspace.records.history(id)
    steps = [
        {
            "revision": entry.revision,
            "number": entry.number,
            "at": entry.at.isoformat().replace("+00:00", "Z"),
            "by": entry.by,
            "why": entry.why,
            "withdrawn": entry.value is None,
            "changes": changes,
        }
        for entry, changes in zip(found, _changes(found), strict=True)
    ]
    if json:
        emit_json({"id": id, "revisions": steps})
        return 0
    table(
        f"History of {id}",
        ("Revision", "When", "Who", "What", "Why"),
        [
            (
                entry.revision,
                f"{entry.at.astimezone():%Y-%m-%d %H:%M}",
                entry.by,
                "\n".join(_told(each) for each in changes) if entry.value is not None else "withdrawn",
                entry.why,
            )
            for entry, changes in zip(found, _changes(found), strict=True)
        ],
    )
    return 0


def _changes(entries: tuple[RecordEntry, ...]) -> list[list[dict[str, Any]]]:

    before: dict[str, Any] = {}
    found = []
    for entry in entries:
        after = {} if entry.value is None else {k: v for k, v in plain(entry.value).items() if k != "id"}
        found.append([{"field": name, "from": old, "to": new} for name, old, new in changed(before, after)])
        before = after
    return found


def _told(change: dict[str, Any]) -> str:
    if change["from"] is None:
        return f"{change['field']}: {change['to']}"
    return f"{change['field']}: {change['from']} -> {change['to']}"


def _written(file: Path, head: Head, *, as_json: bool) -> None:
    if as_json:
        emit_json({"file": str(file), "changes": head.number, "head": head.hash})
    else:
        say(f"Written: {file} ({head.number} changes)")
        _tell_head(head)


def _tell_head(head: Head) -> None:
    say(
        f"Head: {head.hash}",
        "Note it down elsewhere: with it, `workspace verify --head` shows later that nothing is missing.",
    )
