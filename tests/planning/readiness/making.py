"""Evidence and helpers that tests of reasons share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from inspectprep.model.evidence import EvidenceBase, EvidenceItem
from inspectprep.model.history import ImprovementAction
from inspectprep.model.readiness import Rating, Reason
from tests.planning.evidence.making import CARE, HELP, LEADERS, base, item, weakness

EVERYWHERE = (LEADERS, HELP, CARE)
OLD = {"starting": date(2015, 1, 1), "until": date(2015, 12, 31)}
DONE = ImprovementAction(title="Train every assessor", owner="psw", done=date(2017, 1, 9))


def full(*more: EvidenceItem, **changes: Any) -> EvidenceBase:
    """Return evidence of both sides on every judgement."""
    both = (item("ev-91", judgements=EVERYWHERE), weakness("ev-92", judgements=EVERYWHERE))
    return base(*both, *more, **changes)


def rated(reasons: Iterable[Reason]) -> dict[str, Rating]:
    """Return each rule that spoke with its rating."""
    return {each.rule: each.rating for each in reasons}


def the(reasons: Iterable[Reason], rule: str) -> Reason:
    """Return the one reason that a rule gave."""
    (found,) = [each for each in reasons if each.rule == rule]
    return found
