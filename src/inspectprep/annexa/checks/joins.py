"""AA-C-050: lists whose identifiers match those of no other list, so that nothing can be compared.

Such lists come from another system, or from an export that changes identifiers. That is one cause. The rules
that compare lists would give a finding for every child, so they are held back between such lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.joined_lists import difference, shape
from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit, Severity

_ID = "child_unique_id"


def unmatched_lists(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return one finding for each list of a group that is apart from the others."""
    rows = []
    for group in dataset.groups[1:]:
        own = _ids(dataset, group)
        others = _ids(dataset, dataset.tables.keys() - group)
        why = difference(own, others) or f"They are {shape(own)}. Those of the others are {shape(others)}."
        rows += [
            finding(
                "AA-C-050",
                Severity.ERROR,
                list=list_number,
                place=int(dataset.tables[list_number].frame["__place"][0]),
                column=_ID,
                unit=FindingUnit.LIST.value,
                count=dataset.tables[list_number].frame.height,
                note=why,
            )
            for list_number in sorted(group)
        ]
    return from_rows(rows)


def _ids(dataset: AnnexAData, lists: frozenset[int] | set[int]) -> frozenset[str]:
    keys = dataset.keys
    return frozenset(pl.concat([keys[each] for each in lists if each in keys]).drop_nulls().to_list())
