"""The report of readiness: the answer, the reasons, the next actions, then the dates, tasks and counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from inspectprep.model.readiness import NextAction, Rating, Readiness, ThemeReadiness
from inspectprep.model.report import Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.reports.compose.check import check_sections, check_tiles
from inspectprep.reports.compose.checklist import progress, task_sections, task_source_section
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.days import day_sections
from inspectprep.reports.compose.entries import plan_entries, plan_series
from inspectprep.reports.compose.tables import table
from inspectprep.reports.compose.timeline import (
    chart_of,
    date_sections,
    glance,
    notes_section,
    source_section,
)
from inspectprep.reports.compose.trend import trend_sections
from inspectprep.reports.words import counted, day_words, joined, role_words, short_day

_ANSWERS = {
    Rating.RED: "Not ready",
    Rating.AMBER: "Ready, with gaps",
    Rating.GREEN: "Ready",
}


def readiness_report(readiness: Readiness, context: ReportContext) -> Report:
    """Return the report of readiness; the companions in the context follow the answer.

    Raises:
        InspectPrepError: if it is not for this audience.
    """
    check_counts_audience(context.audience)
    prepared = context.prepared or readiness.as_of
    companions = (
        ("timeline", context.timeline),
        ("checklist", context.checklist),
        ("annexa", context.annexa),
    )
    return Report(
        kind="readiness",
        title=f"{readiness.authority or 'The council'}: are we ready?",
        subtitle=f"{readiness.title}, for a call on {day_words(readiness.notified)}",
        prepared=prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=(
            *answer_sections(readiness, context),
            *trend_sections(context.trend),
            *_companions(readiness, context),
        ),
        entries=plan_entries(context.timeline, context.checklist, people=context.people, prepared=prepared),
        series=plan_series(context.timeline, context.checklist),
        document=context.document_for(readiness, companions),
    )


def answer_sections(readiness: Readiness, context: ReportContext) -> tuple[Section, ...]:
    """Return the answer, the reasons behind every rating, and the next actions."""
    tomorrow = context.working_day_after(readiness.as_of)
    urgent = [action for action in readiness.actions if action.due and action.due <= tomorrow]
    later = [action for action in readiness.actions if action not in urgent]
    sections = [
        Section(title="The answer", blocks=(_headline(readiness), *_verdict(readiness))),
        *_reasons(readiness, context),
    ]
    if urgent:
        title = f"Who does what by {day_words(tomorrow)}"
        urgent_table = _actions(urgent, readiness.as_of, context, "Actions due by the next working day")
        sections.append(Section(title=title, blocks=(urgent_table,)))
    if later:
        title = "After that" if urgent else "Who does what next"
        later_table = _actions(later, readiness.as_of, context, "Actions after the next working day")
        sections.append(Section(title=title, blocks=(later_table,)))
    return tuple(sections)


def _headline(readiness: Readiness) -> Tiles:
    red = [theme for theme in readiness.themes if theme.rating is Rating.RED]
    amber = [theme for theme in readiness.themes if theme.rating is Rating.AMBER]
    parts = [f"{len(themes)} {word}" for themes, word in ((red, "red"), (amber, "amber")) if themes]
    total = counted(len(readiness.themes), "theme")
    detail = f"Of {total}, {joined(parts)}" if parts else "Every theme is green"
    answer = Tile(
        title="Are we ready?", value=_ANSWERS[readiness.rating], rating=readiness.rating, detail=detail
    )
    tiles = [
        Tile(
            title=theme.theme.heading,
            value=theme.rating.value.capitalize(),
            rating=theme.rating,
            detail=theme.reasons[0].text if theme.reasons else "",
        )
        for theme in (_worst_first(theme) for theme in readiness.themes)
    ]
    return Tiles(tiles=(answer, *tiles))


def _worst_first(theme: ThemeReadiness) -> ThemeReadiness:
    return evolve(theme, reasons=tuple(sorted(theme.reasons, key=lambda reason: reason.rating.rank)))


def _verdict(readiness: Readiness) -> Iterator[Paragraph]:
    yield Paragraph(
        text=f"As of {day_words(readiness.as_of)}. Each theme has the rating of its most serious "
        "reason, and the whole has the rating of its most serious theme. This is advice; people decide."
    )


def _reasons(readiness: Readiness, context: ReportContext) -> Iterator[Section]:
    holders = {action.owner: action.holder for action in readiness.actions if action.holder}
    rows = [
        (
            theme.theme.heading,
            reason.rating,
            reason.text,
            _person(reason.owner, holders.get(reason.owner, ""), context) if reason.owner else "",
            reason.rule,
        )
        for theme in sorted(map(_worst_first, readiness.themes), key=lambda theme: theme.rating.rank)
        for reason in theme.reasons
    ]
    gaps = [row for row in rows if row[1] is not Rating.GREEN]
    good = [row for row in rows if row[1] is Rating.GREEN]
    columns = ("Theme", "Rating", "Reason", "Owner", "Rule")
    shown = " or ".join(
        [rating.value for rating in (Rating.RED, Rating.AMBER) if any(row[1] is rating for row in gaps)]
    )
    if gaps:
        gap_table = table(
            columns, gaps, caption="Reasons why a theme is not green, most serious first", group="Theme"
        )
        yield Section(title=f"What is {shown}, and why", blocks=(gap_table,))
    if good:
        good_table = table(columns, good, caption="Reasons why a theme is green", group="Theme")
        yield Section(title="What is in place", blocks=(good_table,))


def _actions(actions: list[NextAction], as_of: date, context: ReportContext, caption: str) -> Table:
    columns = ("Who", "Due", "Action", "Theme", "Rating", "Late")
    order = {owner: place for place, owner in reversed(list(enumerate(action.owner for action in actions)))}
    rows = [
        (
            _who(action, context),
            action.due,
            action.title,
            action.theme.heading,
            action.rating,
            f"since {short_day(action.due)}" if action.due and action.due < as_of else "",
        )
        for action in sorted(actions, key=lambda action: order[action.owner])
    ]
    return table(columns, rows, caption=f"{caption}, by owner", group="Who")


def _who(action: NextAction, context: ReportContext) -> str:
    if not action.owner:
        return "No owner"
    return _person(action.owner, action.holder, context)


def _person(owner: str, holder: str, context: ReportContext) -> str:
    role = role_words(owner, context.people if not holder else None)
    return f"{role}: {holder}" if holder else role


def _companions(readiness: Readiness, context: ReportContext) -> Iterator[Section]:
    timeline, tasks, annexa = context.timeline, context.checklist, context.annexa
    if timeline:
        chart = evolve(chart_of(timeline, context), as_of=readiness.as_of)
        yield Section(title="Key dates", blocks=(glance(timeline), chart))
        yield from date_sections(timeline)
    if tasks:
        if timeline:
            yield from day_sections(timeline, tasks, context)
        first, *rest = task_sections(tasks, context) or (Section(title="Tasks by owner", blocks=()),)
        yield evolve(first, blocks=(progress(tasks, readiness.as_of), *first.blocks))
        yield from rest
    if annexa:
        yield Section(title="Annex A at a glance", blocks=(check_tiles(annexa),))
        yield from check_sections(annexa)
    yield from notes_section((*readiness.notes, *(timeline.notes if timeline else ())))
    if timeline:
        yield from source_section(timeline)
    if tasks:
        yield from task_source_section(tasks)
