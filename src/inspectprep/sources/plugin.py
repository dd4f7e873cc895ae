"""The built-in readers, registered as any plugin's would be."""

from __future__ import annotations

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import SourceProvider

_READER = "inspectprep.sources.files:read_sheets"


@hookimpl
def inspectprep_sources() -> tuple[SourceProvider, ...]:
    """Provide readers of workbooks, text, web pages and parquet files.

    They share one function, which goes by what a file is and not by what it is called.
    """
    return (
        SourceProvider(
            id="workbook",
            summary="Excel and OpenDocument workbooks",
            target=_READER,
            suffixes=(".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"),
        ),
        SourceProvider(
            id="text",
            summary="Text with commas, semicolons, tabs or bars between the columns",
            target=_READER,
            suffixes=(".csv", ".tsv", ".txt"),
        ),
        SourceProvider(
            id="web-page",
            summary="Tables of a web page, as some systems export them",
            target=_READER,
            suffixes=(".htm", ".html", ".xml"),
        ),
        SourceProvider(
            id="parquet",
            summary="Parquet files",
            target=_READER,
            suffixes=(".parquet", ".pq"),
        ),
    )
