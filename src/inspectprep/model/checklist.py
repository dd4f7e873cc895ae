"""Checklists: what to do, by whom, by when, and where the practice was seen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inspectprep.errors import UnknownNameError
from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.display import shown_by
from inspectprep.model.document import document, layout
from inspectprep.model.framework import Basis, Phase
from inspectprep.model.offset import Offset

if TYPE_CHECKING:
    from collections.abc import Iterator


class Theme(StrEnum):
    """Oxfordshire's five lessons, and the plan that holds them together."""

    ANNEX_A = "annex-a"
    PEOPLE = "people"
    CHALLENGE = "challenge"
    COMMUNICATE = "communicate"
    DEBRIEF = "debrief"
    PLAN = "plan"

    @property
    def heading(self) -> str:
        """The heading people see."""
        return _THEME_TITLES[self]


_THEME_TITLES = {
    Theme.ANNEX_A: "Annex A is ready",
    Theme.PEOPLE: "Every social worker is prepared",
    Theme.CHALLENGE: "Challenge, with evidence",
    Theme.COMMUNICATE: "Communicate: no surprises",
    Theme.DEBRIEF: "Debrief and thank",
    Theme.PLAN: "The plan, its owners and its deadlines",
}


class Status(StrEnum):
    """The status of a task."""

    TO_DO = "to-do"
    DOING = "doing"
    DONE = "done"
    NOT_NEEDED = "not-needed"


class Cadence(StrEnum):
    """The interval at which a task is repeated."""

    DAILY = "daily"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    STANDING = "standing"


@frozen(kw_only=True)
class TaskTemplate:
    """A task before it has a date: part of a framework, a plugin or a council's own file.

    Attributes:
        id: Unique, in kebab-case.
        owners: Role ids; the first leads.
        anchor: The event that `offset` counts from (``NAME.end`` for its last day); None for a task
            without a date of its own.
        offset: Distance from the anchor's day to the day the task is due, or begins if repeated.
        until_anchor: For repeated or lasting tasks, the event that `until_offset` counts from.
        until_offset: Distance to the last day (inclusive).
        cadence: ``daily`` is expanded over the working days from the first day to the last, both
            inclusive; the others describe readiness work that has no end. None: once.
        basis: ``notice`` tasks are dated only when the letter dates their anchor.
        trace: Where the practice is seen.
        variants: Variants to which it belongs; empty for all.
        note: What to know when doing it.
    """

    id: str
    title: str
    theme: Theme
    phase: Phase
    owners: tuple[str, ...]
    anchor: str | None = None
    offset: Offset | None = None
    until_anchor: str | None = None
    until_offset: Offset | None = None
    cadence: Cadence | None = None
    basis: Basis = Basis.PLANNING
    trace: str = ""
    variants: tuple[str, ...] = ()
    note: str = ""


@document("tasks", version=2, migrations={1: divide_sourced})
@frozen(kw_only=True)
class TaskSet:
    """The tasks that one file or plugin gives."""

    tasks: tuple[TaskTemplate, ...] = ()


@layout()
@frozen(kw_only=True)
class Task:
    """A task of one inspection.

    Attributes:
        id: The template's id; a daily task's occurrences add ``@`` and the ISO date.
        template: The template's id.
        starts: First day on which it can be done; None when undated.
        due: Last day (inclusive) on which it is in time; None when undated.
        cadence: Kept for always-on tasks, so that they are shown as recurring.
        uncertain: True when the due date rests on a forecast (a measured window).
    """

    id: str
    template: str
    title: str
    theme: Theme
    phase: Phase
    owners: tuple[str, ...]
    starts: date | None = None
    due: date | None = None
    cadence: Cadence | None = None
    basis: Basis = Basis.PLANNING
    trace: str = ""
    note: str = ""
    status: Status = Status.TO_DO
    uncertain: bool = False


@document("task-states")
@frozen(kw_only=True)
class TaskStates:
    """The progress of tasks. It is separate from the checklist, so that the checklist can be planned again.

    Each attribute has task ids, or template ids for every occurrence of a daily task. All other tasks are
    still to do.
    """

    done: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    not_needed: tuple[str, ...] = ()


@document(
    "checklist",
    version=2,
    report="inspectprep.reports.compose.checklist:checklist_report",
    migrations={1: divide_sourced},
)
@layout("authority", "variant", "notified", "notes", "tasks")
@frozen(kw_only=True)
class Checklist:
    """The tasks of one inspection, ordered by phase and due date.

    Attributes:
        authority: The council's name.
        variant: Id of the variant.
        notified: The day of the call.
    """

    tasks: tuple[Task, ...]
    variant: str
    notified: date
    authority: str = ""
    notes: tuple[str, ...] = ()

    _repr_html_ = shown_by("inspectprep.views.notebook:html")
    _repr_markdown_ = shown_by("inspectprep.views.notebook:markdown")

    def __iter__(self) -> Iterator[Task]:
        """Iterate over the tasks in order."""
        return iter(self.tasks)

    def __len__(self) -> int:
        """Return how many tasks there are, repeats counted."""
        return len(self.tasks)

    def __getitem__(self, name: str) -> Task:
        """Return the task with this id.

        Raises:
            UnknownNameError: if there is none; the nearest id is suggested.
        """
        for task in self.tasks:
            if task.id == name:
                return task
        raise UnknownNameError("task", name, [task.id for task in self.tasks])

    def select(
        self,
        *,
        theme: Theme | str | None = None,
        owner: str | None = None,
        phase: Phase | str | None = None,
    ) -> Checklist:
        """Return the checklist narrowed to a theme, an owner's role and a phase."""
        chosen = tuple(
            task
            for task in self.tasks
            if (theme is None or task.theme == Theme(theme))
            and (owner is None or owner in task.owners)
            and (phase is None or task.phase == Phase(phase))
        )
        return evolve(self, tasks=chosen)

    def mark(self, name: str, status: Status | str) -> Checklist:
        """Return the checklist with one task's status changed.

        `name` is a task id, or a template id to mark every occurrence of a daily task.

        Raises:
            UnknownNameError: if no task has that id.
        """
        new = Status(status)
        if not any(name in (task.id, task.template) for task in self.tasks):
            raise UnknownNameError("task", name, [task.id for task in self.tasks])
        tasks = tuple(
            evolve(task, status=new) if name in (task.id, task.template) else task for task in self.tasks
        )
        return evolve(self, tasks=tasks)

    def with_states(self, states: TaskStates) -> Checklist:
        """Return the checklist with the statuses that `states` gives.

        Raises:
            UnknownNameError: if a state names no task.
        """
        marked = self
        for status, names in (
            (Status.DONE, states.done),
            (Status.DOING, states.doing),
            (Status.NOT_NEEDED, states.not_needed),
        ):
            for name in names:
                marked = marked.mark(name, status)
        return marked
