"""The debrief: wellbeing first, then lessons. Every lesson becomes a task before the next call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, TaskTemplate
from inspectprep.model.debrief import Debrief, DebriefPart, Lesson, PressItem, Thanks, ThanksKind, Wellbeing
from inspectprep.model.framework import Phase
from inspectprep.model.roles import known_role

_FIRST_NUMBER = 900


def lesson_task(lesson: Lesson) -> TaskTemplate:
    """Return the standing task of a lesson."""
    return TaskTemplate(
        id=f"lesson-{lesson.id}" if lesson.id else "lesson",
        title=lesson.next_time or f"Act on the lesson: {lesson.learned}",
        theme=lesson.theme,
        phase=Phase.ALWAYS_ON,
        owners=(known_role(lesson.owner),),
        cadence=Cadence.STANDING,
        basis=Basis.PLANNING,
        source=("A lesson of our own inspection",),
        number=_number(lesson.id),
        note=lesson.learned,
    )


def _number(lesson: str) -> int:
    """Return the short number of the task of a lesson: ``les-3`` has 903, also after others are closed."""
    number = lesson.rpartition("-")[2]
    return _FIRST_NUMBER + int(number) if number.isdecimal() else 0


def lesson_tasks(lessons: Iterable[Lesson]) -> tuple[TaskTemplate, ...]:
    """Return the tasks of the lessons that have not been acted on."""
    return tuple(lesson_task(lesson) for lesson in lessons if lesson.acted_on is None)


def debrief(
    *,
    on: date,
    authority: str = "",
    title: str = "",
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
        title=title,
        on=on,
        wellbeing=tuple(sorted(asked, key=lambda check: (check.settled is not None, check.rating.rank))),
        lessons=tuple(sorted(learned, key=lambda lesson: lesson.acted_on is not None)),
        thanks=tuple(sorted(thanked, key=lambda thanks: (thanks.on is None, thanks.on or on))),
        press=tuple(sorted(press, key=lambda item: (not item.good, item.on))),
        notes=tuple(_open(asked, learned, thanked, on)),
    )


def only(whole: Debrief, part: DebriefPart) -> Debrief:
    """Return one part of a debrief.

    Thanks are those that were given, the celebration is of any day, and the press wall has only good news.
    """
    kinds = {DebriefPart.THANKS: ThanksKind.THANKS, DebriefPart.CELEBRATION: ThanksKind.CELEBRATION}
    return evolve(
        whole,
        part=part,
        wellbeing=whole.wellbeing if part is DebriefPart.WELLBEING else (),
        lessons=whole.lessons if part is DebriefPart.LESSONS else (),
        thanks=tuple(
            thanks
            for thanks in whole.thanks
            if thanks.kind is kinds.get(part) and (thanks.on or part is DebriefPart.CELEBRATION)
        ),
        press=tuple(item for item in whole.press if item.good) if part is DebriefPart.PRESS else (),
        notes=(),
    )


def lessons_of(lessons: Iterable[Lesson], *, starting: date, until: date | None = None) -> tuple[Lesson, ...]:
    """Return the lessons of one inspection, which belong to the council and have a day.

    Args:
        lessons: All lessons. An open lesson without a day belongs to every debrief.
        starting: The day of the call.
        until: The day of the next call. None if there was none.
    """
    return tuple(
        lesson
        for lesson in lessons
        if (lesson.acted_on is None if lesson.on is None else starting <= lesson.on)
        and (lesson.on is None or until is None or lesson.on < until)
    )


def _open(
    asked: tuple[Wellbeing, ...], learned: tuple[Lesson, ...], thanked: tuple[Thanks, ...], on: date
) -> Iterator[str]:
    if not asked:
        yield "No team has been asked how they are."
    waiting = [check.team for check in asked if check.help and check.settled is None]
    if waiting:
        yield f"These teams need help and have not got it: {', '.join(dict.fromkeys(waiting))}."
    if not learned:
        yield "No lessons are recorded."
    done = [thanks for thanks in thanked if thanks.on is not None and thanks.on <= on]
    if not done:
        yield "No thanks are recorded."
    planned = [thanks.to for thanks in thanked if thanks.kind is ThanksKind.THANKS and thanks not in done]
    if planned:
        yield f"Still to be thanked: {', '.join(dict.fromkeys(planned))}."
    if not any(thanks.kind is ThanksKind.CELEBRATION for thanks in thanked):
        yield "No celebration is planned."
