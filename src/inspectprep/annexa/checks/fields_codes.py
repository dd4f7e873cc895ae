"""Rules about codes: not allowed, translated, not for this list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.checks.ended_codes import ended_codes
from inspectprep.annexa.engine.cell_checks import (
    EVERY,
    CellCheck,
    ListColumn,
    Outcomes,
    columns_of,
    everywhere,
)
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, Match

__all__ = ["RULES"]


def _categories(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, test=lambda column: column.type == "category")


def _unknown(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    severity = "query" if column.name == "la_of_placement" else "error"
    if column.ends(CellState.UNREADABLE):
        yield severity, column.ended(CellState.UNREADABLE)


def _translated(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    mask = column.kind > int(Match.NAME)
    if column.name == "ethnicity":
        mask |= column.code == "UNKNOWN"
    if column.name == "ethnicity" or column.reaches("__kind", int(Match.NAME) + 1):
        yield "query", column.ended(CellState.READ) & mask


def _in_group(severity: str, group: str) -> Callable[[ListColumn, AnnexAData, Mapping[str, Any]], Outcomes]:
    def outcomes(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
        yield severity, column.code.is_in(dataset.codes.sets[column.spec.codes or ""].members(group))

    return outcomes


def _column(number: int, name: str) -> Callable[[AnnexAData], Iterable[ListColumn]]:
    return lambda dataset: columns_of(dataset, lists=(number,), test=lambda column: column.name == name)


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-F-030",
            "lists": EVERY,
            "unit": "cell",
            "message": "A value is none of the codes allowed.",
            "guidance": "Put the code that applies; the value was kept as it is, and nothing was put in "
            "its place.",
            "outcomes": ({"severity": "query"}, {"severity": "error"}),
            "reference": "Ofsted Annex A template 2019, codes tab; SSDA903 rules 101, 103, 144 to 146, "
            "149, 178 "
            "and 179",
            "note": "The name of a council is free text in the template, so an unknown one is asked about. A "
            "word inside a longer text is never enough.",
            "check": CellCheck("AA-F-030", _categories, _unknown),
        },
        {
            "id": "AA-F-031",
            "lists": EVERY,
            "unit": "cell",
            "message": "A value was accepted, but only after being translated to a code.",
            "guidance": "Check each translation once; with the full code in the extract the question goes "
            "away.",
            "outcomes": ({"severity": "query"},),
            "reference": "Ofsted Annex A template 2019, questions and answers (give the letter); matching "
            "reports "
            "of older cleaners",
            "note": "Case and spacing are no translation. On List 11 the word decides the gender and "
            "never the "
            "letter. Several categories of abuse in one cell become the one for several.",
            "check": CellCheck("AA-F-031", _categories, _translated),
        },
        {
            "id": "AA-F-032",
            "lists": EVERY,
            "unit": "list",
            "nature": "measure",
            "message": "Share of rows on which ethnicity was refused, not obtained or unknown.",
            "guidance": "Ask teams to record it for these children; refused and not obtained are "
            "different things.",
            "columns": everywhere("ethnicity", EVERY),
            "policy": {
                "not_known_share": {"default": 0.10, "local": True},
                "min_rows": {"default": 10, "local": True},
            },
            "measure": {
                "numerator": 'in_group(ethnicity, "not known")',
                "denominator": "known(ethnicity)",
                "flag": "denominator >= policy.min_rows and numerator > policy.not_known_share * denominator",
                "breakdowns": (
                    "list",
                    "reason: refused, not obtained or unknown",
                    "team where the list has one",
                ),
                "suppression": "Below the smallest number of rows only counts are shown and nothing is "
                "flagged; "
                "counts of 1 to 5 are hidden outside the team.",
                "direction": "Higher is the worry; a share that grows from contact to care means that "
                "nobody asks "
                "again.",
            },
            "reference": "a quality indicator without a national threshold",
            "basis": "knowledge",
            "note": "Blank and unreadable cells are in neither count. On lists 1 to 5 rows are counted, "
            "not children.",
        },
        {
            "id": "AA-F-034",
            "lists": (8,),
            "unit": "row",
            "message": "The category of need is one that children in care cannot have.",
            "guidance": "Choose one from N1 to N8.",
            "columns": ("category_of_need",),
            "outcomes": ({"severity": "error"},),
            "reference": "Ofsted Annex A template 2019",
            "check": CellCheck(
                "AA-F-034", _column(8, "category_of_need"), _in_group("error", "no category of need")
            ),
        },
        {
            "id": "AA-F-035",
            "lists": (8,),
            "unit": "row",
            "message": "The reason for leaving care is X1, which is no end of care.",
            "guidance": "Enter the true reason; clear reason and end date where only placement or legal "
            "status "
            "changed.",
            "columns": ("lac_end_reason",),
            "outcomes": ({"severity": "warning"},),
            "reference": "Ofsted Annex A template 2019 (grouped as a code error); SSDA903 rule 388",
            "check": CellCheck(
                "AA-F-035", _column(8, "lac_end_reason"), _in_group("warning", "not an end of care")
            ),
        },
        {
            "id": "AA-F-038",
            "lists": EVERY,
            "unit": "cell",
            "message": "A code was used after its last day.",
            "guidance": "Use the code that took its place if it describes the event. Otherwise choose the "
            "code that does.",
            "outcomes": ({"severity": "query"},),
            "reference": "SSDA903 code lists of 2023/24 to 2025/26, read from open tools of the sector",
            "basis": "mixed",
            "note": "A code is judged by the day on which its event began, such as the start of the "
            "placement, and by the list date where the row has no such day. P2 ended for open placements "
            "too. A code that is used before its first day is accepted, because open placements are "
            "recoded. It is not known whether Annex A itself uses later codes, so this is a query.",
            "check": ended_codes,
        },
    )
)
