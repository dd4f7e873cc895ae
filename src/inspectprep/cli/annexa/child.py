"""``inspectprep annexa child``: everything known of one child, on one line of time."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.cli.annexa.options import (
    AsOf,
    ExplanationsFile,
    Join,
    PolicyFile,
    RulesFile,
    done,
    joining,
    progress,
    read_accepted,
    say_assumed,
    spare,
    with_accepted,
)
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import day, say, table
from inspectprep.errors import InspectPrepError, WriteError
from inspectprep.inputs import read_file

if TYPE_CHECKING:
    from inspectprep.annexa.results.child_view import ChildView

_LEAST = 3


def child(
    path: Annotated[Path, Parameter(help="Workbook or folder with the lists.")],
    /,
    *,
    id_file: Annotated[
        Path | None, Parameter(help="File with the child's identifier. Default: it is asked for.")
    ] = None,
    html: Annotated[Path | None, Parameter(help="Write a page instead. It contains personal data.")] = None,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    rules_file: RulesFile = None,
    explanations: ExplanationsFile = None,
    join: Join = None,
) -> int:
    """Show everything known of one child over the eleven lists. It is for the analyst alone.

    The identifier is never an argument, because the shell records its commands. The exit code is 1 if no list
    has the child.
    """
    spare([path, id_file, policy, rules_file, explanations], {".html": html})
    from inspectprep.annexa.outputs.child_page import summary_of, write_child_page
    from inspectprep.annexa.results.child_view import child_view

    identifier = _asked() if id_file is None else _read(id_file)
    if html is not None:
        _refuse_name(html, identifier)
    accepted = read_accepted(explanations)
    show = progress()
    result = annexa.check(
        path, as_of=as_of, policy=joining(policy, join), registry=registry(), rules=rules_file, progress=show
    )
    done(show)
    say_assumed(result.dataset)
    view = child_view(with_accepted(result, accepted), identifier)
    if not view.found:
        say(summary_of(view))
        return 1
    if html is not None:
        write_child_page(html, view)
        say(f"Written: {html} (personal data, for you only)")
    else:
        _show(view)
    return 0


def _asked() -> str:
    """Return the identifier that a person types."""
    if not sys.stdin.isatty():
        raise InspectPrepError(
            "There is no terminal to ask for the identifier.", remedy="Put it into a file and use --id-file."
        )
    sys.stderr.write("Identifier of the child: ")
    sys.stderr.flush()
    try:
        return input()
    except EOFError:
        return ""


def _read(path: Path) -> str:
    """Return the identifier in a file.

    Raises:
        SourceError: if the file cannot be read.
        InspectPrepError: if it does not have exactly one line.
    """
    lines = [line.strip() for line in read_file(path).decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line]
    if len(lines) != 1:
        raise InspectPrepError(
            f"The file has {len(lines):,} lines.", where=path.name, remedy="Put one identifier into it."
        )
    return lines[0]


def _refuse_name(out: Path, identifier: str) -> None:
    """Refuse a file named after the child, because names of files are seen by others."""
    plain, name = (re.sub(r"[\W_]+", "", text).casefold() for text in (identifier, str(out)))
    if len(plain) >= _LEAST and plain in name:
        raise WriteError(
            "The name of this file has the identifier of the child.",
            where="--html",
            remedy="Use a name such as child.html.",
        )


def _show(view: ChildView) -> None:
    from inspectprep.annexa.outputs import child_page

    say(child_page.summary_of(view))
    shown = [tuple(map(_shown, child_page.event_row(event))) for event in view.events]
    table(f"Line of time, as of {day(view.as_of) or 'an unknown day'}", child_page.EVENT_HEADINGS, shown)
    about = [(header, text, ", ".join(map(str, lists))) for header, text, lists in view.about]
    table("About the child (two lines of one heading disagree)", child_page.ABOUT_HEADINGS, about)
    if view.unread:
        table("Dates that could not be read", child_page.UNREAD_HEADINGS, view.unread)
    if view.findings:
        table("Findings", child_page.FINDING_HEADINGS, child_page.finding_rows(view))
    else:
        say("No finding is on these rows.")


def _shown(cell: object) -> object:
    return day(cell) if isinstance(cell, date) else cell
