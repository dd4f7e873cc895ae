"""Options that several Annex A commands read, and progress for a person at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspectprep.annexa.table import Return

__all__ = ["AsOf", "Paths", "PolicyFile", "RulesFile", "progress", "read_return", "say_assumed"]

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


def say_assumed(ret: Return) -> None:
    """Warn when the list date was not given: look-backs and timescales run from it."""
    if not ret.as_of_assumed:
        return
    told = (
        f"so the newest event, {ret.as_of}, was taken for it"
        if ret.as_of
        else "and there is no event to take it from"
    )
    sys.stderr.write(
        f"inspectprep: no list date was given, {told}. "
        "Give the day on which the lists were drawn with --as-of.\n"
    )


def read_return(paths: list[Path], as_of: Day | None) -> Return:
    """Read the lists with this run's plugins, showing progress."""
    from inspectprep.annexa.reading import read  # noqa: PLC0415  # help needs no data library
    from inspectprep.cli.session import registry  # noqa: PLC0415

    tell = progress()
    ret = read(paths, registry=registry(), as_of=as_of, progress=tell)
    done(tell)
    say_assumed(ret)
    return ret
