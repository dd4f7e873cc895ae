"""Checks of single cells: conditions over the columns of a list become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from inspectprep.annexa.catalogue import ColumnSpec
from inspectprep.annexa.engine.findings import empty
from inspectprep.annexa.engine.frames import Frames
from inspectprep.annexa.engine.run import CompiledOutcome, CompiledRule, run_compiled
from inspectprep.annexa.engine.text_columns import map_texts
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, ListTable
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

EVERY = tuple(range(1, 12))
CHILDREN = tuple(range(1, 11))
BORN = (8, 9, 10)
"""Lists on which there are no unborn children."""

Outcomes: TypeAlias = Iterable[tuple[str, pl.Expr]]
"""Severities with conditions, in order. The first condition that is true for a cell gives its finding."""


@frozen(eq=False)
class ListColumn:
    """One column of one list, as it was read.

    Attributes:
        spec: The column's specification.
        table: The list.
    """

    spec: ColumnSpec
    table: ListTable

    @property
    def list(self) -> int:
        """The list's number."""
        return self.table.list

    @property
    def name(self) -> str:
        """The column's canonical name."""
        return self.spec.name

    @property
    def value(self) -> pl.Expr:
        """The values read; null where there is none."""
        return self.part("")

    @property
    def raw(self) -> pl.Expr:
        """The cells as supplied, as text."""
        return self.part("__raw").cast(pl.String)

    @property
    def code(self) -> pl.Expr:
        """The short codes of a category, as text."""
        return self.part("__code").cast(pl.String)

    @property
    def kind(self) -> pl.Expr:
        """The forms of dates, or the ways in which codes were found."""
        return self.part("__kind")

    @property
    def key(self) -> pl.Expr:
        """The keys on which identifiers are joined."""
        return self.part("__key")

    @property
    def only_dates(self) -> bool:
        """True for a column of dates from a typed source, in which no date can be badly written."""
        return bool(self.table.frame.get_column(f"{self.name}__raw").dtype == pl.Date)

    def part(self, suffix: str) -> pl.Expr:
        """Return one of the columns that reading made of this one."""
        return pl.col(f"{self.name}{suffix}")

    def ended(self, state: CellState) -> pl.Expr:
        """Return for each cell whether reading it ended in a state."""
        return self.part("__state") == int(state)

    def ends(self, state: CellState) -> bool:
        """Return whether reading any cell ended in a state or a more severe one; most columns end in none."""
        return self.reaches("__state", int(state))

    def reaches(self, part: str, least: Any) -> bool:
        """Return whether the highest state, kind or date of the column is at least `least`."""
        _, highest = self.table.extremes.get(f"{self.name}{part}", (None, None))
        return highest is not None and bool(highest >= least)

    def cells(self, expression: pl.Expr) -> pl.Series:
        """Return the values of an expression, for checks that need more than an expression."""
        return self.table.frame.select(expression).to_series()

    def mark_texts(self, texts: pl.Expr, test: Callable[[str], bool]) -> pl.Series:
        """Return for each cell whether its text passes a test, which is called once for each text."""
        return map_texts(self.cells(texts), test, pl.Boolean, empty=False)

    def beside(self, name: str) -> ListColumn | None:
        """Return another column of the list; None when the file does not have it."""
        if name not in self.table.columns:
            return None
        return ListColumn(self.table.spec.column(name), self.table)


def columns_of(
    dataset: AnnexAData,
    *,
    lists: Iterable[int] = EVERY,
    test: Callable[[ColumnSpec], bool] | None = None,
    leave_out: Iterable[str] = (),
) -> Iterator[ListColumn]:
    """Yield the columns in the files that pass a test.

    Args:
        dataset: The return.
        lists: The numbers of the lists.
        test: A test of a column's specification. Default: every column passes.
        leave_out: Columns to leave out, as ``1.child_unique_id``.
    """
    out = set(leave_out)
    for list_number in lists:
        table = dataset.tables.get(list_number)
        if table is None:
            continue
        for column in table.spec.columns:
            if column.name not in table.columns or f"{list_number}.{column.name}" in out:
                continue
            if test is None or test(column):
                yield ListColumn(column, table)


def with_any(columns: Iterable[ListColumn], test: Callable[[str], pl.Expr]) -> Iterator[ListColumn]:
    """Yield the columns in which some cell passes a test. All columns of a list are tested together.

    Args:
        columns: The columns.
        test: A function that returns, for a column's name, a condition that costs little and is true for
            every cell that matters.
    """
    by_list: dict[int, list[ListColumn]] = {}
    for column in columns:
        by_list.setdefault(column.list, []).append(column)
    for group in by_list.values():
        frame = group[0].table.frame
        passed = frame.select(test(column.name).any().alias(column.name) for column in group).row(0)
        yield from (column for column, passes in zip(group, passed, strict=True) if passes)


@frozen(eq=False)
class CellCheck:
    """A check of cells, column by column.

    Attributes:
        choose: Returns the columns to check.
        outcomes: Returns the outcomes for a column.
    """

    choose: Callable[[AnnexAData], Iterable[ListColumn]]
    outcomes: Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]

    def compiled(
        self, rule: str, dataset: AnnexAData, policy: Mapping[str, Any], severity: str | None
    ) -> Iterator[CompiledRule]:
        """Yield for each column the conditions to run on it, with one severity for all if that is given."""
        for column in self.choose(dataset):
            if not column.table.frame.height:
                continue
            outcomes = tuple(
                CompiledOutcome(severity=severity or own, condition=condition, column=column.name)
                for own, condition in self.outcomes(column, dataset, policy)
            )
            if outcomes:
                yield CompiledRule(rule=rule, nature="data", list=column.list, outcomes=outcomes)


def cell_check(
    choose: Callable[[AnnexAData], Iterable[ListColumn]],
) -> Callable[[Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]], CellCheck]:
    """Return a decorator that makes a check of a function of one column.

    Args:
        choose: Returns the columns to check.
    """
    return partial(CellCheck, choose)


def check_cells(
    dataset: AnnexAData, checks: Iterable[tuple[CellCheck, str, Mapping[str, Any], str | None]]
) -> pl.DataFrame:
    """Return the findings of several checks. Each list is read once for all of them.

    Args:
        dataset: The return.
        checks: Each with its rule's id and thresholds, and the severity that the council gives its findings.
    """
    compiled = [
        compiled_rule
        for check, rule, policy, severity in checks
        for compiled_rule in check.compiled(rule, dataset, policy, severity)
    ]
    if not compiled:
        return empty()
    lists = {rule.list for rule in compiled}
    by_list = {n: table.frame.with_row_index("__idx") for n, table in dataset.tables.items() if n in lists}
    return run_compiled(Frames(by_list=by_list), compiled, ())


def everywhere(name: str, lists: Iterable[int] = CHILDREN) -> tuple[str, ...]:
    """Return a column's name with each of several lists, as ``1.age``."""
    return tuple(f"{list_number}.{name}" for list_number in lists)
