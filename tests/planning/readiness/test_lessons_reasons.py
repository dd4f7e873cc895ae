"""Reasons from lessons."""

from __future__ import annotations

from datetime import date

from inspectprep.model.debrief import Lesson
from inspectprep.model.readiness import Reason
from inspectprep.planning.readiness.lessons_reasons import lesson_reasons

DAY = date(2018, 4, 9)


def rules(reasons: tuple[Reason, ...]) -> list[str]:
    """Return the rules behind reasons."""
    return [each.rule for each in reasons]


def test_every_open_lesson_is_an_action_for_its_owner() -> None:
    """A lesson acted on later than the day is still open on it."""
    lessons = (
        Lesson(learned="The call found us abroad.", next_time="Name cover for every leave.", owner="deputy"),
        Lesson(learned="Annex A was late.", acted_on=date(2018, 4, 10), owner="Annex A owner"),
        Lesson(learned="Blogs worked.", acted_on=date(2018, 4, 8)),
    )
    found = lesson_reasons(lessons, DAY)
    assert [each.owner for each in found] == ["deputy", "annex-a"]
    assert found[0].action == "Name cover for every leave."
    assert rules(lesson_reasons(lessons[2:], DAY)) == ["lessons-acted-on"]
    assert rules(lesson_reasons((), DAY)) == ["lessons-unknown"]
