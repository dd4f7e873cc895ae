"""Arguments that several commands share: dates, periods, formats and files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from inspectprep.calendar.written import read_clock, read_day
from inspectprep.cli.invocation import today
from inspectprep.errors import InspectPrepError
from inspectprep.model.inspection import Actual, Notice


def read_date(text: str, where: str) -> date:
    """Read a date as people write it.

    Raises:
        InspectPrepError: if it is not one.
    """
    try:
        return read_day(text)
    except ValueError as error:
        raise InspectPrepError(str(error), where=where) from None


def _to_date(_type: Any, tokens: Sequence[Any]) -> date:
    return read_day(tokens[0].value)


def _to_clock(_type: Any, tokens: Sequence[Any]) -> str:
    return read_clock(tokens[0].value)


def refuse_child_in_name(_type: Any, path: Path | None) -> None:
    """Refuse the name of a new file that seems to contain a child's number or date of birth.

    Raises:
        PersonalDataError: naming the reason, never the name.
    """
    if path is not None:
        from inspectprep.workspace.personal_data.refusal import refuse_file_name

        refuse_file_name(path, today=today(), known=None)


Day = Annotated[date, Parameter(converter=_to_date)]
"""A day, such as 9 April 2018, 09/04/2018 or 2018-04-09."""
# Cyclopts 4.8 ignores the converter of one member of a union.
OptionalDay = Annotated[date | None, Parameter(converter=_to_date)]
"""The same for an option that may be left out."""
Clock = Annotated[str, Parameter(converter=_to_clock)]
"""A time of day, such as 9.30, 9am or 16:30. The value is on the 24-hour clock: 09:30."""
Json = Annotated[bool, Parameter(name="--json", negative="", help="Same as --format json.")]
JsonOutput = Annotated[bool, Parameter(name="--json", negative="", help="Write JSON.")]
Format = Annotated[
    str | None,
    Parameter(
        name="--format",
        help="Format of the report, such as html, md, text, teams or json. Default: by the suffix of --out.",
    ),
]
Today = Annotated[OptionalDay, Parameter(help="The day. Default: today.")]
Out = Annotated[Path | None, Parameter(help="Write to this file. Default: the screen.")]
History = Annotated[
    Path, Parameter(help="CSV file of full inspections, or reports that published parse has read.")
]
NewFile = Annotated[Path, Parameter(help="A new file.", validator=refuse_child_in_name)]
Authority = Annotated[str, Parameter(help="The council's name.")]
VariantId = Annotated[str, Parameter(help="Id of the variant, such as ilacs-short.")]
OwnVariant = Annotated[
    str,
    Parameter(
        help="Id of the variant, such as ilacs-short. In a workspace: the variant of an imagined call."
    ),
]
InspectionId = Annotated[
    str,
    Parameter(
        name="--inspection", help="Id of an inspection, such as ins-1. Default: the only one that runs."
    ),
]
Reader = Annotated[
    str,
    Parameter(
        name="--reader",
        help="Name of the one reader. Only people on the embargo register can see an outcome.",
    ),
]
RecordId = Annotated[str, Parameter(help="Id of the record, such as ev-1.")]
ActualDates = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        consume_multiple=False,
        help="Actual date: fieldwork=START or fieldwork=START..END. Can be repeated.",
    ),
]
NoticeDates = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        consume_multiple=False,
        help="Date from the notification letter: annex_a_due=DATE. Can be repeated.",
    ),
]
FrameworkFiles = Annotated[
    list[Path] | None,
    Parameter(
        name="--framework", negative="", help="TOML file with the council's own variants. Can be repeated."
    ),
]
TaskFiles = Annotated[
    list[Path] | None,
    Parameter(name="--tasks", negative="", help="TOML file with the council's own tasks. Can be repeated."),
]
_ANSWERS = {"yes": True, "no": False}
_YEAR_DIGITS = 4
Votes = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        consume_multiple=False,
        help="Whether the council votes in the local elections of a year: 2027=yes. Can be repeated.",
    ),
]


def read_votes(texts: Sequence[str] | None) -> dict[int, bool]:
    """Return the years in texts such as ``2027=yes``, and whether the council votes in each.

    Raises:
        InspectPrepError: if one cannot be read, or a year has two answers.
    """
    votes: dict[int, bool] = {}
    for text in texts or ():
        year, _, answer = (part.strip() for part in text.partition("="))
        voted = _ANSWERS.get(answer.casefold())
        if voted is None or not (year.isdecimal() and len(year) == _YEAR_DIGITS):
            raise InspectPrepError(
                f"{text!r} is not a year and an answer.",
                where="--votes",
                remedy="Use --votes 2027=yes or 2027=no.",
            )
        if votes.setdefault(int(year), voted) is not voted:
            raise InspectPrepError(f"{year} has two answers.", where="--votes", remedy="Give one.")
    return votes


def read_actual(texts: Sequence[str] | None) -> tuple[Actual, ...]:
    """Return the actual dates in texts such as ``fieldwork=2018-04-17..2018-04-20``.

    Raises:
        InspectPrepError: if one cannot be read.
    """
    return tuple(
        Actual(id=name, start=start, end=end)
        for name, start, end in (_named("--actual", text) for text in texts or ())
    )


def read_notice(texts: Sequence[str] | None) -> tuple[Notice, ...]:
    """Return the dates of the notification letter in texts such as ``annex_a_due=2018-04-11``.

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
            f"{text!r} is not an event and a date.",
            where=option,
            remedy=f"Use {option} fieldwork=2018-04-17 or {option} fieldwork=2018-04-17..2018-04-20.",
        )
    return name.strip(), *read_span(span, f"{option} {name.strip()}")


def read_span(text: str, where: str) -> tuple[date, date | None]:
    """Return the first and the last day of a text such as ``2018-04-17..2018-04-20``; None for one day.

    Raises:
        InspectPrepError: if a day is not a date.
    """
    first, dots, last = text.partition("..")
    return read_date(first, where), read_date(last, where) if dots else None
