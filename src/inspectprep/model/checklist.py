"""Checklists: what to do, by whom, by when, and where the practice was seen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import UnknownNameError
from inspectprep.model.alteration import Alteration
from inspectprep.model.arguments import refuse_position, word_of
from inspectprep.model.basis import Basis
from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.display import with_displays
from inspectprep.model.document import document, layout
from inspectprep.model.framework import Phase
from inspectprep.model.offset import Offset, Unit
from inspectprep.model.roles import ROLES, known_role
from inspectprep.model.source_migration import cite_sources, name_sources
from inspectprep.model.values import frozen, frozen_by_type

if TYPE_CHECKING:
    from collections.abc import Iterator


class Theme(StrEnum):
    """The themes of preparation: the lessons of an inspection in 2018, and the plan.

    Attributes:
        ANNEX_A: The Annex A data.
        PEOPLE: Staff who are prepared and supported.
        CHALLENGE: Evidence, and challenging what inspectors say.
        COMMUNICATE: Staff, members and partners are informed.
        DEBRIEF: Lessons, thanks and recovery.
        PLAN: The plan, with its people and dates.
    """

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

    @property
    def word(self) -> str:
        """The theme in a word, for the heading of a narrow column."""
        return "Annex A" if self is Theme.ANNEX_A else self.value.capitalize()


_THEME_TITLES = {
    Theme.ANNEX_A: "Annex A is ready",
    Theme.PEOPLE: "Every social worker is prepared",
    Theme.CHALLENGE: "Challenge, with evidence",
    Theme.COMMUNICATE: "Communicate: no surprises",
    Theme.DEBRIEF: "Debrief and thank",
    Theme.PLAN: "The plan, its owners and its deadlines",
}


class Status(StrEnum):
    """The status of a task.

    Attributes:
        TO_DO: Not begun.
        DOING: Begun.
        DONE: Finished.
        NOT_NEEDED: Not needed in this inspection.
    """

    TO_DO = "to-do"
    DOING = "doing"
    DONE = "done"
    NOT_NEEDED = "not-needed"


class Cadence(StrEnum):
    """The interval at which a task is repeated.

    Attributes:
        DAILY: On each day of its event.
        MONTHLY: Each month.
        QUARTERLY: Every three months.
        YEARLY: Each year.
        STANDING: Without end. It must be confirmed again after half a year.
    """

    DAILY = "daily"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    STANDING = "standing"

    @property
    def every(self) -> Offset | None:
        """The time after which it must be done or confirmed again. None for daily tasks."""
        months = _MONTHS.get(self)
        return Offset(amount=months, unit=Unit.MONTH) if months else None


_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.STANDING: 6, Cadence.YEARLY: 12}


@frozen_by_type(kw_only=True)
class TaskTemplate:
    """A task before it has a date: part of a framework, a plugin or a council's own file.

    Attributes:
        id: Unique, in kebab-case.
        title: What to do.
        theme: Its theme.
        phase: The phase in which it is due.
        owners: Role ids; the first leads.
        meets: The event whose deadline it meets. It is due on that day, and has the event's basis and
            sources. It then has no other anchor.
        anchor: The event that `offset` counts from (``NAME.end`` for its last day); None for a task
            without a date of its own.
        offset: Distance from the anchor's day to the day the task is due, or begins if repeated.
        until_anchor: For repeated or lasting tasks, the event that `until_offset` counts from.
        until_offset: Distance to the last day (inclusive).
        cadence: ``daily`` is expanded over the working days from the first day to the last, both
            inclusive; the others describe readiness work that has no end. None: once.
        every: The time after which it must be done again, such as ``6 months``. None for that of the cadence.
        basis: How its day is known. A task that meets an event has that of the event.
        source: Where the practice is seen: ids of the framework's sources, or citations. Empty for our own
            practice.
        frameworks: Ids of the frameworks to which it belongs. Empty for all.
        variants: Ids of the variants to which it belongs. A variant in another file belongs to the one that
            it extends. Empty for all.
        starting: First day of a call (inclusive) for which it is. None for no limit.
        until: Last day of a call (inclusive) for which it is. None for no limit.
        formerly: Ids that it had before, for these variants. Progress that was recorded under them counts.
        ticked_by: Rules for the records that show that it is done, such as ``showcase.offered``. All must
            be met.
        after: Ids of the tasks that must be done first.
        number: Its short number. 0 for its place in the list of all tasks.
        note: What to know when doing it.
    """

    id: str
    title: str
    theme: Theme
    phase: Phase
    owners: tuple[str, ...]
    meets: str | None = None
    anchor: str | None = None
    offset: Offset | None = None
    until_anchor: str | None = None
    until_offset: Offset | None = None
    cadence: Cadence | None = None
    every: Offset | None = None
    basis: Basis = Basis.PLANNING
    source: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    starting: date | None = None
    until: date | None = None
    formerly: tuple[str, ...] = ()
    ticked_by: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    number: int = 0
    note: str = ""

    @property
    def interval(self) -> Offset | None:
        """The time after which it must be done again. None if it is done once or daily."""
        return self.every or (self.cadence.every if self.cadence else None)


@document("tasks", version=3, migrations={1: divide_sourced, 2: name_sources})
@frozen(kw_only=True)
class TaskSet:
    """The tasks that one file or plugin gives.

    Attributes:
        frameworks: Ids of the frameworks of the tasks that name none. Empty for all.
    """

    frameworks: tuple[str, ...] = ()
    tasks: tuple[TaskTemplate, ...] = ()


@with_displays
@layout()
@frozen(kw_only=True)
class Task:
    """A task of one inspection.

    Attributes:
        id: The template's id; a daily task's occurrences add ``@`` and the ISO date.
        template: The template's id.
        number: The short number of the template. It is the same on every day and in every plan.
        title: What to do.
        theme: Its theme.
        phase: The phase in which it is due.
        owners: Role ids of the owners.
        starts: First day on which it can be done; None when undated.
        due: Last day (inclusive) on which it is in time; None when undated.
        cadence: Kept for always-on tasks, so that they are shown as recurring.
        basis: How the due date is known.
        source: A citation, ready to print, of where the date or the practice is seen.
        variants: Ids of the variants that it is for. Empty for all.
        note: A note about it.
        status: Its status.
        on: The day of its status. None if it is not known.
        every: The time after which a recurring task must be done again. None if it is done once.
        counted_from: The day from which `every` counts: the day on which it was last done, or else the first
            day on which it was known to be open. None if neither is known.
        status_note: The note of its status, or the record that shows that it is done.
        after: Ids of the templates of the tasks that must be done first.
        waits_for: Id of the event without a day on which its own day depends. Empty if there is none.
        uncertain: True when the due date rests on a forecast (a measured window).
        rests_on: The weakest basis of the days from which its own are counted, if these are not firm:
            ``measured`` if it is uncertain. None if they are firm.
    """

    id: str
    template: str
    number: int = 0
    title: str
    theme: Theme
    phase: Phase
    owners: tuple[str, ...]
    starts: date | None = None
    due: date | None = None
    cadence: Cadence | None = None
    basis: Basis = Basis.PLANNING
    source: str = ""
    variants: tuple[str, ...] = ()
    note: str = ""
    status: Status = Status.TO_DO
    on: date | None = None
    every: Offset | None = None
    counted_from: date | None = None
    status_note: str = ""
    after: tuple[str, ...] = ()
    waits_for: str = ""
    uncertain: bool = False
    rests_on: Basis | None = None

    __one_line__ = ("id", "due", "status", "owners", "title")

    def marked(self, status: Status, on: date | None) -> Task:
        """Return the task with the status that it has had since a day. None: the day is not known."""
        counted = self.counted_from or on
        if status is Status.DONE:
            counted = on
        elif status is Status.NOT_NEEDED:
            counted = None
        return evolve(self, status=status, on=on, counted_from=counted)


@document(
    "checklist",
    version=3,
    report="inspectprep.reports.compose.checklist:checklist_report",
    migrations={1: divide_sourced, 2: cite_sources},
)
@layout("authority", "variant", "notified", "notes", "altered_by", "tasks")
@frozen(kw_only=True)
class Checklist:
    """The tasks of one inspection, ordered by phase and due date.

    Attributes:
        tasks: The tasks.
        variant: Id of the variant.
        notified: The day of the call.
        authority: The council's name.
        notes: What a reader must know about the list as a whole, each a sentence.
        altered_by: What plugins changed in the tasks or in their dates.
    """

    tasks: tuple[Task, ...]
    variant: str
    notified: date
    authority: str = ""
    notes: tuple[str, ...] = ()
    altered_by: tuple[Alteration, ...] = ()

    __one_line__ = ("variant", "authority", "notified", "tasks")

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
        refuse_position(name, "task", "tasks")
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
        """Return the checklist narrowed to a theme, an owner's role and a phase.

        Raises:
            UnknownNameError: if there is no such theme or phase, or a role that is neither built in nor an
                owner of a task.
        """
        wanted_theme = theme if theme is None else word_of(Theme, theme, "theme")
        wanted_phase = phase if phase is None else word_of(Phase, phase, "phase")
        role = owner if owner is None else known_role(owner)
        roles = {name for task in self.tasks for name in task.owners} | {known.id for known in ROLES}
        if role is not None and role not in roles:
            raise UnknownNameError("role", role, roles)
        chosen = tuple(
            task
            for task in self.tasks
            if wanted_theme in (None, task.theme)
            and (role is None or role in task.owners)
            and wanted_phase in (None, task.phase)
        )
        return evolve(self, tasks=chosen)

    def mark(self, name: str, status: Status | str, *, on: date) -> Checklist:
        """Return the checklist with one task's status changed.

        Args:
            name: A task id, or a template id to mark every occurrence of a daily task.
            status: The status.
            on: The day of this status. The interval of a recurring task counts from the day it was done.

        Raises:
            UnknownNameError: if no task has that id, or there is no such status.
        """
        new = word_of(Status, status, "status")
        if not any(name in (task.id, task.template) for task in self.tasks):
            raise UnknownNameError("task", name, [task.id for task in self.tasks])
        tasks = tuple(
            task.marked(new, on) if name in (task.id, task.template) else task for task in self.tasks
        )
        return evolve(self, tasks=tasks)
