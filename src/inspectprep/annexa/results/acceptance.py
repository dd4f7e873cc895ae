"""Findings that the analyst accepts, with the reason; and the caveats that go with a submission.

An explained finding stays a finding. It is counted and shown like any other, with its reason beside it, and
counted a second time as explained. An explanation that has expired no longer counts.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import evolve

from inspectprep.annexa.results.explained import matched
from inspectprep.annexa.results.explanation import Explanations
from inspectprep.annexa.results.marks import key_id, marks_of
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


def caveats(result: CheckResult) -> tuple[str, ...]:
    """Return the sentences that go with a submission: known faults, each with the reason.

    Each sentence gives list, rule, count, reason, who accepted it and until when. None names a child.
    """
    by_finding = result.explained.by_finding
    by_id = {id(explanation): explanation for explanation in by_finding.values()}
    counts = Counter(
        (result.findings["list"][place] or 0, explanation.rule, id(explanation))
        for place, explanation in by_finding.items()
    )
    lines = []
    for (list_number, rule, which), count in sorted(counts.items(), key=lambda item: item[0][:2]):
        explanation = by_id[which]
        expires = explanation.expires
        until = f", until {expires.day} {expires:%B %Y}" if expires else ""
        where = f"List {list_number}" if list_number else "All lists"
        what = result.rules[rule].message if rule in result.rules else rule
        findings = "1 finding" if count == 1 else f"{count} findings"
        lines.append(
            f"{where}: {what} ({rule}, {findings}). {explanation.reason} Accepted by {explanation.by}{until}."
        )
    return tuple(lines)
