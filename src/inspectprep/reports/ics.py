"""iCalendar: entries that a later file updates instead of adding again.

An entry's UID does not contain its date. A file that replaces an earlier one follows it: see
:mod:`inspectprep.reports.calendar_changes`. No clock is read. DTSTAMP is midnight (UTC) of the day for which
the report was prepared, or later if the entry changed twice on that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from inspectprep.extras import optional
from inspectprep.model.report import CalendarEntry, Report
from inspectprep.printable import printable
from inspectprep.reports.calendar_changes import AUDIENCE, PRODUCT, SERIES, follow, read_earlier

with optional("icalendar"):
    from icalendar import Alarm, Calendar, Event, Timezone


_ZONE = "Europe/London"
_TIME_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_WARNINGS = ((timedelta(hours=-15), "Tomorrow"), (timedelta(hours=9), "Today"))
"""09:00 on the day before and on the day itself, counted from the midnight before the day."""


class CalendarWriter:
    """The writer of a report's entries: all-day events, and events with hours in the time of London."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write the entries as a new calendar."""
        stream.write(_calendar(report, list(_events(report))).to_ical())

    def update(self, report: Report, stream: BinaryIO, earlier: Path) -> None:
        """Write the entries as they follow on those of the calendar that the file replaces.

        Raises:
            WriteError: if the earlier file is not such a calendar.
        """
        old = read_earlier(earlier, report.audience)
        series = {*report.series, *(entry.series for entry in report.entries)}
        events = follow(list(_events(report)), old, series=series, stamp=_stamp(report))
        stream.write(_calendar(report, events).to_ical())


write = CalendarWriter()
"""The writer of the built-in format."""


def _calendar(report: Report, events: list[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add(AUDIENCE, report.audience.value)
    calendar.add("x-wr-calname", _line(report.title))
    calendar.add("x-wr-caldesc", _line(f"{report.classification.value}. {report.subtitle}"))
    if any("TZID" in event["dtstart"].params for event in events):
        calendar.add_component(Timezone.from_ical(_TIME_ZONE))
    for event in events:
        calendar.add_component(event)
    return calendar


def _stamp(report: Report) -> datetime:
    day = report.prepared or min((entry.start for entry in report.entries), default=date(1970, 1, 1))
    return datetime.combine(day, time(), UTC)


def _events(report: Report) -> Iterator[Event]:
    """Yield an event for each entry. Entries that share an identity are numbered."""
    seen: Counter[str] = Counter()
    for entry in report.entries:
        seen[entry.uid] += 1
        uid = entry.uid if seen[entry.uid] == 1 else f"{entry.uid}#{seen[entry.uid]}"
        yield _event(entry, uid, report)


def _event(entry: CalendarEntry, uid: str, report: Report) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(report))
    event.add("sequence", entry.revision)
    event.add("summary", _line(entry.title))
    hours = _add_days(event, entry)
    event.add("status", _status(entry))
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    event.add("categories", [report.classification.value])
    event.add(SERIES, entry.series)
    if entry.place:
        event.add("location", _line(entry.place))
    description = "\n".join(filter(None, (hours, entry.description)))
    if description:
        event.add("description", printable(description))
    if entry.deadline and not entry.cancelled:
        for trigger, when in _WARNINGS[entry.on_the_day :]:
            event.add_component(_alarm(entry, trigger, when))
    return event


def _add_days(event: Event, entry: CalendarEntry) -> str:
    """Add the start and the end, and return the hours that these do not show.

    RFC 5545 excludes the last day of an all-day event.
    """
    opens, closes = _clock(entry.begins), _clock(entry.finishes)
    if opens is None:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1) if entry.end < date.max else entry.end)
        return f"{entry.begins} to {entry.finishes}".strip() if entry.finishes else entry.begins
    begins = datetime.combine(entry.start, opens)
    event.add("dtstart", begins, parameters={"TZID": _ZONE})
    if closes is not None and (finishes := datetime.combine(entry.end, closes)) > begins:
        event.add("dtend", finishes, parameters={"TZID": _ZONE})
    return ""


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _status(entry: CalendarEntry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.tentative else "CONFIRMED"


def _alarm(entry: CalendarEntry, trigger: timedelta, when: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", trigger)
    alarm.add("description", f"{when}: {_line(entry.title)}")
    return alarm
