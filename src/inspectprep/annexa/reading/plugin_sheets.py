"""Sheets that the reader of a plugin returns, checked before anything is done with them."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import SourceProvider
from inspectprep.sources.file_content import path_of
from inspectprep.sources.frame import as_polars
from inspectprep.sources.memory_file import InputFile


def read_with_plugin(
    sources: Providers[SourceProvider], provider: SourceProvider, path: InputFile
) -> tuple[RawSheet, ...]:
    """Return the sheets of a file, read by a plugin.

    Raises:
        SourceError: if the plugin refuses the file.
        PluginError: if the reader fails or returns anything but sheets of text and dates.
    """
    doing = f"reading {path.name}"
    with path_of(path) as given:
        read = sources.values(
            provider, doing, RawSheet, given, passing=lambda error: isinstance(error, SourceError)
        )
        sheets = tuple(
            sources.attempt(provider, doing, partial(_own, sheet, str(given), path.name)) for sheet in read
        )
    for sheet in sheets:
        if problem := sources.attempt(provider, doing, partial(_problem, sheet)):
            raise sources.blame(provider, f"returned {problem} while {doing}.")
    return sheets


def _own(sheet: RawSheet, given: str, name: str) -> RawSheet:
    """Return a sheet with frames of our own, so that what is checked is what is used.

    A file in memory has its own name again, and not that of the copy that the plugin read.
    """
    kinds = None if sheet.kinds is None else as_polars(sheet.kinds)
    return evolve(sheet, file=sheet.file.replace(given, name), cells=as_polars(sheet.cells), kinds=kinds)


def _problem(sheet: RawSheet) -> str:
    """Return what is wrong with a sheet, as words without any cell's value. Empty if nothing is."""
    if not sheet.file or {"/", "\\"} & set(sheet.file):
        return "a sheet without the plain name of its file"
    if min(sheet.first_row, sheet.first_column) < 1:
        return "a sheet whose rows or columns are counted from 0"
    cells: pl.DataFrame = sheet.cells
    for index, kind in enumerate(cells.dtypes):
        if kind not in (pl.String, pl.Date, pl.Null):
            return f"a sheet whose column {sheet.letter(index)} has neither text nor dates, but {kind}"
    if sheet.names is not None and len(sheet.names) != cells.width:
        return "a sheet whose names are not one for each column"
    if sheet.kinds is None:
        return ""
    kinds: pl.DataFrame = sheet.kinds
    if kinds.shape != cells.shape:
        return "a sheet whose kinds are not one for each cell"
    known = [int(kind) for kind in CellKind]
    if not all(column.dtype.is_integer() and column.is_in(known).all() for column in kinds.get_columns()):
        return "a sheet with kinds that do not exist"
    return ""
