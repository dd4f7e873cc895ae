"""The report of readiness: the answer, the reasons, tomorrow, then the whole story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inspectprep.codec import load
from inspectprep.errors import DocumentError, RefusedError
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import NextAction, Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.report import Fold, Paragraph, Report, Section, Table, TimelineChart
from inspectprep.model.report_blocks import Answer, Change, Files, History, Step, Tag
from inspectprep.model.workforce import People, Person
from inspectprep.planning.readiness.trend import trend
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.context import Page
from inspectprep.testing.builders import make_check_summary
from tests.reports.plans import checklist, readiness, timeline


def parts(report: Report) -> Iterator[Section | Fold]:
    """Yield each section, and each fold in it."""
    for section in report.sections:
        yield section
        yield from (block for block in section.blocks if isinstance(block, Fold))


def rows(report: Report, title: str) -> list[dict[str, Any]]:
    """Return the rows of a section's table as mappings."""
    (part,) = (part for part in parts(report) if part.title == title)
    (table,) = (block for block in part.blocks if isinstance(block, Table))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def first(report: Report) -> Answer:
    """Return the first thing a reader sees."""
    block = report.sections[0].blocks[0]
    assert isinstance(block, Answer)
    return block


@pytest.mark.parametrize(
    ("rating", "answer"),
    [(Rating.RED, "Not ready"), (Rating.AMBER, "Ready, with gaps"), (Rating.GREEN, "Ready")],
)
def test_the_answer_is_the_first_thing(rating: Rating, answer: str) -> None:
    """It answers the headline question in words, with its rating."""
    found = first(report_of(readiness(rating=rating)))
    assert (found.verdict, found.rating) == (answer, rating)
    assert found.sentence == "Of 3 themes, 1 is red and 1 is amber."


def test_the_first_steps_say_who_by_when_and_what_changes() -> None:
    """A step without an effect on a theme, or without a day, says neither."""
    people = People(people=(Person(role="annex-a", name="Sam Okafor"),))
    reason = Reason(rating=Rating.RED, rule="r", text="28 errors.", action="Correct the errors")
    theme = ThemeReadiness(theme=Theme.ANNEX_A, rating=Rating.RED, reasons=(reason,))
    answer = first(report_of(readiness(themes=(theme,)), people=people))
    assert answer.steps == (
        Step(
            action="Ring the lead inspector",
            who="Lucy Hart, Director of children's services",
            by=date(2018, 4, 9),
        ),
        Step(
            action="Correct the errors",
            who="Sam Okafor, Annex A owner",
            by=date(2018, 4, 11),
            changes="Turns Annex A from red to green.",
        ),
        Step(action="Hold a workshop", who="Principal social worker"),
    )


def test_a_step_that_is_not_enough_says_how_many_reasons_are_left() -> None:
    """A rating changes only when its last reason is gone."""
    reasons = tuple(Reason(rating=Rating.RED, rule="r", text=f"{n}.", action=f"Do {n}") for n in range(3))
    theme = ThemeReadiness(theme=Theme.ANNEX_A, rating=Rating.RED, reasons=reasons)
    action = NextAction(owner="annex-a", title="Do 1", theme=Theme.ANNEX_A, rating=Rating.RED)
    (step,) = first(report_of(readiness(themes=(theme,), actions=(action,)))).steps
    assert step.changes == "Annex A stays red for 2 more reasons."


def test_before_and_after_a_call_never_share_a_list() -> None:
    """The steps are those of before an imagined call. Once it has come, all are for now."""
    tasks = tuple(
        NextAction(owner="psw", title=f"Task {n}", theme=Theme.PEOPLE, rating=Rating.RED, after_call=n < 9)
        for n in range(14)
    )
    report = report_of(readiness(actions=tasks))
    after = rows(report, "After a call on Monday 9 April 2018: who does what")
    before = rows(report, "All steps")
    assert [row["Step"] for row in after] == [f"Task {n}" for n in range(9)]
    assert [row["Step"] for row in before] == [f"Task {n}" for n in range(9, 14)]
    answer = first(report)
    assert [step.action for step in answer.steps] == ["Task 9", "Task 10", "Task 11"]
    assert (answer.more, answer.where) == (2, "Before the call: who does what")
    running = report_of(readiness(actions=tasks, inspection="ins-1"))
    assert len(rows(running, "All steps")) == 14


def test_the_last_ratings_are_shown_for_the_whole_and_each_theme() -> None:
    """At most six, one a day; without an earlier answer there is none."""
    now = readiness(given=date(2018, 4, 10))
    earlier = tuple(
        evolve(now, given=date(2018, 1, day), rating=Rating.AMBER, themes=now.themes[: day % 3 + 1])
        for day in range(1, 9)
    )
    report = report_of(now, earlier=earlier)
    (history,) = (block for block in report.sections[0].blocks if isinstance(block, History))
    assert [point.day.day for point in history.points] == [4, 5, 6, 7, 8, 10]
    assert [point.value for point in history.points] == [*[Rating.AMBER] * 5, Rating.RED]
    shown = rows(report, "The themes")
    assert [len(row["Last answers"].points) for row in shown] == [6, 6, 4]
    alone = report_of(now)
    assert not any(isinstance(block, History) for block in alone.sections[0].blocks)
    assert "Last answers" not in rows(alone, "The themes")[0]


def test_the_change_names_what_is_better_and_worse() -> None:
    """With the reason that is gone, or the one that is new."""
    now = readiness(given=date(2018, 4, 10))
    themes = (evolve(now.themes[0], rating=Rating.AMBER, reasons=now.themes[0].reasons[:1]), *now.themes[1:])
    before = evolve(now, given=date(2018, 4, 3), themes=themes)
    report = report_of(now, trend=trend(before, now), earlier=(before,))
    assert report.document["trend"]["before"] == before.rating.value
    assert report.document["earlier"] == [{"given": before.given, "rating": before.rating.value}]
    (change,) = (block for block in report.sections[0].blocks if isinstance(block, Change))
    assert change.since == date(2018, 4, 3)
    assert [(shift.before, shift.now, shift.reason) for shift in change.worse] == [
        (Rating.AMBER, Rating.RED, "28 errors.")
    ]
    assert change.same == ("People", "Debrief")


def test_each_theme_is_shown_with_its_worst_reason() -> None:
    """A rating never stands without why."""
    assert [
        (row["Now"], row["Most serious reason"]) for row in rows(report_of(readiness()), "The themes")
    ] == [
        (Rating.RED, "28 errors."),
        (Rating.AMBER, "No workshop is recorded."),
        (Rating.GREEN, "Nothing is overdue."),
    ]


def test_reasons_stand_worst_first_and_green_ones_apart() -> None:
    """What holds us back is not buried under what is in place."""
    report = report_of(readiness())
    (why,) = (section for section in report.sections if section.title == "Why each theme has its rating")
    folds = [block for block in why.blocks if isinstance(block, Fold)]
    assert [(fold.title, fold.rating) for fold in folds] == [
        ("Annex A is ready", Rating.RED),
        ("Every social worker is prepared", Rating.AMBER),
        ("In place: 1 theme", Rating.GREEN),
    ]
    assert [row["Rating"] for row in rows(report, "Annex A is ready")] == [Rating.RED, Rating.AMBER]
    assert [row["Reason"] for row in rows(report, "In place: 1 theme")] == ["Nothing is overdue."]


def test_what_is_late_is_said() -> None:
    """With the holder of the action, or the person in the role."""
    people = People(
        people=(Person(role="annex-a", name="Sam Okafor"), Person(role="dcs", name="Another Person"))
    )
    listed = rows(report_of(readiness(), people=people), "All steps")
    assert [(row["Who"], row["Step"], row["By"], row["Late"]) for row in listed] == [
        (
            "Lucy Hart, Director of children's services",
            "Ring the lead inspector",
            date(2018, 4, 9),
            Tag(word="late"),
        ),
        ("Sam Okafor, Annex A owner", "Correct the errors", date(2018, 4, 11), None),
        ("Principal social worker", "Hold a workshop", None, None),
    ]


def test_companions_follow_the_answer_and_sources_come_last() -> None:
    """Dates, days, tasks, Annex A, notes, sources: nobody has to look for the answer among them."""
    report = report_of(readiness(), timeline=timeline(), checklist=checklist(), annexa=make_check_summary())
    titles = [part.title for part in parts(report)]
    order = [
        "The answer",
        "Annex A at a glance",
        "Key dates",
        "The dates",
        "Day by day",
        "Tasks by stage",
        "Sources",
    ]
    assert [title for title in titles if title in order] == order
    assert titles[-1] == "Sources of the tasks"
    shown = [section.title for section in report.sections]
    assert len(shown) == len(set(shown))
    chart = next(block for part in parts(report) for block in part.blocks if isinstance(block, TimelineChart))
    assert chart.as_of == date(2018, 4, 10)
    assert {"timeline", "checklist", "annexa"} <= report.document.keys()
    assert report.document["schema"] == "inspectprep/readiness/1"
    assert report.prepared == date(2018, 4, 10)
    assert len(report.entries) == len({entry.uid for entry in report.entries})


def test_the_document_can_be_read_back() -> None:
    """Programs that read an answer pass over what the report has beside it, and refuse other keys."""
    now = readiness()
    companions = {"timeline": timeline(), "checklist": checklist(), "annexa": make_check_summary()}
    report = report_of(now, **companions, trend=trend(now, now), earlier=(now,))
    assert {*companions, "trend", "earlier"} <= report.document.keys()
    assert load(report.document, Readiness) == now
    with pytest.raises(DocumentError, match="room"):
        load({**report.document, "room": 1}, Readiness)


def test_without_companions_it_still_stands() -> None:
    """The ten-line example writes readiness alone."""
    report = report_of(readiness(actions=(), notes=()))
    assert [section.title for section in report.sections] == [
        "The answer",
        "The themes",
        "Why each theme has its rating",
        "Annex A",
        "Dates",
        "How the ratings are made",
    ]
    assert report.entries == ()


def test_a_green_report_has_no_section_of_gaps() -> None:
    """Nothing red is invented."""
    value: Readiness = readiness(rating=Rating.GREEN)
    green = evolve(value, themes=value.themes[2:])
    report = report_of(green)
    assert first(report).sentence == "Every theme is green."
    assert {part.rating for part in parts(report) if isinstance(part, Fold)} == {Rating.GREEN, None}


@pytest.mark.parametrize("audience", Audience)
def test_readiness_is_for_the_inspection_team_and_leaders_only(audience: Audience) -> None:
    """Its reasons quote inspectors' claims. The refusal names who may read it, and quotes nothing."""
    if audience in INSIDE:
        assert report_of(readiness(), audience=audience).audience is audience
        return
    with pytest.raises(RefusedError) as refused:
        report_of(readiness(), audience=audience)
    assert refused.value.who == ("inspection-team", "leaders")
    texts = [reason.text for theme in readiness().themes for reason in theme.reasons]
    assert not any(text in str(refused.value) for text in texts)


EVERYTHING = {"timeline": timeline(), "checklist": checklist(), "annexa": make_check_summary()}


@pytest.mark.parametrize("page", Page)
def test_each_page_links_to_all_others(page: Page) -> None:
    """And to nothing that is not in the folder."""
    report = report_of(readiness(), page=page, **EVERYTHING)
    files = report.sections[-1].blocks[0]
    assert isinstance(files, Files)
    linked = {each.file for each in files.companions}
    assert {f"{other.value}.html" for other in Page if other is not page} <= linked
    assert f"{page.value}.html" not in linked


def test_the_first_page_is_cut_and_says_where_the_rest_is() -> None:
    """However much there is to do, the page has its length. What is most serious stays."""
    many = tuple(
        NextAction(owner="psw", title=f"Do {n} " + "word " * 99, theme=Theme.PEOPLE, rating=Rating.RED)
        for n in range(60)
    )
    reasons = tuple(
        Reason(rating=Rating.RED, rule="r", text=f"Reason {n}. " + "x" * 9_999) for n in range(40)
    )
    themes = (ThemeReadiness(theme=Theme.PEOPLE, rating=Rating.RED, reasons=reasons),)
    report = report_of(readiness(actions=many, themes=themes), page=Page.INDEX)
    assert len(rows(report, "After the first steps")) == 5
    why, steps = (part for part in parts(report) if isinstance(part, Fold))
    assert steps.summary == "57 steps of 1 role, most pressing first"
    shown = rows(report, why.title)
    assert [row["Reason"][:9] for row in shown] == ["Reason 0.", "Reason 1."]
    assert all(len(row["Reason"]) <= 210 for row in shown)
    said = [block.text for part in parts(report) for block in part.blocks if isinstance(block, Paragraph)]
    assert said == [
        "And 38 more, on the page “How the ratings are made”.",
        "And 52 more, on the page “Who does what”.",
    ]
    assert len(rows(report_of(readiness(themes=themes), page=Page.RULES), "Every reason")) == 40
    every = report_of(readiness(actions=many), page=Page.CHECKLIST)
    first_steps = rows(every, "Before the call: who does what")
    assert len([*first_steps, *rows(every, "The other steps")]) == 60
