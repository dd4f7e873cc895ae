"""Findings with one cause as one: the cells of a column that are written alike, or that have one value."""

from __future__ import annotations

from collections.abc import Iterable

from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine import findings
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit

_PLACE = ("list", "place", "column")
_ALIKE = ("rule", "severity", "nature", "note", *_PLACE)
_FEWEST = {FindingUnit.COLUMN: 10, FindingUnit.VALUE: 2}
"""The number of cells from which they are one finding. A few badly written dates are found one by one."""


def by_cause(found: pl.DataFrame, rules: Iterable[Rule], dataset: AnnexAData) -> pl.DataFrame:
    """Return findings in which the cells of one cause are one finding, at the first of them.

    Args:
        found: A findings frame of the return.
        rules: The rules. Those with a unit decide which of their findings have one cause.
        dataset: The return.
    """
    chosen = list(rules)
    for unit, fewest in _FEWEST.items():
        ids = [rule.id for rule in chosen if rule.unit == unit]
        of_rules = pl.col("rule").is_in(ids) & pl.col("row").is_not_null() & pl.col("column").is_not_null()
        cells = found.filter(of_rules)
        if not cells.height:
            continue
        keys = [*_ALIKE, *(["raw"] if unit is FindingUnit.VALUE else [])]
        marked = with_raw(cells, dataset).with_columns(pl.len().over(keys).cast(pl.Int32).alias("__cells"))
        causes = marked.filter(pl.col("__cells") >= fewest).group_by(keys, maintain_order=True)
        joined = causes.agg(
            pl.col("row").first(),
            pl.col("row").alias("rows"),
            pl.col("__cells").first().alias("count"),
            pl.col("related").first(),
            pl.lit(unit.value).alias("unit"),
        )
        alone = marked.filter(pl.col("__cells") < fewest)
        parts = (found.filter(~of_rules.fill_null(value=False)), joined, alone)
        found = findings.concat(part.select(findings.COLUMNS) for part in parts)
    return found


def with_raw(cells: pl.DataFrame, dataset: AnnexAData) -> pl.DataFrame:
    """Return findings with the column ``raw``: the text of each cell, which is children's data.

    Args:
        cells: Findings with a list, a row and a column.
        dataset: The return.
    """
    parts = []
    for (list_number, column), part in cells.group_by("list", "column", maintain_order=True):
        table = dataset.tables[int(str(list_number))]
        raw = table.frame.select(
            pl.col("__place").alias("place"),
            pl.col("__row").alias("row"),
            pl.col(f"{column}__raw").cast(pl.String).alias("raw"),
        )
        parts.append(part.join(raw, on=["place", "row"], how="left", maintain_order="left"))
    return pl.concat(parts)
