"""The briefing on one sheet: the headline, what the readers do, the next day, and the notes."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from inspectprep.codec import load
from inspectprep.model.audience import Audience
from inspectprep.model.briefing import BriefingItem, DailyBriefing
from inspectprep.model.release import NoteKind
from inspectprep.model.report import Bullets, Report
from inspectprep.model.report_blocks import Agenda, AgendaItem, Answer
from inspectprep.reports.compose import report_of
from inspectprep.testing.strategies import values

TUESDAY, WEDNESDAY = date(2018, 4, 17), date(2018, 4, 18)


def points(report: Report, title: str) -> tuple[str, ...]:
    """Return the points of a section."""
    (section,) = (section for section in report.sections if section.title == title)
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    return bullets.items


def briefing(*items: BriefingItem) -> DailyBriefing:
    """Return a briefing for leaders with some notes."""
    return DailyBriefing(
        day=TUESDAY,
        audience=Audience.LEADERS,
        items=items,
        headline="Inspectors named 4 strengths today",
        reason="Inspectors named 4 strengths today.",
        next_day=WEDNESDAY,
        hours=(AgendaItem(what="North team", starts="09:00"),),
        meetings=(AgendaItem(what="Meet the inspector", starts="14:00", where="2.4", who=("Lou Leigh",)),),
        feedback=date(2018, 4, 20),
        days_to_feedback=3,
        sender="Ann Avon, director of children's services",
        next_briefing=WEDNESDAY,
    )


def test_the_first_screen_has_the_headline_what_to_do_and_the_next_day() -> None:
    """First what the readers are to meet, then what they are to do."""
    report = report_of(briefing(BriefingItem(kind=NoteKind.TOMORROW, text="Thank your staff.")))
    answer, agenda = report.sections[0].blocks
    assert isinstance(answer, Answer)
    assert isinstance(agenda, Agenda)
    assert answer.verdict == "Inspectors named 4 strengths today"
    assert [(step.action, step.who, step.by, step.changes) for step in answer.steps] == [
        ("Meet the inspector", "Lou Leigh", WEDNESDAY, "At 14:00, 2.4."),
        ("Thank your staff.", "You", WEDNESDAY, ""),
    ]
    assert (agenda.day, [hour.what for hour in agenda.hours]) == (WEDNESDAY, ["North team"])
    assert points(report, "Please remember") == (
        "3 working days to the final feedback, planned for Fri 20 Apr.",
        "This comes from Ann Avon, director of children's services. The next briefing comes on Wed 18 Apr.",
    )


def test_many_notes_are_cut_with_the_number_of_the_others() -> None:
    """Each kind has some."""
    news = [BriefingItem(kind=NoteKind.NEWS, text=f"News {number}.") for number in range(9)]
    liked = [BriefingItem(kind=NoteKind.LIKED, text="x" * 10_000)]
    report = report_of(briefing(*news, *liked))
    found = points(report, "Notes of today")
    assert found[:3] == ("Today: News 0.", "Today: News 1.", "Today: News 2.")
    assert found[3].startswith("Inspectors liked: xxx")
    assert max(map(len, found)) < 650
    assert found[-1] == "And 6 more, in the workbook and in the log of notes"
    assert [(sheet.title, len(sheet.blocks[0].rows)) for sheet in report.sheets] == [  # type: ignore[union-attr]
        ("All hours", 1),
        ("All notes", 10),
    ]


@given(values(DailyBriefing))
def test_any_briefing_has_a_report(drawn: DailyBriefing) -> None:
    """For its own audience."""
    report = report_of(drawn)
    assert (report.kind, report.audience) == ("daily-briefing", drawn.audience)


def test_a_briefing_that_was_stored_before_it_had_a_headline_is_still_read() -> None:
    """With its notes."""
    stored = {
        "schema": "inspectprep/daily-briefing/1",
        "day": "2018-04-17",
        "audience": "staff",
        "items": [{"kind": "news", "text": "They met a team."}],
        "tomorrow": ["Fieldwork"],
    }
    report = report_of(load(stored, DailyBriefing))
    assert points(report, "Notes of today") == ("Today: They met a team.",)
