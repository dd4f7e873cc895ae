"""The changes from an earlier calendar file to the one that replaces it.

Calendars keep the entry with the highest SEQUENCE. So an entry that changed has a higher SEQUENCE and a later
DTSTAMP, one that did not change has both as before, and one that is gone stays as cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from inspectprep.errors import WriteError
from inspectprep.extras import optional
from inspectprep.model.audience import Audience

with optional("icalendar"):
    from icalendar import Calendar, Component, Event


PRODUCT = "-//inspectprep//inspection calendar//EN"
"""The PRODID of our calendars."""

AUDIENCE = "x-inspectprep-audience"
"""The property with the audience of a calendar."""

SERIES = "x-inspectprep-series"
"""The property with the set of entries to which an event belongs."""

_LONG_AGO = timedelta(days=60)
_UNCOMPARED = (b"DTSTAMP", b"SEQUENCE")


def read_earlier(path: Path, audience: Audience) -> dict[str, Event]:
    """Return the events of an earlier calendar for the same audience, by UID.

    Raises:
        WriteError: if the file is not a calendar of inspectprep, or is for another audience.
    """
    try:
        calendar = Calendar.from_ical(path.read_bytes())
        events = {str(event["uid"]): event for event in calendar.walk("VEVENT") if isinstance(event, Event)}
        read = [(event.errors, _sequence(event), _stamp(event)) for event in events.values()]
        ours = str(calendar["prodid"]) == PRODUCT and not any(errors for errors, *_ in read)
    except (AttributeError, KeyError, OSError, TypeError, ValueError):
        raise _not_ours(path) from None
    if not ours:
        raise _not_ours(path)
    if calendar.get(AUDIENCE) != audience.value:  # its entries stay in the new file
        raise WriteError(
            f"The calendar that is there is not for the audience {audience.value!r}.",
            where=str(path),
            remedy="Use one name for each audience.",
        )
    return events


def follow(
    events: Iterable[Event], earlier: dict[str, Event], *, series: Iterable[str], stamp: datetime
) -> list[Event]:
    """Return the events of a new calendar as they follow on those of an earlier one.

    Args:
        events: The new events, with distinct UIDs.
        earlier: The earlier events by UID.
        series: The sets of entries that the new events give in full. An earlier event of these that is not
            among the new ones is cancelled, unless it was over long ago. Others stay as they are.
        stamp: The time of the new calendar.
    """
    left = dict(earlier)
    written = []
    for event in events:
        old = left.pop(str(event["uid"]), None)
        if old is not None and _is_same(event, old):
            _set(event, _sequence(old), _stamp(old))
        elif old is not None:
            _raise(event, old, stamp)
        written.append(event)
    given = set(series)
    for event in left.values():
        is_cancelled = str(event.get("status", "")) == "CANCELLED"
        if str(event.get(SERIES, "")) in given and not is_cancelled and not _was_over(event, stamp):
            _cancel(event, stamp)
        written.append(event)
    return written


def _was_over(event: Event, stamp: datetime) -> bool:
    """Return whether an event was over long ago, as those of an earlier inspection are."""
    last = event.decoded("dtend" if "dtend" in event else "dtstart")
    day = last.date() if isinstance(last, datetime) else last
    return isinstance(day, date) and stamp.date() - day > _LONG_AGO


def _cancel(event: Event, stamp: datetime) -> None:
    _raise(event, event, stamp)
    event.subcomponents.clear()
    event.pop("status", None)
    event.add("status", "CANCELLED")


def _raise(event: Event, old: Event, stamp: datetime) -> None:
    sequence = max(_sequence(event), _sequence(old) + 1)
    _set(event, sequence, max(stamp, _stamp(old) + timedelta(seconds=1)))


def _set(event: Event, sequence: int, stamp: datetime) -> None:
    for name in ("sequence", "dtstamp"):
        event.pop(name, None)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)


def _sequence(event: Event) -> int:
    return int(event.decoded("sequence"))


def _stamp(event: Event) -> datetime:
    stamp = event.decoded("dtstamp")
    if not isinstance(stamp, datetime):
        raise TypeError
    return stamp.astimezone(UTC)


def _is_same(event: Event, old: Event) -> bool:
    """Return whether calendars show the same. Reading may change how an event is written."""
    before = _content(old)
    return _content(event) == before or _content(Event.from_ical(event.to_ical())) == before


def _content(event: Component) -> list[bytes]:
    return [line for line in event.to_ical().splitlines() if not line.startswith(_UNCOMPARED)]


def _not_ours(path: Path) -> WriteError:
    return WriteError(
        "The file that is there is not a calendar that inspectprep wrote, or it is damaged.",
        where=str(path),
        remedy="Choose another name, or remove the file if you do not need it.",
    )
