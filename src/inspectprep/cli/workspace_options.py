"""Options of commands that use a workspace: its folder, the author and the reason of a change."""

from __future__ import annotations

import getpass
import re
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from inspectprep.calendar.written import read_clock, read_day
from inspectprep.cli.invocation import clock, observed, plugin_options
from inspectprep.errors import InspectPrepError
from inspectprep.files import nearest_configuration
from inspectprep.store.protocol import Moment
from inspectprep.workspace import Workspace

Place = Annotated[
    Path | None,
    Parameter(
        name="--workspace",
        help="Workspace folder. Default: the nearest parent folder with an inspectprep.toml.",
    ),
]
By = Annotated[
    str,
    Parameter(name="--by", help="Author of the change. Default: the configured name, or your login name."),
]
Why = Annotated[str, Parameter(name="--why", help="The reason for the change.")]

INIT = "Create a workspace with `inspectprep init`, or name one with --workspace."
RECORD = (
    "A workspace has its own people, progress, tasks and frameworks: add records, or name the files in "
    "inspectprep.toml."
)

_NUMBER = re.compile(r"#?(\d{1,15})")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_TIME = re.compile(r",? (?:at )?(\d\d?(?:[:.]\d\d ?(?:[ap]\.?m\.?)?| ?[ap]\.?m\.?))$", re.IGNORECASE)


def open_workspace(path: Path | None) -> Workspace:
    """Open the workspace of the command line, with this run's plugins.

    Raises:
        InspectPrepError: if there is none.
        DocumentError: if its configuration has a mistake.
    """
    workspace = Workspace.open(path, **plugin_options()._asdict(), clock=clock)
    observed(workspace.registry)
    return workspace


def in_workspace(path: Path | None) -> bool:
    """Return whether a command is about a workspace: one is named, or this folder is in one."""
    return path is not None or nearest_configuration() is not None


def refuse_options(options: Mapping[str, object], when: str, remedy: str) -> None:
    """Refuse options that would have no effect.

    Raises:
        InspectPrepError: naming those that are given.
    """
    used = [name for name, value in options.items() if value not in (None, "")]
    if used:
        verb = "is" if len(used) == 1 else "are"
        raise InspectPrepError(f"{', '.join(used)} {verb} {when}.", remedy=remedy)


def recorder(workspace: Workspace, given: str) -> str:
    """Return the author of a change: the given name, the configured name, or the login name.

    Raises:
        InspectPrepError: if there is no name.
    """
    configured = workspace.config.recorded_by if workspace.config else ""
    try:
        name = given.strip() or configured.strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise InspectPrepError("There is no name to record this change under.", remedy="Use --by NAME.")
    return name


def read_moment(text: str | None, where: str = "--as-of") -> Moment:
    """Return an earlier moment: the end of a day, a local date and time, or the number of a change.

    Raises:
        InspectPrepError: if it is not one of these.
    """
    if not text:
        return None
    plain = " ".join(text.split())
    if match := _NUMBER.fullmatch(plain):
        return int(match[1])
    try:
        return _moment(plain)
    except OverflowError:
        reason = f"{text!r} is outside the years of this computer's clock."
    except ValueError as error:
        reason = str(error)
    raise InspectPrepError(
        reason,
        where=where,
        remedy="You can also use a date and time (7 September 2026 17:30) or a change number (120).",
    )


def _moment(text: str) -> datetime:
    """Return the end of a day, or a time on it, such as ``7 September 2026 at 5.30pm``."""
    if _ISO_TIME.match(text):
        try:
            return datetime.fromisoformat(text).astimezone()
        except ValueError:
            raise ValueError(f"{text!r} is not a valid date and time.") from None
    match = _TIME.search(text)
    on = read_day(text[: match.start()] if match else text)
    at = time.fromisoformat(read_clock(match[1])) if match else time.max
    try:
        return datetime.combine(on, at).astimezone()
    except ValueError:  # the first and the last day of the calendar, in some time zones
        raise OverflowError from None
