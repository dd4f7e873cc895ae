"""Findings that the analyst accepts, with the reason.

An explained finding stays a finding. It is counted and shown like any other, with its reason beside it, and
counted a second time as explained. An explanation that has expired no longer counts.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.annexa.results.explained import matched
from inspectprep.annexa.results.explanation import Explanations
from inspectprep.annexa.results.marks import key_id, marks_of, read_key
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import SourceError
from inspectprep.model.arguments import checked_arguments


@checked_arguments
def explain(
    result: CheckResult, explanations: Explanations, *, key: bytes | None = None, on: date | None = None
) -> CheckResult:
    """Return a result whose findings are explained, wherever it is shown.

    Args:
        result: The result of a check.
        explanations: Reasons that the analyst gave. The narrowest is used for a finding.
        key: The key that made the marks. It is needed only for explanations of single findings.
        on: The day on which an explanation must still be valid. Its last day counts. The list date if None.

    Raises:
        SourceError: if single findings are explained and there is no key, or another key made their marks.
    """
    given = explanations.explanations
    marks = None
    if any(explanation.mark for explanation in given):
        if key is None or explanations.key not in (None, key_id(key)):
            raise SourceError(
                "Another key made the marks of the explanations, so no finding can be recognised.",
                where="explanations",
                remedy="Set INSPECTPREP_KEY_FILE to the file of that key.",
            )
        marks = marks_of(result, key)
    day = on or result.dataset.as_of or date.max
    return evolve(result, explained=matched(result.findings, given, on=day, marks=marks))


def explain_with_own_key(result: CheckResult, explanations: Explanations) -> CheckResult:
    """Return a result whose findings are explained. The user's own key is read if a single one is.

    Args:
        result: The result of a check.
        explanations: Reasons that the analyst gave.

    Raises:
        SourceError: as :func:`explain` and :func:`~inspectprep.annexa.results.marks.read_key`.
    """
    marked = any(one.mark for one in explanations.explanations)
    return explain(result, explanations, key=read_key() if marked else None)
