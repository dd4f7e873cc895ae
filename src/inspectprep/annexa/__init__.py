"""Annex A: the child-level lists that an inspection asks for, read, checked and reported.

    result = annexa.check(["annex-a.xlsx"], as_of=date(2026, 11, 23))
    result.summary

Child-level rows stay inside this package and the analyst's own files; the rest of the library sees counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.annexa import catalogue as catalogue, outputs as outputs
    from inspectprep.annexa.catalogue.added_codes import codes_for as codes_for
    from inspectprep.annexa.catalogue.policy import (
        Policy as Policy,
        policy_of as policy_of,
        read_policy as read_policy,
    )
    from inspectprep.annexa.catalogue.read import (
        all_rules as all_rules,
        built_in as built_in,
        indicator_specs as indicator_specs,
    )
    from inspectprep.annexa.catalogue.thresholds import Threshold as Threshold
    from inspectprep.annexa.catalogue.values import Outcome as Outcome, Rule as Rule
    from inspectprep.annexa.outputs import extract as extract, sample as sample
    from inspectprep.annexa.reading.dataset import AnnexAData as AnnexAData
    from inspectprep.annexa.reading.read import read as read
    from inspectprep.annexa.results import indicators as indicators
    from inspectprep.annexa.results.acceptance import Explanation as Explanation, caveats as caveats
    from inspectprep.annexa.results.check import (
        check as check,
        check_dataset as check_dataset,
        limits_of as limits_of,
    )
    from inspectprep.annexa.results.comparison import (
        ResultComparison as ResultComparison,
        SavedResult as SavedResult,
        compare as compare,
        read_saved as read_saved,
    )
    from inspectprep.annexa.results.result import CheckResult as CheckResult
    from inspectprep.annexa.results.result_json import document_of as document_of

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "": "catalogue outputs",
        "catalogue.added_codes": "codes_for",
        "catalogue.policy": "Policy policy_of read_policy",
        "catalogue.thresholds": "Threshold",
        "catalogue.values": "Outcome Rule",
        "catalogue.read": "all_rules built_in indicator_specs",
        "outputs": "extract sample",
        "reading.dataset": "AnnexAData",
        "reading.read": "read",
        "results": "indicators",
        "results.acceptance": "Explanation caveats",
        "results.check": "check check_dataset limits_of",
        "results.comparison": "ResultComparison SavedResult compare read_saved",
        "results.result": "CheckResult",
        "results.result_json": "document_of",
    },
)
