"""The rows that a condition reads: the row that bare names belong to, and the row under test."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any, TypeAlias

from attrs import field

from inspectprep.model.representation import frozen

Expression: TypeAlias = Any
"""An expression of polars or narwhals, which have the same functions."""

OUTER = "row_"
"""The prefix of the columns of the row under test where two rows are joined."""


@frozen(eq=False)
class Side:
    """One of the rows that a condition reads.

    Attributes:
        list: The number of its list.
        dialect: The module that makes expressions: polars, or narwhals, which has the same functions.
        prefix: The prefix of its columns in the frame.
        used: Collects the columns read, without prefix.
    """

    list: int
    dialect: ModuleType
    prefix: str = ""
    used: set[str] = field(factory=set)

    def col(self, name: str) -> Expression:
        """Return a column of the frame, and note that it is needed."""
        self.used.add(name)
        return _column(self.dialect, self.prefix + name)


@cache
def _column(dialect: ModuleType, name: str) -> Expression:
    return dialect.col(name)
