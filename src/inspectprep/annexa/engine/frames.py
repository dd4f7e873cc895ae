"""The frames that rules run on: polars by itself, or any engine that narwhals knows.

Both are written to in the same words. For polars, steps that belong together are planned as one query and
then carried out, which costs a fraction of carrying them out one by one on a small return.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

import polars as pl
from attrs import frozen

__all__ = ["Frames", "dialect_of", "frames_of", "to_polars"]

_NUMBERS = count()


@frozen(kw_only=True, eq=False)
class Frames:
    """Prepared frames by list.

    Attributes:
        dialect: The module that makes expressions for them.
        by_list: Polars data frames, or narwhals frames of one engine.
    """

    dialect: Any
    by_list: Mapping[int, Any]

    def start(self, number: int) -> Any:
        """Return a list's frame, ready for further steps."""
        return self.again(self.by_list[number])

    def again(self, frame: Any) -> Any:
        """Return a settled frame, ready for further steps."""
        return frame.lazy() if self.is_polars else frame

    def settle(self, frame: Any) -> Any:
        """Carry out what was planned, so that it can be used several times."""
        if self.is_polars:
            return frame.collect() if hasattr(frame, "collect") else frame
        return self.kept(frame)

    def settle_all(self, frames: list[Any]) -> list[Any]:
        """Carry out several plans at once."""
        if not self.is_polars:
            return [self.kept(frame) for frame in frames]
        return list(pl.collect_all(frames))

    def rows(self, number: int, columns: list[str], wanted: pl.Series) -> pl.DataFrame:
        """Return columns of the rows of a list whose ``__idx`` is wanted."""
        if self.is_polars:
            found: pl.DataFrame = self.by_list[number].select(columns)[wanted]
            return found
        rows = self.start(number).filter(self.dialect.col("__idx").is_in(wanted.to_list()))
        return to_polars(rows.select(*columns))

    def held(self, rows: pl.DataFrame, condition: Any) -> pl.Series:
        """Return the places of the rows of a polars frame for which a condition holds."""
        if self.is_polars:
            return rows.select(pl.arg_where(condition)).to_series()
        told: pl.DataFrame = self.dialect.from_native(rows).select(condition.alias("held")).to_native()
        return told.to_series().arg_true()

    def kept(self, frame: Any) -> Any:
        """Return what a lazy engine planned so far as a table of its own, so that it is worked out once."""
        native = frame.to_native()
        if hasattr(native, "localCheckpoint"):
            return self.dialect.from_native(native.localCheckpoint())
        if type(native).__module__.split(".")[0].strip("_") == "duckdb":
            name = f"inspectprep_{next(_NUMBERS)}"
            native.query("planned", f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM planned")
            return self.dialect.from_native(native.query("planned", f"SELECT * FROM {name}"))
        return frame

    @property
    def is_polars(self) -> bool:
        """True where the frames are polars' own."""
        return bool(self.dialect.__name__ == "polars")


def dialect_of(frame: Any) -> Any:
    """Return the module that makes expressions for a frame."""
    if isinstance(frame, pl.DataFrame):
        return pl
    import narwhals.stable.v2 as nw  # noqa: PLC0415 - other engines only

    return nw


def frames_of(by_list: Mapping[int, Any]) -> Frames:
    """Return prepared native frames as frames that rules run on; all must be of one engine."""
    dialect = dialect_of(next(iter(by_list.values()), None))
    if dialect.__name__ == "polars":
        return Frames(dialect=dialect, by_list=dict(by_list))
    return Frames(dialect=dialect, by_list={n: dialect.from_native(frame) for n, frame in by_list.items()})


def to_polars(frame: Any) -> pl.DataFrame:
    """Return a result, of whatever engine, as a polars frame."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame
    if hasattr(frame, "collect"):
        collected: pl.DataFrame = frame.collect("polars").to_native()
        return collected
    eager: pl.DataFrame = frame.to_polars()
    return eager
