"""The council of the example: its workspace, the current day, and functions that print."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import fill

from inspectprep.model import Audience, DailyNote, NoteKind, Readiness
from inspectprep.workspace import Workspace

__all__ = ["Story", "quote", "say", "show"]


class Story:
    """The council, its workspace and the current day."""

    def __init__(self, folder: Path, *, first: date, director: str, deputy: str) -> None:
        self.folder = folder
        self.today = first
        self.director = director
        self.deputy = deputy
        self.workspace = Workspace.create(
            folder,
            authority="Oxfordshire",
            variant="ilacs-short",
            load_plugins=False,
            clock=lambda: datetime.combine(self.today, time(18), UTC),
        )

    def record(self, *values: object, by: str = "", why: str = "") -> list[str]:
        """Add records and return their ids. The deputy writes them, unless another person is named."""
        return [self.workspace.records.add(value, by=by or self.deputy, why=why).id for value in values]

    def note(self, kind: NoteKind, text: str, *audiences: Audience, outcome: bool | None = None) -> None:
        """Record the director's note of the evening. It is for leaders only, unless audiences are named."""
        named = audiences or (Audience.LEADERS,)
        note = DailyNote(day=self.today, text=text, audiences=named, kind=kind, outcome=outcome)
        self.record(note, by=self.director)

    def briefing(self, audience: Audience, reader: str = "", day: date | None = None) -> str:
        """Return the evening's briefing for an audience. It is checked like every report."""
        written = self.workspace.briefing(day or self.today, audience, reader=reader)
        return self.workspace.render(written.briefing, "md", audience=audience, reader=reader).decode()

    def ready(self, day: date) -> Readiness:
        """Return whether the council would be ready for a call on a day."""
        return self.workspace.readiness(day).readiness


def show(title: str, *paragraphs: str) -> None:
    """Print a chapter's heading and some paragraphs."""
    print(f"\n{title}\n{'=' * len(title)}")
    say(*paragraphs)


def say(*paragraphs: str) -> None:
    """Print wrapped paragraphs. There is no blank line between items of a list."""
    for number, paragraph in enumerate(paragraphs):
        item = paragraph.startswith("- ")
        if not (item and number and paragraphs[number - 1].startswith("- ")):
            print()
        print(fill(paragraph, 100, subsequent_indent="  " if item else ""))


def quote(document: str) -> None:
    """Print a document as its readers get it."""
    print("\n" + "\n".join(f"    | {line}".rstrip() for line in document.strip().splitlines()))
