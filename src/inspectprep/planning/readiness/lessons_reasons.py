"""Readiness reasons from lessons: a lesson that was not acted on is a gap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.roles import known_role
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, quoted


def lesson_reasons(lessons: Iterable[Lesson], day: date) -> tuple[Reason, ...]:
    """Return an amber reason for each lesson that was not acted on by `day`; one green reason if all were."""
    lessons = tuple(lessons)
    if not lessons:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="lessons-unknown",
                text="No lesson from an earlier inspection or rehearsal is recorded.",
                owner="deputy",
                action="Record what was learned last time, or rehearse an inspection first.",
            ),
        )
    waiting = [lesson for lesson in lessons if lesson.acted_on is None or lesson.acted_on > day]
    if not waiting:
        text = f"{counted(len(lessons), 'lesson')}, all acted on."
        return (Reason(rating=Rating.GREEN, rule="lessons-acted-on", text=text),)
    return tuple(
        Reason(
            rating=Rating.AMBER,
            rule="lesson-open",
            text=f"Lesson not acted on: {quoted(lesson.learned)}.",
            owner=known_role(lesson.owner),
            action=lesson.next_time or "Decide what to do differently next time.",
        )
        for lesson in waiting
    )


SOURCES = (
    ReasonSource(theme=Theme.DEBRIEF, reasons=lambda state: lesson_reasons(state.lessons or (), state.day)),
)
