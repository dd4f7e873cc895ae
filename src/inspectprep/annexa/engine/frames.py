"""The frames that rules run on: those of polars, or of any library that narwhals knows.

Rules use only functions that polars and narwhals share. With polars, steps that belong together are planned
as one query before they run. On a small return planning takes longer than the steps, so they run one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import count
from types import ModuleType
from typing import Any, TypeAlias

from attrs import evolve, field

from inspectprep.annexa.engine.sides import Expression
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

_TABLE_NUMBERS = count()
_SMALL = 50_000
"""The most rows of a list of a small return."""

AnyFrame: TypeAlias = Any
"""A frame of polars or narwhals, lazy or not, which have the same functions."""


@frozen(kw_only=True)
class Library:
    """A library of frames.

    Attributes:
        dialect: The module that makes expressions: polars, or narwhals for all other libraries.
        convert: Turns a polars frame into a frame of the library.
    """

    dialect: ModuleType
    convert: Callable[[pl.DataFrame], AnyFrame]

    @property
    def is_polars(self) -> bool:
        """True for polars itself."""
        return self.dialect is pl

    def frame(self, prepared: pl.DataFrame) -> AnyFrame:
        """Return a polars frame as a frame of the library, with the functions of the dialect."""
        return prepared if self.is_polars else self.dialect.from_native(self.convert(prepared))


POLARS = Library(dialect=pl, convert=lambda frame: frame)


@frozen(kw_only=True, eq=False)
class Frames:
    """The prepared frames of all lists.

    Attributes:
        by_list: Polars data frames, or narwhals frames of one library.
        library: The library.
        most_rows: By list and prepared column, the most rows of one identifier that are compared.
    """

    by_list: Mapping[int, AnyFrame]
    library: Library = POLARS
    most_rows: Mapping[tuple[int, str], int] = field(factory=dict)

    @property
    def dialect(self) -> ModuleType:
        """The module that makes expressions for the frames."""
        return self.library.dialect

    @property
    def is_polars(self) -> bool:
        """True where the frames are polars' own."""
        return self.library.is_polars

    @cached_property
    def are_planned(self) -> bool:
        """True where steps are planned before they run: on polars, unless all lists are small."""
        return self.is_polars and any(frame.height > _SMALL for frame in self.by_list.values())

    def replaced(self, by_list: Mapping[int, AnyFrame]) -> Frames:
        """Return other frames of the same library."""
        return evolve(self, by_list=by_list)

    def plan(self, list_number: int) -> AnyFrame:
        """Return the frame of a list, ready for further steps."""
        return self.plan_on(self.by_list[list_number])

    def plan_on(self, frame: AnyFrame) -> AnyFrame:
        """Return a frame ready for further steps."""
        return frame.lazy() if self.are_planned else frame

    def carry_out(self, frame: AnyFrame) -> AnyFrame:
        """Carry out what was planned, so that the result can be used several times."""
        if self.is_polars:
            return frame.collect() if hasattr(frame, "collect") else frame
        return self._stored(frame)

    def carry_out_all(self, frames: list[AnyFrame]) -> list[AnyFrame]:
        """Carry out several plans together."""
        if self.are_planned:
            return list(pl.collect_all(frames))
        return [self.carry_out(frame) for frame in frames]

    def rows(self, list_number: int, columns: list[str], idx: pl.Series) -> pl.DataFrame:
        """Return columns of the rows of a list with these values of ``__idx``."""
        if self.is_polars:
            rows: pl.DataFrame = self.by_list[list_number].select(columns)[idx]
            return rows
        rows = self.plan(list_number).filter(self.dialect.col("__idx").is_in(idx.to_list()))
        return to_polars(rows.select(*columns))

    def positions_where(self, rows: pl.DataFrame, condition: Expression) -> pl.Series:
        """Return the positions of the rows of a polars frame for which a condition is true."""
        if self.is_polars:
            return rows.select(pl.arg_where(condition)).to_series()
        flags: pl.DataFrame = self.dialect.from_native(rows).select(condition.alias("flag")).to_native()
        return flags.to_series().arg_true()

    def _stored(self, frame: AnyFrame) -> AnyFrame:
        """Return the result of a lazy library as a table of its own, so that it is calculated once."""
        native = frame.to_native()
        if hasattr(native, "localCheckpoint"):
            return self.dialect.from_native(native.localCheckpoint())
        if type(native).__module__.split(".")[0].strip("_") == "duckdb":
            name = f"inspectprep_{next(_TABLE_NUMBERS)}"
            native.query("planned", f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM planned")
            return self.dialect.from_native(native.query("planned", f"SELECT * FROM {name}"))
        return frame


def to_polars(frame: AnyFrame) -> pl.DataFrame:
    """Return a frame of any library as a polars frame."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame
    if hasattr(frame, "collect"):
        collected: pl.DataFrame = frame.collect("polars").to_native()
        return collected
    eager: pl.DataFrame = frame.to_polars()
    return eager
