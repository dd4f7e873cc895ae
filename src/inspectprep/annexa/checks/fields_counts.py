"""Rules about counts: of referrals, enquiries, plans, placements and missing episodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.cell_checks import CellCheck, ListColumn, Outcomes, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState

__all__ = ["RULES"]


def _columns(number: int, *names: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=(number,), test=lambda column: column.name in names)


def _below(
    least: int, *, blank: bool, high: bool = False
) -> Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]:
    def outcomes(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
        wrong = column.ended(CellState.UNREADABLE) | (column.value < least).fill_null(value=False)
        yield "error", wrong | column.ended(CellState.MISSING) if blank else wrong
        if high:
            yield "query", column.value > policy["high_count"]

    return outcomes


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-020",
            "lists": (3,),
            "unit": "row",
            "message": "The number of referrals is no whole number from 0.",
            "guidance": "Enter how many earlier referrals there were in the twelve months; 0 for none.",
            "columns": ("referrals_last_12_months",),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019; liia-tools",
            "check": CellCheck("AA-F-020", _columns(3, "referrals_last_12_months"), _below(0, blank=False)),
        },
        {
            "id": "AA-F-021",
            "lists": (5,),
            "unit": "cell",
            "message": "The number of section 47 enquiries or of conferences is no whole number from 0.",
            "guidance": "Enter how many earlier ones there were in the twelve months; 0 for none.",
            "columns": ("s47_last_12_months", "icpc_last_12_months"),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019",
            "check": CellCheck(
                "AA-F-021",
                _columns(5, "s47_last_12_months", "icpc_last_12_months"),
                _below(0, blank=False),
            ),
        },
        {
            "id": "AA-F-022",
            "lists": (7,),
            "unit": "row",
            "message": "The number of earlier protection plans is blank or no whole number from 0.",
            "guidance": "Enter how many earlier plans there were in this council; 0 for none.",
            "columns": ("previous_cpp_count",),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019 (never blank)",
            "check": CellCheck("AA-F-022", _columns(7, "previous_cpp_count"), _below(0, blank=True)),
        },
        {
            "id": "AA-F-023",
            "lists": (8,),
            "unit": "row",
            "message": "The number of placements in the last twelve months is blank or no whole number "
            "from 1.",
            "guidance": "Count the present placement as well, so that 1 is the least there can be.",
            "columns": ("placements_last_12_months",),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019",
            "check": CellCheck("AA-F-023", _columns(8, "placements_last_12_months"), _below(1, blank=True)),
        },
        {
            "id": "AA-F-024",
            "lists": (8,),
            "unit": "cell",
            "message": "The number of missing or absent episodes is blank, no whole number from 0, or "
            "very high.",
            "guidance": "Enter 0 for none; confirm a very high number with the case record.",
            "columns": ("missing_episodes_12_months", "absent_episodes_12_months"),
            "policy": {"high_count": {"default": 100, "local": True}},
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019 (0 for never)",
            "check": CellCheck(
                "AA-F-024",
                _columns(8, "missing_episodes_12_months", "absent_episodes_12_months"),
                _below(0, blank=True, high=True),
            ),
        },
    )
)
