"""Every format gives the same days, the same bounds and the same certainty of each event."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from inspectprep.reports.words import bounds_words
from tests.reports.markup import parse

CALLS = ("2026-11-30", "2027-03-22", "2024-04-22", "2025-12-01")
RECORDED = ("--actual", "final_feedback=2026-12-18", "--actual", "publication=2027-01-29")
Row = tuple[date | None, date | None, str]


def planned(cli: Any, variant: str, call: str, *more: str) -> dict[str, Any]:
    """Return the dated events of a plan as other programs get them, by title."""
    document = cli("timeline", variant, "--notified", call, *more, "--json").json
    return {each["title"]: each for each in document["events"] if each["date"]}


def bounds(event: dict[str, Any], *, short: bool) -> str:
    """Return the bounds that a format shows for an event, in words."""

    def words(prefix: str) -> str:
        first, last = (event[f"{prefix}{name}"] for name in ("earliest", "latest"))
        eight = None if prefix else event["by_8_in_10"]
        return bounds_words(
            *(each and date.fromisoformat(each) for each in (first, last, eight)), short=short
        )

    begins, ends = words(""), words("end_")
    begins = f"begins {begins}" if begins and event["end"] else begins
    return "; ".join(filter(None, (begins, ends and f"ends {ends}")))


def expected(events: dict[str, Any]) -> dict[str, Row]:
    """Return the days and the bounds of each event of a document."""
    return {
        title: (
            date.fromisoformat(event["date"]),
            event["end"] and date.fromisoformat(event["end"]),
            bounds(event, short=True),
        )
        for title, event in events.items()
    }


def day(text: str) -> date | None:
    """Read a short day; None for the words of an unknown one."""
    try:
        return datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def row(cells: dict[str, str]) -> Row:
    """Return the days and the bounds of a row of the table of dates."""
    return day(cells["From"]), day(cells.get("To", "")), cells.get("Forecast", "")


def from_text(text: str) -> dict[str, Row]:
    """Read the dates of a report in plain text."""
    part = text.partition("The dates\n---------\n")[2].partition("\n\nWhat to know")[0]
    rows = {}
    for entry in re.split(r"(?m)^- ", part)[1:]:
        plain = re.sub(r"\n    +", " ", entry)
        head, *lines = re.sub(r"\n  (?![A-Z][\w ]*: )", " ", plain).splitlines()
        cells = dict(line.strip().split(": ", 1) for line in lines if ": " in line)
        rows[head.removesuffix(" (every working day)")] = row(cells)
    return rows


def from_markdown(text: str) -> dict[str, Row]:
    """Read the dates of a report in Markdown."""
    head, _, *lines = [
        line
        for line in text.partition("## The dates")[2].partition("What to know")[0].splitlines()
        if "|" in line
    ]
    columns = [cell.strip() for cell in head.strip("|").split("|")]
    rows = {}
    for line in lines:
        cells = dict(zip(columns, (cell.strip() for cell in line.strip("|").split("|")), strict=False))
        if "From" in columns and cells["What"] not in rows and day(cells.get("From", "")):
            rows[cells["What"].removesuffix(" (every working day)")] = row(cells)
    return rows


def from_html(text: str) -> dict[str, Row]:
    """Read the dates of a page."""
    for table in parse(text).all("table"):
        columns = [each.text for each in table.all("th", scope="col")]
        if "How we know" in columns and "From" in columns:
            body = [each for each in table.all("tr") if each.all("td")]
            cells = [[each.text for each in line.children if not isinstance(each, str)] for line in body]
            named = [dict(zip(columns, each, strict=True)) for each in cells]
            return {each["What"].removesuffix(" (every working day)"): row(each) for each in named}
    raise AssertionError("There is no table of dates.")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("variant", ["ilacs-standard", "ilacs-focused-visit"])
def test_every_format_reads_back_the_same_spans(cli: Any, variant: str, call: str) -> None:
    """Text, Markdown, the page and the calendar give the days of the document."""
    events = planned(cli, variant, call)
    wanted = expected(events)

    def shown(kind: str) -> str:
        return cli("timeline", variant, "--notified", call, "--format", kind).out

    assert from_text(shown("text")) == wanted
    assert from_markdown(shown("md")) == wanted
    assert from_html(shown("html")) == wanted
    agree(shown("ics"), events)


@pytest.mark.parametrize("more", [(), RECORDED[:2], RECORDED, ("--as-of", "2027-08-02")])
def test_the_calendar_confirms_only_firm_days(cli: Any, more: tuple[str, ...]) -> None:
    """A forecast and a planning default that is not recorded are tentative, and say so."""
    arguments = ("timeline", "ilacs-standard", "--notified", "2026-11-30", *more)
    agree(cli(*arguments, "--format", "ics").out, planned(cli, *arguments[1:2], arguments[3], *more))


def agree(text: str, events: dict[str, Any]) -> None:
    """Check that a calendar has the days, the bounds and the certainty of the events."""
    entries = {}
    for entry in Calendar.from_ical(text).walk("VEVENT"):
        entries[str(entry["summary"]).removeprefix("Daily: ")] = entry
    assert entries.keys() == events.keys()
    for title, event in events.items():
        entry, said = entries[title], str(entries[title]["description"])
        last = entry["dtend"].dt - timedelta(days=1)
        assert (entry["dtstart"].dt.isoformat(), last.isoformat()) == (
            event["date"],
            event["end"] or event["date"],
        )
        firm = event["firm"] and event["end_firm"]
        assert entry["status"] == ("CONFIRMED" if firm else "TENTATIVE")
        assert ("Not confirmed" in said) is not firm
        assert bounds(event, short=False) in said
        uncertain = {"measured", "planning"} & {event["basis"], event["end_basis"], event["counted_from"]}
        assert not (firm and uncertain) or event["actual"] or event["id"] == "notification"


def test_the_embargo_is_confirmed_when_feedback_and_publication_are_recorded(cli: Any) -> None:
    """Until then it ends on a forecast, and every format says so."""
    arguments = ("timeline", "ilacs-standard", "--notified", "2026-11-30")
    name = "Embargo: the outcome is known and may not be public"
    before, after = (
        planned(cli, *arguments[1:2], arguments[3]),
        planned(cli, *arguments[1:2], arguments[3], *RECORDED),
    )
    assert (before[name]["end_basis"], before[name]["end_firm"]) == ("measured", False)
    assert (after[name]["end_basis"], after[name]["end_firm"], after[name]["end"]) == (
        "account",
        True,
        "2027-01-29",
    )
    assert "2027 to about Fri" not in cli(*arguments, *RECORDED, "--format", "text").out
    assert "Fri 18 Dec 2026 to about Fri 29 Jan 2027" in cli(*arguments, "--format", "text").out
    assert "end measured" in " ".join(cli(*arguments).out.split())
    law = "Last day for the council to publish the report"
    assert (before[law]["basis"], before[law]["counted_from"]) == ("law", "measured")
    assert (after[law]["basis"], after[law]["counted_from"], after[law]["firm"]) == ("law", "planning", False)
    received = planned(
        cli, *arguments[1:2], arguments[3], *RECORDED, "--actual", "report_received=2027-02-02"
    )
    assert (received[law]["counted_from"], received[law]["firm"], received[law]["date"]) == (
        None,
        True,
        "2027-03-16",
    )


@pytest.mark.parametrize("variant", ["ilacs-short", "ilacs-standard", "ilacs-focused-visit"])
@pytest.mark.parametrize("call", ["2026-12-21", "2027-03-22", "2029-05-21", "2030-12-16", "2017-12-29"])
def test_what_a_plan_does_not_know_is_said_in_every_format(cli: Any, variant: str, call: str) -> None:
    """An edition that may not apply, expected bank holidays, an unusual week: also in the calendar."""
    arguments = ("timeline", variant, "--notified", call)
    notes = cli(*arguments, "--json").json["notes"]
    assert notes
    calendar = Calendar.from_ical(cli(*arguments, "--format", "ics").out)
    (first,) = [each for each in calendar.walk("VEVENT") if each["dtstart"].dt.isoformat() == call][:1]
    texts = {
        "ics": str(first["description"]),
        "html": parse(cli(*arguments, "--format", "html").out).text,
        "md": cli(*arguments, "--format", "md").out.replace("\\", ""),
        "text": cli(*arguments, "--format", "text", "--all").out,
    }
    for kind, text in texts.items():
        plain = " ".join(text.split())
        assert not [note for note in notes if note not in plain], kind
