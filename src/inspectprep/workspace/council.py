"""One council's set-up: where plugins, frameworks, calendars, checks, reports and records meet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectprep.calendar.working import england
from inspectprep.model.inspection import Inspection
from inspectprep.planning.schedule import Planner
from inspectprep.plugins import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.frameworks.catalogue import Catalogue, ResolvedVariant
    from inspectprep.model.checklist import Checklist, TaskTemplate
    from inspectprep.model.comparison import PlanComparison
    from inspectprep.model.configuration import WorkspaceConfig
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.report import Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import People
    from inspectprep.planning.readiness import ReadinessPolicy
    from inspectprep.store.protocol import Store
    from inspectprep.workspace.known import KnownIds
    from inspectprep.workspace.records import Records

__all__ = ["Workspace"]


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """One council's plugins, frameworks, tasks and closures.

    Args:
        registry: Plugins that may be used; those installed, if None.
        frameworks: TOML files with the council's own variants (``extends = "ilacs-short"``).
        tasks: TOML files with the council's own tasks; they replace built-in tasks of the same id.
        closures: Days on which the council is closed, besides those that plugins know.
        config: What its ``inspectprep.toml`` says; None for a workspace without a folder.
        folder: Its folder; None for a workspace that keeps nothing.
        clock: Tells the time, with its zone, of each change that is kept.
    """

    def __init__(
        self,
        *,
        registry: Registry | None = None,
        frameworks: Iterable[Path | str] = (),
        tasks: Iterable[Path | str] = (),
        closures: Iterable[date] = (),
        config: WorkspaceConfig | None = None,
        folder: Path | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.registry = registry or open_registry()
        self.config = config
        self.folder = folder
        self._clock = clock
        self._framework_files = tuple(Path(each) for each in frameworks)
        self._task_files = tuple(Path(each) for each in tasks)
        self._closures = frozenset(closures)
        self._planners: dict[str, tuple[Planner, ResolvedVariant]] = {}

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        blocked: Iterable[str] = (),
        load_plugins: bool = True,
        clock: Callable[[], datetime] = _now,
    ) -> Workspace:
        """Open a council's workspace. Records are opened when they are first asked for.

        Args:
            path: Its folder or its ``inspectprep.toml``; None for the nearest from the current folder upward.
            blocked: Names of plugins to leave out, besides those that the configuration blocks.
            load_plugins: False loads no plugin.
            clock: Tells the time, with its zone, of each change that is kept.

        Raises:
            InspectPrepError: if there is no workspace.
            DocumentError: if its configuration has a mistake; each is named with its path.
        """
        from inspectprep.workspace.folder import settings  # noqa: PLC0415  # not every use has a folder

        return cls(**settings(path, blocked=blocked, load_plugins=load_plugins), clock=clock)

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        authority: str,
        variant: str,
        blocked: Iterable[str] = (),
        load_plugins: bool = True,
        clock: Callable[[], datetime] = _now,
    ) -> Workspace:
        """Make a folder with a readable ``inspectprep.toml`` and an empty store, and open it.

        Args:
            path: The folder; a new one is private to its owner.
            authority: The council's name.
            variant: The inspection to prepare for, such as ``ilacs-short``.
            blocked: Names of plugins to leave out.
            load_plugins: False loads no plugin.
            clock: Tells the time, with its zone, of each change that is kept.

        Raises:
            UnknownNameError: if there is no such variant; the nearest is suggested.
            InspectPrepError: if there is a workspace already.
            StoreError: if records cannot be kept there, as on a network; nothing is made.
        """
        from inspectprep.workspace.folder import make  # noqa: PLC0415  # not every use has a folder

        cls(registry=open_registry(blocked=blocked, load_plugins=load_plugins)).catalogue.find(variant)
        make(Path(path), authority=authority, variant=variant, clock=clock)
        return cls.open(path, blocked=blocked, load_plugins=load_plugins, clock=clock)

    @cached_property
    def store(self) -> Store:
        """Where records are kept, opened on first use.

        Raises:
            InspectPrepError: if this workspace has no folder.
            StoreError: if the store cannot be opened.
        """
        from inspectprep.workspace.folder import open_store  # noqa: PLC0415  # not every use keeps records

        return open_store(self.registry, self.config, self.folder, clock=self._clock)

    @cached_property
    def records(self) -> Records:
        """What the council keeps: people, evidence, decisions and so on, each change with who and when.

        Raises:
            InspectPrepError: if this workspace has no folder.
            StoreError: if the store cannot be opened.
        """
        from inspectprep.workspace.records import Records  # noqa: PLC0415  # not every use keeps records

        roles = self.config.roles if self.config else ()
        return Records(self.store, roles=roles, known=self._known_ids, today=lambda: self.today)

    def learn_ids(self, ids: Iterable[str]) -> int:
        """Learn the ids of children in loaded lists, so that no record can name one; return how many are new.

        :func:`inspectprep.workspace.known.ids_of` gives those of a return. Only keyed hashes are kept, in
        a file that only its owner may read. Ids of fewer than five letters and digits are passed over,
        because they stand in many a harmless sentence.

        Raises:
            InspectPrepError: if this workspace has no folder.
            WriteError: if they cannot be kept.
        """
        return self._known_ids.learn(ids)

    def close(self) -> None:
        """Let go of the store. A workspace in a ``with`` statement does so at its end."""
        store = self.__dict__.pop("store", None)
        self.__dict__.pop("records", None)
        if store is not None:
            store.close()

    def __enter__(self) -> Self:
        """Return the workspace."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @cached_property
    def _known_ids(self) -> KnownIds:
        from inspectprep.workspace.folder import known_ids  # noqa: PLC0415  # not every use keeps records

        return known_ids(self.folder)

    @property
    def today(self) -> date:
        """The council's own day, by its clock."""
        return self._clock().astimezone().date()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every variant that can be planned, built in, from plugins and from the council's files."""
        from inspectprep.frameworks.catalogue import Catalogue  # noqa: PLC0415  # not every use plans

        catalogue = Catalogue(self.registry.frameworks)
        for path in self._framework_files:
            catalogue = catalogue.with_file(path)
        return catalogue

    @cached_property
    def closures(self) -> frozenset[date]:
        """Days on which the council is closed, over all the years that are known."""
        days = england()
        closed = set(self._closures)
        for provider in self.registry.calendars:
            calendar = self.registry.calendars.resolve(provider.id)
            with self.registry.calendars.attribute_errors_to(provider, "giving the closed days"):
                closed.update(calendar(days.first, days.last))
        return frozenset(closed)

    @property
    def working_days(self) -> WorkingDays:
        """Working days of England less the council's closures."""
        return england().closed_on(self.closures)

    @cached_property
    def task_templates(self) -> tuple[TaskTemplate, ...]:
        """Task templates: built in, then from plugins, then from the council's files."""
        from inspectprep.frameworks.tasks import read_tasks  # noqa: PLC0415  # not every use has tasks

        found: list[TaskTemplate] = []
        for provider in self.registry.tasks:
            found += read_tasks(self.registry.tasks.resolve(provider.id))
        for path in self._task_files:
            found += read_tasks(path)
        return tuple(found)

    def schedule(self, inspection: Inspection) -> Timeline:
        """Return the dated plan of an inspection.

        Raises:
            UnknownNameError: if there is no such variant (the nearest is suggested), or a recorded date
                names no milestone.
            PlanError: if the variant's anchors are missing or form a circle, or a span ends before it begins.
            OutOfRangeError: if a date falls outside the years for which working days are known.
        """
        planner, _ = self._planner(inspection.variant)
        timeline = planner.schedule(inspection)
        self.registry.timeline_built(timeline)
        return timeline

    def checklist(self, timeline: Timeline) -> Checklist:
        """Return the tasks of an inspection on the dates of its timeline.

        Raises:
            DocumentError: if a task file has a mistake; each is named with its path.
        """
        from inspectprep.planning.tasks import checklist as dated  # noqa: PLC0415  # not every use has tasks

        return dated(timeline, self.task_templates, closures=self.closures)

    def compare(
        self,
        left: str,
        right: str,
        *,
        notified: date,
        right_notified: date | None = None,
        authority: str = "",
    ) -> PlanComparison:
        """Return two variants side by side, or one variant under two editions.

        Args:
            left: Id of the variant on the left.
            right: Id of the variant on the right.
            notified: The day of the call for both.
            right_notified: The day of the call on the right, if it differs: it chooses the edition.
            authority: The council's name.
        """
        from inspectprep.planning.compare import compare as side_by_side  # noqa: PLC0415  # rarely needed

        visits = (
            Inspection(variant=left, notified=notified, authority=authority),
            Inspection(variant=right, notified=right_notified or notified, authority=authority),
        )
        (one, mine), (two, theirs) = self._planner(left), self._planner(right)
        return side_by_side(
            one.schedule(visits[0]),
            two.schedule(visits[1]),
            variants=(one.variant, two.variant),
            editions=(
                mine.framework.edition_on(visits[0].notified),
                theirs.framework.edition_on(visits[1].notified),
            ),
        )

    def assess(
        self,
        timeline: Timeline,
        *,
        tasks: Checklist | None = None,
        annexa: CheckSummary | None = None,
        people: People | None = None,
        as_of: date | None = None,
        policy: ReadinessPolicy | None = None,
        **more: Any,
    ) -> Readiness:
        """Return how ready the council is; see :func:`inspectprep.planning.readiness.assess`.

        `more` is the other input: `evidence`, `areas`, `fieldwork`, `preparation`, `communication` and
        `lessons`.
        """
        from inspectprep.planning.readiness import assess as rated  # noqa: PLC0415  # not every use assesses

        if policy:
            more["policy"] = policy
        return rated(timeline, tasks=tasks, annexa=annexa, people=people, as_of=as_of, **more)

    def report(self, value: object, **context: Any) -> Report:
        """Return the report of a timeline, checklist, readiness, comparison or check summary.

        Raises:
            InspectPrepError: if the value holds child-level rows; no report may.
        """
        from inspectprep.workspace import writing  # noqa: PLC0415  # not every use reports

        return writing.report(self, value, context)

    def render(self, value: object, format: str, **context: Any) -> bytes:
        """Return a report as bytes in a format: its id (``html``) or its suffix (``.html``).

        Raises:
            UnknownNameError: if there is no such format; the nearest is suggested.
            RefusedError: if the reader may not have it; it says why, and who may.
        """
        from inspectprep.workspace import writing  # noqa: PLC0415  # not every use writes

        return writing.render(self, value, format, context)

    def write(
        self,
        value: object,
        path: Path | str,
        *,
        format: str | None = None,
        **context: Any,
    ) -> Path:
        """Write a report to a file, atomically and durably, and return its path.

        Args:
            value: A timeline, checklist, readiness, comparison, check summary or report.
            path: Where to; its suffix chooses the format unless `format` does.
            format: Id of a report format, built in or from a plugin.
            **context: What else the report may tell, such as `timeline`, `checklist` or `annexa`; for
                whom it is (`audience`), and for which person (`reader`): the embargo register may name one.

        Raises:
            UnknownNameError: if there is no such format; the nearest is suggested.
            RefusedError: if the reader may not have it; it says why, and who may.
            WriteError: if the file cannot be written; what stood there before stays.
        """
        from inspectprep.workspace import writing  # noqa: PLC0415  # not every use writes

        return writing.write(self, value, Path(path), format or "", context)

    def _planner(self, variant: str) -> tuple[Planner, ResolvedVariant]:
        found = self._planners.get(variant)
        if found is None:
            resolved = self.catalogue.find(variant)
            found = (Planner(resolved.framework, resolved.variant, closures=self.closures), resolved)
            self._planners[variant] = found
        return found
