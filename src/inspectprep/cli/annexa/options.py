"""Options that several Annex A commands read, and progress for a person at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day
from inspectprep.errors import UnknownNameError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from inspectprep.annexa.reading.dataset import AnnexAData

__all__ = [
    "AsOf",
    "Paths",
    "PolicyFile",
    "RulesFile",
    "done",
    "known_lists",
    "progress",
    "read_lists",
    "say_assumed",
    "spare",
]

Paths = Annotated[list[Path], Parameter(help="Files or folders with the lists.")]
AsOf = Annotated[
    Day | None, Parameter(help="The day on which the lists were drawn; the newest event if left out.")
]
PolicyFile = Annotated[
    Path | None, Parameter(name="--policy", help="A TOML file of local thresholds, and rules changed or off.")
]
RulesFile = Annotated[Path | None, Parameter(name="--rules", help="A TOML file of the council's own rules.")]


def progress() -> Callable[[str], None] | None:
    """Return what tells a person at a terminal how far the work is; None when nobody is watching."""
    if not sys.stderr.isatty():
        return None

    def tell(sentence: str) -> None:
        sys.stderr.write(f"\r\033[K{sentence}")
        sys.stderr.flush()

    return tell


def done(tell: Callable[[str], None] | None) -> None:
    """Clear the line of progress."""
    if tell is not None:
        sys.stderr.write("\r\033[K")


def say_assumed(dataset: AnnexAData) -> None:
    """Warn when the list date was not given: look-backs and timescales run from it."""
    if not dataset.as_of_assumed:
        return
    told = (
        f"so the newest event, {dataset.as_of}, was taken for it"
        if dataset.as_of
        else "and there is no event to take it from"
    )
    sys.stderr.write(
        f"inspectprep: no list date was given, {told}. "
        "Give the day on which the lists were drawn with --as-of.\n"
    )


def read_lists(path: Path, as_of: Day | None) -> AnnexAData:
    """Read the lists that something is to be made of, with this run's plugins; say which are not there.

    Raises:
        SourceError: if there is no list at all, or a file cannot be read.
    """
    from inspectprep.annexa import catalogue  # help needs no data library
    from inspectprep.annexa.reading.read import read
    from inspectprep.cli.invocation import registry
    from inspectprep.errors import SourceError

    tell = progress()
    dataset = read([path], registry=registry(), as_of=as_of, progress=tell)
    done(tell)
    if not dataset.tables:
        raise SourceError(
            "None of the eleven lists was found in it.",
            where=path.name,
            remedy=f"See why with: inspectprep annexa check {path}",
        )
    say_assumed(dataset)
    for what, twice in (("not found", False), ("supplied more than once, in copies that differ", True)):
        lists = [
            str(number)
            for number in catalogue.lists()
            if number not in dataset.tables and (number in dataset.copies_agree) is twice
        ]
        if lists:
            sys.stderr.write(f"inspectprep: left out, since {what}: List {', '.join(lists)}.\n")
    for file in dataset.files:
        if file.problem:
            sys.stderr.write(f"inspectprep: {file.name} was left out. {file.detail}\n")
    return dataset


def known_lists(numbers: Iterable[int]) -> None:
    """Refuse numbers that are no list's: an empty answer would look like a clean one.

    Raises:
        UnknownNameError: if one is not from 1 to 11.
    """
    from inspectprep.annexa import catalogue

    for number in numbers:
        if number not in catalogue.lists():
            raise UnknownNameError("list", str(number), map(str, catalogue.lists()), where="--list")


def spare(given: Iterable[Path], *outputs: Path | None, workbooks: Sequence[Path | None] = ()) -> None:
    """Refuse outputs that would replace what is read or one another, before anything is read.

    Args:
        given: Files and folders that are read.
        outputs: Files to write that are no workbooks.
        workbooks: Workbooks to write.

    Raises:
        WriteError: if an output is a file that is read, a folder, the same as another output, or a
            workbook under a name that no program would open it by.
    """
    wanted = [*outputs, *workbooks]
    read = {path.resolve() for each in given for path in (_inside(each) if each.is_dir() else (each,))}
    folders = {each.resolve() for each in given if each.is_dir()}
    taken: set[Path] = set()
    for out in wanted:
        if out is None:
            continue
        place = out.resolve()
        if place in read:
            raise WriteError(
                "That is a file to be read, and writing there would replace it.",
                where=str(out),
                remedy="Give the output another name.",
            )
        if place.is_dir():
            raise WriteError("That is a folder.", where=str(out), remedy="Name a file in it.")
        if place in taken:
            raise WriteError("Two outputs have this name.", where=str(out), remedy="Name them differently.")
        taken.add(place)
        if out in workbooks and out.suffix.casefold() != ".xlsx":
            raise WriteError(
                "What is written is an Excel workbook.",
                where=str(out),
                remedy="Give it a name that ends in .xlsx.",
            )
        if out in workbooks and place.parent in folders:
            sys.stderr.write(
                f"inspectprep: {out.name} goes into the folder that is read; move it before you read "
                "the folder again, or its lists count as a second copy.\n"
            )


def _inside(folder: Path) -> tuple[Path, ...]:
    from inspectprep.sources.files import find_files

    return find_files(folder)
