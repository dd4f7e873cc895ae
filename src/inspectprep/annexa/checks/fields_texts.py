"""Rules about postcodes, teams and workers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.cell_checks import CellCheck, ListColumn, Outcomes, columns_of, everywhere
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.annexa.reading.unique_texts import unique_texts

__all__ = ["RULES"]

_WITH_WORKERS = tuple(range(3, 10))
_POSTCODE = r"(?i)^([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|GIR ?0AA)$"
_NUMBER = re.compile("[0-9]+")
_ABROAD = ("NUK", "CON")


def _postcode(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    wrong = column.ended(CellState.READ) & ~column.value.str.contains(_POSTCODE)
    authority = column.beside("la_of_placement")
    if authority is not None:
        wrong &= ~authority.code.is_in(_ABROAD).fill_null(value=False)
    yield "error", wrong


def _people(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(
        dataset,
        lists=_WITH_WORKERS,
        test=lambda column: column.name in ("allocated_team", "allocated_worker"),
    )


def _generic(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    names = {each.lower() for each in policy["placeholder_names"]}
    cells = unique_texts(column.table.frame.get_column(column.name))
    generic = [text.lower() in names or _NUMBER.fullmatch(text) is not None for text in cells.texts.to_list()]
    if any(generic):
        yield "warning", pl.lit(cells.mark(generic))


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-033",
            "lists": (8,),
            "unit": "row",
            "message": "The postcode of the placement is no UK postcode.",
            "guidance": "Correct it; a likely one may be suggested but is never put in.",
            "columns": ("placement_postcode", "la_of_placement"),
            "outcomes": ({"severity": "error"},),
            "reference": "SSDA903 rule 392c; postcode check of liia-tools",
            "note": "Only its form is looked at, not whether it exists. Placements abroad and "
            "confidential ones "
            "are exempt.",
            "check": CellCheck(
                "AA-F-033",
                lambda dataset: columns_of(
                    dataset, lists=(8,), test=lambda column: column.name == "placement_postcode"
                ),
                _postcode,
            ),
        },
        {
            "id": "AA-F-037",
            "lists": _WITH_WORKERS,
            "unit": "cell",
            "message": "The team or worker is a number, a placeholder or a name for nobody in particular.",
            "guidance": "Show the team's name and the person; where nobody is allocated leave it blank, "
            "so that it "
            "can be seen.",
            "columns": (
                *everywhere("allocated_team", _WITH_WORKERS),
                *everywhere("allocated_worker", _WITH_WORKERS),
            ),
            "policy": {
                "placeholder_names": {
                    "default": (
                        "tbc",
                        "tba",
                        "unallocated",
                        "not allocated",
                        "duty",
                        "unknown",
                        "referral coordinator",
                        "default",
                        "vacant",
                        "none allocated",
                    ),
                    "local": True,
                }
            },
            "outcomes": ({"severity": "warning"},),
            "reference": "notes in the ssd-data-model extract (team numbers for names, generic front-door "
            "workers)",
            "note": "The whole cell decides. Null tokens and error cells are blank or broken instead.",
            "check": CellCheck("AA-F-037", _people, _generic),
        },
    )
)
