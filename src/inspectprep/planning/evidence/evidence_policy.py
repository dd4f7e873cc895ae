"""The policy for evidence and claims. All figures are local, because no inspectorate publishes any."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from inspectprep.model.evidence import EvidenceKind
from inspectprep.model.freshness import DueSoon
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen

DEFAULT_MONTHS: Mapping[str, int] = FrozenMapping(
    {
        EvidenceKind.DASHBOARD: 3,
        EvidenceKind.AUDIT: 6,
        EvidenceKind.REPORT: 12,
        EvidenceKind.FEEDBACK: 12,
        EvidenceKind.COMPLIMENT: 12,
        EvidenceKind.COMPLAINT: 12,
        EvidenceKind.PLAN: 12,
        EvidenceKind.MINUTES: 12,
        EvidenceKind.CASE_STUDY: 12,
        EvidenceKind.OTHER: 12,
        EvidenceKind.SURVEY: 18,
        EvidenceKind.PEER_REVIEW: 24,
        EvidenceKind.POLICY: 24,
    }
)
"""Months for which an item is fresh after the end of its period, by kind. A council can change them.

A dashboard is made every month, and an audit programme reports every quarter. A yearly survey is fresh
until six months after the next one is due. Policies are reviewed every other year.
"""


@frozen(kw_only=True)
class EvidencePolicy:
    """Thresholds of evidence, challenge and requests.

    Attributes:
        months: Months for which a kind of evidence is fresh, if different from :data:`DEFAULT_MONTHS`.
        tips_from: The smallest number of negative claims about one judgement that can tip its balance.
        tips_at: The number of negatives for each positive that tips it.
        reply_days: Calendar days after a negative claim within which it should be answered: while
            inspectors are still there.
        prepared_days: Calendar days for which an answer prepared in advance is good.
        fewest_answers: Answers below which a survey's figures are not shown outside the team.
        hidden_count: Counts from 1 to this are not shown outside the team.
        due_soon: The time before evidence goes out of date in which it should be renewed.
    """

    months: Mapping[str, int] = field(factory=dict)
    tips_from: int = 3
    tips_at: float = 2.0
    reply_days: int = 1
    prepared_days: int = 31
    fewest_answers: int = 10
    hidden_count: int = 5
    due_soon: DueSoon = field(factory=DueSoon)

    def months_for(self, kind: EvidenceKind) -> int:
        """Return for how many months after its time a kind of evidence speaks."""
        return self.months.get(kind, DEFAULT_MONTHS[kind])
