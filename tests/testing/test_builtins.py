"""The built-ins keep the contracts that everybody's plugins do."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import xlsxwriter

from inspectprep.plugins import SourceProvider
from inspectprep.testing import FrameworkContract, ReportContract, SourceContract, StoreContract, TaskContract

ROWS = (("Child Unique ID", "Date of Contact"), ("7001", "04/09/2026"), ("7002", None))
"""What every sample holds: five filled cells and one empty."""


class TestReports(ReportContract):
    """The built-in report formats."""

    plugin = "inspectprep.reports.plugin"
    unmarked = ("json",)


class TestFrameworks(FrameworkContract):
    """The built-in frameworks."""

    plugin = "inspectprep.frameworks.plugin"


class TestTasks(TaskContract):
    """The built-in checklist tasks."""

    plugin = "inspectprep.frameworks.plugin"
    variants = ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit")


class TestSources(SourceContract):
    """The built-in readers."""

    plugin = "inspectprep.sources.plugin"

    def sample(self, folder: Path, provider: SourceProvider) -> Path:
        """Write the same rows in the reader's own format."""
        path = folder / f"list_1{provider.suffixes[0]}"
        if provider.id == "workbook":
            with xlsxwriter.Workbook(path) as book:
                sheet = book.add_worksheet("List 1")
                for number, row in enumerate(ROWS):
                    sheet.write_row(number, 0, row)
        elif provider.id == "parquet":
            pl.DataFrame(ROWS[1:], schema=list(ROWS[0]), orient="row").write_parquet(path)
        elif provider.id == "web-page":
            rows = "".join(
                "<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in ROWS
            )
            path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
        else:
            lines = [",".join(cell or "" for cell in row) for row in ROWS]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def filled(self, provider: SourceProvider) -> int:
        """Count the cells of the sample that hold something."""
        del provider
        return sum(cell is not None for row in ROWS for cell in row)


class TestStores(StoreContract):
    """The built-in store."""

    plugin = "inspectprep.store.plugin"
