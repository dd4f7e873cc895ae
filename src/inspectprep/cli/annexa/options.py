"""Options of several Annex A commands, and the progress line of a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from inspectprep import annexa
from inspectprep.annexa import catalogue
from inspectprep.cli.arguments import OptionalDay
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import input_files, note
from inspectprep.errors import SourceError, UnknownNameError, WriteError
from inspectprep.extras import require
from inspectprep.files import refuse_replacing
from inspectprep.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from inspectprep.annexa.catalogue.policy import Policy
    from inspectprep.annexa.reading.dataset import AnnexAData
    from inspectprep.annexa.results.explanation import Explanations
    from inspectprep.annexa.results.result import CheckResult

Paths = Annotated[list[Path], Parameter(help="Files or folders with the lists.")]
AsOf = Annotated[OptionalDay, Parameter(help="Date of the lists. Default: the newest event.")]
PolicyFile = Annotated[
    Path | None, Parameter(name="--policy", help="TOML file of local thresholds and changed rules.")
]
RulesFile = Annotated[Path | None, Parameter(name="--rules", help="TOML file of the council's own rules.")]

Join = Annotated[
    list[int] | None,
    Parameter(name="--join", negative="", help="Join the sheets of this list. Can be repeated."),
]


def joining(policy: Policy | Path | None, join: Iterable[int] | None) -> Policy | Path | None:
    """Return a policy, or its file, that also joins the sheets of some lists.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not understood.
        UnknownNameError: if there is no such list.
    """
    if not join:
        return policy
    known_lists(join, option="--join")
    chosen = annexa.read_policy(policy) if isinstance(policy, Path) else policy or annexa.Policy()
    return evolve(chosen, join=tuple(sorted({*chosen.join, *join})))


ExplanationsFile = Annotated[
    Path | None, Parameter(name="--explanations", help="TOML file of accepted findings, with reasons.")
]


def read_accepted(path: Path | None) -> Explanations | None:
    """Read a file of explanations, if one is given."""
    from inspectprep.annexa.results.explanation import read_explanations  # help needs no data library

    return read_explanations(path) if path else None


def with_accepted(result: CheckResult, accepted: Explanations | None) -> CheckResult:
    """Return the result with its findings explained, and say which explanations no longer count."""
    from inspectprep.annexa.results.acceptance import explain_with_own_key

    if accepted is None:
        return result
    result = explain_with_own_key(result, accepted)
    for many, what in (
        (result.explained.expired, "expired, so their findings are open again"),
        (result.explained.unused, "not needed, because there is no such finding any more"),
    ):
        if many:
            rules = ", ".join(sorted({one.rule for one in many}))
            count = "1 explanation is" if len(many) == 1 else f"{len(many):,} explanations are"
            note(f"inspectprep: {count} {what}: {rules}.")
    return result


def progress() -> Callable[[str], None] | None:
    """Return a function that shows progress on a terminal; None if there is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(sentence: str) -> None:
        sys.stderr.write(f"\r\033[K{printable(sentence)}")
        sys.stderr.flush()

    return show


def done(show: Callable[[str], None] | None) -> None:
    """Clear the line of progress."""
    if show is not None:
        sys.stderr.write("\r\033[K")


def say_assumed(dataset: AnnexAData) -> None:
    """Warn if the list date was not given, because periods and timescales are counted from it."""
    if not dataset.as_of_assumed:
        return
    used = (
        f"The newest event was used: {dataset.as_of}" if dataset.as_of else "There is no event to use instead"
    )
    note(f"inspectprep: no list date was given. {used}. Give the date of the lists with --as-of.")


def read_lists(
    paths: Path | Sequence[Path],
    as_of: OptionalDay,
    *,
    policy: Policy | Path | None = None,
    join: Iterable[int] | None = None,
) -> AnnexAData:
    """Read Annex A data with this run's plugins, and warn about missing lists.

    Raises:
        SourceError: if there is no list at all, or a file cannot be read.
    """
    show = progress()
    given = [paths] if isinstance(paths, Path) else list(paths)
    chosen = joining(policy, join)
    dataset = annexa.read(
        given,
        registry=registry(),
        as_of=as_of,
        policy=annexa.read_policy(chosen) if isinstance(chosen, Path) else chosen,
        progress=show,
    )
    done(show)
    if not dataset.tables:
        raise SourceError(
            "None of the eleven lists was found.",
            where=", ".join(path.name for path in given),
            remedy=f"For the reasons, use: inspectprep annexa check {' '.join(map(str, given))}",
        )
    say_assumed(dataset)
    left_out = [number for number in catalogue.lists() if number not in dataset.tables]
    absent = [str(number) for number in left_out if number not in dataset.copies_agree]
    if absent:
        note(f"inspectprep: List {', '.join(absent)} left out: not found.")
    for number in left_out:
        if number in dataset.copies_agree:
            note(
                f"inspectprep: List {number} left out: it is on several sheets, and they differ. "
                f"If each has a part of the list, use --join {number}."
            )
    for file in dataset.files:
        if file.problem:
            note(f"inspectprep: {file.name} was left out. {file.detail}")
    return dataset


def known_lists(numbers: Iterable[int], *, option: str = "--list") -> None:
    """Refuse numbers that are not of a list, because an empty result would look like a good one.

    Raises:
        UnknownNameError: if one is not from 1 to 11.
    """
    for number in numbers:
        if number not in catalogue.lists():
            raise UnknownNameError("list", str(number), map(str, catalogue.lists()), where=option)


_KINDS = {
    ".xlsx": "an Excel workbook",
    ".json": "a JSON file",
    ".md": "a Markdown file",
    ".toml": "a TOML file",
    ".html": "a web page",
}


def spare(given: Iterable[Path | None], outputs: Mapping[str, Path | None]) -> None:
    """Refuse outputs that would replace an input or another output, before the inputs are read.

    Args:
        given: Files and folders to read.
        outputs: Files to write, by the suffix that each must have. Empty for any suffix.

    Raises:
        LibraryError: if a library that writes an output is not installed.
        WriteError: if an output is an input, a folder, a file of a workspace or another output, or its
            name has another suffix.
    """
    paths = [path for path in given if path is not None]
    inputs = input_files(paths)
    folders = {_real(path) for path in paths if path.is_dir()}
    taken: set[Path] = set()
    for suffix, out in outputs.items():
        if out is None:
            continue
        refuse_replacing(out, inputs=inputs)
        place = _real(out)
        if place.is_dir():
            raise WriteError("This is a folder.", where=str(out), remedy="Name a file in it.")
        if place in taken:
            raise WriteError("Two outputs have this name.", where=str(out), remedy="Use different names.")
        taken.add(place)
        if suffix and out.suffix.casefold() != suffix:
            raise WriteError(
                f"This output is {_KINDS[suffix]}.",
                where=str(out),
                remedy=f"Use a name that ends in {suffix}.",
            )
        if suffix == ".xlsx":
            require("polars", "xlsxwriter")
        if suffix == ".xlsx" and place.parent in folders:
            note(
                f"inspectprep: {out.name} is in the folder with the lists. Move it before you check the "
                "folder again. Otherwise its lists are read as second copies."
            )


def _real(path: Path) -> Path:
    """Return a path without links. Unlike `Path.resolve`, it accepts a link to itself."""
    return Path(os.path.realpath(path))
