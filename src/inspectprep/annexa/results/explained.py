"""Findings matched with explanations, by their places in a findings frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, field

from inspectprep.annexa.results.explanation import Explanation
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class Explained:
    """Explanations matched with the findings of one result.

    Attributes:
        by_finding: The explanation of a finding, by its place in the findings frame.
        unused: Explanations that are valid and that no finding needs.
        expired: Explanations whose last day has passed.
    """

    by_finding: Mapping[int, Explanation] = field(factory=dict)
    unused: tuple[Explanation, ...] = ()
    expired: tuple[Explanation, ...] = ()

    def at(self, places: Iterable[int]) -> Explained:
        """Return the explanations of chosen findings, by their places in the chosen findings."""
        if not self.by_finding:
            return self
        found = ((new, self.by_finding.get(old)) for new, old in enumerate(places))
        return evolve(self, by_finding={new: one for new, one in found if one is not None})

    def mask(self, height: int) -> pl.Series:
        """Return, for each finding of a frame of this height, whether it is explained."""
        places = list(self.by_finding)
        none = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
        return (none.scatter(places, True) if places else none).alias("explained")


def matched(
    findings: pl.DataFrame,
    explanations: Sequence[Explanation],
    *,
    on: date,
    marks: Sequence[str] | None = None,
) -> Explained:
    """Match explanations with findings; the narrowest wins.

    Args:
        findings: A findings frame.
        explanations: Reasons that the analyst gave.
        on: The day on which they must still be valid.
        marks: The mark of each finding, for explanations of single findings.
    """
    valid = [explanation for explanation in explanations if explanation.is_valid(on)]
    by_scope = {explanation.scope: explanation for explanation in valid}
    rules = {explanation.rule for explanation in valid}
    by_finding: dict[int, Explanation] = {}
    for place, (rule, list_number) in enumerate(zip(findings["rule"], findings["list"], strict=True)):
        if rule not in rules:
            continue
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
        expired=tuple(explanation for explanation in explanations if not explanation.is_valid(on)),
    )
