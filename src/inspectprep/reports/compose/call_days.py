"""The report of the next days of a call: on which of them the council would be ready, and who takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Block, Report, Section, Table
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Companion, Files, Step
from inspectprep.planning.call_chances import WeighedRatings
from inspectprep.planning.readiness.outlook import Away, CallOutlook
from inspectprep.planning.wording import chance_words, counted, long_date, short_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.context import ReportContext, check_readiness_audience
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined

_MOST_AWAY = 3


def call_days_report(
    outlooks: Sequence[CallOutlook],
    context: ReportContext,
    *,
    authority: str = "",
    weighed: WeighedRatings | None = None,
    note: str = "",
) -> Report:
    """Return the report of the next days of a call, with a link to a page for each.

    Args:
        outlooks: The days, in order, each with what the call would find. There is at least one.
        context: The day the report is made, its marking and its readers.
        authority: The council.
        weighed: The ratings, weighed by the chance of each day. None if the chances are not known.
        note: The reason why the chances are not known. Empty if they are.

    Raises:
        RefusedError: if the audience is not the inspection team or leaders, because reasons quote inspectors.
    """
    check_readiness_audience(context.audience)
    pages = tuple(
        Companion(
            title=short_date(each.call.day),
            purpose=f"{each.rating.value.capitalize()}: {each.reason or 'every theme is green.'}",
            file=day_page(each.call.day),
        )
        for each in outlooks
    )
    first, last = (short_date(each.call.day) for each in (outlooks[0], outlooks[-1]))
    return Report(
        kind="readiness",
        title=f"{authority or 'The council'}: if the call came",
        subtitle=f"The next days of a call, {first} to {last}" if len(outlooks) > 1 else f"A call on {first}",
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=(
            Section(title="The answer", blocks=(_answer(outlooks, weighed, note),)),
            Section(title="Day by day", blocks=(calls_table(outlooks),)),
            Section(title="Each day on a page", blocks=(Files(companions=pages),)),
        ),
    )


def day_page(day: date) -> str:
    """Return the name of the file of a day's page."""
    return f"{day.isoformat()}.html"


def _answer(outlooks: Sequence[CallOutlook], weighed: WeighedRatings | None, note: str) -> Block:
    ready = [each for each in outlooks if each.rating is not Rating.RED]
    worst = min((each.rating for each in outlooks), key=lambda rating: rating.rank)
    if len(ready) == len(outlooks):
        verdict = "Ready on each day"
    elif ready:
        verdict = f"Ready on {len(ready)} of {len(outlooks)} days"
    else:
        verdict = "Not ready on any day"
    steps = list(_steps(outlooks))
    return Answer(
        verdict=verdict,
        rating=worst,
        sentence=_sentence(weighed, note),
        steps=tuple(steps[:MOST_STEPS]),
        more=max(len(steps) - MOST_STEPS, 0),
        where="Day by day",
    )


def _sentence(weighed: WeighedRatings | None, note: str) -> str:
    if weighed is None:
        return note or "The chance of each day is not known."
    return (
        f"The chance of a call by {long_date(weighed.until)} is {chance_words(weighed.chance)}. "
        f"If it comes, the chance of red is {chance_words(weighed.shares[Rating.RED])}."
    )


def _steps(outlooks: Sequence[CallOutlook]) -> Iterator[Step]:
    """Yield the cover that is missing, the earliest first and each person once."""
    seen = set()
    for outlook in outlooks:
        if not outlook.takes_call and "" not in seen:
            seen.add("")
            day = outlook.call.day
            yield Step(action=f"Name who takes a call on {short_date(day, year=False)}.", who="", by=day)
        for away in outlook.away:
            if not away.covered and away.name not in seen:
                seen.add(away.name)
                yield Step(action=f"Name who covers for {away.name}.", who="", by=outlook.call.day)


def calls_table(calls: Sequence[CallOutlook]) -> Table:
    """Return a table of the next days of a call, without columns that are empty."""
    rows = [
        (
            _call(each),
            _takes(each),
            _away(each.away),
            each.rating,
            "" if each.call.likely else brief(" ".join(each.call.notes), 110),
        )
        for each in calls
    ]
    columns = ("Call", "Takes the call", "Away", "Ready then", "Why not likely")
    return table(columns, rows, caption="The next days on which a call could come, each with its chance")


def _call(outlook: CallOutlook) -> str:
    call = outlook.call
    chance = f" ({chance_words(call.chance)})" if call.chance is not None else ""
    return f"{short_date(call.day, year=False)}{chance}, on site {short_date(call.fieldwork, year=False)}"


def _takes(outlook: CallOutlook) -> str:
    if not outlook.takes_call:
        return "No one is named"
    instead = f", for {outlook.in_place_of}" if outlook.in_place_of else ""
    return f"{outlook.takes_call}{instead}"


def _away(away: Sequence[Away]) -> str:
    said = [f"{each.name} ({'covered' if each.covered else 'no cover'})" for each in away]
    more = len(said) - _MOST_AWAY
    if more <= 0:
        return joined(said)
    return joined([*said[:_MOST_AWAY], counted(more, "more person", "more people")])
