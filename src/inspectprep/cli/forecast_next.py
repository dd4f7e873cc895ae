"""``inspectprep forecast next``: when the next full inspection of a council is likely."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import history as histories
from inspectprep.cli.arguments import Authority, Format, Json, OptionalDay, Out, read_span
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import (
    TABLE,
    Output,
    choose_output,
    day,
    emit_document,
    emit_report,
    on_terminal,
    say,
    table,
)
from inspectprep.cli.workspace_options import INIT, Place, in_workspace, open_workspace, refuse_options
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.past_inspection import JUDGEMENTS, GradeWord
from inspectprep.planning.forecast.next_inspection import next_inspection
from inspectprep.planning.wording import chance_words
from inspectprep.reports.compose.next_inspection import month_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.forecast_figures import ForecastFigures
    from inspectprep.model.framework import CallPattern
    from inspectprep.model.next_inspection import NextInspection
    from inspectprep.workspace import Workspace

_GRADES = "--judgements"


def next_(
    *,
    last_start: Annotated[
        OptionalDay,
        Parameter(
            help="The first day of the last full inspection. Default in a workspace: that of its records."
        ),
    ] = None,
    grade: Annotated[str, Parameter(help="Its overall grade, if it has one, such as good.")] = "",
    judgements: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            consume_multiple=False,
            help="Its other grades, such as leaders=good,care_leavers=good. Can be repeated.",
        ),
    ] = None,
    as_of: Annotated[OptionalDay, Parameter(help="The day of the forecast. Default: today.")] = None,
    history: Annotated[
        Path | None,
        Parameter(
            help="History to fit the forecast to: a CSV file, or what published parse writes. "
            "Default: built-in figures."
        ),
    ] = None,
    away: Annotated[
        str,
        Parameter(help="First and last day of an absence, START..END, to show the chance of a call in it."),
    ] = "",
    authority: Authority = "",
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Show when the next full inspection of a council is likely.

    In a workspace, it counts from the last full inspection on record, with its published grades. Elsewhere,
    use --last-start. It advises, and never decides. Ofsted chooses the day.
    """
    when = as_of or today()
    absence = _period(away) if away else None
    if last_start is None:
        given = {"--grade": grade, "--judgements": judgements, "--authority": authority}
        refuse_options(given, "only with --last-start", "Leave it out: the grades on record are used.")
        if not in_workspace(place):
            raise InspectPrepError(
                "The first day of the last full inspection is missing.",
                remedy=f"Use --last-start DATE. {INIT}",
            )
        with open_workspace(place) as workspace:
            output = _output(workspace, format, out, as_json=json)
            figures = _figures(history, when, workspace.calls) if history else None
            forecast = workspace.next_inspection(when, away=absence, figures=figures)
            _emit(workspace, forecast, output)
        if output.format == TABLE:
            _say_decision(forecast)
        return 0
    refuse_options({"--workspace": place}, "not with --last-start", "Leave one of them out.")
    workspace = make_workspace()
    output = _output(workspace, format, out, as_json=json)
    forecast = next_inspection(
        last_start,
        as_of=when,
        grade=_grade(grade, "--grade") if grade else None,
        judgements=read_judgements(judgements or ()),
        figures=_figures(history, when, workspace.calls),
        pattern=workspace.calls,
        away=absence,
        authority=authority,
    )
    _emit(workspace, forecast, output)
    return 0


def _output(workspace: Workspace, format: str | None, out: Path | None, *, as_json: bool) -> Output:
    return choose_output(workspace, "next-inspection", format=format, out=out, as_json=as_json, screen=TABLE)


def _emit(workspace: Workspace, forecast: NextInspection, output: Output) -> None:
    if drawn := on_terminal(output):
        emit_report(workspace, forecast, drawn)
    elif output.format == TABLE:
        _show(forecast)
    else:
        emit_document(workspace, forecast, output)


def _say_decision(forecast: NextInspection) -> None:
    window = forecast.window
    advice = f"8 in 10 begin from {day(window.p10)} to {day(window.p90)}, half of them by {day(window.p50)}."
    say(
        "",
        "The forecast does not decide. Record the decision of a person:",
        "inspectprep decision add --about forecast --decided SENTENCE --person NAME --reason WORDS --on DATE "
        f"--advice {shlex.quote(advice)}",
    )


def _figures(history: Path | None, as_of: date, pattern: CallPattern) -> ForecastFigures:
    if history is None:
        return histories.built_in_figures()
    return histories.fit_figures(histories.read_history(history), as_of=as_of, pattern=pattern)


def _grade(text: str, where: str) -> GradeWord:
    try:
        return GradeWord.read(text)
    except ValueError as error:
        raise InspectPrepError(str(error), where=where) from None


def read_judgements(texts: Iterable[str]) -> dict[str, GradeWord]:
    """Return the grades in texts such as ``leaders=good,care_leavers=outstanding``, by judgement.

    A judgement is named by its id, or by a part of it that no other has.

    Raises:
        InspectPrepError: if a text cannot be read, or a judgement has two grades.
    """
    grades: dict[str, GradeWord] = {}
    for text in (each.strip() for joined in texts for each in joined.split(",")):
        name, equals, word = text.partition("=")
        if not equals:
            raise InspectPrepError(
                f"{text!r} is not a judgement and a grade.",
                where=_GRADES,
                remedy=f"Use {_GRADES} leaders=good,help_and_protection=outstanding.",
            )
        judgement = _judgement(name)
        if judgement in grades:
            raise InspectPrepError(f"{judgement} has two grades.", where=_GRADES, remedy="Give one.")
        grades[judgement] = _grade(word, f"{_GRADES} {judgement}")
    return grades


def _judgement(name: str) -> str:
    plain = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    matching = [known for known in JUDGEMENTS if plain and plain in known]
    if plain in JUDGEMENTS:
        return plain
    if len(matching) != 1:
        raise UnknownNameError("judgement", name.strip(), JUDGEMENTS, where=_GRADES)
    return matching[0]


def _period(text: str) -> tuple[date, date]:
    first, last = read_span(text, "--away")
    if last is None:
        raise InspectPrepError(
            f"{text!r} is not a first and a last day.",
            where="--away",
            remedy="Use --away 2027-02-15..2027-02-19.",
        )
    return first, last


def _show(forecast: NextInspection) -> None:
    window = forecast.window
    table(
        f"Next full inspection, as of {day(forecast.as_of)}",
        ("Month", "Begins in it", "Begins by its end"),
        month_rows(forecast),
    )
    say(
        f"8 in 10 begin from {day(window.p10)} to {day(window.p90)}, half of them by {day(window.p50)}.",
        f"Chance that it begins within 30 days: {chance_words(forecast.within_30_days)}, "
        f"90 days: {chance_words(forecast.within_90_days)}, "
        f"180 days: {chance_words(forecast.within_180_days)}.",
    )
    if forecast.away is not None and forecast.away_on_site is not None:
        say(
            f"Chance that the call comes from {day(forecast.away_from)} to {day(forecast.away_until)}: "
            f"{chance_words(forecast.away)}. That fieldwork begins in a week of it: "
            f"{chance_words(forecast.away_on_site)}."
        )
    say("", "Reasons", f"- {forecast.method}", *(f"- {text}" for text in forecast.reasons))
    say("", "Not known", *(f"- {text}" for text in forecast.unknowns))
