"""Blocks that the room, the briefing and the office share: the hours of a day, and the balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from inspectprep.calendar.offsets import add_days
from inspectprep.errors import OutOfRangeError
from inspectprep.model.report_blocks import Agenda, AgendaItem, Side
from inspectprep.model.review import ClaimBalance
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.context import ReportContext

_SHORT, _TITLE, _PEOPLE, _SIDES = 48, 90, 3, 6


def next_working_day(day: date, context: ReportContext) -> date:
    """Return the next working day, or the next day if the working days of that time are not known."""
    try:
        return context.working_day_after(day)
    except OutOfRangeError:
        return add_days(day, 1)


def agenda(hours: Sequence[AgendaItem], day: date, *, title: str, most: int = 6) -> Agenda:
    """Return the hours of a day with short texts, and at most the first ones.

    The title says how many there are if it has not all of them.
    """
    shown = hours if len(hours) <= most else hours[: most - 2]
    if len(hours) > len(shown):
        title = f"{title}, {len(shown)} of {len(hours)}"
    return Agenda(title=title, day=day, hours=tuple(map(_short, shown)))


def _short(item: AgendaItem) -> AgendaItem:
    names = tuple(brief(name, _SHORT) for name in item.who[:_PEOPLE])
    more = len(item.who) - len(names)
    return evolve(
        item,
        what=brief(item.what, _SHORT),
        where=brief(item.where, _SHORT),
        who=(*names, f"{more} more") if more > 0 else names,
    )


def sides(balances: Iterable[ClaimBalance]) -> tuple[Side, ...]:
    """Return the strengths and criticisms of each judgement, at first those with mostly criticism."""
    ordered = sorted(balances, key=lambda balance: not balance.tipped)
    return tuple(
        Side(
            title=brief(balance.title, _TITLE),
            criticisms=max(balance.negatives, 0),
            strengths=max(balance.positives, 0),
            withdrawn=max(balance.withdrawn, 0),
        )
        for balance in ordered[:_SIDES]
    )
