"""Frames that are already in memory, and parquet files, as raw sheets."""

from __future__ import annotations

import re
from typing import Any

from inspectprep.dataframes import pl
from inspectprep.errors import LibraryError, SourceError
from inspectprep.extras import explained, optional
from inspectprep.model.cell_names import column_letter
from inspectprep.model.sheet import RawSheet
from inspectprep.sources import problems
from inspectprep.sources.failures import as_source_errors, is_panic
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.frame_cells import cells_of
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits
from inspectprep.sources.memory_file import InputFile, for_library, size_of
from inspectprep.sources.pandas_frame import is_pandas, pandas_columns
from inspectprep.sources.result import FileRead
from inspectprep.sources.rows import refuse_long_texts, refuse_many_cells

_FIRST_ROWS = 20
_INDEX = re.compile(r"__index_level_\d+__")


def is_frame(value: object) -> bool:
    """Return whether `value` is a table that :func:`read_frame` takes, or an array that it refuses."""
    return (
        any(hasattr(value, name) for name in ("__arrow_c_stream__", "__array_interface__"))
        or any(
            hasattr(value, name)
            for name in ("__dataframe__", "__narwhals_dataframe__", "__narwhals_lazyframe__")
        )
        or (hasattr(value, "columns") and (hasattr(value, "collect") or hasattr(value, "toPandas")))
    )


def read_frame(value: Any, *, file: str, sheet: str, limits: Limits = DEFAULT_LIMITS) -> RawSheet:
    """Return a frame as a raw sheet. Its column names are row 1 and its rows follow. Dates stay dates.

    Args:
        value: A polars, pandas, DuckDB, PyArrow or other frame that exports Arrow or that Narwhals
            supports. The index of a pandas frame is read too, if it has a name.
        file: A name for the file.
        sheet: A name for the sheet.
        limits: A frame with more rows, columns or cells is refused.

    Raises:
        SourceError: if it is not a frame, or too large.
        LibraryError: if a library that its conversion needs is missing.
    """
    if is_pandas(value):
        refuse_many_cells(sheet, len(value), len(value.columns), limits)
        columns = [*pandas_columns(value)]
    else:
        frame = as_polars(value, where=sheet)
        refuse_many_cells(sheet, frame.height, frame.width, limits)
        refuse_long_texts(sheet, frame, limits)
        columns = [
            (series.name, cells_of(series)) for series in frame.get_columns() if not _numbers_rows(series)
        ]
    letters = [column_letter(index + 1) for index in range(len(columns))]
    named = [(letter, cells) for letter, (_, cells) in zip(letters, columns, strict=True)]
    return RawSheet(
        file=file,
        sheet=sheet,
        cells=pl.DataFrame([cells.text.alias(letter) for letter, cells in named]),
        kinds=pl.DataFrame([cells.kinds.alias(letter) for letter, cells in named]),
        names=tuple(name for name, _ in columns),
    )


def _numbers_rows(series: pl.Series) -> bool:
    """Return whether a column is the index without a name that pandas writes to Arrow and parquet."""
    return _INDEX.fullmatch(series.name) is not None and series.dtype.is_integer()


def as_polars(value: Any, *, where: str = "") -> pl.DataFrame:
    """Return any frame as a polars one.

    Raises:
        SourceError: if it is not a frame.
        LibraryError: if a library that its conversion needs is missing.
    """
    if isinstance(value, pl.LazyFrame):
        return value.collect()
    if isinstance(value, pl.DataFrame):
        return value
    try:
        if hasattr(value, "__arrow_c_stream__") or getattr(getattr(value, "dtype", None), "names", None):
            return pl.DataFrame(value)
        with optional("narwhals"):
            import narwhals.stable.v2 as nw  # noqa: PLC0415 - files and most frames do without it
        frame = nw.from_native(value)
        collected = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        return pl.DataFrame({name: collected[name].to_list() for name in collected.columns}, strict=False)
    except LibraryError:
        raise
    except ImportError as error:  # pandas converts its frames with pyarrow
        raise explained("pyarrow", error) from error
    except (TypeError, ValueError, NotImplementedError, pl.exceptions.PolarsError):
        # The errors of the libraries quote values.
        raise _refused(value, where) from None
    except BaseException as error:
        if is_panic(error):
            raise _refused(value, where) from None
        raise


def _refused(value: Any, where: str) -> SourceError:
    what = "This is not a data frame that can be read."
    remedy = "Give a polars, pandas, DuckDB or Arrow frame."
    names = list(getattr(value, "column_names", ()))
    if hasattr(value, "__array_interface__"):
        what, remedy = "An array has no names of columns.", "Use pandas.DataFrame(array, columns=[...])."
    elif len(set(names)) < len(names):
        what, remedy = "Several columns have the same name.", "Give each column a name of its own."
    return SourceError(what, where=where, remedy=remedy, reason="format")


def read_parquet(path: InputFile, *, limits: Limits = DEFAULT_LIMITS) -> FileRead:
    """Return a parquet file as one sheet.

    Raises:
        SourceError: if it is damaged or too large, or this installation cannot read parquet.
    """
    size = size_of(path)
    with as_source_errors(path, pl.exceptions.PolarsError):
        try:
            lazy = pl.scan_parquet(for_library(path))
        except (AttributeError, NotImplementedError, ImportError):
            # Builds of polars for browsers leave parquet out.
            raise problems.no_parquet(path) from None
        width = len(lazy.collect_schema())
        refuse_many_cells(path, 1, width, limits)
        height = lazy.select(pl.len()).collect().item()
        refuse_many_cells(path, height, width, limits)
        # A text that is stored once can be in every row, so the first rows show how much they take.
        first = lazy.head(_FIRST_ROWS).collect().with_columns(pl.col(pl.Categorical).cast(pl.String))
        refuse_long_texts(path, first, limits, times=height / max(first.height, 1))
        frame = lazy.collect()
    sheet = read_frame(frame, file=path.name, sheet=path.stem, limits=limits)
    return FileRead(name=path.name, kind=FileKind.PARQUET, bytes=size, sheets=(sheet,), unpacked=size)
