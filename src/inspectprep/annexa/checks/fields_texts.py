"""Rules about teams and workers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.dataframes import pl

_WITH_WORKERS = tuple(range(3, 10))
_NUMBER = re.compile("[0-9]+")


def _people(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(
        dataset,
        lists=_WITH_WORKERS,
        test=lambda column: column.name in ("allocated_team", "allocated_worker"),
    )


@cell_check(_people)
def generic(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-037: workers and teams that do not name a person or a team."""
    names = {name.lower() for name in policy["placeholder_names"]}
    marks = column.mark_texts(
        column.value, lambda text: text.lower() in names or _NUMBER.fullmatch(text) is not None
    )
    if marks.any():
        yield "warning", pl.lit(marks)
