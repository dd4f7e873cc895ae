"""Afterwards: people first, and lessons that become work."""

from __future__ import annotations

from datetime import date

from inspectprep.model.checklist import Cadence, Status, Theme
from inspectprep.model.debrief import DebriefPart, Lesson, PressItem, Thanks, ThanksKind, Wellbeing
from inspectprep.model.framework import Phase
from inspectprep.model.readiness import Rating
from inspectprep.planning.follow_up.debrief import debrief, lesson_task, lesson_tasks, lessons_of, only
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


def test_a_lessons_task_has_the_same_number_in_every_plan() -> None:
    """It follows from the id of the lesson. A lesson that is not recorded yet has none."""
    numbers = [lesson_task(Lesson(id=name, learned="A")).number for name in ("les-1", "les-12", "", "les-x")]
    assert numbers == [901, 912, 0, 0]


def test_lessons_belong_to_the_inspection_in_which_they_were_learned() -> None:
    """From its call until the day before the next call. An open lesson without a day belongs to each."""
    call, following = date(2018, 4, 9), date(2021, 5, 10)
    lessons = (
        Lesson(id="before", learned="A", on=date(2018, 4, 8)),
        Lesson(id="first", learned="B", on=call, acted_on=DAY),
        Lesson(id="last", learned="C", on=date(2021, 5, 9)),
        Lesson(id="next", learned="D", on=following),
        Lesson(id="open", learned="E"),
        Lesson(id="settled", learned="F", acted_on=DAY),
    )
    assert [each.id for each in lessons_of(lessons, starting=call, until=following)] == [
        "first",
        "last",
        "open",
    ]
    assert [each.id for each in lessons_of(lessons, starting=following)] == ["next", "open"]


def test_thanks_of_today_are_given_and_those_of_tomorrow_are_not() -> None:
    """Names are said once, and a celebration is no thanks that are due."""
    thanks = [
        Thanks(to="Reception", on=date(2018, 5, 26)),
        Thanks(to="Data team", on=DAY),
        Thanks(to="Kitchen"),
        Thanks(to="Kitchen"),
        Thanks(to="Everyone", kind=ThanksKind.CELEBRATION),
    ]
    asked = [Wellbeing(team="North", on=DAY, how="Proud")]
    found = debrief(on=DAY, wellbeing=asked, lessons=[Lesson(learned="A")], thanks=thanks)
    assert found.notes == ("Still to be thanked: Reception, Kitchen.",)
    assert [each.to for each in found.thanks] == ["Data team", "Reception", "Kitchen", "Kitchen", "Everyone"]
    none_given = debrief(on=DAY, wellbeing=asked, lessons=[Lesson(learned="A")], thanks=thanks[:1])
    assert none_given.notes == (
        "No thanks are recorded.",
        "Still to be thanked: Reception.",
        "No celebration is planned.",
    )


def test_teams_that_need_help_are_named_once_until_it_is_settled() -> None:
    """A team that asked for nothing, and one that has been helped, are not named."""
    checks = [
        Wellbeing(team="North", on=DAY, how="Tired", help="Time off"),
        Wellbeing(team="North", on=DAY, how="Tired", help="A lift"),
        Wellbeing(team="East", on=DAY, how="Tired", help="Time off", settled=DAY),
        Wellbeing(team="West", on=DAY, how="Tired"),
    ]
    assert debrief(on=DAY, wellbeing=checks).notes[0] == "These teams need help and have not got it: North."


def test_each_part_of_a_debrief_has_only_its_own_records() -> None:
    """Thanks are those that were given. The press wall has the good news. A celebration may have no day."""
    whole = debrief(
        on=DAY,
        wellbeing=[Wellbeing(team="North", on=DAY, how="Proud")],
        lessons=[Lesson(learned="A")],
        thanks=[
            Thanks(to="Data team", on=DAY),
            Thanks(to="Kitchen"),
            Thanks(to="Everyone", kind=ThanksKind.CELEBRATION),
        ],
        press=[
            PressItem(title="Other", outlet="A", on=DAY),
            PressItem(title="Good", outlet="B", on=DAY, good=True),
        ],
    )
    shown = {
        part: [
            *(each.team for each in found.wellbeing),
            *(each.learned for each in found.lessons),
            *(each.to for each in found.thanks),
            *(each.title for each in found.press),
            *found.notes,
        ]
        for part in DebriefPart
        for found in [only(whole, part)]
    }
    assert shown == {
        DebriefPart.WELLBEING: ["North"],
        DebriefPart.LESSONS: ["A"],
        DebriefPart.THANKS: ["Data team"],
        DebriefPart.CELEBRATION: ["Everyone"],
        DebriefPart.PRESS: ["Good"],
    }
