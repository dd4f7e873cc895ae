"""The debrief: wellbeing first, then lessons. Every lesson becomes a task before the next call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Cadence, TaskTemplate
from inspectprep.model.debrief import Debrief, ThanksKind
from inspectprep.model.framework import Basis, Phase
from inspectprep.model.workforce import role_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from inspectprep.model.debrief import Lesson, PressItem, Thanks, Wellbeing

__all__ = ["debrief", "lesson_task", "lesson_tasks"]


def lesson_task(lesson: Lesson) -> TaskTemplate:
    """Return the standing task of a lesson."""
    return TaskTemplate(
        id=f"lesson-{lesson.id}" if lesson.id else "lesson",
        title=lesson.next_time or f"Act on the lesson: {lesson.learned}",
        theme=lesson.theme,
        phase=Phase.ALWAYS_ON,
        owners=(role_id(lesson.owner) or lesson.owner,),
        cadence=Cadence.STANDING,
        basis=Basis.PLANNING,
        trace="A lesson of our own inspection",
        note=lesson.learned,
    )


def lesson_tasks(lessons: Iterable[Lesson]) -> tuple[TaskTemplate, ...]:
    """Return the tasks of the lessons that have not been acted on."""
    return tuple(lesson_task(each) for each in lessons if each.acted_on is None)


def debrief(
    *,
    on: date,
    authority: str = "",
    wellbeing: Iterable[Wellbeing] = (),
    lessons: Iterable[Lesson] = (),
    thanks: Iterable[Thanks] = (),
    press: Iterable[PressItem] = (),
) -> Debrief:
    """Return the debrief of a day, with open lessons before settled ones."""
    asked = tuple(wellbeing)
    learned = tuple(lessons)
    thanked = tuple(thanks)
    return Debrief(
        authority=authority,
        on=on,
        wellbeing=tuple(sorted(asked, key=lambda each: (each.settled is not None, each.rating.rank))),
        lessons=tuple(sorted(learned, key=lambda each: each.acted_on is not None)),
        thanks=tuple(sorted(thanked, key=lambda each: (each.on is None, each.on or on))),
        press=tuple(sorted(press, key=lambda each: (not each.good, each.on))),
        notes=tuple(_open(asked, learned, thanked, on)),
    )


def _open(
    asked: tuple[Wellbeing, ...], learned: tuple[Lesson, ...], thanked: tuple[Thanks, ...], on: date
) -> Iterator[str]:
    if not asked:
        yield "No team has been asked how they are."
    waiting = [each.team for each in asked if each.help and each.settled is None]
    if waiting:
        yield f"These teams need help and have not got it: {', '.join(dict.fromkeys(waiting))}."
    if not learned:
        yield "No lessons are recorded."
    done = [each for each in thanked if each.on is not None and each.on <= on]
    if not done:
        yield "No thanks are recorded."
    if not any(each.kind is ThanksKind.CELEBRATION for each in thanked):
        yield "No celebration is planned."
