"""Measures: shares, averages and profiles of a return, with marks for figures that may not be shown.

:func:`figures` returns them. The rows that they count come from the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import Measure, MeasureUnit, Rule
from inspectprep.annexa.checks.run_rules import check_of
from inspectprep.annexa.engine.measure_rows import measure_rows
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.placeholder_dates import without_placeholder_dates
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class Figure:
    """One figure of a measure.

    Attributes:
        group: The part of the denominator; empty for all of it.
        dimension: The kind of the group, such as ``age``; empty for the measure's own groups.
        list: The list, for profiles and for measures of one list.
        flagged: True if it stands out by the measure's own condition.
        count: For a caseload, the number of workers above the limit.
        small: True when it may not be shown outside the team: a count from 1 to 5.
        thin: True when the denominator is too small for a share.
    """

    rule: str
    numerator: int
    denominator: int
    group: str = ""
    dimension: str = ""
    list: int | None = None
    median: float | None = None
    flagged: bool = False
    count: int | None = None
    small: bool = False
    thin: bool = False


_SMALL = 5


def figures(dataset: AnnexAData, policy: Policy | None = None) -> tuple[Figure, ...]:
    """Return the figures of every measure whose lists were supplied."""
    chosen = policy if policy is not None else Policy()
    if dataset.as_of is None:
        return ()
    dataset = without_placeholder_dates(dataset, chosen)
    rules = [rule for rule, _ in _measures(chosen)]
    rows = measure_rows(dataset, rules, chosen)
    found: list[Figure] = []
    for rule, measure in _measures(chosen):
        values = chosen.values(rule)
        if rule.check:
            found += [
                _shown(Figure(rule=rule.id, **each), measure, values)
                for each in check_of(rule)(dataset, values)
            ]
        elif rule.id in rows:
            frame = rows[rule.id]
            for number, group, part in _parts(measure, frame):
                top, bottom = _counts(measure, part)
                figure = Figure(rule=rule.id, list=number, group=group, numerator=top, denominator=bottom)
                found.append(_shown(_flagged(figure, measure, values), measure, values))
    return tuple(found)


def _parts(measure: Measure, rows: pl.DataFrame) -> Iterable[tuple[int | None, str, pl.DataFrame]]:
    """Return the rows of every figure of a measure, with the list where there is a figure for each."""
    if measure.unit is MeasureUnit.LIST:
        for number in rows["list"].unique().sort().to_list():
            yield number, "", rows.filter(pl.col("list") == number)
        return
    for group in ("", *measure.groups):
        if not group or group in rows.columns:
            yield None, group, rows.filter(pl.col(group)) if group else rows


def _measures(policy: Policy) -> Iterable[tuple[Rule, Measure]]:
    """Yield the measures that are not switched off."""
    for rule in built_in().values():
        if rule.measure is not None and not policy.change(rule.id).off:
            yield rule, rule.measure


def _counts(measure: Measure, rows: pl.DataFrame) -> tuple[int, int]:
    top = rows.filter(pl.col("numerator"))
    if measure.unit is MeasureUnit.CHILD:
        return top["child"].n_unique(), rows["child"].n_unique()
    return top.height, rows.height


def _flagged(figure: Figure, measure: Measure, values: Mapping[str, Any]) -> Figure:
    if not measure.flag_above:
        return figure
    enough = figure.denominator >= values[measure.smallest_denominator]
    return evolve(
        figure, flagged=enough and figure.numerator > values[measure.flag_above] * figure.denominator
    )


def _shown(figure: Figure, measure: Measure, values: Mapping[str, Any]) -> Figure:
    return evolve(
        figure,
        small=0 < figure.numerator <= _SMALL or 0 < figure.denominator <= _SMALL,
        thin=figure.denominator < values[measure.smallest_denominator],
    )
