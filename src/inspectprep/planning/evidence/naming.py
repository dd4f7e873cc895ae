"""Names of evidence items in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.model.evidence import EvidenceItem, Sensitivity
from inspectprep.planning.wording import counted, first_few, quoted


def evidence_name(item: EvidenceItem) -> str:
    """Return an evidence item by its title.

    A restricted item has no name, because its title is for fewer readers than the sentence around it.
    """
    if item.sensitivity is Sensitivity.RESTRICTED:
        return "a restricted item"
    return quoted(item.title)


def evidence_names(items: Sequence[EvidenceItem]) -> str:
    """Return the names of the first items and the number of the others. Restricted ones are counted."""
    named = [quoted(item.title) for item in items if item.sensitivity is not Sensitivity.RESTRICTED]
    restricted = len(items) - len(named)
    if restricted:
        named.append(counted(restricted, "restricted item"))
    return first_few(named)
