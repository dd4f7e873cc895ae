"""From masks over a column's cells to findings: what all rules about fields share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inspectprep.annexa import spec
from inspectprep.annexa.findings import concat, shaped
from inspectprep.annexa.table import ListTable, State

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.spec import ColumnSpec
    from inspectprep.annexa.table import Return

__all__ = ["BORN", "CHILDREN", "EVERY", "Column", "cell_check", "columns_of", "everywhere", "with_any"]

EVERY = tuple(range(1, 12))
CHILDREN = tuple(range(1, 11))
BORN = (8, 9, 10)
"""Lists on which there are no unborn children."""

Outcomes = Iterable[tuple[str, "pl.Series | None"]]


@frozen(eq=False)
class Column:
    """One column of one list, with what was read.

    Attributes:
        list: The list's number.
        spec: What the column is.
        table: The list.
    """

    list: int
    spec: ColumnSpec
    table: ListTable

    @property
    def name(self) -> str:
        """Its canonical name."""
        return self.spec.name

    @property
    def value(self) -> pl.Series:
        """The values read; null where none was."""
        return self.table.frame[self.name]

    @property
    def raw(self) -> pl.Series:
        """The cells as supplied."""
        return self.table.frame[f"{self.name}__raw"]

    @property
    def code(self) -> pl.Series:
        """Short codes of a category."""
        return self.table.frame[f"{self.name}__code"]

    @property
    def kind(self) -> pl.Series:
        """How a date was written or a code was found."""
        return self.table.frame[f"{self.name}__kind"]

    @property
    def key(self) -> pl.Series:
        """What an identifier is joined on."""
        return self.table.frame[f"{self.name}__key"]

    def ended(self, state: State) -> pl.Series:
        """Return for each cell whether reading it ended so."""
        return self.table.frame[f"{self.name}__state"] == int(state)

    def beside(self, name: str) -> Column | None:
        """Return another column of the list; None when the file does not have it."""
        if name not in self.table.columns:
            return None
        return Column(self.list, spec.lists()[self.list].column(name), self.table)


def columns_of(
    ret: Return,
    *,
    lists: Iterable[int] = EVERY,
    test: Callable[[ColumnSpec], bool] = lambda column: True,  # noqa: ARG005 - every column
    leave_out: Iterable[str] = (),
) -> Iterator[Column]:
    """Yield the columns found that fulfil a test.

    Args:
        ret: The return.
        lists: Numbers of the lists looked at.
        test: What a column must fulfil.
        leave_out: Columns to pass over, as ``1.child_unique_id``.
    """
    out = set(leave_out)
    for number in lists:
        table = ret.tables.get(number)
        if table is None:
            continue
        for column in spec.lists()[number].columns:
            there = column.name in table.columns and f"{number}.{column.name}" not in out
            if there and test(column):
                yield Column(number, column, table)


def with_any(columns: Iterable[Column], test: Callable[[str], pl.Expr]) -> Iterator[Column]:
    """Yield the columns in which some cell passes a test, looking at all columns of a list at once.

    Args:
        columns: Columns to look at.
        test: Returns, for a column's name, a condition that is cheap and never false for a cell that
            matters.
    """
    mine = list(columns)
    for number in dict.fromkeys(column.list for column in mine):
        group = [column for column in mine if column.list == number]
        frame = group[0].table.frame
        told = frame.select(test(column.name).any().alias(column.name) for column in group).row(0)
        yield from (column for column, there in zip(group, told, strict=True) if there)


def cell_check(
    rule: str,
    choose: Callable[[Return], Iterable[Column]],
    outcomes: Callable[[Column, Return, Mapping[str, Any]], Outcomes],
) -> Callable[[Return, Mapping[str, Any]], pl.DataFrame]:
    """Return a check that looks at cells column by column.

    Args:
        rule: The rule's id.
        choose: Returns the columns to look at.
        outcomes: Returns severities with masks, in order; the first mask that holds for a cell
            gives its only finding. None stands for a mask that never holds.
    """

    def check(ret: Return, policy: Mapping[str, Any]) -> pl.DataFrame:
        found = []
        for column in choose(ret):
            if not column.table.frame.height:
                continue
            taken = None
            for severity, mask in outcomes(column, ret, policy):
                if mask is None:
                    continue
                mine = mask if taken is None else mask & ~taken
                if mine.any():
                    taken = mask if taken is None else taken | mask
                    taken = taken.fill_null(value=False)
                    found.append(_found(rule, severity, column, mine.fill_null(value=False)))
        return concat(found)

    return check


def _found(rule: str, severity: str, column: Column, mask: pl.Series) -> pl.DataFrame:
    rows = column.table.frame.select("__row", "__place").filter(mask)
    return shaped(
        rows.rename({"__row": "row", "__place": "place"}),
        rule=rule,
        severity=severity,
        nature="data",
        list=column.list,
        column=column.name,
    )


def everywhere(name: str, lists: Iterable[int] = CHILDREN) -> tuple[str, ...]:
    """Return a column's name with each of several lists, as ``1.age``."""
    return tuple(f"{number}.{name}" for number in lists)
