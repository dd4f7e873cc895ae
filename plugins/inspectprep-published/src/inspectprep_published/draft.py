"""A report while it is read: values, places and warnings are added to it one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep_published.flow import Flow
from inspectprep_published.report import Certainty, Fieldwork, Place, PublishedReport, ReportKind

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.past_inspection import GradeWord
    from inspectprep_published.layout import Layout

_ROW = 4.0
"""About the most points between the baselines of words on one row."""


class Draft:
    """A report while it is read.

    Attributes:
        file: The name of the file.
        kind: The kind of report.
        layout: The lines of the document.
        cover: The text of the first page.
        cover_rows: The same, with what is on one row of the page in one piece.
        text: The text of all pages, without headers and footers.
        after_cover: The first page with the text of the report.
    """

    def __init__(self, file: str, kind: ReportKind, layout: Layout) -> None:
        self.file = file
        self.kind = kind
        self.layout = layout
        self.cover = Flow(line for line in layout.body if line.page == 1)
        self.cover_rows = Flow(sorted(self.cover.lines, key=lambda line: (round(line.top / _ROW), line.left)))
        self.text = Flow(layout.body)
        self.after_cover = 2
        self.edition = ""
        self.authority = ""
        self.variant = ""
        self.fieldwork: tuple[Fieldwork, ...] = ()
        self.lead_inspectors: tuple[str, ...] = ()
        self.grades: dict[str, GradeWord] = {}
        self.improvements: tuple[str, ...] = ()
        self.priority_actions: tuple[str, ...] = ()
        self.published: date | None = None
        self.outcome = ""
        self.next_inspection = ""
        self.theme = ""
        self.deep_dive = ""
        self.previous_inspection = ""
        self.warnings: list[str] = []
        self.places: dict[str, Place] = {}

    def warn(self, sentence: str) -> None:
        """Add a warning once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def contradiction(self, name: str, one: str, other: str) -> None:
        """Add a warning that two places differ, and mark the value if it has been read."""
        self.warn(f"The report contradicts itself about {name}: {one}, and {other}.")
        if name in self.places:
            place = self.places[name]
            self.places[name] = Place(page=place.page, words=place.words, certainty=Certainty.CONTRADICTED)

    def missing(self, *names: str) -> None:
        """Warn about each of the values that were not found."""
        for name in names:
            if not getattr(self, name):
                self.warn(f"Not found: {name}.")

    def finished(self) -> PublishedReport:
        """Return the report."""
        return PublishedReport(
            file=self.file,
            kind=self.kind,
            edition=self.edition,
            authority=self.authority,
            variant=self.variant,
            fieldwork=self.fieldwork,
            lead_inspectors=self.lead_inspectors,
            grades=self.grades,
            improvements=self.improvements,
            priority_actions=self.priority_actions,
            published=self.published,
            outcome=self.outcome,
            next_inspection=self.next_inspection,
            theme=self.theme,
            deep_dive=self.deep_dive,
            previous_inspection=self.previous_inspection,
            warnings=tuple(self.warnings),
            places=self.places,
        )
