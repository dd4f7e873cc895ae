"""Migration of the bases ``reference``, ``mixed`` and ``knowledge`` of rules, which version 1 had.

Version 2 says whose text it is. The citation decides; a rule that mixes a text with practice is practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_AUTHORS = {
    "guidance": r"Working Together|statutory guidance|IRO Handbook",
    "law": r"\bAct \d{4}\b|\bRegulations \d{4}\b|\bSI \d{4}/\d+",
    "inspectorate": r"\bOfsted\b|\bAnnex A\b",
    "department": r"\bSSDA903\b|\bDfE\b|\bDepartment for Education\b|\bcensus\b",
}


def divide_published(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of rules of version 1 with the bases of version 2.

    Args:
        document: The content of the file. It is not changed.
    """
    rules = document.get("rules")
    if not isinstance(rules, list):
        return dict(document)
    return {**document, "rules": [_divided(rule) for rule in rules]}


def _divided(rule: Any) -> Any:
    basis = rule.get("basis") if isinstance(rule, Mapping) else None
    if basis in ("knowledge", "mixed"):
        return {**rule, "basis": "practice"}
    if basis == "reference":
        source = str(rule.get("source", ""))
        found = (author for author, text in _AUTHORS.items() if re.search(text, source))
        return {**rule, "basis": next(found, "sector")}
    return rule
