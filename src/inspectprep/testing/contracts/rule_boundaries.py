"""The places at which a rule begins or stops to give a finding, found by changing one cell of an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from attrs import field

from inspectprep.annexa.catalogue.lists import ColumnType
from inspectprep.model.representation import frozen
from inspectprep.testing.contracts.rule_run import At, ExampleRun, Found

_NEAR, _STEP, _YEARS_BACK, _YEARS_ON = 45, 30, 25, 2
_NUMBERS = range(-2, 131)
_NUMERIC = (ColumnType.INTEGER, ColumnType.AGE)


@frozen(kw_only=True)
class Boundary:
    """A pair of neighbouring values of a column between which the findings change.

    Attributes:
        list: The number of the list.
        column: The column's name.
        lower: The last value before the change.
        upper: The first value after it.
        before: The severities that are found only at the lower value.
        after: The severities that are found only at the upper value.
        as_of: The list date.
    """

    list: int
    column: str
    lower: Any
    upper: Any
    before: tuple[str, ...]
    after: tuple[str, ...]
    as_of: date = field(eq=False)

    @property
    def kind(self) -> tuple[object, ...]:
        """The change without the values. Two examples can be on the same boundary with other dates."""
        return self.list, self.column, self.before, self.after

    def __str__(self) -> str:
        """Return the change as half a sentence."""
        before, after = (", ".join(severities) or "nothing" for severities in (self.before, self.after))
        return (
            f"changes from {before} to {after} between {self.lower} and {self.upper} in {self.column} "
            f"(List {self.list}, list date {self.as_of})"
        )


@frozen(kw_only=True)
class Trial:
    """One filled cell of an example, and the rule's findings for other values of it.

    Attributes:
        at: The row.
        column: The column's name.
        value: The value in the example.
        boundaries: The values between which the findings change.
        fires: Whether the row has a finding.
        fires_blank: Whether the row has a finding where the cell is blank.
        matters: Whether the row has a finding for some values of the cell and none for others.
        found: Everything that was found.
    """

    at: At
    column: str
    value: Any
    boundaries: tuple[Boundary, ...]
    fires: bool
    fires_blank: bool
    matters: bool
    found: tuple[Found, ...] = field(repr=False)


def trials(run: ExampleRun) -> Iterator[Trial]:
    """Yield a trial of every filled cell of an example that is not an identifier."""
    isolated = _isolated(run)
    for number, rows in run.rows.items():
        kinds = {column.name: column for column in run.specs.lists[number].columns}
        for place, row in enumerate(rows):
            for name in row:
                column = kinds[name]
                if row[name] in (None, "") or column.type is ColumnType.ID:
                    continue
                yield _trial(run, At(number, place), column, isolated=isolated)


def _isolated(run: ExampleRun) -> bool:
    """Return whether copies of the example in one return do not affect one another."""
    alone = run.run()
    return all(found.findings == alone.findings for found in run.vary([{}] * 3))


def _trial(run: ExampleRun, at: At, column: Any, *, isolated: bool) -> Trial:
    value = run.cell(at, column.name)
    found: dict[Any, Found] = {}

    def look(values: Iterable[Any]) -> None:
        new = [each for each in dict.fromkeys(values) if each not in found]
        changes = [{(at, column.name): each} for each in new]
        runs = run.vary(changes) if isolated else [run.vary([change])[0] for change in changes]
        found.update(zip(new, runs, strict=True))

    ordered = isinstance(value, date) or (column.type in _NUMERIC and isinstance(value, int | float))
    look([None, value, *_values(run, column, value, few=not isolated)])
    if ordered and isinstance(value, date) and isolated:
        for low, high in list(_changes(found)):
            look(low + timedelta(days=day) for day in range(1, (high - low).days))
    base = found[value]
    return Trial(
        at=at,
        column=column.name,
        value=value,
        boundaries=tuple(_boundaries(run, at, column.name, found)) if ordered else (),
        fires=base.on(at),
        fires_blank=found[None].on(at),
        matters=len({each.on(at) for filled, each in found.items() if filled is not None}) > 1,
        found=tuple(found.values()),
    )


def _values(run: ExampleRun, column: Any, value: Any, *, few: bool) -> Sequence[Any]:
    """Return other values of a cell."""
    if isinstance(value, date):
        if few:
            return [value - timedelta(days=1), value + timedelta(days=1)]
        as_of = run.example.as_of
        far = range(-365 * _YEARS_BACK, 365 * _YEARS_ON, _STEP)
        near = range(-_NEAR, _NEAR + 1)
        days = {value + timedelta(days=day) for day in near} | {
            as_of + timedelta(days=day) for day in (*near, *far)
        }
        return sorted(days)
    if column.type in _NUMERIC and isinstance(value, int | float):
        return [value - 1, value + 1] if few else _NUMBERS
    if column.type is ColumnType.CATEGORY and column.codes:
        codes = run.codes.sets[column.codes].codes
        return [code.code for code in codes][: 3 if few else None]
    return ["Another Name", "another text"]


def _changes(found: dict[Any, Found]) -> Iterator[tuple[Any, Any]]:
    values = sorted(value for value in found if value is not None)
    for low, high in pairwise(values):
        if found[low].findings != found[high].findings:
            yield low, high


def _boundaries(run: ExampleRun, at: At, column: str, found: dict[Any, Found]) -> Iterator[Boundary]:
    step = timedelta(days=1) if isinstance(next(each for each in found if each is not None), date) else 1
    for low, high in _changes(found):
        if high - low == step:
            before, after = set(found[low].findings), set(found[high].findings)
            yield Boundary(
                list=at.list,
                column=column,
                lower=low,
                upper=high,
                before=_severities(before - after),
                after=_severities(after - before),
                as_of=run.example.as_of,
            )


def _severities(findings: set[tuple[At | None, str, str]]) -> tuple[str, ...]:
    return tuple(sorted(severity for _, severity, _ in findings))
