"""The readiness on the next likely days of a call, weighed by the chance of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.cli.ready_files import report_written, write_all
from inspectprep.errors import InspectPrepError
from inspectprep.model.readiness import Rating
from inspectprep.planning.call_chances import WeighedRatings
from inspectprep.planning.wording import chance_words

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.model.finding import CheckSummary
    from inspectprep.planning.call_dates import CallDate
    from inspectprep.workspace import Workspace
    from inspectprep.workspace.readiness import ReadinessByCall, WorkspaceReadiness


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
        out: A folder for the files of each day. None to write none.
        reader: The name of the reader, who may be on the embargo register.

    Raises:
        InspectPrepError: if the number is less than 1.
    """
    if number < 1:
        raise InspectPrepError("The number must be at least 1.", where="--every-monday")
    found = workspace.readiness_by_call(number, annexa=summary, reader=reader)
    if out is not None:
        for call, result in found:
            folder = out / call.day.isoformat()
            report_written(write_all(workspace, result.readiness, folder, result.state, reader=reader))
    if as_json:
        emit_json(_as_json(found))
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
