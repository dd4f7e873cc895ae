"""The folder of a council: its configuration, its records, and the check of texts for personal data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep import workspace as parts
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.plugins import Registry, open_registry
from inspectprep.workspace.set_up import CouncilSetUp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self

    from inspectprep.model.configuration import WorkspaceConfig
    from inspectprep.store.protocol import Head, Store
    from inspectprep.workspace.personal_data.file_scan import PlacedFinding
    from inspectprep.workspace.personal_data.known_children import KnownChildren
    from inspectprep.workspace.personal_data.known_names import ChildName, LearnedNames
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.records import Records


def _now() -> datetime:
    return datetime.now(UTC)


@checked_arguments
class CouncilRecords(CouncilSetUp):
    """The set-up of one council, with a folder for its records or without.

    Args:
        registry: The plugins that may be used; all that are installed, if None.
        frameworks: TOML files with the council's own variants (``extends = "ilacs-short"``).
        tasks: TOML files with the council's own tasks. A task replaces a built-in task of the same id.
        closures: Days on which the council is closed, besides those from plugins.
        votes: Whether the council itself votes in the local elections of a year, by the year.
        config: Its ``inspectprep.toml``; None for a workspace without a folder.
        folder: Its folder; None for a workspace without records.
        clock: Returns the time, with its zone, for each change that is recorded.

    Attributes:
        revealing: The recorded texts that count as revealing an outcome, by inspection, with the number of
            changes and the day for which they are right.
        shown: The reader, kind of document and inspection of each showing that this object has recorded.
    """

    def __init__(
        self,
        *,
        registry: Registry | None = None,
        frameworks: Iterable[Path | str] = (),
        tasks: Iterable[Path | str] = (),
        closures: Iterable[date] = (),
        votes: Mapping[int, bool] | None = None,
        config: WorkspaceConfig | None = None,
        folder: Path | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(
            registry=registry, frameworks=frameworks, tasks=tasks, closures=closures, votes=votes
        )
        self.config = config
        self.folder = folder
        self._clock = clock
        self.shown: set[tuple[str, str, str]] = set()
        self.revealing: tuple[tuple[int, date, bool], dict[str, frozenset[str]]] | None = None

    def __repr__(self) -> str:
        """Return the name of its folder, if it has one."""
        return f"{type(self).__name__}({self.folder.name!r})" if self.folder else f"{type(self).__name__}()"

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        blocked: Iterable[str] = (),
        load_plugins: bool = True,
        clock: Callable[[], datetime] = _now,
    ) -> Self:
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
            registry=parts.configuration.open_plugins(
                file, config, blocked=blocked, load_plugins=load_plugins
            ),
            frameworks=[file.parent / name for name in config.frameworks],
            tasks=[file.parent / name for name in config.tasks],
            closures=parts.configuration.closed_days(config),
            votes={int(year): votes for year, votes in config.votes.items()},
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
    ) -> Self:
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
        """The council's records, such as people, evidence and decisions, with their history.

        Raises:
            InspectPrepError: if this workspace has no folder.
            StoreError: if the store cannot be opened.
        """
        roles = self.config.roles if self.config else ()
        records = parts.records.Records(
            self.store,
            roles=roles,
            named=parts.named.named_things(self),
            known=self._known,
            today=lambda: self.current_day,
            checks={
                "inspection": parts.inspection_checks.inspection_checks(self),
                "release": parts.signing.release_checks(self),
            },
            guard=lambda: parts.embargo.recorded_guard(self),
        )
        if self.folder is not None:
            parts.migrations.migrate_folder(
                self.folder, self.store, records, self.config.authority if self.config else ""
            )
        return records

    def learn_ids(self, ids: Iterable[str]) -> int:
        """Learn the ids of children in loaded lists, so that no record can name one.

        :meth:`check_annexa` does so with the ids of a return. Only keyed hashes are stored, in a file that
        only its owner may read. Ids of fewer than five letters and digits are ignored, because many
        ordinary sentences contain them.

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
            names: The names; see :func:`inspectprep.workspace.read_names`.
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
            self.store, Path(path), today=self.current_day, known=self._known
        )

    def scan(self, path: Path | str) -> tuple[PlacedFinding, ...]:
        """Return the places in a file that seem to contain a child's details, without the details.

        A workspace with a folder also finds the children whom it knows.

        Raises:
            SourceError: if the file cannot be read as text.
        """
        return parts.personal_data.file_scan.scan_file(
            Path(path), self.current_day, self._known_if_any, self.registry
        )

    def attach_file(
        self, id: str, path: Path | str, *, copy: bool = False, by: str, why: str = ""
    ) -> RecordEntry:
        """Record the location and the checksum of the file of an evidence item or survey result.

        Nothing is copied if the name, the text or the change would be refused.

        Args:
            id: The record.
            path: The file. It is not changed or moved.
            copy: Also copy the file to the workspace.
            by: The author.
            why: The reason.

        Raises:
            InspectPrepError: if the record cannot have a file.
            PersonalDataError: if the name of the file, or the text of a copy, seems to contain a child's
                details.
            UnknownNameError: if there is no such record.
            SourceError: if there is no such file, or it cannot be read.
            WriteError: if the copy cannot be written.
        """
        return parts.evidence_files.attach_file(self, id, Path(path), copy=copy, by=by, why=why)

    def refuse_file_name(self, path: Path | str) -> None:
        """Refuse the name of a file or its folders if it seems to contain a child's details.

        Raises:
            PersonalDataError: naming the reason, never the name.
        """
        parts.personal_data.refusal.refuse_file_name(path, today=self.current_day, known=self._known_if_any)

    def refuse_copy(self, path: Path | str) -> None:
        """Refuse a copy of a file whose name or text seems to contain a child's details.

        The text of files that inspectprep cannot read, such as PDF files, is not checked.

        Raises:
            PersonalDataError: naming the reasons, never the details.
        """
        self.refuse_file_name(path)
        parts.personal_data.file_scan.refuse_text(
            Path(path), self.current_day, self._known_if_any, self.registry
        )

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
    def readiness_policy(self) -> ReadinessPolicy:
        """The council's thresholds of readiness; the defaults if it sets none."""
        return self.config.readiness if self.config else ReadinessPolicy()

    @property
    def current_time(self) -> datetime:
        """The time in the zone of this computer, by the clock of the workspace."""
        return self._clock().astimezone()

    @property
    def current_day(self) -> date:
        """Today, by the clock of the workspace."""
        return self.current_time.date()

    @property
    def variant(self) -> str:
        """The variant to prepare for.

        Raises:
            InspectPrepError: if the workspace has no configuration.
        """
        if self.config is None:
            parts.folder.required_folder(self.folder)
        return self.config.variant if self.config else ""
