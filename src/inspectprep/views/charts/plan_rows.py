"""The rows of a chart of plans: what is drawn for each event, and the text beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from inspectprep.errors import InspectPrepError
from inspectprep.model.timeline import Event, Timeline
from inspectprep.planning.wording import short_date
from inspectprep.reports.compose.event_words import event_days, forecast_words, known_words, moved_words
from inspectprep.views.charts.style import Row

LONGEST = 366
"""Calendar days from a call. A later event is written and not drawn, so that the weeks on site are wide."""
ONE_DAY, SEVERAL, FORECAST, PLANNED = "One day", "Several days", "Forecast", "First planned"
TEXT = "Text"


def labels_of(timelines: Sequence[Timeline], *, with_day: bool = True) -> list[str]:
    """Return a short name of each plan: what it does not share with the others, or else its title.

    Args:
        timelines: The plans.
        with_day: Whether the day of the call may be part of it.
    """
    parts = [
        [timeline.title for timeline in timelines],
        [timeline.authority for timeline in timelines],
        [f"called on {short_date(timeline.notified)}" for timeline in timelines],
    ]
    used = [names for names in parts[: 3 if with_day else 2] if len(set(names)) > 1] or parts[:1]
    return [", ".join(filter(None, names)) for names in zip(*used, strict=True)]


def title_rows(timelines: Sequence[Timeline]) -> dict[str, str]:
    """Return the text of each event on the axis by its id, in order of time. Texts differ."""
    events: dict[str, Event] = {}
    for timeline in timelines:
        for place, event in enumerate(timeline):
            if event.id not in events:
                before = timeline.events[place - 1].id if place else None
                events = _after(events, before, event)
    counts = Counter(event.title for event in events.values())
    return {
        name: event.title if counts[event.title] == 1 else f"{event.title} ({name})"
        for name, event in events.items()
    }


def rows_of(
    timeline: Timeline, titles: Mapping[str, str], *, letter: str = "", **same: object
) -> Iterator[Row]:
    """Yield the rows of one plan.

    Args:
        timeline: The plan.
        titles: The text of each event on the axis.
        letter: A letter before each text.
        **same: Fields that every row has, such as the name of the plan.
    """
    for event in timeline:
        days = _days(event)
        known = known_words(event) if event.date else "Not known yet"
        row = {**same, "event": titles[event.id], "days": days, "known": known}
        if event.date is None:
            yield row | _text(timeline.notified, f"{letter}{days}")
        elif (event.date - timeline.notified).days > LONGEST:
            about = "about " if event.forecast else ""
            yield row | _text(timeline.notified, f"{letter}Later: {about}{short_date(event.date)}")
        else:
            yield from (row | drawn for drawn in _drawn(event, event.date, letter))


def _drawn(event: Event, start: date, letter: str) -> Iterator[Row]:
    end = event.end or start
    if moved_words(event) and event.planned:
        yield _span(event.planned, event.planned_end or event.planned, PLANNED)
    first = event.earliest if event.forecast else None
    last = event.end_latest if event.end_forecast else event.latest if event.forecast else None
    if not (event.forecast or event.end_forecast):
        yield _span(start, end, SEVERAL if end > start else ONE_DAY)
        yield _text(end + timedelta(days=1), f"{letter}{_days(event)}")
        return
    last = max(day for day in (last, event.latest, end) if day)
    yield _span(first or start, last, FORECAST)
    certain = event.end_earliest or end
    if event.end and not event.forecast and certain > start:
        yield _span(start, certain, SEVERAL)
    for day in {day for day in (None if event.end and not event.forecast else start, event.end) if day}:
        yield _span(day, day, ONE_DAY)
    about = "about " if event.forecast else ""
    yield _text(last + timedelta(days=1), f"{letter}{about}{event_days(event, short=True)}")


def _text(day: date, text: str) -> Row:
    return {"mark": TEXT, "start": day, "end": day, "text": text}


def _span(first: date, last: date, mark: str) -> Row:
    """Return the place of a mark. It ends where the day after its last day begins."""
    return {"mark": mark, "start": first, "end": last + timedelta(days=1), "text": ""}


def _days(event: Event) -> str:
    if event.date is None:
        return "Not known yet"
    if window := forecast_words(event, short=True):
        return f"{'about ' if event.forecast else ''}{event_days(event)}, {window}"
    return event_days(event, short=True)


def _after(events: dict[str, Event], before: str | None, event: Event) -> dict[str, Event]:
    """Return events with one more, after the event that it follows in its own plan."""
    names = list(events)
    place = names.index(before) + 1 if before in events else 0
    names.insert(place, event.id)
    return {name: events.get(name, event) for name in names}


def refuse_same(labels: Sequence[str]) -> None:
    """Refuse plans with the same label.

    Raises:
        InspectPrepError: if there are two.
    """
    twice = [label for label, number in Counter(labels).items() if number > 1]
    if twice:
        raise InspectPrepError(
            f"Two plans have the same council, variant and day of the call: {twice[0]}.",
            remedy="Give each plan once.",
        )
