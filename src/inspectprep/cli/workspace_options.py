"""The workspace that a command is about, and the name under which it records."""

from __future__ import annotations

import getpass
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.invocation import plugin_options
from inspectprep.errors import InspectPrepError
from inspectprep.store.protocol import Moment
from inspectprep.workspace import Workspace

__all__ = ["By", "Place", "Why", "open_workspace", "read_moment", "recorder"]

Place = Annotated[
    Path | None,
    Parameter(name="--workspace", help="The workspace's folder; the nearest from here upward if left out."),
]
By = Annotated[
    str, Parameter(name="--by", help="Who makes the change; as configured, or the login name, if left out.")
]
Why = Annotated[str, Parameter(name="--why", help="The reason for the change.")]

_NUMBER = re.compile(r"#?(\d{1,15})")


def open_workspace(path: Path | None) -> Workspace:
    """Open the workspace that the command line names, with this run's plugins.

    Raises:
        InspectPrepError: if there is none.
        DocumentError: if its configuration has a mistake.
    """
    return Workspace.open(path, **plugin_options()._asdict())


def recorder(workspace: Workspace, given: str) -> str:
    """Return the name under which a change is recorded: as given, as configured, or the login name.

    Raises:
        InspectPrepError: if none of them says.
    """
    configured = workspace.config.recorded_by if workspace.config else ""
    try:
        name = given.strip() or configured.strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise InspectPrepError("Nobody knows who makes this change.", remedy="Say --by and your name.")
    return name


def read_moment(text: str | None, where: str = "--as-of") -> Moment:
    """Read a past moment: a day (all of it), a day and time of this computer, or the number of a change.

    Raises:
        InspectPrepError: if it is none of them.
    """
    if not text:
        return None
    plain = text.strip()
    if found := _NUMBER.fullmatch(plain):
        return int(found[1])
    try:
        if len(plain) == len("2018-04-09"):
            return datetime.combine(date.fromisoformat(plain), time.max).astimezone()
        return datetime.fromisoformat(plain).astimezone()
    except ValueError:
        raise InspectPrepError(
            f"{text!r} is no moment.",
            where=where,
            remedy="Write a day (2026-09-07), a day and time (2026-09-07T17:30) or a change (120).",
        ) from None
