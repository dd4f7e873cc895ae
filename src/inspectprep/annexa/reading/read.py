"""Reads a return: files, folders or frames become typed lists, with facts about each file and sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TypeAlias, cast

from attrs import evolve, frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.catalogue.added_codes import codes_for
from inspectprep.annexa.catalogue.chosen_headings import headings_of
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.translations import meanings_of
from inspectprep.annexa.reading.added_columns import lists_for
from inspectprep.annexa.reading.assemble import assemble
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.files import FileReader, FileResult, Frame, Progress
from inspectprep.annexa.reading.known_headings import KnownHeadings, official_headings
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.errors import SourceError
from inspectprep.model.arguments import checked_arguments
from inspectprep.parallel import executor
from inspectprep.plugins.registry import Registry
from inspectprep.sources import problems
from inspectprep.sources.file_content import BinaryFile, FileContent, is_content, memory_file
from inspectprep.sources.files import find_files
from inspectprep.sources.frame import is_frame
from inspectprep.sources.limits import Limits
from inspectprep.sources.memory_file import InputFile, size_of

__all__ = ["Frame", "ReturnSource", "read"]

_PIVOT_UNKNOWN = 2069
_TOO_LARGE = "AA-S-013"
"""The rule about files that are larger than is allowed."""


ReturnSource: TypeAlias = (
    str | PathLike[str] | BinaryFile | Frame | Mapping[int, Frame] | Mapping[str, FileContent]
)
"""A file or folder, a file object that has a name, a data frame, or a mapping of list number to frame or of
file name to content."""


@checked_arguments
def read(
    paths: ReturnSource | Iterable[ReturnSource],
    *,
    registry: Registry | None = None,
    as_of: dt.date | None = None,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> AnnexAData:
    """Read every list found.

    Problems in the data, and single files that cannot be read among several, are facts of the
    return from which the structure rules make findings.

    Args:
        paths: A file or folder, a data frame, a mapping of list number to frame or of file name to content,
            or several of these. Content is bytes, or a file object in binary mode.
        registry: Plugins. Their readers come first for files with their suffixes, and their codes, columns
            and headings are read.
        as_of: The list date. Without it the newest event is used, and the return says so.
        policy: The council's policy, for the codes that it adds, what its headings and texts mean, the lists
            whose sheets it joins, and the sizes beyond which it refuses a file.
        progress: Called with one sentence before each file and sheet, by one thread at a time.

    Raises:
        SourceError: if a path does not exist, a file object cannot be read, or nothing at all could be read.
        PluginError: if nothing could be read because a plugin's reader failed.
        DocumentError: if the policy gives a heading or a text what its list or column does not have.
    """
    pivot = as_of.year + 1 if as_of else _PIVOT_UNKNOWN
    chosen = policy or Policy()
    codes = codes_for(registry, chosen.codes)
    lists = lists_for(registry)
    files = FileReader(
        registry=registry,
        limits=_limits(chosen),
        progress=_one_at_a_time(progress),
        settings=ReadSettings(
            pivot=pivot,
            codes=codes.sets,
            headings=known_headings(chosen, lists.lists),
            meanings=meanings_of(chosen.translations, codes.sets, lists.lists),
        ),
    )
    results = _carry_out(_steps(paths, files))
    if not results:
        raise SourceError(
            "No file to read was found.",
            remedy="Give a workbook, a CSV file or a folder that has some.",
            reason="missing",
        )
    sheets = [sheet for result in results for sheet in result.sheets]
    errors = [result.error for result in results if result.error is not None]
    if errors and not sheets:
        raise errors[0]
    facts = [result.facts for result in results]
    dataset = assemble(sheets, facts, as_of, codes=codes, lists=lists, join=chosen.join)
    return evolve(dataset, policy=chosen)


def known_headings(policy: Policy, lists: Mapping[int, ListSpec]) -> KnownHeadings:
    """Return the headings of the lists and of a council."""
    if lists is catalogue.lists() and not policy.headings:
        return official_headings()
    return KnownHeadings(lists, headings_of(policy.headings, lists))


def _limits(policy: Policy) -> Limits:
    """Return the sizes beyond which a council refuses a file."""
    values = policy.values(built_in()[_TOO_LARGE])
    return Limits(
        max_unpacked_mb=values["max_unpacked_mb"],
        max_parts=values["max_parts"],
        max_ratio=values["max_ratio"],
        ratio_from_mb=values["ratio_from_mb"],
    )


def _one_at_a_time(progress: Progress | None) -> Progress:
    """Return a function that reports progress from one thread at a time, or does nothing."""
    lock = Lock()

    def report(sentence: str) -> None:
        if progress is not None:
            with lock:
                progress(sentence)

    return report


@frozen(kw_only=True, eq=False)
class _Step:
    """A file or frame to be read.

    Attributes:
        parallel: True when others may be read at the same time. Readers of plugins run one after the other
            in the caller's own thread, because they may use things that belong to it.
        size: The size of the file in bytes.
    """

    work: Callable[[], FileResult]
    parallel: bool = True
    size: int = 0


def _steps(paths: ReturnSource | Iterable[ReturnSource], files: FileReader) -> list[_Step]:
    """Return a step for each file and frame, in the order given; a file given twice is read once."""
    steps: list[_Step] = []
    seen: set[Path] = set()
    for source in _listed(paths):
        if isinstance(source, Mapping):
            steps += [_step_of(key, value, files) for key, value in source.items()]
        elif isinstance(source, str | PathLike):
            for path, folder in _files_of(Path(source), files.plugin_suffixes):
                if path.resolve() not in seen:
                    seen.add(path.resolve())
                    steps.append(_file_step(path, folder, files))
        elif is_content(source):
            steps.append(_file_step(memory_file(source, limits=files.limits), "", files))
        else:
            frame = cast("Frame", source)
            steps.append(_Step(work=partial(files.read_frame, frame, "data frame")))
    return steps


def _listed(paths: ReturnSource | Iterable[ReturnSource]) -> Iterable[ReturnSource]:
    if isinstance(paths, str | PathLike | Mapping) or is_frame(paths) or is_content(paths):
        return [cast("ReturnSource", paths)]
    if not isinstance(paths, Iterable):
        raise SourceError(
            f"This is not a file, a folder or a data frame, but a value of type {type(paths).__name__}.",
            remedy="Give a workbook, a CSV file or a folder that has some.",
            reason="format",
        )
    return paths


def _file_step(file: InputFile, folder: str, files: FileReader) -> _Step:
    reader = files.plugin_reader(file)
    work = partial(files.read_file, file, folder, reader)
    return _Step(work=work, parallel=reader is None, size=_size_of(file))


def _size_of(file: InputFile) -> int:
    """Return the size of a file; 0 for one that cannot be read, which is reported when it is read."""
    try:
        return size_of(file)
    except OSError:
        return 0


def _step_of(key: object, value: object, files: FileReader) -> _Step:
    """Return the step for an entry of a mapping: a list number with a frame, or a file name with content."""
    if isinstance(key, str | PathLike) and not is_frame(value):
        return _file_step(memory_file(value, key, limits=files.limits), "", files)
    if key not in catalogue.lists():
        raise SourceError(f"There is no list {key!r}.", remedy="Lists are numbered from 1 to 11.")
    if is_content(value):
        raise SourceError(
            "The content of a file needs the name of the file, not the number of a list.",
            where=f"List {key}",
            remedy='Give its name and its content: {"annex-a.xlsx": data}.',
        )
    number = int(cast("int", key))
    return _Step(work=partial(files.read_frame, cast("Frame", value), f"List {number}", number))


def _files_of(path: Path, suffixes: tuple[str, ...]) -> Iterable[tuple[Path, str]]:
    """Yield the files of a path, each with the name of the folder that was given."""
    if path.is_dir():
        folder = path.resolve().name
        yield from ((file, folder) for file in find_files(path, suffixes=suffixes))
    elif path.exists():
        yield path, ""
    else:
        raise problems.missing(path)


def _carry_out(steps: list[_Step]) -> list[FileResult]:
    """Read everything, in parallel where several files allow it, and return the results in order.

    The largest files come first, before what other files leave in memory.
    """
    if sum(step.parallel for step in steps) <= 1:
        return [step.work() for step in steps]
    with executor() as pool:
        try:
            largest_first = sorted((step for step in steps if step.parallel), key=lambda step: -step.size)
            started = {step: pool.submit(step.work) for step in largest_first}
            return [started[step].result() if step.parallel else step.work() for step in steps]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
