"""A report on a terminal: the verdict first, 24 lines, whole words, and a word on the rest."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from inspectprep.cli import screen
from inspectprep.cli.report_screen import draw, has_answer
from inspectprep.cli.screen import LINES
from inspectprep.model.debrief import Action, ActionPlan, AreaActions, Debrief, Lesson, Wellbeing
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage
from inspectprep.model.report import Report, Section
from inspectprep.model.report_blocks import Agenda, AgendaItem, Answer, Balance, Side, Step
from inspectprep.reports.compose import report_of

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 80
DAY = date(2026, 11, 30)
TITLE = "Visits every child within the days that the plan of the child says"


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is."""
        return True


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], list[str]]:
    """Return the lines that a report has on a terminal of 80 columns."""

    def lines(report: Report) -> list[str]:
        stream = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            patch.setenv("COLUMNS", str(WIDTH))
            patch.setenv("NO_COLOR", "1")
            patch.setenv("TERM", "dumb")
            screen.begin(everything=False)
            draw(report)
            screen.end()
        return stream.getvalue().splitlines()

    return lines


def reports(title: str, number: int) -> dict[str, Report]:
    """Return a report of each of several values, with many lines of one text."""
    told = tuple(Disclosure(person=f"{title} {place}", on=DAY) for place in range(number))
    actions = tuple(Action(area="a", title=f"{title} {place}") for place in range(number))
    plan = ActionPlan(on=DAY, areas=(AreaActions(area=title, actions=actions),) * 12)
    notes = tuple(Wellbeing(team=title, on=DAY, how=title, help=title) for _ in range(number))
    lessons = tuple(Lesson(learned=title) for _ in range(number))
    return {
        "embargo": report_of(Embargo(stage=EmbargoStage.HELD, on=DAY, register=told)),
        "action-plan": report_of(plan),
        "debrief": report_of(Debrief(on=DAY, wellbeing=notes, lessons=lessons)),
    }


@pytest.mark.parametrize("kind", ["embargo", "action-plan", "debrief"])
@pytest.mark.parametrize(
    "title", [TITLE, "x" * 10_000, "א" * 300, "🙂" * 200], ids=["long", "x", "rtl", "emoji"]
)
@pytest.mark.parametrize("number", [0, 1, 40])
def test_a_report_fits_on_the_screen(
    drawn: Callable[[Report], list[str]], kind: str, title: str, number: int
) -> None:
    """With the verdict on the second or third line, and no trailing spaces."""
    report = reports(title, number)[kind]
    lines = drawn(report)
    assert len(lines) <= LINES
    assert any(line.isupper() or line.split(".")[0].isupper() for line in lines[1:3])
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_the_rest_is_named(drawn: Callable[[Report], list[str]]) -> None:
    """With the option that shows it."""
    assert drawn(reports(TITLE, 40)["debrief"])[-1].endswith("--all")


def test_words_are_whole(drawn: Callable[[Report], list[str]]) -> None:
    """Each word on the screen is one of the report, or is cut at a space."""
    known = set(TITLE.split())
    shown = " ".join(drawn(reports(TITLE, 40)["action-plan"])).split()
    assert {word for word in shown if word.startswith("Visit")} <= known


def test_a_report_without_an_answer_is_not_drawn() -> None:
    """A part of the debrief that is for everyone has no verdict."""
    assert not has_answer(Report(kind="x", title="X"))


def test_a_balance_and_the_hours_are_lines(drawn: Callable[[Report], list[str]]) -> None:
    """Criticisms are left of the bar and strengths right of it; without colour nothing is lost."""
    balance = Balance(
        title="Today: 1 new criticism.",
        sides=(
            Side(title="Help", criticisms=2, strengths=3, withdrawn=1),
            Side(title="Care", strengths=12),
            Side(title="Leaders"),
        ),
    )
    hours = (AgendaItem(what="North", starts="09:00", where="Room 2", who=("Ann Avon",)),)
    answer = Answer(
        verdict="2 answers are late",
        sentence="Late: 2 requests.",
        steps=(Step(action="Send: Audits", who="Ann Avon, director", by=DAY),),
    )
    agenda = Agenda(title="Next working day", day=DAY, hours=hours)
    section = Section(title="Today", blocks=(answer, balance, agenda))
    assert drawn(Report(kind="room-review", title="The room", sections=(section,)))[1:] == [
        "2 ANSWERS ARE LATE. Late: 2 requests.",
        " 1  Ann Avon  by Mon 30 Nov  Send: Audits",
        "Today: 1 new criticism.",
        " --|+++  1 withdrawn: Help",
        " -0|+12  Care",
        "   |     nothing heard yet: Leaders",
        "Next working day, Monday 30 November 2026:",
        " 09:00  North, Room 2, Ann Avon",
        "and more: --all",
    ]
