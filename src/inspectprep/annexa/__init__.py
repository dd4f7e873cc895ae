"""Annex A: the child-level lists that an inspection asks for, read, checked and explained.

    result = annexa.check(["annex-a.xlsx"], as_of=date(2026, 11, 23))
    result.summary

Child-level rows stay inside this package and the analyst's own files; the rest of the library sees counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.annexa import indicators, pseudonymise, sample, spec, synth, workbooks
    from inspectprep.annexa.catalogue import all_rules, built_in
    from inspectprep.annexa.checking import check, check_return
    from inspectprep.annexa.comparing import Comparison, Saved, compare, read_saved
    from inspectprep.annexa.explain import Explanation, caveats
    from inspectprep.annexa.policy import Policy, policy_of, read_policy
    from inspectprep.annexa.reading import read
    from inspectprep.annexa.result import CheckResult
    from inspectprep.annexa.rule import Outcome, Rule, Threshold
    from inspectprep.annexa.table import Return

__all__ = [
    "CheckResult",
    "Comparison",
    "Explanation",
    "Outcome",
    "Policy",
    "Return",
    "Rule",
    "Saved",
    "Threshold",
    "all_rules",
    "built_in",
    "caveats",
    "check",
    "check_return",
    "compare",
    "indicators",
    "policy_of",
    "pseudonymise",
    "read",
    "read_policy",
    "read_saved",
    "sample",
    "spec",
    "synth",
    "workbooks",
]

_CONTENTS = {
    "catalogue": "all_rules built_in",
    "checking": "check check_return",
    "comparing": "Comparison Saved compare read_saved",
    "explain": "Explanation caveats",
    "policy": "Policy policy_of read_policy",
    "reading": "read",
    "result": "CheckResult",
    "rule": "Outcome Rule Threshold",
    "table": "Return",
}
_MODULES = ("indicators", "pseudonymise", "sample", "spec", "synth", "workbooks")


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    for module, names in _CONTENTS.items():
        if name in names.split():
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
