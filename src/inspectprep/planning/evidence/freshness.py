"""Freshness of evidence, counted from the end of the period that it covers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from inspectprep.model.evidence import EvidenceItem
from inspectprep.model.freshness import Freshness
from inspectprep.model.offset import Offset, Unit
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.freshness import freshness as freshness_of, lasts_until


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
    return _months_later(last, policy.months_for(item.kind))


@lru_cache(maxsize=4096)
def _months_later(last: date, months: int) -> date:
    return lasts_until(last, Offset(amount=months, unit=Unit.MONTH))


def freshness(item: EvidenceItem, day: date, policy: EvidencePolicy) -> Freshness:
    """Return the freshness of an item on `day`. A stale item stays stale."""
    return freshness_of(speaks_until(item), good_until(item, policy), day, policy.due_soon)
