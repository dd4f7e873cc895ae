"""Freshness of evidence, counted from the end of the period that it covers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from inspectprep.calendar.offsets import add_months
from inspectprep.model.evidence import EvidenceFreshness, EvidenceItem
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

# Evidence ends with its quarter or month, so that the same few days come up again and again.
_months_after = lru_cache(maxsize=4096)(add_months)


def speaks_until(item: EvidenceItem) -> date | None:
    """Return the last day of the period that an item covers, or None if it is not known."""
    return item.until or item.starting


def good_until(item: EvidenceItem, policy: EvidencePolicy) -> date | None:
    """Return the last day (inclusive) on which an item is fresh, or None if it has no dates.

    A stated expiry wins over the policy, whether it comes sooner or later.
    """
    if item.expires is not None:
        return item.expires
    last = speaks_until(item)
    if last is None:
        return None
    return _months_after(last, policy.months_for(item.kind))


def freshness(item: EvidenceItem, day: date, policy: EvidencePolicy) -> EvidenceFreshness:
    """Return the freshness of an item on `day`. A stale item stays stale."""
    last = good_until(item, policy)
    if last is None:
        return EvidenceFreshness.UNDATED
    return EvidenceFreshness.FRESH if day <= last else EvidenceFreshness.STALE
