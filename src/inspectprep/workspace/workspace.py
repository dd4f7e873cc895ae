"""The workspace of one council: its plugins, frameworks, calendars, reports and records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from inspectprep import frameworks, planning, workspace as parts
from inspectprep.calendar.working import england
from inspectprep.frameworks.catalogue import Catalogue
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.planning.schedule import Planner
from inspectprep.plugins import Registry, open_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.frameworks.catalogue import ResolvedVariant
    from inspectprep.model.checklist import Checklist, TaskTemplate
    from inspectprep.model.comparison import PlanComparison
    from inspectprep.model.configuration import WorkspaceConfig
    from inspectprep.model.debrief import Lesson
    from inspectprep.model.enquiry import Fieldwork
    from inspectprep.model.evidence import EvidenceBase
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.history import AreaForImprovement
    from inspectprep.model.preparation import PreparationCoverage
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.release import CommunicationState
    from inspectprep.model.report import Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.workforce import People
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.store.protocol import Head, Store
    from inspectprep.workspace.personal_data.file_scan import PlacedFinding
    from inspectprep.workspace.personal_data.known_children import KnownChildren
    from inspectprep.workspace.personal_data.known_names import ChildName, LearnedNames
    from inspectprep.workspace.records import Records


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """The set-up of one council, with a folder for its records or without.

    Args:
        registry: The plugins that may be used; all that are installed, if None.
        frameworks: TOML files with the council's own variants (``extends = "ilacs-short"``).
        tasks: TOML files with the council's own tasks. A task replaces a built-in task of the same id.
        closures: Days on which the council is closed, besides those from plugins.
        config: Its ``inspectprep.toml``; None for a workspace without a folder.
        folder: Its folder; None for a workspace without records.
        clock: Returns the time, with its zone, for each change that is recorded.
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
        self._framework_files = tuple(map(Path, frameworks))
        self._task_files = tuple(map(Path, tasks))
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
        """Open a council's workspace. The store is opened on first use.

        Args:
            path: Its folder or its ``inspectprep.toml``. If None, the nearest one from the current folder
                upward.
            blocked: Names of plugins to leave out, besides those that the configuration blocks.
            load_plugins: False loads no plugin.
            clock: Returns the time, with its zone, for each change that is recorded.

        Raises:
            InspectPrepError: if there is no workspace.
            DocumentError: if its configuration has a mistake; each is named with its path.
        """
        file = parts.configuration.find_file(path)
        config = parts.configuration.read(file)
        return cls(
            registry=open_registry(blocked=(*blocked, *config.plugins_blocked), load_plugins=load_plugins),
            frameworks=[file.parent / name for name in config.frameworks],
            tasks=[file.parent / name for name in config.tasks],
            closures=parts.configuration.closed_days(config),
            config=config,
            folder=file.parent,
            clock=clock,
        )

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
        """Create a folder with an ``inspectprep.toml`` and an empty store, and open it.

        Args:
            path: The folder. A new one is private to its owner.
            authority: The council's name.
            variant: The inspection to prepare for, such as ``ilacs-short``.
            blocked: Names of plugins to leave out.
            load_plugins: False loads no plugin.
            clock: Returns the time, with its zone, for each change that is recorded.

        Raises:
            UnknownNameError: if there is no such variant; the nearest is suggested.
            InspectPrepError: if there is a workspace already.
            StoreError: if records cannot be stored there, as on a network; nothing is created.
        """
        cls(registry=open_registry(blocked=blocked, load_plugins=load_plugins)).catalogue.find(variant)
        parts.creation.create_folder(Path(path), authority=authority, variant=variant, clock=clock)
        return cls.open(path, blocked=blocked, load_plugins=load_plugins, clock=clock)

    @cached_property
    def store(self) -> Store:
        """The store of the records, opened on first use.

        Raises:
            InspectPrepError: if this workspace has no folder.
            StoreError: if the store cannot be opened.
        """
        return parts.folder.open_store(self.registry, self.config, self.folder, clock=self._clock)

    @cached_property
    def records(self) -> Records:
        """The council's records: people, evidence, decisions and so on, with their history.

        Raises:
            InspectPrepError: if this workspace has no folder.
            StoreError: if the store cannot be opened.
        """
        roles = self.config.roles if self.config else ()
        return parts.records.Records(
            self.store,
            roles=roles,
            named=parts.named.named_things(self),
            known=self._known,
            today=lambda: self.today,
        )

    def learn_ids(self, ids: Iterable[str]) -> int:
        """Learn the ids of children in loaded lists, so that no record can name one.

        :func:`inspectprep.workspace.personal_data.known_ids.ids_of` gives the ids of a return. Only keyed
        hashes are stored, in a file that only its owner may read. Ids of fewer than five letters and digits
        are ignored, because many ordinary sentences contain them.

        Returns:
            How many ids are new.

        Raises:
            InspectPrepError: if this workspace has no folder.
            WriteError: if they cannot be stored.
        """
        return self._known.ids.learn(ids)

    def learn_names(self, names: Iterable[ChildName], *, replace: bool = False) -> LearnedNames:
        """Learn the names of children in a list, so that no record can name one.

        Only keyed hashes are stored, in a file that only its owner may read. The names of workers, teams and
        other adults on record are never learned.

        Args:
            names: The names; see :func:`inspectprep.workspace.personal_data.name_list.read_names`.
            replace: True to forget the names of earlier lists.

        Raises:
            InspectPrepError: if this workspace has no folder.
            WriteError: if they cannot be stored.
        """
        staff = parts.personal_data.adults.names_of_adults(self)
        return self._known.names.learn(names, staff=staff, replace=replace)

    def import_records(self, path: Path | str) -> Head:
        """Import an export or a backup into this workspace, which must have no records.

        If there is a problem, nothing is imported.

        Returns:
            The state of the store after the import.

        Raises:
            PersonalDataError: if the file or its name seems to contain a child's details.
            StoreError: if the file is not complete, or there are records already.
            SourceError: if the file cannot be read.
            InspectPrepError: if this workspace has no folder.
        """
        return parts.personal_data.record_import.import_records(
            self.store, Path(path), today=self.today, known=self._known
        )

    def scan(self, path: Path | str) -> tuple[PlacedFinding, ...]:
        """Return the places in a file that seem to contain a child's details, without the details.

        A workspace with a folder also finds the children whom it knows.

        Raises:
            SourceError: if the file cannot be read as text.
        """
        return parts.personal_data.file_scan.scan_file(
            Path(path), self.today, self._known_if_any, self.registry
        )

    def refuse_file_name(self, path: Path | str) -> None:
        """Refuse the name of a file or its folders if it seems to contain a child's details.

        Raises:
            PersonalDataError: naming the reason, never the name.
        """
        parts.personal_data.refusal.refuse_file_name(path, today=self.today, known=self._known_if_any)

    def refuse_copy(self, path: Path | str) -> None:
        """Refuse a copy of a file whose name or text seems to contain a child's details.

        The text of files that inspectprep cannot read, such as PDF files, is not checked.

        Raises:
            PersonalDataError: naming the reasons, never the details.
        """
        self.refuse_file_name(path)
        parts.personal_data.file_scan.refuse_text(Path(path), self.today, self._known_if_any, self.registry)

    def close(self) -> None:
        """Close the store. A workspace in a ``with`` statement does so at its end."""
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
    def _known(self) -> KnownChildren:
        return parts.folder.known_children(self.folder)

    @property
    def _known_if_any(self) -> KnownChildren | None:
        return None if self.folder is None else self._known

    @property
    def input_files(self) -> tuple[Path, ...]:
        """The council's own files of variants and tasks, which no output may replace."""
        return (*self._framework_files, *self._task_files)

    @property
    def today(self) -> date:
        """The council's own day, by its clock."""
        return self._clock().astimezone().date()

    @property
    def readiness_policy(self) -> ReadinessPolicy:
        """The council's thresholds of readiness; the defaults if it sets none."""
        return self.config.readiness if self.config else ReadinessPolicy()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every variant that can be planned: built in, from plugins and from the council's files."""
        catalogue = Catalogue(self.registry.frameworks)
        for path in self._framework_files:
            catalogue = catalogue.with_file(path)
        return catalogue

    @cached_property
    def closures(self) -> frozenset[date]:
        """Days on which the council is closed, in all the years for which working days are known."""
        days = england()
        closed = set(self._closures)
        for provider in self.registry.calendars:
            calendar = self.registry.calendars.resolve(provider.id)
            with self.registry.calendars.attribute_errors_to(provider, "giving the closed days"):
                closed.update(calendar(days.first, days.last))
        return frozenset(closed)

    @property
    def working_days(self) -> WorkingDays:
        """Working days of England without the council's closures."""
        return england().closed_on(self.closures)

    @cached_property
    def task_templates(self) -> tuple[TaskTemplate, ...]:
        """Task templates: built in, then from plugins, then from the council's files."""
        templates: list[TaskTemplate] = []
        for provider in self.registry.tasks:
            templates += frameworks.tasks.read_tasks(self.registry.tasks.resolve(provider.id))
        for path in self._task_files:
            templates += frameworks.tasks.read_tasks(path)
        return tuple(templates)

    def schedule(self, inspection: Inspection) -> Timeline:
        """Return the dated plan of an inspection.

        Raises:
            UnknownNameError: if there is no such variant (the nearest is suggested), or a recorded date
                names no milestone.
            PlanError: if the variant's anchors are missing or form a circle, or a span ends before it begins.
            OutOfRangeError: if a date is outside the years for which working days are known.
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
        return planning.tasks.checklist(timeline, self.task_templates, closures=self.closures)

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
            right_notified: The day of the call on the right, if it differs. It chooses the edition.
            authority: The council's name.
        """
        visits = (
            Inspection(variant=left, notified=notified, authority=authority),
            Inspection(variant=right, notified=right_notified or notified, authority=authority),
        )
        plans = [self._planner(visit.variant) for visit in visits]
        editions = [
            resolved.framework.edition_on(visit.notified)
            for (_, resolved), visit in zip(plans, visits, strict=True)
        ]
        (one, _), (two, _) = plans
        return planning.compare.compare(
            one.schedule(visits[0]),
            two.schedule(visits[1]),
            variants=(one.variant, two.variant),
            editions=(editions[0], editions[1]),
        )

    def assess(
        self,
        timeline: Timeline,
        *,
        tasks: Checklist | None = None,
        annexa: CheckSummary | None = None,
        people: People | None = None,
        evidence: EvidenceBase | None = None,
        areas: Iterable[AreaForImprovement] | None = None,
        fieldwork: Fieldwork | None = None,
        preparation: PreparationCoverage | None = None,
        communication: CommunicationState | None = None,
        lessons: Iterable[Lesson] | None = None,
        records: Mapping[str, Iterable[Any]] | None = None,
        as_of: date | None = None,
        policy: ReadinessPolicy | None = None,
    ) -> Readiness:
        """Return how ready the council is; see :func:`inspectprep.planning.readiness.assess`."""
        return planning.readiness.assess(
            timeline,
            tasks=tasks,
            annexa=annexa,
            people=people,
            evidence=evidence,
            areas=areas,
            fieldwork=fieldwork,
            preparation=preparation,
            communication=communication,
            lessons=lessons,
            records=records,
            as_of=as_of,
            policy=policy or self.readiness_policy,
        )

    def report(self, value: object, **options: Unpack[ReportOptions]) -> Report:
        """Return the report of a timeline, checklist, readiness, comparison or check summary.

        Raises:
            InspectPrepError: if the value contains child-level rows; no report may.
        """
        return parts.report_output.compose_report(self, value, options)

    def render(self, value: object, format: str, **options: Unpack[ReportOptions]) -> bytes:
        """Return a report as bytes in a format: its id (``html``) or its suffix (``.html``).

        Raises:
            UnknownNameError: if there is no such format; the nearest is suggested.
            RefusedError: if the reader may not have it; it says why, and who may.
        """
        return parts.report_output.render_report(self, value, format, options)

    def write(
        self,
        value: object,
        path: Path | str,
        *,
        format: str | None = None,
        inputs: Iterable[Path] = (),
        **options: Unpack[ReportOptions],
    ) -> Path:
        """Write a report to a file, atomically and durably, and return its path.

        Only its owner can read the file, unless the report is for the public.

        Args:
            value: A timeline, checklist, readiness, comparison, check summary or report.
            path: The file. Its suffix chooses the format unless `format` does.
            format: Id of a report format, built in or from a plugin.
            inputs: Files that were read for the report, which it must not replace.
            **options: Other values for the report, such as `timeline`, `checklist` or `annexa`; its
                `audience`; and its `reader`, because the embargo register may name that person.

        Raises:
            UnknownNameError: if there is no such format; the error names those that are known.
            InspectPrepError: if the format and the suffix contradict each other.
            RefusedError: if the reader may not have it; it says why, and who may.
            PersonalDataError: if the name of the file seems to contain a child's details.
            WriteError: if the file cannot be written, or must not be replaced; a file that was there before
                is unchanged.
        """
        self.refuse_file_name(path)
        return parts.report_output.write_report(self, value, Path(path), format or "", options, inputs=inputs)

    def _planner(self, variant: str) -> tuple[Planner, ResolvedVariant]:
        if variant not in self._planners:
            resolved = self.catalogue.find(variant)
            planner = Planner(resolved.framework, resolved.variant, closures=self.closures)
            self._planners[variant] = (planner, resolved)
        return self._planners[variant]
