"""Reads a return: files, folders or frames in, typed lists and everything noticed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.reading.assemble import assemble
from inspectprep.annexa.reading.authorities import named_authorities
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts
from inspectprep.annexa.reading.headings import is_known_tab
from inspectprep.annexa.reading.sheet import LoadedSheet, load_sheets
from inspectprep.errors import PluginError, SourceError
from inspectprep.model.sheet import RawSheet
from inspectprep.parallel import executor
from inspectprep.sources import problems
from inspectprep.sources.file_kind import file_kind
from inspectprep.sources.files import find_files, read_file
from inspectprep.sources.frame import is_frame, read_frame
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from inspectprep.plugins.registry import Registry

__all__ = ["read"]

_PIVOT_UNKNOWN = 2069
_MEGABYTE = 1_000_000


def read(
    paths: Any,
    *,
    registry: Registry | None = None,
    as_of: dt.date | None = None,
    limits: Limits = DEFAULT_LIMITS,
    codes: CodeSets | None = None,
    progress: Callable[[str], None] | None = None,
) -> AnnexAData:
    """Read every list found.

    Problems in the data, and single files that cannot be read among several, are facts of the
    return from which the structure rules make findings.

    Args:
        paths: A file or folder, a data frame, a mapping of list number to frame, or several of
            these. Frames may be anything that speaks Arrow.
        registry: Plugins whose readers are asked first for files with their suffixes.
        as_of: The list date; without it the newest event is used, and the return says so.
        limits: Beyond these a file is refused.
        codes: The code sets, with those that a council or a plugin adds; without it, the specification's.
        progress: Called with one sentence before each file and sheet, by one thread at a time.

    Raises:
        SourceError: if a path does not exist, or nothing at all could be read.
        PluginError: if nothing could be read because a plugin's reader failed.
    """
    pivot = as_of.year + 1 if as_of else _PIVOT_UNKNOWN
    chosen = CodeSets() if codes is None else codes
    reading = _Reading(registry, limits, progress, pivot, chosen)
    for each in _several(paths):
        reading.take(each)
    reading.finish()
    if not reading.files:
        raise SourceError(
            "No file to read was found.",
            remedy="Give a workbook, a CSV file or a folder that holds some.",
            reason="missing",
        )
    if reading.errors and not reading.read_any:
        raise reading.errors[0]
    return assemble(reading.sheets, reading.files, as_of, codes=chosen)


def _several(paths: Any) -> list[Any]:
    if isinstance(paths, str | PathLike | Mapping) or is_frame(paths):
        return [paths]
    return list(paths)


@frozen(kw_only=True, eq=False)
class _Read:
    """What one of the things given came to."""

    facts: FileFacts
    sheets: tuple[LoadedSheet, ...] = ()
    error: SourceError | PluginError | None = None


class _Reading:
    """What is to be read, and what has been."""

    def __init__(
        self,
        registry: Registry | None,
        limits: Limits,
        progress: Callable[[str], None] | None,
        pivot: int,
        codes: CodeSets,
    ) -> None:
        self.sheets: list[LoadedSheet] = []
        self.files: list[FileFacts] = []
        self.errors: list[SourceError | PluginError] = []
        self.read_any = False
        self._registry = registry
        self._limits = limits
        self._progress = progress
        self._pivot = pivot
        self._codes = codes.sets
        self._seen: set[Path] = set()
        self._one_speaks = Lock()
        # In the order given: what to do, and whether it may be done beside others.
        self._coming: list[tuple[Callable[[], _Read], bool]] = []

    def take(self, given: Any) -> None:
        """Note one of the things given, to be read."""
        if isinstance(given, Mapping):
            for number, frame in given.items():
                if number not in catalogue.lists():
                    raise SourceError(
                        f"There is no list {number!r}.", remedy="Lists are numbered from 1 to 11."
                    )
                self._coming.append((partial(self._frame, frame, f"List {number}", int(number)), True))
        elif is_frame(given):
            self._coming.append((partial(self._frame, given, "data frame"), True))
        else:
            path = Path(given)
            if path.is_dir():
                for found in find_files(path, suffixes=self._plugin_suffixes()):
                    self._take_file(found, folder=path.resolve().name)
            elif path.exists():
                self._take_file(path)
            else:
                raise problems.missing(path)

    def finish(self) -> None:
        """Read what was noted, several at a time where there is more than one processor.

        Readers of plugins are called one after the other in the caller's own thread: they may hold what
        belongs to it.
        """
        several = sum(beside for _, beside in self._coming) > 1
        if not several:
            for work, _ in self._coming:
                self._keep(work())
            return
        with executor() as pool:
            try:
                begun = [pool.submit(work) if beside else work for work, beside in self._coming]
                for each in begun:
                    self._keep(each.result() if isinstance(each, Future) else each())
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _keep(self, read: _Read) -> None:
        self.files.append(read.facts)
        self.sheets += read.sheets
        self.read_any = self.read_any or bool(read.sheets)
        if read.error is not None:
            self.errors.append(read.error)

    def _frame(self, frame: Any, name: str, number: int | None = None) -> _Read:
        self._say(f"Reading {name}")
        sheet = read_frame(frame, file=name, sheet=name)
        return _Read(facts=FileFacts(name=name, kind="frame"), sheets=self._sheets([sheet], number=number))

    def _take_file(self, path: Path, folder: str = "") -> None:
        resolved = path.resolve()
        if resolved in self._seen:
            return
        self._seen.add(resolved)
        plugin = self._plugin_reader(path)
        self._coming.append((partial(self._file, path, folder, plugin), plugin is None))

    def _file(self, path: Path, folder: str, plugin: Callable[[Path], Iterable[RawSheet]] | None) -> _Read:
        self._say(f"Reading {path.name}")
        told = named_authorities(f"{folder} {path.stem}")
        try:
            size = path.stat().st_size
            if plugin is not None:
                facts = FileFacts(name=path.name, kind=path.suffix.casefold().lstrip("."), bytes=size)
                loaded = self._sheets(plugin(path))
            else:
                found = read_file(path, limits=self._limits, progress=self._say_sheet)
                loaded = self._sheets(
                    found.sheets, date1904=any(note.code == "date-1904" for note in found.notes)
                )
                facts = FileFacts(
                    name=path.name,
                    kind=str(found.kind),
                    bytes=size,
                    packed_mb=size / _MEGABYTE,
                    unpacked_mb=found.unpacked / _MEGABYTE,
                    parts=found.parts,
                    external=found.external,
                    notes=tuple((note.code, note.text) for note in (*found.notes, *found.late_notes)),
                )
        except (SourceError, PluginError) as error:
            return _Read(facts=_unread(path, error, told), error=error)
        told = tuple(sorted({*told, *(name for each in loaded for name in _told_by(each))}))
        return _Read(facts=evolve(facts, authorities=told), sheets=loaded)

    def _sheets(
        self, sheets: Iterable[RawSheet], *, date1904: bool = False, number: int | None = None
    ) -> tuple[LoadedSheet, ...]:
        return tuple(
            loaded
            for sheet in sheets
            for loaded in load_sheets(
                sheet, pivot=self._pivot, codes=self._codes, date1904=date1904, number=number
            )
        )

    def _plugin_reader(self, path: Path) -> Callable[[Path], Iterable[RawSheet]] | None:
        if self._registry is None:
            return None
        registry = self._registry
        for provider in registry.sources:
            mine = path.suffix.casefold() in provider.suffixes
            if mine and not self._is_builtin(provider.id):

                def reader(path: Path, provider: Any = provider) -> Iterable[RawSheet]:
                    read = registry.sources.resolve(provider)
                    with registry.sources.attribute_errors_to(provider, f"reading {path.name}"):
                        return tuple(read(path))

                return reader
        return None

    def _plugin_suffixes(self) -> tuple[str, ...]:
        if self._registry is None:
            return ()
        return tuple(
            suffix
            for provider in self._registry.sources
            if not self._is_builtin(provider.id)
            for suffix in provider.suffixes
        )

    def _is_builtin(self, name: str) -> bool:
        return self._registry is None or self._registry.sources.origin(name).startswith("inspectprep.sources")

    def _say(self, text: str) -> None:
        if self._progress is not None:
            with self._one_speaks:
                self._progress(text)

    def _say_sheet(self, name: str) -> None:
        self._say(f"Reading sheet {name}")


def _unread(path: Path, error: SourceError | PluginError, told: tuple[str, ...]) -> FileFacts:
    try:
        size, kind = path.stat().st_size, str(file_kind(path))
    except OSError:
        size, kind = 0, ""
    return FileFacts(
        name=path.name,
        kind=kind,
        bytes=size,
        packed_mb=size / _MEGABYTE,
        problem=getattr(error, "reason", "") or "damaged",
        detail=error.what,
        authorities=told,
    )


def _told_by(sheet: LoadedSheet) -> tuple[str, ...]:
    """Return the authorities that a front sheet or a title row names."""
    front = is_known_tab(sheet.facts.sheet) and "front" in sheet.facts.sheet.casefold()
    return named_authorities(sheet.title) if front or sheet.place is not None else ()
