"""``inspectprep published intervals``: intervals between full inspections, by grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import History, JsonOutput, OptionalDay
from inspectprep.cli.invocation import today
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.codec import dumps
from inspectprep.history import read_history
from inspectprep.model.intervals import IntervalFigures, PastIntervals, SchedulingFacts
from inspectprep.planning.forecast.intervals import past_intervals
from inspectprep.planning.wording import counted

_COLUMNS = ("Earlier grade", "Intervals", "Minimum", "Average", "Median", "Maximum")


def intervals(
    history: History,
    /,
    *,
    as_of: Annotated[
        OptionalDay, Parameter(help="Count what was published by this day. Default: today.")
    ] = None,
    include_pandemic: Annotated[
        bool, Parameter(negative="", help="Count intervals over the pandemic pause too.")
    ] = False,
    from_sif: Annotated[
        bool, Parameter(negative="", help="Show the intervals from the earlier framework (SIF) too.")
    ] = False,
    json: JsonOutput = False,
) -> int:
    """Show the intervals between full inspections, by the grade of the earlier one."""
    found = past_intervals(read_history(history), as_of=as_of or today(), include_pandemic=include_pandemic)
    if json:
        emit_json(dumps(found))
        return 0
    rows = [_row(figures) for figures in found.grades]
    if found.every:
        rows.append(_row(found.every, "all grades"))
    if not rows:
        say(f"No interval between full inspections (ILACS) is complete on {day(found.as_of)}.")
    else:
        table(f"Days between full inspections (ILACS) on {day(found.as_of)}", _COLUMNS, rows)
    if from_sif:
        table("Days from the earlier framework (SIF) to ILACS", _COLUMNS, map(_row, found.from_sif))
    say(*_notes(found))
    if found.scheduling:
        _show(found.scheduling)
    return 0


def _row(figures: IntervalFigures, name: str = "") -> tuple[str, ...]:
    return (
        name or figures.grade or "no overall grade",
        f"{figures.n}",
        f"{figures.min}",
        f"{figures.mean:.0f}",
        f"{figures.median:.0f}",
        f"{figures.max}",
    )


def _notes(found: PastIntervals) -> Iterator[str]:
    yield "Calendar days from start to start. An interval counts once the later report is published."
    if found.left_out:
        yield (
            f"Left out, because of the pandemic pause (17 March 2020 to 27 June 2021): {found.left_out}. "
            "Count them with --include-pandemic."
        )
    if found.unpublished:
        yield f"Without a day of publication, so not counted: {found.unpublished}. Add it to the history."
    waiting = [each for each in found.open if not each.over_pause]
    yield (
        f"Still open: {counted(len(found.open), 'council')}, {len(waiting)} inspected since the pause. "
        "Completed intervals alone are too short on average, because long ones are still open."
    )


def _show(facts: SchedulingFacts) -> None:
    rows = [
        (group.title, f"{group.n}", f"{group.by_chance:.1f}", f"{group.n / facts.n:.0%}")
        for group in facts.groups
    ]
    title = f"When {counted(facts.n, 'inspection')} began, {day(facts.first)} to {day(facts.last)}"
    table(title, ("Weeks", "Inspections", "By chance", "Share"), rows)
    say(f"On a Monday: {facts.on_monday} of {facts.n}.", *_weeks(facts))
    say(f"Mondays of a year on which an inspection can begin: about {facts.usable_mondays:.0f}.")


def _weeks(facts: SchedulingFacts) -> Iterator[str]:
    if not facts.never_used:
        return
    yield f"Weeks of the year that were never used: {', '.join(map(str, facts.never_used))}."
    if facts.explained:
        yield f"Closed by a kind of week that is never used: {', '.join(map(str, facts.explained))}."
    others = len(facts.never_used) - len(facts.explained)
    chance = f"Chance alone would leave about {facts.by_chance:.1f} in {counted(facts.n, 'inspection')}."
    yield f"That leaves {others}. {chance}"
