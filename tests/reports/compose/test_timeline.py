"""The report of a timeline: what is known, how firmly, and what nobody can know yet."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.basis import Basis
from inspectprep.model.framework import Phase
from inspectprep.model.report import Fold, Report, Table, TimelineChart
from inspectprep.model.report_blocks import Answer
from inspectprep.model.timeline import OpenQuestion
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.timeline import glance
from tests.reports.plans import CALL, checklist, event, timeline


def blocks(report: Report, title: str) -> tuple[object, ...]:
    """Return the blocks of the section with this title."""
    (found,) = (section.blocks for section in report.sections if section.title == title)
    return found


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a section's first table, which may be folded, as mappings."""
    return tables(report, title)[0]


def tables(report: Report, title: str) -> list[list[dict[str, object]]]:
    """Return the rows of each table of a section, which may be folded, as mappings."""
    parts = (
        part
        for block in blocks(report, title)
        for part in (block.blocks if isinstance(block, Fold) else (block,))
    )
    found = (part for part in parts if isinstance(part, Table))
    return [[dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in found]


def drawing(report: Report) -> TimelineChart:
    """Return the chart of a report."""
    return next(block for block in blocks(report, "At a glance") if isinstance(block, TimelineChart))


def test_the_next_date_comes_first_and_sources_last() -> None:
    """A reader who stops after one screen has the next dates, and how sure they are."""
    report = report_of(timeline(), prepared=date(2018, 4, 17))
    titles = [section.title for section in report.sections]
    assert titles == ["The answer", "At a glance", "The dates", "Dates not known yet", "Notes", "Sources"]
    answer = report.sections[0].blocks[0]
    assert isinstance(answer, Answer)
    assert answer.verdict == "Next: Final feedback, Fri 20 Apr"
    assert answer.sentence.startswith("Now: Fieldwork, until Fri 20 Apr. After that: Embargo, ")
    assert rows(report, "The answer")[0] == {
        "When": "Fri 20 Apr 2018",
        "What": "Final feedback",
        "How sure": "planned",
    }


def test_the_key_dates_are_tiles_of_a_page_of_dates() -> None:
    """The call, the visit, the feedback and the forecast."""
    tiles = glance(timeline()).tiles
    assert [(tile.title, tile.value) for tile in tiles] == [
        ("The call", "Mon 9 Apr 2018"),
        ("Fieldwork", "Mon 16 to Fri 20 Apr 2018"),
        ("Final feedback", "Fri 20 Apr 2018"),
        ("Publication", "Tue 22 May 2018"),
        ("Not known yet", "1 date"),
    ]
    assert tiles[3].detail == "Forecast: between Tue 22 May and Fri 8 Jun 2018"


def test_every_date_says_how_firmly_it_is_known() -> None:
    """A rule, a default, a forecast and a record never look alike."""
    recorded = event("fieldwork", date(2018, 4, 16), end=date(2018, 4, 20), actual=date(2018, 4, 16))
    counted = event(
        "action_plan",
        date(2018, 8, 30),
        Phase.ACTION_PLAN,
        latest=date(2018, 9, 17),
        earliest=CALL,
        counted_from=Basis.MEASURED,
        basis=Basis.LAW,
    )
    known = {
        row["What"]: row["How we know"] for row in rows(report_of(timeline(recorded, counted)), "The dates")
    }
    assert known["The call: the lead inspector telephones"] == "The day of the call"
    assert known["Off site week"] == "Published by the inspectorate"
    assert known["Fieldwork"] == "Recorded; the last day is published by the inspectorate"
    assert known["Final feedback"] == "Planning default, which you can change"
    assert known["Publication"] == "Forecast from past reports"
    assert known["Action plan"] == "Set in law; the day is counted from a forecast"
    assert known["Embargo"] == (
        "Reported by a council, partner or newspaper; the first day is counted from a planning default; "
        "the last day is a forecast"
    )


def test_what_only_the_letter_can_say_is_said_so() -> None:
    """An unknown date is neither guessed nor left out."""
    waits = event("comments", None, Phase.DRAFT_REPORT, basis=Basis.PLANNING)
    unknown = rows(report_of(timeline(waits)), "Dates not known yet")
    assert [(row["What"], row["Date"]) for row in unknown] == [
        ("Annex a due", "Take it from the letter, or ask"),
        ("Comments", "There is no date for it yet"),
    ]
    assert all(row["What"] != "Annex a due" for row in rows(report_of(timeline()), "The dates"))


def test_what_moved_says_by_how_much_and_from_where() -> None:
    """Later, earlier, and an end that moved alone."""
    later = event("fieldwork", date(2018, 4, 18), end=date(2018, 4, 20), planned=date(2018, 4, 16))
    earlier = event("publication", date(2018, 5, 21), Phase.PUBLICATION, planned=date(2018, 5, 22))
    longer = event(
        "off_site_week", CALL, Phase.OFF_SITE, end=date(2018, 4, 16), planned_end=date(2018, 4, 13)
    )
    report = report_of(timeline(later, earlier, longer))
    moved = {row["What"]: row["Moved"] for row in rows(report, "The dates") if row["Moved"]}
    assert moved == {
        "Off site week": "ends 3 calendar days later than Fri 13 Apr 2018",
        "Fieldwork": "2 calendar days later than Mon 16 Apr 2018",
        "Publication": "1 calendar day earlier than Tue 22 May 2018",
    }
    chart = drawing(report)
    was = {span.title: (span.planned, span.planned_end) for span in chart.spans if span.planned}
    assert was["Fieldwork"] == (date(2018, 4, 16), date(2018, 4, 20))
    assert set(was) == set(moved)


def test_columns_that_say_nothing_are_left_out() -> None:
    """Without a move there is no column of moves."""
    (table,) = (block for block in blocks(report_of(timeline()), "The dates") if isinstance(block, Table))
    assert "Moved" not in table.columns
    assert "Forecast" in table.columns


def test_the_drawing_has_dated_events_and_bank_holidays() -> None:
    """Daily meetings lie within the fieldwork, and undated events have no place on a line."""
    chart = drawing(report_of(timeline()))
    titles = [span.title for span in chart.spans]
    assert "Keep in touch" not in titles
    assert "Annex a due" not in titles
    assert "Next inspection" in titles
    assert date(2018, 5, 7) in chart.non_working


def test_a_checklist_adds_who_does_what_each_day() -> None:
    """From the call to the feedback, every day with something of its own; what is daily is listed once."""
    report = report_of(timeline(), checklist=checklist())
    every_day, days = tables(report, "Day by day")
    assert {row["Day"] for row in days} == {CALL, date(2018, 4, 16), date(2018, 4, 20)}
    friday = [(row["What"], row["Who"]) for row in days if row["Day"] == date(2018, 4, 20)]
    assert friday == [
        ("Final feedback", ""),
        ("Embargo (Friday 20 April 2018 to about Tuesday 22 May 2018)", ""),
    ]
    assert [(row["Every day"], row["Who"], row["Days"], row["Done"]) for row in every_day] == [
        ("Keep in touch", "", "Mon 16 to Fri 20 Apr 2018", ""),
        ("Evening debrief", "Deputy director (DEP)", "Mon 16 to Fri 20 Apr 2018", "0 of 5"),
    ]


def test_a_daily_event_is_one_line() -> None:
    """A daily meeting over a weekend and a bank holiday has its first and its last day."""
    daily = event("keep_in_touch", date(2018, 5, 4), end=date(2018, 5, 8), daily=True)
    until = event("final_feedback", date(2018, 5, 8), Phase.FEEDBACK)
    report = report_of(timeline(daily, until), checklist=checklist())
    (met, *_), days = tables(report, "Day by day")
    assert (met["Every day"], met["Days"]) == ("Keep in touch", "Fri 4 to Tue 8 May 2018")
    assert "Keep in touch" not in [row["What"] for row in days]


def test_the_document_is_the_timeline_itself() -> None:
    """Other programs get the contract of the command line: schema, variant, events."""
    document = report_of(timeline()).document
    assert document["schema"] == "inspectprep/timeline/3"
    assert [each["id"] for each in document["events"]] == [each.id for each in timeline()]


def test_a_day_that_everybody_asks_for_is_said_even_when_it_is_not_known() -> None:
    """An undated feedback meeting is not replaced by the next best event."""
    undated = event("final_feedback", None, Phase.FEEDBACK, basis=Basis.NOTICE)
    other = event("next_day_call", date(2018, 4, 23), Phase.FEEDBACK)
    tiles = glance(timeline(undated, other)).tiles
    assert (tiles[2].value, tiles[2].detail) == (
        "Not known yet",
        "Take it from the letter, or ask",
    )


def test_other_frameworks_show_their_stages_longest_events() -> None:
    """Where an id is not shared, the stage still has its tile."""
    plan = timeline()
    renamed = evolve(plan, events=tuple(evolve(each, id=f"other_{each.id}") for each in plan))
    assert [tile.title for tile in glance(renamed).tiles[:4]] == [
        "The call",
        "Fieldwork",
        "Final feedback",
        "Publication",
    ]


def test_a_plan_with_open_questions_leads_with_them() -> None:
    """What to ask, what is known, and what the answer gives a date to."""
    undated = event("comments", None, Phase.DRAFT_REPORT, basis=Basis.NOTICE, waits_for="comments")
    longer = event("fieldwork", date(2018, 4, 16), end_waits_for="fieldwork.end")
    asked = (
        OpenQuestion(
            id="comments", number=1, text="By which day?", known="Not published.", dates=("comments",)
        ),
        OpenQuestion(id="fieldwork.end", number=4, text="Until when?", dates=("fieldwork", "final_feedback")),
        OpenQuestion(id="team", number=5, text="Who comes?"),
    )
    report = report_of(evolve(timeline(undated, longer), questions=asked))
    assert report.sections[1].title == "Ask first"
    assert [tuple(row.values()) for row in rows(report, "Ask first")] == [
        (1, "By which day?", "Not published.", "Comments"),
        (4, "Until when?", "", "Fieldwork (last day) and Final feedback"),
        (5, "Who comes?", "", ""),
    ]
    unknown = {row["What"]: row["Date"] for row in rows(report, "Dates not known yet")}
    assert unknown["Comments"] == "Ask: question 1"
    dated = {row["What"]: row["To"] for row in rows(report, "The dates")}
    assert dated["Fieldwork"] == "Ask: question 4"
    tiles = glance(evolve(timeline(undated, longer), questions=asked)).tiles
    assert {tile.title: tile.value for tile in tiles}["Fieldwork"] == "From Mon 16 Apr 2018"
    assert "Fieldwork (last day not known)" in {span.title for span in drawing(report).spans}
