"""The report of the forecast of the next full inspection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model.next_inspection import NextInspection
from inspectprep.model.report import Bullets, Report, Section, Table, Tile, Tiles
from inspectprep.planning.standing.forecasts import forecast_standing
from inspectprep.planning.wording import chance_words, long_date, month_name
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.words import days_words

_LATEST = 0.99
"""Months after those of this chance are not listed."""


def next_inspection_report(forecast: NextInspection, context: ReportContext) -> Report:
    """Return the report of a forecast."""
    council = f"{forecast.authority}: " if forecast.authority else ""
    return Report(
        kind="next-inspection",
        title=f"{council}next full inspection" if council else "Next full inspection",
        subtitle=f"Forecast of {long_date(forecast.as_of)}. It advises, and never decides.",
        prepared=context.prepared or forecast.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=(
            standing_section(forecast_standing(forecast), context, beside=(_glance(forecast),)),
            Section(title="Month by month", blocks=(_by_month(forecast),)),
            Section(title="Week by week", blocks=(_by_week(forecast),)),
            Section(title="Reasons", blocks=(Bullets(items=(forecast.method, *forecast.reasons)),)),
            Section(title="Not known", blocks=(Bullets(items=forecast.unknowns),)),
        ),
        document=context.document_for(forecast),
    )


def _glance(forecast: NextInspection) -> Tiles:
    return Tiles(tiles=tuple(_tiles(forecast)))


def _tiles(forecast: NextInspection) -> Iterator[Tile]:
    for days, chance in (
        (30, forecast.within_30_days),
        (90, forecast.within_90_days),
        (180, forecast.within_180_days),
    ):
        yield Tile(title=f"Within {days} days", value=chance_words(chance))
    if forecast.away is not None and forecast.away_on_site is not None and forecast.away_from is not None:
        yield Tile(
            title="Call in the absence",
            value=chance_words(forecast.away),
            detail=(
                f"{days_words(forecast.away_from, forecast.away_until, short=True)}. "
                f"Fieldwork in it: {chance_words(forecast.away_on_site)}"
            ),
        )


def _by_month(forecast: NextInspection) -> Table:
    return Table(
        columns=("Month", "Begins in it", "Begins by its end"),
        rows=tuple(month_rows(forecast)),
        caption="The chance of each month in which the fieldwork can begin",
    )


def _by_week(forecast: NextInspection) -> Table:
    weeks, total = [], 0.0
    for week in forecast.weeks:
        if total < _LATEST:
            total += week.probability
            weeks.append((week.monday, round(100 * week.probability, 1)))
    return Table(
        columns=("Monday", "Chance in %"),
        rows=tuple(weeks),
        caption="The chance that the fieldwork begins on each possible Monday",
        scale=(0.0, max(chance for _, chance in weeks)),
    )


def month_rows(forecast: NextInspection) -> Iterator[tuple[str, str, str]]:
    """Yield each month with its chance, and the chance of a start by its end."""
    months: dict[date, float] = {}
    for week in forecast.weeks:
        month = week.monday.replace(day=1)
        months[month] = months.get(month, 0.0) + week.probability
    total = 0.0
    for month, chance in months.items():
        if total >= _LATEST:
            return
        total += chance
        yield f"{month_name(month)} {month.year}", chance_words(chance), chance_words(total)
