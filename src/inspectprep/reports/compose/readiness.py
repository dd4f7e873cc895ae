"""The report of readiness: the answer, the reasons, the next actions, then the dates, tasks and counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from inspectprep.model.readiness import NextAction, Rating, Readiness, ThemeReadiness
from inspectprep.model.report import Paragraph, Report, Section, Table
from inspectprep.reports.compose.answer import BEFORE, answer_section, before_call, themes_table
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
from inspectprep.reports.words import day_words, role_words, short_day


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
    """Return the answer, the themes, the next actions, and the reasons behind every rating.

    What can be done before an imagined call and what comes after it are in different sections.
    """
    now = before_call(readiness)
    after = [action for action in readiness.actions if action not in now]
    title = "Who does what next" if readiness.inspection else BEFORE
    sections = [
        answer_section(readiness, context, where=title),
        Section(title="The themes", blocks=(themes_table(readiness, context), *_verdict(readiness))),
    ]
    if now:
        table_now = _actions(now, readiness.as_of, context, title)
        sections.append(Section(title=title, blocks=(table_now,)))
    sections += _reasons(readiness, context)
    if after:
        title = f"After a call on {day_words(readiness.notified)}: who does what"
        table_after = _actions(after, readiness.as_of, context, title)
        sections.append(Section(title=title, blocks=(table_after,)))
    return tuple(sections)


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
