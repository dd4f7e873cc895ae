"""A child's view as a private page, with a line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import NamedTuple

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs import page
from inspectprep.annexa.results.child_view import ChildEvent, ChildView

_LEFT, _RIGHT, _WIDTH = 250, 20, 1150
_LANE = 24
_TOP = 26
_BAR, _DOT, _LATE = "#1d5fa8", "#1b1b1b", "#9c1c1c"
_MOST_TICKS = 12
_MOST_SPANS = 100
"""The most spans in the picture. The table has all of them."""


def write_child_page(path: Path | str, view: ChildView) -> None:
    """Write a child's view as a page that only its owner can read. Its title names no child.

    Raises:
        WriteError: if it cannot be written.
    """
    page.write_page(path, "One child over the eleven lists", _parts(view))


def _parts(view: ChildView) -> Iterator[str]:
    yield page.paragraph(summary_of(view))
    yield page.heading("Line of time")
    yield _line(view)
    rows = [event_row(event) for event in view.events]
    yield page.table("Events and spans in the order of their days", EVENT_HEADINGS, rows)
    yield page.heading("About the child")
    about = [(header, text, ", ".join(map(str, lists))) for header, text, lists in view.about]
    yield page.table("What the lists say. Two lines of one heading disagree.", ABOUT_HEADINGS, about)
    if view.unread:
        yield page.heading("Dates that could not be read")
        yield page.table("They are not on the line of time", UNREAD_HEADINGS, view.unread)
    yield page.heading("Findings")
    if view.findings:
        severities = [finding.severity.value for finding in view.findings]
        yield page.table("Findings on these rows", FINDING_HEADINGS, finding_rows(view), classes=severities)
    else:
        yield page.paragraph("No finding is on these rows.")


EVENT_HEADINGS = ("Day", "Until", "List", "What happened", "Details", "Cell")
ABOUT_HEADINGS = ("What", "Text", "Lists")
UNREAD_HEADINGS = ("List", "Cell", "Column", "Text")
FINDING_HEADINGS = ("Severity", "List", "Cell", "What is wrong", "What to do", "Explained", "Rule")


def summary_of(view: ChildView) -> str:
    """Return the rows by list and the look-alike identifiers in words, without an identifier."""
    if view.found:
        lists = ", ".join(
            f"List {number} ({count} {'row' if count == 1 else 'rows'})"
            for number, count in view.rows.items()
        )
        text = (
            f"The child, or its adopters, are on {lists}." if 11 in view.rows else f"The child is on {lists}."
        )
    else:
        text = "No list has this identifier."
    if view.similar:
        alike = ", ".join(f"{count} on List {number}" for number, count in view.similar.items())
        text += f" Other identifiers that look alike: {alike}."
    return text


def event_row(event: ChildEvent) -> tuple[object, ...]:
    """Return the cells of an event, as :data:`EVENT_HEADINGS` names them."""
    until = event.until if event.until or not event.lasting else "not ended"
    details = "; ".join(f"{header}: {text}" for header, text in event.details)
    return (event.day, until, event.list, event.what, details, event.cell)


def finding_rows(view: ChildView) -> list[tuple[object, ...]]:
    """Return the cells of the findings, as :data:`FINDING_HEADINGS` names them."""
    return [
        (
            finding.severity.value,
            finding.list,
            finding.location.cell or f"row {finding.location.row}",
            finding.message,
            finding.guidance,
            finding.explained,
            finding.rule,
        )
        for finding in view.findings
    ]


class _Scale(NamedTuple):
    first: date
    last: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _line(view: ChildView) -> str:
    """Return the line of time as a picture: a lane for each span, and one for the events of each list."""
    dated = [event for event in view.events if event.day is not None]
    if not dated:
        return page.paragraph("No date could be read.")
    days = [day for event in dated for day in (event.day, event.until) if day is not None]
    last = max([*days, *([view.as_of] if view.as_of else [])])
    scale = _Scale(min(days) - timedelta(15), last + timedelta(15))
    spans = [event for event in dated if event.lasting][:_MOST_SPANS]
    points = {number: [event for event in dated if event.list == number] for number in view.rows}
    lanes = [_span(event, place, scale, view.as_of or last) for place, event in enumerate(spans)]
    lanes += [
        _points(number, events, len(spans) + at, scale) for at, (number, events) in enumerate(points.items())
    ]
    height = _TOP + len(lanes) * _LANE + 10
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="The line of time of the table below">\n'
        + "\n".join((*_ticks(scale, height), *_today(view.as_of, scale, height), *lanes))
        + "\n</svg>"
    )


def _ticks(scale: _Scale, height: int) -> Iterator[str]:
    """Yield a line and a year for each year, or for some of them if there are many."""
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = -(-len(years) // _MOST_TICKS) or 1
    for year in years[::step]:
        x = scale.at(date(year, 1, 1))
        yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{height}" stroke="#d5d5d5"/>'
        yield f'<text x="{x}" y="14" text-anchor="middle">{year}</text>'


def _today(as_of: date | None, scale: _Scale, height: int) -> Iterator[str]:
    if as_of is not None and scale.first <= as_of <= scale.last:
        x = scale.at(as_of)
        look = f'stroke="{_LATE}" stroke-dasharray="4 3"'
        yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{height}" {look}/>'


def _label(text: str, y: float) -> str:
    return f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(text)}</text>'


def _span(event: ChildEvent, lane: int, scale: _Scale, open_until: date) -> str:
    y = _TOP + lane * _LANE + _LANE / 2
    first = event.day or open_until
    start, end = scale.at(first), scale.at(max(first, event.until or open_until))
    title = escape(f"{event.what}: {_days(event)}")
    return (
        f'{_label(f"{event.what} (List {event.list})", y)}<rect x="{start}" y="{y - 6}" rx="3" '
        f'width="{max(3, round(end - start, 1))}" height="12" fill="{_BAR}"><title>{title}</title></rect>'
    )


def _points(number: int, events: Sequence[ChildEvent], lane: int, scale: _Scale) -> str:
    y = _TOP + lane * _LANE + _LANE / 2
    dots = "".join(
        f'<circle cx="{scale.at(event.day)}" cy="{y}" r="4.5" fill="{_DOT}">'
        f"<title>{escape(f'{event.what}: {_days(event)}')}</title></circle>"
        for event in events
        if event.day is not None
    )
    return _label(f"List {number}: {catalogue.lists()[number].title}", y) + dots


def _days(event: ChildEvent) -> str:
    first = f"{event.day:%d/%m/%Y}" if event.day else ""
    if not event.lasting:
        return first
    return f"{first} to {event.until:%d/%m/%Y}" if event.until else f"{first}, not ended"
