"""``inspectprep scan FILE`` and ``inspectprep scan learn FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from inspectprep.cli.arguments import JsonOutput
from inspectprep.cli.invocation import make_workspace, registry
from inspectprep.cli.output import emit_json, say
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.errors import InspectPrepError
from inspectprep.workspace import Workspace, configuration
from inspectprep.workspace.personal_data.name_list import read_names

app = App(name="scan", help="Find personal data of children in a text before you send it.")

_FORMATS = "Text, Markdown, HTML, CSV, JSON, Word (.docx) or Excel file."


@app.default
def scan(
    file: Annotated[Path, Parameter(help=_FORMATS)],
    /,
    *,
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Find NHS numbers, pupil numbers and dates of birth in a file, and children whom a workspace knows.

    The output gives the line and the kind of each finding, and never the value. The exit code is 1 if
    anything is found.
    """
    workspace = _workspace(place)
    with workspace:
        findings = workspace.scan(file)
    known = workspace.folder is not None
    if json:
        emit_json({"known_children": known, "findings": [finding._asdict() for finding in findings]})
        return 1 if findings else 0
    say(*(f"{finding.place}: {finding.what}" for finding in findings))
    if not findings:
        say("No personal data of children was found. Names can only be found if they were learned.")
    if not known:
        say("There is no workspace here, so no ids and names of children are known. Use --workspace FOLDER.")
    return 1 if findings else 0


@app.command
def learn(
    file: Annotated[Path, Parameter(help="CSV, text or Excel file with the names of children.")],
    /,
    *,
    replace: Annotated[bool, Parameter(negative="", help="Forget the names of earlier lists.")] = False,
    place: Place = None,
    json: JsonOutput = False,
) -> int:
    """Learn the names of children from a list, so that no record can contain one.

    A table has the headings First name and Last name, or Name. A text file has one name in each line. Only
    hashes are stored. Names of workers and teams are skipped and counted.
    """
    names = read_names(file, registry())
    with open_workspace(place) as workspace:
        learned = workspace.learn_names(names, replace=replace)
    if json:
        emit_json(learned._asdict())
        return 0
    say(f"Learned: {_children(learned.new)}.")
    if learned.skipped:
        say(
            f"Question: {_children(learned.skipped)} not learned, because a worker, a role holder or a team "
            "has the same name. Check by hand that records with this name mean the adult."
        )
    if learned.incomplete:
        say(f"Not learned: {_children(learned.incomplete)} without a first or a last name.")
    return 0


def _workspace(place: Path | None) -> Workspace:
    """Return the workspace of the command line, or one without a folder if none is found or asked for."""
    try:
        configuration.find_file(place)
    except InspectPrepError:
        if place is not None:
            raise
        return make_workspace()
    return open_workspace(place)


def _children(count: int) -> str:
    return "1 child" if count == 1 else f"{count} children"
