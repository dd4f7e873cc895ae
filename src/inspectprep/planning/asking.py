"""The tasks of the first day that ask the open questions of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Task, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.source_migration import OUR_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.timeline import OpenQuestion, Timeline

_TAKES_THE_CALL = "dcs"


def asking_task_id(question: OpenQuestion) -> str:
    """Return the id of the task of a question, such as ``ask-fieldwork-end``."""
    return f"ask-{question.id.replace('_', '-').replace('.', '-')}"


def asking_tasks(timeline: Timeline, numbered_from: int, owner: str = "") -> Iterator[Task]:
    """Yield a task for the first day for each open question of a plan.

    Args:
        timeline: The plan.
        numbered_from: The short number before that of the first question.
        owner: The role that takes the call. The director if empty.
    """
    for question in timeline.questions:
        name = asking_task_id(question)
        yield Task(
            id=name,
            template=name,
            number=numbered_from + question.number,
            title=f"Ask: {question.text}",
            theme=Theme.PLAN,
            phase=Phase.NOTIFICATION,
            owners=(owner or _TAKES_THE_CALL,),
            starts=timeline.notified,
            due=timeline.notified,
            source=OUR_PRACTICE,
            variants=(timeline.variant,),
            note=question.known,
        )
