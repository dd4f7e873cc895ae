"""The readiness on the next likely days of a call, weighed by the chance of each."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from inspectprep.cli import screen
from inspectprep.cli.output import console, day, emit_json, say, table
from inspectprep.cli.ready_files import report_written, write_days
from inspectprep.errors import InspectPrepError
from inspectprep.model.readiness import Rating
from inspectprep.planning.call_chances import WeighedRatings
from inspectprep.planning.wording import chance_words, counted, first_few, short_date
from inspectprep.reports.words import joined, percent_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inspectprep.model.finding import CheckSummary
    from inspectprep.planning.call_dates import CallDate
    from inspectprep.planning.readiness.outlook import Away
    from inspectprep.workspace import Workspace
    from inspectprep.workspace.readiness import ReadinessByCall, WorkspaceReadiness

_WEEK_NUMBER = re.compile(r"week \d+ of the year")
_FEW, _MOST_LINES = 2, 2


def show_call_days(
    workspace: Workspace,
    number: int,
    summary: CheckSummary | None,
    *,
    as_json: bool,
    out: Path | None,
    reader: str,
) -> int:
    """Show the readiness on the next days of a call, and return the exit code.

    Args:
        workspace: The workspace.
        number: How many days.
        summary: Counts of a check of Annex A. None for the last ones saved.
        as_json: True to write JSON.
        out: A folder for the page of all days and that of each. None to write none.
        reader: The name of the reader, who may be on the embargo register.

    Raises:
        InspectPrepError: if the number is less than 1.
    """
    if number < 1:
        raise InspectPrepError("The number must be at least 1.", where="--every-monday")
    found = workspace.readiness_by_call(number, annexa=summary, reader=reader)
    if out is not None:
        report_written(write_days(workspace, found, out, reader=reader))
    if as_json:
        emit_json(_as_json(found))
    elif screen.room() is not None:
        _show_first(found)
    else:
        _show(found)
    return 0 if all(result.readiness.ready for _, result in found) else 1


def _as_json(found: ReadinessByCall) -> dict[str, object]:
    return {
        "schema": "inspectprep/call-days/1",
        "days": [_day_as_json(*each) for each in found],
        "weighed": _weighed_as_json(found.weighed) if found.weighed else None,
        "no_chances": found.no_chances,
    }


def _day_as_json(call: CallDate, result: WorkspaceReadiness) -> dict[str, object]:
    return {
        "notified": call.day.isoformat(),
        "fieldwork": call.fieldwork.isoformat(),
        "likely": call.likely,
        "chance": call.chance,
        "by_then": call.by_then,
        "notes": list(call.notes),
        "rating": result.readiness.rating.value,
        "themes": {theme.theme.value: theme.rating.value for theme in result.readiness.themes},
    }


def _weighed_as_json(weighed: WeighedRatings) -> dict[str, object]:
    shares = {rating.value: share for rating, share in weighed.shares.items()}
    return {"until": weighed.until.isoformat(), "chance": weighed.chance, **shares}


def _show_first(found: ReadinessByCall) -> None:
    """Print on which day the council is ready, who takes the call, who is away and what is not likely."""
    screen.is_partial()
    outlooks = found.outlooks
    today = outlooks[0].call.day
    ready = [outlook for outlook in outlooks if outlook.rating is not Rating.RED]
    if ready:
        verdict = f"READY ON {len(ready)} OF {counted(len(outlooks), 'day').upper()}"
        sentence = f"The first is {short_date(ready[0].call.day, today)}."
    else:
        verdict = f"NOT READY ON ANY OF {counted(len(outlooks), 'day').upper()}"
        sentence = outlooks[0].reason
    say(*wrap(f"{verdict}. {sentence}", console().width, max_lines=_MOST_LINES, placeholder=" ..."), "")
    table(
        "If the call came on",
        ("Call", "Chance", "Ready", "Takes the call", "Away", "Likely"),
        [
            (
                short_date(outlook.call.day, today),
                "" if outlook.call.chance is None else percent_words(outlook.call.chance),
                outlook.rating.value,
                outlook.takes_call or "no one named",
                _away(outlook.away),
                "" if outlook.call.likely else "no",
            )
            for outlook in outlooks
        ],
        spare=("Chance",),
    )
    notes: dict[str, list[str]] = {}
    for outlook in outlooks:
        for text in outlook.call.notes:
            notes.setdefault(_WEEK_NUMBER.sub("such a week", text), []).append(
                short_date(outlook.call.day, today)
            )
    for text, days in notes.items():
        say(*wrap(f"{joined(days)}: {text}", console().width))
    if found.no_chances:
        say(*wrap(found.no_chances, console().width))


def _away(people: Sequence[Away]) -> str:
    """Return who is away: first those without cover."""
    names = [away.name for away in people if not away.covered]
    covered = sum(away.covered for away in people)
    parts = (f"{first_few(names, _FEW)}: no cover" if names else "", f"{covered} covered" if covered else "")
    return "; ".join(filter(None, parts))


def _show(found: ReadinessByCall) -> None:
    themes = [theme.theme for theme in found.days[0][1].readiness.themes]
    chances = ("Chance", "By then") if found.weighed else ()
    names = (theme.word for theme in themes)
    table(
        "Readiness by date of call",
        ("Call", "On site from", *chances, "Ready", *names),
        [
            (
                day(call.day),
                day(call.fieldwork),
                *(chance_words(chance) for chance in (call.chance, call.by_then) if chance is not None),
                result.readiness.rating.value,
                *(theme.rating.value for theme in result.readiness.themes),
            )
            for call, result in found
        ],
    )
    say(*(f"{day(call.day)}: {' '.join(call.notes)}" for call, _ in found if call.notes))
    if found.weighed:
        _show_weighed(found.weighed)
    elif found.no_chances:
        say(found.no_chances)


def _show_weighed(weighed: WeighedRatings) -> None:
    shares = [f"{rating.value} {chance_words(share)}" for rating, share in weighed.shares.items()]
    say(
        f"The chance that the call comes on one of these days is {chance_words(weighed.chance)}.",
        f"If it does, the chance that it finds the council red is {chance_words(weighed.shares[Rating.RED])} "
        f"({', '.join(shares[1:])}). Each day counts by its chance.",
    )
