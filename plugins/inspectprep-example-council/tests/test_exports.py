"""The exports of Westhaven's case system, with its own headings."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from inspectprep.plugins import SourceProvider
from inspectprep.testing import SourceContract
from inspectprep_example_council.exports import HEADINGS


class TestExports(SourceContract):
    """The reader translates the headings of an export, and returns all other cells as they are."""

    plugin = "inspectprep_example_council.plugin"
    headings = tuple(HEADINGS.values())

    def write(self, path: Path, rows: Sequence[Sequence[str | None]], provider: SourceProvider) -> None:
        """Write rows as the case system exports them."""
        del provider
        names = {heading: name for name, heading in HEADINGS.items()}
        exported = [[names.get(cell, cell) if cell else "" for cell in row] for row in rows]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(exported)
