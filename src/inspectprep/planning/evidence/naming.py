"""Names of evidence items in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.model.evidence import EvidenceItem, Sensitivity
from inspectprep.planning.wording import first_few, quoted


def evidence_name(item: EvidenceItem) -> str:
    """Return an evidence item by its title and id.

    A restricted item has only its id, because its title is for fewer readers than the sentence around it.
    """
    if item.sensitivity is Sensitivity.RESTRICTED:
        return item.id or "a restricted item"
    return quoted(item.title, item.id)


def evidence_names(items: Sequence[EvidenceItem]) -> str:
    """Return the names of the first items and the number of the others."""
    return first_few(items, name=evidence_name)
