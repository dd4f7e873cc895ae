"""iCalendar: entries that a new plan updates instead of adding again.

An entry's UID does not contain its date, and its SEQUENCE grows with each new plan, so that calendars
replace the old one. DTSTAMP is midnight (UTC) of the day for which the report was prepared: the same report
gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO

from icalendar import Alarm, Calendar, Event

from inspectprep.calendar.offsets import add_days
from inspectprep.model.report import CalendarEntry, Report
from inspectprep.printable import printable

_PRODUCT = "-//inspectprep//inspection calendar//EN"
_WARNINGS = ((timedelta(hours=-15), "Tomorrow"), (timedelta(hours=9), "Today"))
"""09:00 on the day before and on the day itself, counted from the midnight before the day."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report's entries as all-day events."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(report.title))
    calendar.add("x-wr-caldesc", _line(f"{report.classification.value}. {report.subtitle}"))
    stamp = datetime.combine(_stamped(report), time(), UTC)
    for entry in report.entries:
        calendar.add_component(_event(entry, stamp, report))
    stream.write(calendar.to_ical())


def _stamped(report: Report) -> date:
    if report.prepared:
        return report.prepared
    return min((entry.start for entry in report.entries), default=datetime(1970, 1, 1, tzinfo=UTC).date())


def _event(entry: CalendarEntry, stamp: datetime, report: Report) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.revision)
    event.add("summary", _line(entry.title))
    event.add("dtstart", entry.start)
    event.add("dtend", add_days(entry.end, 1))
    event.add("status", _status(entry))
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    event.add("categories", [report.classification.value])
    if entry.description:
        event.add("description", printable(entry.description))
    if entry.deadline and not (entry.tentative or entry.cancelled):
        for trigger, when in _WARNINGS:
            event.add_component(_alarm(entry, trigger, when))
    return event


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
