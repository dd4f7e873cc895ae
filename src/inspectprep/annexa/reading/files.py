"""Reads single files and frames into typed lists and facts about the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol, TypeAlias

from attrs import evolve, field

from inspectprep.annexa.reading.authorities import named_authorities
from inspectprep.annexa.reading.dataset import FileFacts
from inspectprep.annexa.reading.dates import EPOCH_1904
from inspectprep.annexa.reading.plugin_sheets import read_with_plugin
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.sheet import LoadedSheet, load_sheets
from inspectprep.annexa.reading.sheet_names import is_known_tab
from inspectprep.errors import PluginError, SourceError
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins.containment import unchained
from inspectprep.plugins.providers import SourceProvider
from inspectprep.plugins.registry import Registry
from inspectprep.sources.file_kind import file_kind
from inspectprep.sources.files import read_file, refuse_large
from inspectprep.sources.frame import read_frame
from inspectprep.sources.limits import MEGABYTE, Limits
from inspectprep.sources.memory_file import InputFile, MemoryFile, size_of

Progress: TypeAlias = Callable[[str], None]


class Frame(Protocol):
    """A data frame of any library that speaks Arrow or that narwhals knows."""

    @property
    def columns(self) -> Any:
        """The names of its columns."""


@frozen(kw_only=True, eq=False)
class FileResult:
    """A file or frame that was read, or the error that prevented it."""

    facts: FileFacts
    sheets: tuple[LoadedSheet, ...] = ()
    error: SourceError | PluginError | None = None


@frozen(kw_only=True, eq=False)
class FileReader:
    """Reads single files and frames."""

    registry: Registry | None
    limits: Limits
    progress: Progress
    settings: ReadSettings
    # Providers of plugins only: the built-in readers choose by what a file is, not by its name.
    providers: Mapping[str, SourceProvider] = field(init=False)

    @providers.default
    def _plugin_providers(self) -> Mapping[str, SourceProvider]:
        if self.registry is None:
            return {}
        sources = self.registry.sources
        named = sources.named("suffix").items()
        return {suffix: provider for suffix, provider in named if not sources.is_builtin(provider)}

    def read_frame(self, frame: Frame, name: str, list_number: int | None = None) -> FileResult:
        """Read a frame, which is of a known list if its number is given."""
        self.progress(f"Reading {name}")
        sheet = read_frame(frame, file=name, sheet=name, limits=self.limits)
        sheets = load_sheets(sheet, self.settings, list_number=list_number)
        return FileResult(facts=FileFacts(name=name, kind="frame"), sheets=sheets)

    def read_file(self, path: InputFile, folder: str, provider: SourceProvider | None) -> FileResult:
        """Read a file, with a plugin's reader if one is given."""
        self.progress(f"Reading {path.name}")
        named = named_authorities(f"{folder} {path.stem}")
        try:
            read = self._with_built_in_reader(path) if provider is None else self._with_plugin(path, provider)
        except (SourceError, PluginError) as error:
            # The error of a library underneath may quote a cell.
            unchained(error)
            return FileResult(facts=_unread(path, error, named), error=error)
        facts, sheets = read
        named = tuple(sorted({*named, *(name for sheet in sheets for name in _authorities_in(sheet))}))
        return FileResult(facts=evolve(facts, authorities=named), sheets=sheets)

    def _with_plugin(
        self, path: InputFile, provider: SourceProvider
    ) -> tuple[FileFacts, tuple[LoadedSheet, ...]]:
        assert self.registry is not None
        if isinstance(path, MemoryFile):
            refuse_large(path, self.limits)
        sources = self.registry.sources
        kind = path.suffix.casefold().lstrip(".")
        plugin = sources.origin(provider)
        facts = FileFacts(name=path.name, kind=kind, bytes=size_of(path), plugin=plugin)
        sheets = read_with_plugin(sources, provider, path)
        load = partial(_loaded, sheets, self.settings)
        return facts, sources.attempt(provider, f"reading {path.name}", load)

    def _with_built_in_reader(self, path: InputFile) -> tuple[FileFacts, tuple[LoadedSheet, ...]]:
        file = read_file(path, limits=self.limits, progress=self._report_sheet)
        from_1904 = any(note.code == "date-1904" for note in file.notes)
        sheets = _loaded(file.sheets, evolve(self.settings, shift=EPOCH_1904 if from_1904 else 0))
        size = size_of(path)
        facts = FileFacts(
            name=path.name,
            kind=str(file.kind),
            bytes=size,
            packed_mb=size / MEGABYTE,
            unpacked_mb=file.unpacked / MEGABYTE,
            parts=file.parts,
            external=file.external,
            # The late notes are complete now that the sheets have been read.
            notes=tuple((note.code, note.text) for note in (*file.notes, *file.late_notes)),
        )
        return facts, sheets

    def _report_sheet(self, name: str) -> None:
        self.progress(f"Reading sheet {name}")

    @property
    def plugin_suffixes(self) -> tuple[str, ...]:
        """The suffixes of files that plugins read."""
        return tuple(self.providers)

    def plugin_reader(self, path: InputFile) -> SourceProvider | None:
        """Return the provider of a plugin that reads files with this suffix; None without one."""
        name = path.name.casefold()
        fitting = [suffix for suffix in self.providers if name.endswith(suffix)]
        return self.providers[max(fitting, key=len)] if fitting else None


def _loaded(sheets: Iterable[RawSheet], settings: ReadSettings) -> tuple[LoadedSheet, ...]:
    return tuple(loaded for sheet in sheets for loaded in load_sheets(sheet, settings))


def _unread(path: InputFile, error: SourceError | PluginError, named: tuple[str, ...]) -> FileFacts:
    try:
        size, kind = size_of(path), str(file_kind(path))
    except OSError:
        size, kind = 0, ""
    return FileFacts(
        name=path.name,
        kind=kind,
        bytes=size,
        packed_mb=size / MEGABYTE,
        problem=getattr(error, "reason", "") or "damaged",
        detail=error.what,
        authorities=named,
    )


def _authorities_in(sheet: LoadedSheet) -> tuple[str, ...]:
    """Return the authorities that a front sheet or a title names."""
    front = is_known_tab(sheet.facts.sheet) and "front" in sheet.facts.sheet.casefold()
    return named_authorities(sheet.title) if front or sheet.place is not None else ()
