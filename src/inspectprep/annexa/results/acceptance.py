"""Findings that the analyst accepts, with the reason; and the caveats that go with a submission.

An explained finding stays a finding. It is counted and shown like any other, with its reason beside it. An
explanation that has expired no longer counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import field

from inspectprep import codec
from inspectprep.annexa.results.result import CheckResult
from inspectprep.files import writing_output
from inspectprep.model.document import document
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class Explanation:
    """The reason for which findings of a rule are accepted.

    Attributes:
        rule: The id of the rule.
        reason: One sentence for the reader of the submission; it names no child.
        by: The person who accepted the findings.
        made: The day on which they did.
        expires: The last day on which the explanation is valid; None for no end.
        list: The list that it is limited to; None for every list of the rule.
        mark: The one finding that it is limited to, by its mark; None for all findings of the rule.
    """

    rule: str
    reason: str
    by: str
    made: date
    expires: date | None = None
    list: int | None = None
    mark: str | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether the explanation is still valid on a day."""
        return self.expires is None or on <= self.expires


@document("annexa-explanations")
@frozen(kw_only=True)
class Explanations:
    """A council's file of explanations."""

    explanations: tuple[Explanation, ...] = ()


@frozen(kw_only=True)
class Explained:
    """Explanations matched with the findings of one result.

    Attributes:
        by_finding: The explanation of a finding, by its place in the findings frame.
        unused: Explanations that no finding needs any more.
        expired: Explanations whose last day has passed.
    """

    by_finding: Mapping[int, Explanation] = field(factory=dict)
    unused: tuple[Explanation, ...] = ()
    expired: tuple[Explanation, ...] = ()


def explained(
    result: CheckResult,
    explanations: Iterable[Explanation],
    *,
    on: date | None = None,
    marks: Sequence[str] | None = None,
) -> Explained:
    """Match explanations with findings; the narrowest wins.

    Args:
        result: The result of a check.
        explanations: Reasons that the analyst gave.
        on: The day on which they must still be valid; the list date if None.
        marks: The mark of each finding, for explanations of single findings.
    """
    given = tuple(explanations)
    if not given:
        return Explained()
    day = on or result.dataset.as_of or date.max
    valid = [explanation for explanation in given if explanation.is_valid(day)]
    by_scope = {(explanation.rule, explanation.list, explanation.mark): explanation for explanation in valid}
    by_finding: dict[int, Explanation] = {}
    pairs = zip(result.findings["rule"], result.findings["list"], strict=True)
    for place, (rule, list_number) in enumerate(pairs):
        mark = None if marks is None else marks[place]
        scopes = (
            (rule, list_number, mark),
            (rule, None, mark),
            (rule, list_number, None),
            (rule, None, None),
        )
        scope = next((scope for scope in scopes if scope in by_scope), None)
        if scope is not None:
            by_finding[place] = by_scope[scope]
    used = {id(explanation) for explanation in by_finding.values()}
    return Explained(
        by_finding=by_finding,
        unused=tuple(explanation for explanation in valid if id(explanation) not in used),
        expired=tuple(explanation for explanation in given if not explanation.is_valid(day)),
    )


def caveats(
    result: CheckResult,
    explanations: Iterable[Explanation],
    *,
    on: date | None = None,
    marks: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Return the sentences that go with a submission: known faults, each with the reason.

    Each sentence gives list, rule, count, reason, who accepted it and until when. None names a child.
    """
    by_finding = explained(result, explanations, on=on, marks=marks).by_finding
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


def read_explanations(path: Path | str) -> tuple[Explanation, ...]:
    """Read explanations from a TOML file.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    return codec.read_toml(path, Explanations).explanations


def write_explanations(explanations: Iterable[Explanation], path: Path | str) -> None:
    """Write explanations to a TOML file that only its owner can read.

    Raises:
        WriteError: if the file cannot be written.
    """
    text = codec.dumps_toml(Explanations(explanations=tuple(explanations)))
    with writing_output(path, private=True) as stream:
        stream.write(text.encode())
