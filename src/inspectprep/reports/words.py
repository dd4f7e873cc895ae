"""Ranges of days, ratings, roles and bases in words, in one place so that every format has the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inspectprep.model.audience import Audience
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Status
from inspectprep.model.classification import Classification
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Report, Span
from inspectprep.model.roles import ROLES
from inspectprep.model.workforce import People
from inspectprep.planning.wording import long_date, month_name, short_date, weekday

_SHORT = 3
_SMALL_WORDS = frozenset({"and", "in", "of", "on", "the", "under", "upon", "with"})
_BASIS = {
    Basis.LAW: "Set in law",
    Basis.INSPECTORATE: "Published by the inspectorate",
    Basis.ACCOUNT: "Reported by a council, partner or newspaper",
    Basis.MEASURED: "Forecast from past reports",
    Basis.NOTICE: "Notification letter",
    Basis.PLANNING: "Planning default, which you can change",
}
_BASIS_SHORT = {
    Basis.LAW: "Law",
    Basis.INSPECTORATE: "Inspectorate",
    Basis.ACCOUNT: "Account",
    Basis.MEASURED: "Forecast",
    Basis.NOTICE: "Letter",
    Basis.PLANNING: "Plan",
}
_CADENCE = {
    Cadence.DAILY: "Every working day",
    Cadence.MONTHLY: "Monthly",
    Cadence.QUARTERLY: "Quarterly",
    Cadence.YEARLY: "Yearly",
    Cadence.STANDING: "Ongoing",
}
_RATING = {Rating.RED: "Red", Rating.AMBER: "Amber", Rating.GREEN: "Green"}
_RATING_MARK = {Rating.RED: "🔴", Rating.AMBER: "🟠", Rating.GREEN: "🟢"}
_ROLES = {role.id: role for role in ROLES}


def days_words(start: date, end: date | None = None, *, short: bool = False) -> str:
    """Return a range, both days inclusive: ``Monday 16 to Friday 20 April 2018``.

    The month and year that both days share are written once.
    """
    write = short_date if short else long_date
    if end is None or end == start:
        return write(start)
    cut = _SHORT if short else None
    first = f"{weekday(start)[:cut]} {start.day}"
    if start.year != end.year:
        first = write(start)
    elif start.month != end.month:
        first = f"{first} {month_name(start)[:cut]}"
    return f"{first} to {write(end)}"


def bounds_words(
    earliest: date | None, latest: date | None, by_8_in_10: date | None = None, *, short: bool = False
) -> str:
    """Return the bounds of a forecast: ``8 in 10 by ..., 19 in 20 by ...``, or ``between ... and ...``.

    Empty without bounds, and ``on ... or later`` if no last day is known.

    Args:
        earliest: The first day to expect.
        latest: The last day to expect, which is that of 19 in 20 if the date was measured. None if there are
            no figures for it.
        by_8_in_10: The day by which 8 in 10 came; None if that was not measured.
        short: True for short names of days and months.
    """
    if earliest is None:
        return ""
    write = short_date if short else long_date
    if latest is None:
        return f"on {write(earliest)} or later"
    if by_8_in_10:
        return f"8 in 10 by {write(by_8_in_10)}, 19 in 20 by {write(latest)}"
    if earliest == latest:
        return f"on {write(earliest)}"
    return f"between {days_words(earliest, latest, short=short).replace(' to ', ' and ')}"


def span_words(span: Span, *, short: bool = False) -> str:
    """Return the days of a bar of a chart. A last day that is a forecast is ``about`` a day."""
    if span.end is None or span.end_earliest is None:
        return days_words(span.start, span.end, short=short)
    write = short_date if short else long_date
    return f"{write(span.start)} to about {write(span.end)}"


def joined(items: Sequence[str]) -> str:
    """Return items as a sentence lists them: ``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def basis_words(basis: Basis, *, short: bool = False) -> str:
    """Return the basis of a date, in a phrase or in one word."""
    return (_BASIS_SHORT if short else _BASIS)[basis]


def cadence_words(cadence: Cadence | None) -> str:
    """Return the frequency of a task; empty if it is done once."""
    return _CADENCE[cadence] if cadence else ""


def phase_words(phase: Phase) -> str:
    """Return a stage of the inspection: ``On site``."""
    return _sentence(phase.value) if phase not in (Phase.ON_SITE, Phase.OFF_SITE) else _site(phase)


def status_words(status: Status) -> str:
    """Return the status of a task: ``To do``."""
    return _sentence(status.value)


def readers_words(report: Report) -> str:
    """Return the readers of a report inside a sentence: ``the inspection team``."""
    if report.classification is Classification.PERSONAL_DATA:
        return "those who need it for their work only"
    name = report.audience.value.replace("-", " ")
    return f"the {name}" if report.audience in (Audience.INSPECTION_TEAM, Audience.PUBLIC) else name


def rating_words(rating: Rating) -> str:
    """Return the rating's word, which is shown wherever its colour is."""
    return _RATING[rating]


def rating_mark(rating: Rating) -> str:
    """Return the rating's coloured mark, which is shown beside its word."""
    return _RATING_MARK[rating]


def role_words(role: str, people: People | None = None) -> str:
    """Return a role's title and abbreviation, and its holder if known."""
    known = _ROLES.get(role)
    title = f"{known.title} ({known.abbreviation})" if known else _sentence(role)
    holder = people.holder(role) if people else None
    return f"{title}: {holder.name}" if holder else title


def cell_words(value: object) -> str:
    """Return a table's cell as text: dates and ratings in words, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Rating):
        return rating_words(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def percent_words(chance: float) -> str:
    """Return a chance from 0 to 1 in whole percent: ``35%``, or ``<1%`` for a small one."""
    if 0 < chance < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= chance < 1 else f"{chance:.0%}"


def council_words(name: str) -> str:
    """Return the name of a council; one in small letters throughout, as in many files, with capitals."""
    if name != name.casefold():
        return name
    words = (_capital(word) for word in name.split())
    return " ".join(words)


def _capital(word: str) -> str:
    """Return a word of a name with a capital, unless it is a small one such as ``upon``."""
    parts = word.split("-")
    return "-".join(part if part in _SMALL_WORDS else part[:1].upper() + part[1:] for part in parts)


def _site(phase: Phase) -> str:
    return "On site" if phase is Phase.ON_SITE else "Off site"


def _sentence(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
