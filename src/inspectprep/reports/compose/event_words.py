"""An event of a timeline in words: its days, how they are known, and how sure they are.

Every format takes its words from here. The first and the last day are each as sure as their own source.
"""

from __future__ import annotations

from inspectprep.model.basis import Basis
from inspectprep.model.timeline import Event
from inspectprep.planning.wording import counted, long_date, rests_on_words, short_date
from inspectprep.reports.words import basis_words, bounds_words, days_words


def event_days(event: Event, *, short: bool = False) -> str:
    """Return the days of an event; empty without a date. A last day that is a forecast is ``about`` a day."""
    if event.date is None:
        return ""
    write = short_date if short else long_date
    if event.end_waits_for:
        return f"From {write(event.date)}"
    if event.end_forecast and event.end is not None:
        return f"{write(event.date)} to about {write(event.end)}"
    return days_words(event.date, event.end, short=short)


def forecast_words(event: Event, *, short: bool = False) -> str:
    """Return the bounds of the days that are forecasts, in words; empty if there are none."""
    first = (
        bounds_words(event.earliest, event.latest, event.by_8_in_10, short=short) if event.forecast else ""
    )
    if not event.end_forecast:
        return f"begins {first}" if first and event.end else first
    last = f"ends {bounds_words(event.end_earliest, event.end_latest, short=short)}"
    return f"begins {first}; {last}" if first else last


def known_words(event: Event) -> str:
    """Return how an event's days are known, in words, and what they are counted from if that is less sure."""
    if event.id == "notification" and event.firm and not event.actual:
        return "The day of the call"
    words = "Recorded" if event.actual else basis_words(event.basis)
    if event.counted_from is not None and not event.actual:
        day = "first day" if event.end else "day"
        words += f"; the {day} is counted from {rests_on_words(event.counted_from)}"
    if last := last_day_words(event):
        words += f"; the last day is {last}"
    return words


def last_day_words(event: Event) -> str:
    """Return how the last day is known, if it is not known as the first is; empty otherwise."""
    if event.end is None or event.end_basis is None:
        return ""
    if event.actual_end:
        return "" if event.actual else "recorded"
    if event.end_forecast:
        return rests_on_words(Basis.MEASURED)
    if event.end_basis is event.basis and not event.actual:
        return ""
    if event.end_basis is Basis.PLANNING:
        return rests_on_words(Basis.PLANNING)
    words = basis_words(event.end_basis)
    return "in the notification letter" if event.end_basis is Basis.NOTICE else words[:1].lower() + words[1:]


def doubt_words(event: Event) -> str:
    """Return in one word why the first day of an event is not certain; empty if it is firm."""
    if event.firm or event.date is None:
        return ""
    return "forecast" if event.forecast else "planned"


def moved_words(event: Event) -> str:
    """Return the distance that an event moved from its plan, in words; empty if it did not move."""
    days = event.moved_days
    if days and event.planned:
        side = "later" if days > 0 else "earlier"
        return f"{counted(abs(days), 'calendar day')} {side} than {short_date(event.planned)}"
    if event.planned_end and event.end and event.end != event.planned_end:
        days = (event.end - event.planned_end).days
        side = "later" if days > 0 else "earlier"
        return f"ends {counted(abs(days), 'calendar day')} {side} than {short_date(event.planned_end)}"
    return ""
