"""Plain text for mail and for Teams, as people read it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings

from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Bullets,
    Paragraph,
    Report,
    Section,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.printable import printable
from inspectprep.reports import text
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_report
from inspectprep.testing.reports import reports
from tests.reports.plans import checklist, readiness, timeline

LONG = "Inspectors were impressed by the work of the duty team, who visit every family within five days. " * 3


def mail(report: Report) -> str:
    """Return the text for mail."""
    stream = BytesIO()
    text.write_mail(report, stream)
    return stream.getvalue().decode()


def teams(report: Report) -> str:
    """Return the text for Teams."""
    stream = BytesIO()
    text.write_teams(report, stream)
    return stream.getvalue().decode()


def report(*blocks: object) -> Report:
    """Return a report with these blocks."""
    return Report(kind="timeline", title="T", sections=(Section(title="S", blocks=blocks),))  # type: ignore[arg-type]


def body(written: str) -> str:
    """Return the text of the only section."""
    return written.partition("S\n-\n\n")[2].rpartition("\n\nOFFICIAL")[0]


def test_a_table_becomes_names_and_values() -> None:
    """The first cell names the row; empty cells are left out; ratings and dates are words."""
    table = Table(
        columns=("Task", "Owner", "Due", "State"),
        rows=(("Tell staff", "", date(2018, 4, 9), Rating.RED), ("Send lists", "DCS", None, None)),
    )
    lines = ["- Tell staff", "  Due: Mon 9 Apr 2018", "  State: Red", "- Send lists", "  Owner: DCS"]
    assert body(mail(report(table))).splitlines() == lines
    assert "  State: 🔴 Red" in teams(report(table))


def test_two_columns_share_a_line_and_groups_have_a_heading() -> None:
    """No column has to line up with another."""
    table = Table(
        columns=("Day", "What", "Who"),
        rows=((date(2018, 4, 9), "Call", "DCS"), (date(2018, 4, 10), "Briefing", "All")),
        group="Day",
    )
    assert body(mail(report(table))).split("\n\n") == [
        "Monday 9 April 2018\n- Call: DCS",
        "Tuesday 10 April 2018\n- Briefing: All",
    ]


def test_a_chart_is_a_list_of_its_dates() -> None:
    """With forecasts and moves in words."""
    spans = (
        Span(title="Fieldwork", start=date(2018, 4, 16), end=date(2018, 4, 20), planned=date(2018, 4, 9)),
        Span(title="Report", start=date(2018, 5, 22), earliest=date(2018, 5, 22), latest=date(2018, 6, 8)),
    )
    found = " ".join(body(mail(report(TimelineChart(spans=spans)))).split())
    assert found == (
        "- Mon 16 to Fri 20 Apr 2018: Fieldwork (planned for Mon 9 Apr 2018) "
        "- Tue 22 May 2018: Report (expected between Tue 22 May and Fri 8 Jun 2018)"
    )
    assert body(mail(report(TimelineChart(spans=())))) == "No date is known yet."


def test_mail_has_short_lines_and_teams_has_whole_paragraphs() -> None:
    """A mail program may not wrap, and Teams does."""
    blocks = (Paragraph(text=LONG), Bullets(items=(LONG,)), Tiles(tiles=(Tile(title="A", value=LONG),)))
    assert max(map(len, mail(report(*blocks)).splitlines())) <= 76
    assert " ".join(LONG.split()) in teams(report(*blocks)).splitlines()


def test_a_web_address_stays_whole() -> None:
    """A broken address cannot be followed."""
    address = f"https://example.org/{'a' * 90}"
    assert address in mail(report(Paragraph(text=f"See {address} for more."))).splitlines()


@pytest.mark.parametrize("value", [timeline(), checklist(), readiness()])
def test_real_reports_have_no_markup(value: object) -> None:
    """No Markdown, HTML or column of a table."""
    for written in (mail(report_of(value)), teams(report_of(value))):
        assert not [line for line in written.splitlines() if line.startswith(("#", "|", "**", "```"))]
        assert "<" not in written
        assert "OFFICIAL-SENSITIVE" in (written.splitlines()[0], written.splitlines()[-1])


def test_the_rating_of_a_tile_is_a_word_too() -> None:
    """Colour alone says nothing to some readers."""
    tiles = Tiles(tiles=(Tile(title="Annex A", value="3 errors", rating=Rating.AMBER, detail="Two lists."),))
    assert body(mail(report(tiles))) == "- Annex A: 3 errors (amber). Two lists."
    assert body(teams(report(tiles))) == "- Annex A: 🟠 3 errors (amber). Two lists."


@settings(max_examples=100)
@given(reports())
def test_any_report_is_text_of_short_lines(drawn: Report) -> None:
    """Only one long word makes a longer line, and no control character is left."""
    written = mail(drawn)
    assert printable(written) == written
    for line in written.splitlines():
        assert len(line) <= 76 or len(line.strip().removeprefix("- ").split(" ")) == 1
    assert teams(drawn).count("\n") <= written.count("\n")


def test_every_word_of_a_report_is_there() -> None:
    """Nothing that other formats show is left out."""
    words = set(mail(make_report()).split())
    for block in make_report().sections[0].blocks:
        for item in getattr(block, "items", ()):
            assert set(printable(item).split()) <= words
