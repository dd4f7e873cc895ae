"""Frames of pandas, column by column: with their index, and with columns of mixed values."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, TypeAlias

from inspectprep.dataframes import pl
from inspectprep.errors import LibraryError
from inspectprep.extras import explained
from inspectprep.sources.frame_cells import Cells, cells_of, cells_of_values

_Series: TypeAlias = Any
"""A series of pandas, which is not imported here."""

_OF_ONE_TYPE = frozenset(
    ("boolean", "date", "datetime", "datetime64", "decimal", "empty", "floating", "integer", "string")
)
"""The types of values of a column that polars converts without a change."""


def is_pandas(value: object) -> bool:
    """Return whether a value is a frame of pandas. pandas is not imported for this."""
    pandas = sys.modules.get("pandas")
    frame = getattr(pandas, "DataFrame", None)
    return frame is not None and isinstance(value, frame)


def pandas_columns(frame: Any) -> Iterator[tuple[str, Cells]]:
    """Yield the name and the cells of each column of a frame of pandas.

    The levels of the index that have a name are the first columns. A level without a name is left out if it
    has whole numbers, which only number the rows. Any other level has a blank name, so that it is reported.

    Raises:
        LibraryError: if pandas needs a library that is missing.
    """
    pandas: Any = sys.modules["pandas"]
    index = frame.index
    for place in range(index.nlevels):
        level, name = index.get_level_values(place), index.names[place]
        if name is not None or level.inferred_type not in ("integer", "empty"):
            yield _name(name), _cells(pandas, level.to_series())
    for place, name in enumerate(frame.columns):
        yield _name(name), _cells(pandas, frame.iloc[:, place])


def _name(name: object) -> str:
    """Return the name of a column as text. Names of several levels are joined."""
    if isinstance(name, tuple):
        return " ".join(str(part) for part in name if part is not None and part != "")
    return "" if name is None else str(name)


def _cells(pandas: Any, series: _Series) -> Cells:
    if isinstance(series.dtype, pandas.CategoricalDtype):
        series = series.astype(series.cat.categories.dtype if not series.hasnans else object)
    if pandas.api.types.infer_dtype(series, skipna=True) in _OF_ONE_TYPE and not hasattr(series, "sparse"):
        try:
            converted: Any = pl.from_pandas(series.reset_index(drop=True))
            return cells_of(converted)
        except LibraryError:
            raise
        except ImportError as error:
            raise explained("pyarrow", error) from error
        except (TypeError, ValueError, NotImplementedError, OverflowError, pl.exceptions.PolarsError):
            pass  # such as whole numbers beyond 64 bits
    blank = series.isna()
    return cells_of_values(
        None if empty else _plain(value) for value, empty in zip(series.tolist(), blank, strict=True)
    )


def _plain(value: Any) -> Any:
    """Return a value of numpy as one of Python."""
    return value.item() if type(value).__module__ == "numpy" and hasattr(value, "item") else value
