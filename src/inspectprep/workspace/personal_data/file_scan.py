"""The scan of a file that is about to be sent or copied."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspectprep.errors import PersonalDataError, SourceError
from inspectprep.model.representation import with_one_line
from inspectprep.workspace.personal_data.detection import Finding, findings_in
from inspectprep.workspace.personal_data.file_texts import file_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.plugins import Registry
    from inspectprep.workspace.personal_data.file_texts import FileText
    from inspectprep.workspace.personal_data.known_children import KnownChildren

_SHOWN = 5
_WINDOWS = (2, 3)


@with_one_line
class PlacedFinding(NamedTuple):
    """A possible item of personal data in a file, without its value.

    Attributes:
        part: The part of the file: ``sheet 2``, ``footnotes`` or ``file name``. Empty for its text.
        line: The number of the line, paragraph or row, from 1. 0 for the name of the file.
        what: A description that does not repeat the value.
    """

    part: str
    line: int
    what: str

    @property
    def place(self) -> str:
        """The place in words."""
        return ", ".join(filter(None, (self.part, f"line {self.line}" if self.line else "")))


def scan_file(
    path: Path, today: date, known: KnownChildren | None, registry: Registry
) -> tuple[PlacedFinding, ...]:
    """Return every finding in a file and its name, in order.

    Args:
        path: The file.
        today: The day on which it is sent.
        known: The children in loaded lists, if any.
        registry: The plugins, which read workbooks.

    Raises:
        SourceError: if it cannot be read as text; the reason is ``format`` if it is not a kind that can.
    """
    texts = file_texts(path, registry)
    found = [PlacedFinding("file name", 0, finding.what) for finding in _found(path.name, today, known)]
    for text in texts:
        found += _findings(text, today, known)
    return tuple(dict.fromkeys(found))


def refuse_text(path: Path, today: date, known: KnownChildren | None, registry: Registry) -> None:
    """Refuse to copy a file whose text seems to contain a child's details.

    The text of a file that cannot be read is not checked.

    Raises:
        PersonalDataError: naming the first places and the reasons.
    """
    try:
        found = scan_file(path, today, known, registry)
    except SourceError as error:
        if error.reason != "format":
            raise
        return
    if found:
        raise PersonalDataError(
            [(finding.place, finding.what) for finding in found[:_SHOWN]],
            done="Nothing was copied.",
            remedy="Copy a version without personal data of children, or add the file without copying it. "
            "For all places, use: inspectprep scan FILE",
        )


def _findings(text: FileText, today: date, known: KnownChildren | None) -> Iterator[PlacedFinding]:
    """Yield each finding of a text, line by line. A value may go over line breaks."""
    lines = text.text.split("\n")
    found = [{finding.what for finding in _found(line, today, known)} for line in lines]
    for count in () if text.rows else _WINDOWS:
        for first in range(len(lines) - count + 1):
            seen = set().union(*found[first : first + count])
            for finding in _found("\n".join(lines[first : first + count]), today, known):
                if finding.what not in seen:
                    found[first + finding.line - 1].add(finding.what)
    for number, kinds in enumerate(found, text.first):
        for what in sorted(kinds):
            yield PlacedFinding(text.part, number, what)


def _found(text: str, today: date, known: KnownChildren | None) -> Iterator[Finding]:
    yield from findings_in(text, today)
    if known is not None:
        for what in known.found_in(text):
            yield Finding(1, what)
