"""From masks over a column's cells to findings: what all rules about fields share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import polars as pl
from attrs import frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ColumnSpec
from inspectprep.annexa.engine.findings import empty
from inspectprep.annexa.engine.run import CompiledRule, run_compiled
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, ListTable

__all__ = [
    "BORN",
    "CHILDREN",
    "EVERY",
    "CellCheck",
    "ListColumn",
    "check_cells",
    "columns_of",
    "everywhere",
    "with_any",
]

EVERY = tuple(range(1, 12))
CHILDREN = tuple(range(1, 11))
BORN = (8, 9, 10)
"""Lists on which there are no unborn children."""

Outcomes = Iterable[tuple[str, "pl.Expr"]]


@frozen(eq=False)
class ListColumn:
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
    def value(self) -> pl.Expr:
        """The values read; null where none was."""
        return self.part("")

    @property
    def raw(self) -> pl.Expr:
        """The cells as supplied, as text."""
        return self.part("__raw").cast(pl.String)

    @property
    def code(self) -> pl.Expr:
        """Short codes of a category."""
        return self.part("__code")

    @property
    def kind(self) -> pl.Expr:
        """How a date was written or a code was found."""
        return self.part("__kind")

    @property
    def key(self) -> pl.Expr:
        """What an identifier is joined on."""
        return self.part("__key")

    @property
    def only_dates(self) -> bool:
        """True when it came as a column of dates, in which nothing can be badly written."""
        return bool(self.table.frame.get_column(f"{self.name}__raw").dtype == pl.Date)

    def part(self, name: str) -> pl.Expr:
        """Return one of the columns that reading made of it."""
        return pl.col(f"{self.name}{name}")

    def ended(self, state: CellState) -> pl.Expr:
        """Return for each cell whether reading it ended so."""
        return self.part("__state") == int(state)

    def ends(self, state: CellState) -> bool:
        """Tell whether reading some cell ended so, or in a graver way: most columns need no closer look."""
        return self.reaches("__state", int(state))

    def reaches(self, part: str, least: Any) -> bool:
        """Tell whether the highest state, kind or date of the column is at least this."""
        _, highest = self.table.extremes.get(f"{self.name}{part}", (None, None))
        return highest is not None and bool(highest >= least)

    def cells(self, wanted: pl.Expr) -> pl.Series:
        """Return something worked out now, for what no expression can say."""
        return self.table.frame.select(wanted).to_series()

    def beside(self, name: str) -> ListColumn | None:
        """Return another column of the list; None when the file does not have it."""
        if name not in self.table.columns:
            return None
        return ListColumn(self.list, catalogue.lists()[self.list].column(name), self.table)


def columns_of(
    dataset: AnnexAData,
    *,
    lists: Iterable[int] = EVERY,
    test: Callable[[ColumnSpec], bool] = lambda column: True,  # noqa: ARG005 - every column
    leave_out: Iterable[str] = (),
) -> Iterator[ListColumn]:
    """Yield the columns found that fulfil a test.

    Args:
        dataset: The return.
        lists: Numbers of the lists looked at.
        test: What a column must fulfil.
        leave_out: Columns to pass over, as ``1.child_unique_id``.
    """
    out = set(leave_out)
    for number in lists:
        table = dataset.tables.get(number)
        if table is None:
            continue
        for column in catalogue.lists()[number].columns:
            there = column.name in table.columns and f"{number}.{column.name}" not in out
            if there and test(column):
                yield ListColumn(number, column, table)


def with_any(columns: Iterable[ListColumn], test: Callable[[str], pl.Expr]) -> Iterator[ListColumn]:
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


@frozen(eq=False)
class CellCheck:
    """A check that looks at cells column by column.

    Attributes:
        rule: The rule's id.
        choose: Returns the columns to look at.
        outcomes: Returns severities with conditions, in order; the first that holds for a cell gives its
            only finding.
    """

    rule: str
    choose: Callable[[AnnexAData], Iterable[ListColumn]]
    outcomes: Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]

    def __call__(self, dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
        """Return the findings of this rule alone."""
        return check_cells(dataset, [(self, policy, None)])

    def outputs(
        self, dataset: AnnexAData, policy: Mapping[str, Any], severity: str | None
    ) -> Iterator[CompiledRule]:
        """Yield for each column what is to be found on it, all of one severity if that is given."""
        for column in self.choose(dataset):
            told = self.outcomes(column, dataset, policy) if column.table.frame.height else ()
            found = tuple((severity or own, condition, column.name) for own, condition in told)
            if found:
                yield CompiledRule(rule=self.rule, nature="data", list=column.list, outcomes=found)


def check_cells(
    dataset: AnnexAData, checks: Iterable[tuple[CellCheck, Mapping[str, Any], str | None]]
) -> pl.DataFrame:
    """Return the findings of several checks, each list looked through once for all of them.

    Args:
        dataset: The return.
        checks: Each with its policy, and the severity that the council counts its findings as.
    """
    outputs = [
        output for check, policy, severity in checks for output in check.outputs(dataset, policy, severity)
    ]
    if not outputs:
        return empty()
    lists = {output.list for output in outputs}
    frames = {n: table.frame.with_row_index("__idx") for n, table in dataset.tables.items() if n in lists}
    return run_compiled(frames, outputs, ())


def everywhere(name: str, lists: Iterable[int] = CHILDREN) -> tuple[str, ...]:
    """Return a column's name with each of several lists, as ``1.age``."""
    return tuple(f"{number}.{name}" for number in lists)
