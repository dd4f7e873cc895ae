"""Frames that are already in memory, and parquet files, as raw sheets."""

from __future__ import annotations

from typing import Any

from inspectprep.dataframes import pl
from inspectprep.errors import LibraryError, SourceError
from inspectprep.extras import explained, optional
from inspectprep.model.cell_names import column_letter
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.sources import problems
from inspectprep.sources.failures import as_source_errors
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.limits import DEFAULT_LIMITS, Limits
from inspectprep.sources.memory_file import InputFile, for_library, size_of
from inspectprep.sources.result import FileRead


def is_frame(value: object) -> bool:
    """Return whether `value` is a table that :func:`read_frame` takes."""
    return (
        hasattr(value, "__arrow_c_stream__")
        or any(
            hasattr(value, name)
            for name in ("__dataframe__", "__narwhals_dataframe__", "__narwhals_lazyframe__")
        )
        or (hasattr(value, "columns") and (hasattr(value, "collect") or hasattr(value, "toPandas")))
    )


def read_frame(value: Any, *, file: str, sheet: str) -> RawSheet:
    """Return a frame as a raw sheet. Its column names are row 1 and its rows follow. Dates stay dates.

    Args:
        value: A polars, pandas, DuckDB, PyArrow or other frame that exports Arrow or that Narwhals
            supports.
        file: A name for the file.
        sheet: A name for the sheet.

    Raises:
        SourceError: if it is not a frame.
    """
    frame = as_polars(value, where=sheet)
    names = [column_letter(index + 1) for index in range(frame.width)]
    cells, kinds = [], []
    for name, series in zip(names, frame.get_columns(), strict=True):
        text, kind = _as_cells(series)
        cells.append(text.alias(name))
        kinds.append(pl.Series(name, [int(kind)], dtype=pl.UInt8).new_from_index(0, frame.height))
    return RawSheet(
        file=file,
        sheet=sheet,
        cells=pl.DataFrame(cells),
        kinds=pl.DataFrame(kinds),
        names=tuple(frame.columns),
    )


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
        if hasattr(value, "__arrow_c_stream__"):
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
    except (TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise SourceError(
            "This is not a data frame that can be read.",
            where=where,
            remedy="Give a polars, pandas, DuckDB or Arrow frame.",
            reason="format",
        ) from error


def _as_cells(series: pl.Series) -> tuple[pl.Series, CellKind]:
    kind = series.dtype
    if kind == pl.String:
        return series, CellKind.TEXT
    if kind == pl.Date:
        return series, CellKind.DATE
    if isinstance(kind, pl.Datetime):
        return series.dt.to_string("%Y-%m-%d %H:%M:%S"), CellKind.DATE
    if kind == pl.Boolean:
        return series.replace_strict({True: "TRUE", False: "FALSE"}, return_dtype=pl.String), CellKind.BOOLEAN
    if kind.is_float():
        return series.fill_nan(None).cast(pl.String), CellKind.NUMBER
    if kind.is_numeric():
        return series.cast(pl.String), CellKind.NUMBER
    if kind == pl.Null or isinstance(kind, pl.Categorical | pl.Enum):
        return series.cast(pl.String), CellKind.TEXT
    values = [None if value is None else str(value) for value in series.to_list()]
    return pl.Series(series.name, values, dtype=pl.String), CellKind.TEXT


def read_parquet(path: InputFile, *, limits: Limits = DEFAULT_LIMITS) -> FileRead:
    """Return a parquet file as one sheet.

    Raises:
        SourceError: if it is damaged or too large, or this installation cannot read parquet.
    """
    size = size_of(path)
    with as_source_errors(path, pl.exceptions.PolarsError):
        try:
            lazy = pl.scan_parquet(for_library(path))
        except (AttributeError, NotImplementedError, ImportError) as error:
            # Builds of polars for browsers leave parquet out.
            raise problems.no_parquet(path) from error
        cells = lazy.select(pl.len()).collect().item() * len(lazy.collect_schema())
        fits = cells <= limits.max_cells * 2
        frame = lazy.collect() if fits else pl.DataFrame()
    if not fits:
        raise problems.over_limit(path, "The file has too many cells.")
    sheet = read_frame(frame, file=path.name, sheet=path.stem)
    return FileRead(name=path.name, kind=FileKind.PARQUET, bytes=size, sheets=(sheet,), unpacked=size)
