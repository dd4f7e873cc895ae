"""Annex A: the child-level lists that an inspection asks for, read, checked and reported.

    result = annexa.check(["annex-a.xlsx"], as_of=date(2026, 11, 23))
    result.summary

Child-level rows stay inside this package and the analyst's own files; the rest of the library sees counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.annexa import catalogue, outputs
    from inspectprep.annexa.catalogue.policy import Policy, policy_of, read_policy
    from inspectprep.annexa.catalogue.rule import Outcome, Rule, Threshold
    from inspectprep.annexa.catalogue.rules import all_rules, built_in
    from inspectprep.annexa.outputs import extract, sample
    from inspectprep.annexa.reading.dataset import AnnexAData
    from inspectprep.annexa.reading.read import read
    from inspectprep.annexa.results import indicators
    from inspectprep.annexa.results.acceptance import Explanation, caveats
    from inspectprep.annexa.results.check import check, check_dataset
    from inspectprep.annexa.results.comparison import Comparison, Saved, compare, read_saved
    from inspectprep.annexa.results.result import CheckResult

__all__ = [
    "AnnexAData",
    "CheckResult",
    "Comparison",
    "Explanation",
    "Outcome",
    "Policy",
    "Rule",
    "Saved",
    "Threshold",
    "all_rules",
    "built_in",
    "catalogue",
    "caveats",
    "check",
    "check_dataset",
    "compare",
    "extract",
    "indicators",
    "outputs",
    "policy_of",
    "read",
    "read_policy",
    "read_saved",
    "sample",
]

_CONTENTS = {
    "catalogue.policy": "Policy policy_of read_policy",
    "catalogue.rule": "Outcome Rule Threshold",
    "catalogue.rules": "all_rules built_in",
    "reading.dataset": "AnnexAData",
    "reading.read": "read",
    "results.acceptance": "Explanation caveats",
    "results.check": "check check_dataset",
    "results.comparison": "Comparison Saved compare read_saved",
    "results.result": "CheckResult",
}
_MODULES = {
    "catalogue": "catalogue",
    "extract": "outputs.extract",
    "indicators": "results.indicators",
    "outputs": "outputs",
    "sample": "outputs.sample",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"{__name__}.{_MODULES[name]}")
    for module, names in _CONTENTS.items():
        if name in names.split():
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
