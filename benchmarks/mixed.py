"""Records of a council as a real workspace has them: teams, workers, sessions, evidence and enquiries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from inspectprep.model.enquiry import LineOfEnquiry
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, Stance
from inspectprep.model.workforce import PreparationSession, Team, Worker

_KINDS, _STANCES = tuple(EvidenceKind), tuple(Stance)
_ATTENDED = 25


def mixed_records(number: int) -> Iterator[Any]:
    """Yield records: 1% teams, 30% workers, 4% sessions with attendance, 45% evidence and 20% enquiries."""
    teams = max(number // 100, 1)
    workers, sessions, evidence = number * 30 // 100, max(number * 4 // 100, 1), number * 45 // 100
    for place in range(teams):
        yield Team(name=f"Team {place}")
    for place in range(workers):
        joined = date(2024, 1, 1) + timedelta(days=place % 700)
        yield Worker(name=f"Worker Number {place}", team=f"Team {place % teams}", joined=joined)
    for place in range(sessions):
        attended = tuple(f"wkr-{(place * _ATTENDED + seat) % workers + 1}" for seat in range(_ATTENDED))
        held = date(2026, 1, 5) + timedelta(days=place % 200)
        yield PreparationSession(
            title=f"Workshop {place}", on=held, teams=(f"Team {place % teams}",), attended=attended
        )
    for place in range(evidence):
        yield EvidenceItem(
            title=f"Audit of child protection plans, sample {place}",
            kind=_KINDS[place % len(_KINDS)],
            stance=_STANCES[place % len(_STANCES)],
            says="Nine in ten plans were written within the time; views of children are recorded in most.",
            judgements=("impact_of_leaders",) if place % 2 else ("help_and_protection",),
            owner="qa",
            until=date(2026, 1, 1) + timedelta(days=place % 300),
        )
    for place in range(number - teams - workers - sessions - evidence):
        yield LineOfEnquiry(
            statement=f"Are thresholds understood in area {place}?",
            judgement="help_and_protection",
            stated=date(2026, 9, 1),
            owner="deputy",
            evidence=(f"ev-{place % evidence + 1}",),
        )
