"""Rules about cells that hold nothing, or nothing usable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.cell_checks import (
    BORN,
    CHILDREN,
    EVERY,
    CellCheck,
    ListColumn,
    Outcomes,
    columns_of,
    everywhere,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState

__all__ = ["RULES"]

_OWN_RULE = (
    *everywhere("child_unique_id"),
    "7.previous_cpp_count",
    "8.placements_last_12_months",
    "8.missing_episodes_12_months",
    "8.absent_episodes_12_months",
)


def _blank(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if not column.ends(CellState.MISSING):
        return
    missing = column.ended(CellState.MISSING)
    for name, group in column.spec.blank_with.items():
        other = column.beside(name)
        if other is not None:
            codes = dataset.codes.sets[other.spec.codes or ""].members(group)
            missing &= ~other.code.is_in(codes).fill_null(value=False)
    yield "error", missing


def _birth(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if not column.ends(CellState.MISSING):
        return
    missing = column.ended(CellState.MISSING)
    age = column.beside("age")
    if age is not None:
        missing &= (age.value != -1).fill_null(value=True)
    yield ("warning" if column.list in BORN else "query"), missing


def _broken(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    if column.ends(CellState.BROKEN):
        yield ("error" if column.spec.required == "always" else "warning"), column.ended(CellState.BROKEN)


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-001",
            "lists": EVERY,
            "unit": "cell",
            "message": "A cell that must be filled is blank.",
            "guidance": "Fill it from the case record, or give the code for not known where there is one.",
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019; annex-a-sen-validator rules 101a to 101d and 103",
            "note": "Children's identifiers, four counts and error cells have rules of their own; columns "
            "needed only under conditions are looked at together with those conditions. A blank worker "
            "is reported here as data and, on an open case, as practice too.",
            "check": CellCheck(
                "AA-F-001",
                lambda dataset: columns_of(
                    dataset, test=lambda column: column.required == "always", leave_out=_OWN_RULE
                ),
                _blank,
            ),
        },
        {
            "id": "AA-F-004",
            "lists": CHILDREN,
            "unit": "row",
            "message": "The date of birth is blank.",
            "guidance": "Enter it, or the expected date of delivery; leave it blank only where nobody knows.",
            "columns": (*everywhere("date_of_birth"), *everywhere("age")),
            "outcomes": ({"severity": "warning"}, {"severity": "query"}),
            "reference": "Ofsted Annex A template 2019; SSDA903 rule 102; annex-a-sen-validator rule 101a",
            "note": "A blank age does not silence it. Children in care, care leavers and children with an "
            "adoption decision are born and on record, hence a warning. For an unborn child the template "
            "allows both cells blank, which can only be asked about.",
            "check": CellCheck(
                "AA-F-004",
                lambda dataset: columns_of(
                    dataset, lists=CHILDREN, test=lambda column: column.name == "date_of_birth"
                ),
                _birth,
            ),
        },
        {
            "id": "AA-F-036",
            "lists": EVERY,
            "unit": "cell",
            "message": "A spreadsheet error, or a formula without a result, stands where data should be.",
            "guidance": "Open the workbook in Excel, let it calculate, correct the error and save; or "
            "paste the "
            "column as values.",
            "outcomes": ({"severity": "error"}, {"severity": "warning"}),
            "reference": "samples with error cells and formulas that were never calculated; liia-tools then "
            "drops rows",
            "note": "An error where the column must always be filled, since it stands for the blank. "
            "Formulas "
            "are never worked out. Where the search of a sheet stops at its limit, such cells read as blank.",
            "check": CellCheck("AA-F-036", columns_of, _broken),
        },
    )
)
