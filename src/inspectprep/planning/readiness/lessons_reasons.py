"""What lessons of earlier inspections say about readiness: those not acted on are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.workforce import role_id
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.debrief import Lesson

__all__ = ["lesson_reasons"]


def lesson_reasons(lessons: Iterable[Lesson], day: date) -> tuple[Reason, ...]:
    """Return one amber reason for each lesson not acted on by `day`; one reason in all if there is none."""
    known = tuple(lessons)
    if not known:
        return (
            Reason(
                rating=Rating.AMBER,
                rule="lessons-unknown",
                text="No lesson of an earlier inspection or rehearsal is written down.",
                owner="deputy",
                action="Write down what was learned last time, or rehearse and learn.",
            ),
        )
    waiting = [each for each in known if each.acted_on is None or each.acted_on > day]
    if not waiting:
        text = f"{counted(len(known), 'lesson')}: all acted on."
        return (Reason(rating=Rating.GREEN, rule="lessons-acted-on", text=text),)
    return tuple(
        Reason(
            rating=Rating.AMBER,
            rule="lesson-open",
            text=f"Learned and not acted on: {each.learned.rstrip('.')}.",
            owner=role_id(each.owner) or each.owner,
            action=each.next_time or "Say what to do about it next time.",
        )
        for each in waiting
    )
