"""Afterwards: people first, and lessons that become work."""

from __future__ import annotations

from datetime import date

from inspectprep.model.checklist import Cadence, Status, Theme
from inspectprep.model.debrief import Lesson, PressItem, Thanks, ThanksKind, Wellbeing
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating
from inspectprep.planning.follow_up.debrief import debrief, lesson_task, lesson_tasks
from inspectprep.planning.tasks import checklist
from tests.planning.communication.test_embargo import PLAN

DAY = date(2018, 5, 25)


def test_a_lesson_becomes_a_standing_task_until_it_is_acted_on() -> None:
    """It stands on the next checklist with its owner, and says where it was learned."""
    lesson = Lesson(
        id="les-3",
        learned="The call came while the director was abroad.",
        next_time="Name cover for every leave.",
        theme=Theme.PLAN,
        owner="Deputy director",
    )
    [task] = checklist(PLAN, lesson_tasks([lesson, Lesson(id="les-4", learned="Done.", acted_on=DAY)]))
    assert (task.id, task.title, task.owners) == ("lesson-les-3", "Name cover for every leave.", ("deputy",))
    assert (task.phase, task.cadence, task.status) == (Phase.ALWAYS_ON, Cadence.STANDING, Status.TO_DO)
    assert task.note == lesson.learned


def test_a_lesson_without_a_next_step_still_asks_for_one() -> None:
    """The task repeats what was learned."""
    assert lesson_task(Lesson(learned="Lunch ran out.")).title == "Act on the lesson: Lunch ran out."


def test_whoever_needs_help_comes_first() -> None:
    """Red before green, and what has been seen to last."""
    found = debrief(
        on=DAY,
        wellbeing=[
            Wellbeing(team="East", on=DAY, how="Fine"),
            Wellbeing(team="North", on=DAY, how="Exhausted", rating=Rating.RED, help="Time off"),
            Wellbeing(team="West", on=DAY, how="Tired", rating=Rating.RED, settled=DAY),
        ],
    )
    assert [each.team for each in found.wellbeing] == ["North", "East", "West"]
    assert any("North" in note for note in found.notes)


def test_what_nobody_has_done_yet_is_said() -> None:
    """An empty debrief asks for everything."""
    assert len(debrief(on=DAY).notes) == 4


def test_a_full_debrief_asks_for_nothing() -> None:
    """Asked, learned, thanked, celebrated."""
    found = debrief(
        on=DAY,
        wellbeing=[Wellbeing(team="North", on=DAY, how="Proud")],
        lessons=[Lesson(learned="A", acted_on=DAY), Lesson(learned="B")],
        thanks=[
            Thanks(to="Everybody", on=DAY),
            Thanks(to="Everybody", kind=ThanksKind.CELEBRATION, on=date(2018, 6, 20)),
        ],
        press=[
            PressItem(title="Other", outlet="A", on=DAY),
            PressItem(title="Good", outlet="B", on=DAY, good=True),
        ],
    )
    assert found.notes == ()
    assert [each.learned for each in found.lessons] == ["B", "A"]
    assert [each.title for each in found.press] == ["Good", "Other"]
