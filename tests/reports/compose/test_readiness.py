"""The report of readiness: the answer, the reasons, tomorrow, then the whole story."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.model.audience import Audience
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.model.report import Report, Table, Tiles, TimelineChart
from inspectprep.model.workforce import People, Person
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_check_summary
from tests.reports.plans import checklist, readiness, timeline


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a section's table as mappings."""
    (section,) = (section for section in report.sections if section.title == title)
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def first_tiles(report: Report) -> Tiles:
    """Return the first thing a reader sees."""
    block = report.sections[0].blocks[0]
    assert isinstance(block, Tiles)
    return block


@pytest.mark.parametrize(
    ("rating", "answer"),
    [(Rating.RED, "Not ready"), (Rating.AMBER, "Ready, with gaps"), (Rating.GREEN, "Ready")],
)
def test_the_answer_is_the_first_thing(rating: Rating, answer: str) -> None:
    """One tile answers the headline question in words, with its rating."""
    tile = first_tiles(report_of(readiness(rating=rating))).tiles[0]
    assert (tile.title, tile.value, tile.rating) == ("Are we ready?", answer, rating)


def test_each_theme_is_shown_with_its_worst_reason() -> None:
    """A rating never stands without why."""
    tiles = first_tiles(report_of(readiness())).tiles
    assert tiles[0].detail == "Of 3 themes, 1 red and 1 amber"
    assert [(tile.value, tile.detail) for tile in tiles[1:]] == [
        ("Red", "28 errors."),
        ("Amber", "No workshop is recorded."),
        ("Green", "Nothing is overdue."),
    ]


def test_reasons_stand_worst_first_and_green_ones_apart() -> None:
    """What holds us back is not buried under what is in place."""
    report = report_of(readiness())
    gaps = rows(report, "What is red or amber, and why")
    assert [(row["Theme"], row["Rating"]) for row in gaps] == [
        ("Annex A is ready", Rating.RED),
        ("Annex A is ready", Rating.AMBER),
        ("Every social worker is prepared", Rating.AMBER),
    ]
    assert [row["Reason"] for row in rows(report, "What is in place")] == ["Nothing is overdue."]


def test_what_is_due_tomorrow_stands_before_the_rest_and_late_is_said() -> None:
    """Tomorrow is the next working day after the day of the report."""
    report = report_of(readiness())
    urgent = rows(report, "Who does what by Wednesday 11 April 2018")
    assert [(row["Who"], row["Action"], row["Late"]) for row in urgent] == [
        (
            "Director of children's services (DCS): Lucy Hart",
            "Ring the lead inspector",
            "since Mon 9 Apr 2018",
        ),
        ("Annex A owner (AXA)", "Correct the errors", ""),
    ]
    assert [row["Action"] for row in rows(report, "After that")] == ["Hold a workshop"]


def test_tomorrow_skips_weekends_and_bank_holidays() -> None:
    """On the Friday before the early May bank holiday, tomorrow is Tuesday."""
    titles = [section.title for section in report_of(readiness(as_of=date(2018, 5, 4))).sections]
    assert "Who does what by Tuesday 8 May 2018" in titles


def test_an_action_names_its_holder_once() -> None:
    """The action's own holder wins over the list of people; without either the role stands alone."""
    people = People(
        people=(Person(role="annex-a", name="Sam Okafor"), Person(role="dcs", name="Somebody Else"))
    )
    urgent = rows(report_of(readiness(), people=people), "Who does what by Wednesday 11 April 2018")
    assert [row["Who"] for row in urgent] == [
        "Director of children's services (DCS): Lucy Hart",
        "Annex A owner (AXA): Sam Okafor",
    ]


def test_companions_follow_the_answer_and_sources_come_last() -> None:
    """Dates, days, tasks, Annex A, notes, sources: nobody has to look for the answer among them."""
    report = report_of(readiness(), timeline=timeline(), checklist=checklist(), annexa=make_check_summary())
    titles = [section.title for section in report.sections]
    order = [
        "The answer",
        "Key dates",
        "The dates",
        "Day by day",
        "Tasks by owner",
        "Annex A at a glance",
        "Sources",
    ]
    assert [title for title in titles if title in order] == order
    assert titles[-1] == "Sources of the tasks"
    assert len(titles) == len(set(titles))
    chart = next(
        block for section in report.sections for block in section.blocks if isinstance(block, TimelineChart)
    )
    assert chart.as_of == date(2018, 4, 10)
    assert {"timeline", "checklist", "annexa"} <= report.document.keys()
    assert report.document["schema"] == "inspectprep/readiness/1"
    assert report.prepared == date(2018, 4, 10)
    assert len(report.entries) == len({entry.uid for entry in report.entries})


def test_without_companions_it_still_stands() -> None:
    """The ten-line example writes readiness alone."""
    report = report_of(readiness(actions=(), notes=()))
    assert [section.title for section in report.sections] == [
        "The answer",
        "What is red or amber, and why",
        "What is in place",
    ]
    assert report.entries == ()


def test_a_green_report_has_no_section_of_gaps() -> None:
    """Nothing red is invented."""
    value: Readiness = readiness(rating=Rating.GREEN)
    green = evolve(value, themes=value.themes[2:])
    report = report_of(green)
    assert first_tiles(report).tiles[0].detail == "Every theme is green"
    assert not any("and why" in section.title for section in report.sections)


def test_readiness_is_not_for_the_public() -> None:
    """The refusal names who may read it."""
    with pytest.raises(InspectPrepError, match="leaders"):
        report_of(readiness(), audience=Audience.PUBLIC)
