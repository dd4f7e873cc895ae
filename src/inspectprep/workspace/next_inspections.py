"""The forecast of the next full inspection of a council, from its records."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import InspectPrepError, OutOfRangeError
from inspectprep.history import built_in_figures
from inspectprep.planning.call_chances import with_chances
from inspectprep.planning.call_dates import call_dates
from inspectprep.planning.forecast.next_inspection import next_inspection
from inspectprep.planning.wording import chance_words, counted, long_date
from inspectprep.workspace.past_inspections import (
    is_full_inspection,
    past_inspections,
    running_full_inspection,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.model.forecast_figures import ForecastFigures
    from inspectprep.model.next_inspection import NextInspection
    from inspectprep.model.past_inspection import PastInspection
    from inspectprep.planning.call_dates import CallDate
    from inspectprep.workspace.council_inspections import CouncilInspections

_RECORD = (
    "Record the last one: inspectprep published import REPORT. Or: inspectprep inspection add "
    "--variant VARIANT --title TITLE --actual fieldwork=START..END --actual publication=DATE --ended DATE "
    "--grades overall=GRADE."
)
_WEEK = 7


class _NoForecastError(InspectPrepError):
    """There is nothing to forecast from, or nothing left to forecast."""


def next_inspection_of(
    workspace: CouncilInspections,
    on: date,
    *,
    away: tuple[date, date] | None = None,
    figures: ForecastFigures | None = None,
) -> NextInspection:
    """Return the forecast of the next full inspection, from the last one on record.

    Args:
        workspace: The workspace.
        on: The day of the forecast. No full inspection has been called since the last one on record.
        away: The first and last day (inclusive) of a period, whose chance is asked for.
        figures: The figures that the forecast rests on. None for the built-in ones.

    Raises:
        InspectPrepError: if no full inspection is on record, or one has been called and is still to begin.
    """
    called = running_full_inspection(workspace, on)
    if called is not None:
        raise _NoForecastError(
            f"The next full inspection has been called: on {long_date(called.day_of_call)}.",
            where=called.id,
            remedy="Show its dates: inspectprep timeline.",
        )
    past = past_inspections(workspace, on)
    if not past:
        raise _NoForecastError(
            "No full inspection is on record, so the chance of a call is not known.", remedy=_RECORD
        )
    last = past[-1]
    forecast = next_inspection(
        last.start,
        as_of=on,
        figures=figures or built_in_figures(),
        pattern=workspace.calls,
        grade=last.overall,
        judgements=last.judgements,
        away=away,
        authority=last.authority,
    )
    return evolve(forecast, unknowns=(*_unknowns(workspace, last), *forecast.unknowns))


def _unknowns(workspace: CouncilInspections, last: PastInspection) -> Iterator[str]:
    """Yield what is not known because of the records, each in one sentence or two."""
    if last.published is None:
        yield "The grades of the last inspection are not used, because its publication is not recorded."
    if unreadable := sum(record.kind == "inspection" for record in workspace.unreadable()):
        subject = counted(unreadable, "record of an inspection", "records of inspections")
        yield f"{subject} cannot be read. A later full inspection may be among them."
    for inspection in workspace.inspections():
        start = inspection.starting
        if not inspection.variant and start is not None and start > last.start:
            yield (
                f"{inspection.id} is later and has no variant, so it does not count. If it was a full "
                f"inspection, add its variant: inspectprep inspection update {inspection.id} --variant ID."
            )


def calls_with_chances(
    workspace: CouncilInspections, calls: tuple[CallDate, ...], variant: str
) -> tuple[tuple[CallDate, ...], str]:
    """Return days of a call with the chance of each, or without it and the reason.

    The reason is empty for a variant that is not a full inspection, of which there is no forecast.

    Args:
        workspace: The workspace.
        calls: Consecutive days of a call, the first of them the next that is possible.
        variant: Id of the variant of the call.
    """
    if not is_full_inspection(workspace, variant):
        return calls, ""
    try:
        return with_chances(calls, next_inspection_of(workspace, workspace.current_day)), ""
    except (_NoForecastError, OutOfRangeError) as error:
        return calls, str(error)


def chance_of_call(
    workspace: CouncilInspections, notified: date, variant: str
) -> tuple[CallDate | None, str]:
    """Return the chance of a call in the week of a day, with a sentence about it.

    Without a chance, the sentence gives the reason. It is empty for a day in the past, and for a variant that
    is not a full inspection.
    """
    today = workspace.current_day
    monday = notified - timedelta(days=notified.weekday())
    weeks = (monday - today).days // _WEEK + 2
    if notified < today:
        return None, ""
    found = workspace.catalogue.find(variant)
    pattern = found.framework.calls.of(graded=found.variant.graded)
    calls = call_dates(today, weeks, calls=pattern)
    calls, reason = calls_with_chances(workspace, calls, variant)
    call = next(
        (each for each in calls if each.monday == monday + timedelta(days=_WEEK * pattern.weeks)), None
    )
    if call is None or call.chance is None or call.by_then is None:
        return None, reason
    return call, (
        f"The chance that the call comes in the week of {long_date(monday)} is {chance_words(call.chance)}. "
        f"The chance that it comes by the end of that week is {chance_words(call.by_then)}."
    )
