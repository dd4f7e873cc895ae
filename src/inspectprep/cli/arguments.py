"""Arguments that several commands read: dates, spans of dates, formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from inspectprep.errors import InspectPrepError
from inspectprep.model.inspection import Actual, Notice

__all__ = [
    "Authority",
    "Day",
    "FrameworkFiles",
    "Given",
    "Json",
    "Out",
    "TaskFiles",
    "read_actual",
    "read_notice",
]


def read_date(text: str, where: str) -> date:
    """Read an ISO date.

    Raises:
        InspectPrepError: if it is not one.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InspectPrepError(
            f"{text!r} is not a date.", where=where, remedy="Write it as year-month-day, like 2018-04-09."
        ) from None


def _to_date(_type: Any, tokens: Sequence[Any]) -> date:
    try:
        return date.fromisoformat(tokens[0].value.strip())
    except ValueError:
        message = f"{tokens[0].value!r} is not a date; write it as year-month-day, like 2018-04-09."
        raise ValueError(message) from None


Day = Annotated[date, Parameter(converter=_to_date)]
"""A day, as YYYY-MM-DD."""
Json = Annotated[bool, Parameter(name="--json", negative="", help="Shorthand for --format json.")]
Out = Annotated[Path | None, Parameter(help="Write to this file instead of the screen.")]
Authority = Annotated[str, Parameter(help="The council's name.")]
Given = Annotated[list[str] | None, Parameter(negative="", consume_multiple=False)]
FrameworkFiles = Annotated[
    list[Path] | None,
    Parameter(
        name="--framework", negative="", help="A TOML file with the council's own variants; may be repeated."
    ),
]
TaskFiles = Annotated[
    list[Path] | None,
    Parameter(name="--tasks", negative="", help="A TOML file with the council's own tasks; may be repeated."),
]


def read_actual(texts: Sequence[str] | None) -> tuple[Actual, ...]:
    """Read ``fieldwork=2018-04-17..2018-04-20`` or ``publication=2018-05-22``, each what happened.

    Raises:
        InspectPrepError: if one cannot be read.
    """
    return tuple(
        Actual(id=name, start=start, end=end)
        for name, start, end in (_named("--actual", text) for text in texts or ())
    )


def read_notice(texts: Sequence[str] | None) -> tuple[Notice, ...]:
    """Read ``annex_a_due=2018-04-11``, each a date from the notification letter.

    Raises:
        InspectPrepError: if one cannot be read.
    """
    return tuple(
        Notice(id=name, start=start, end=end)
        for name, start, end in (_named("--notice", text) for text in texts or ())
    )


def _named(option: str, text: str) -> tuple[str, date, date | None]:
    name, equals, span = text.partition("=")
    if not (name.strip() and equals and span.strip()):
        raise InspectPrepError(
            f"{text!r} is not an event with its date.",
            where=option,
            remedy=f"Write it like {option} fieldwork=2018-04-17 or fieldwork=2018-04-17..2018-04-20.",
        )
    first, dots, last = span.partition("..")
    where = f"{option} {name.strip()}"
    return name.strip(), read_date(first, where), read_date(last, where) if dots else None
