"""Workspaces of a made-up council at every stage of an inspection, on fixed days and with fixed records.

`build` plays the story up to a stage. Every stage has what the stages before it recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from attrs import evolve

from inspectprep import Workspace
from inspectprep.model import (
    Challenge,
    EvidenceItem,
    EvidenceKind,
    LineOfEnquiry,
    RequestState,
    Team,
)
from tests.faces import inspecting, preparing
from tests.faces.council import (
    CARE,
    FIRST,
    HELP,
    LEADING,
    LEAVERS,
    THIRD,
    Council,
)
from tests.faces.hostile_records import hostile_records
from tests.faces.inspecting import notes
from tests.faces.preparing import workers


def _large(council: Council) -> None:
    """A council with 400 workers, and a week with 40 claims and 60 requests."""
    teams = [f"Team {number} of the north and west locality" for number in range(1, 25)]
    spread = [
        evolve(worker, team=teams[place % len(teams)]) for place, worker in enumerate(workers(400)[38:])
    ]
    judgements = (HELP, CARE, LEAVERS, LEADING)
    council.record(
        *(Team(name=name) for name in teams),
        *spread,
        *(
            Challenge(
                claim=f"Criticism number {number}: what inspectors saw in one team is true of all of them.",
                judgement=judgements[number % 4],
                heard=FIRST + timedelta(days=number % 3),
                owner=("deputy", "qa", "")[number % 3],
            )
            for number in range(36)
        ),
        *(
            RequestState(
                title=f"Request number {number}: all records of one team for the last six months",
                asked=FIRST,
                due=FIRST + timedelta(days=number % 5),
                sent=FIRST + timedelta(days=1) if number % 4 == 0 else None,
                owner=("documents", "qa", "annex-a")[number % 3],
            )
            for number in range(56)
        ),
        *(
            LineOfEnquiry(
                statement=f"Line of enquiry {number}: how do leaders know?", judgement=LEADING, stated=FIRST
            )
            for number in range(20)
        ),
        *(
            EvidenceItem(
                title=f"Audit {number} of practice in all teams",
                kind=EvidenceKind.AUDIT,
                judgements=(judgements[number % 4],),
                recorded=FIRST - timedelta(days=40 * number),
            )
            for number in range(40)
        ),
        *(note for _ in range(8) for note in notes(THIRD)),
    )


def _hostile(council: Council) -> None:
    """Records whose texts are hard to write, besides the usual ones."""
    council.record(*hostile_records(THIRD))


_STORY: dict[str, Callable[[Council], None]] = {
    "people": preparing.people,
    "evidence": preparing.evidence,
    "before": preparing.before,
    "call": inspecting.the_call,
    "day-1": inspecting.first_day,
    "day-3": inspecting.third_day,
    "last-day": inspecting.last_day,
    "embargo": inspecting.embargo,
    "published": inspecting.published,
    "a-year-later": inspecting.a_year_later,
}
"""The chapters in order. Those from `before` on are stages."""
_BESIDES = {"large": _large, "hostile": _hostile}
"""Stages that are the third day on site with more records."""
STAGES = ("empty", *list(_STORY)[2:], *_BESIDES)
"""The names of all stages, in order."""


@contextmanager
def build(stage: str, folder: Path) -> Iterator[Workspace]:
    """Make the workspace of a stage in a new folder, and close it at the end.

    Args:
        stage: The name of the stage, one of `STAGES`.
        folder: The new folder.
    """
    holder: list[Council] = []

    def clock() -> datetime:
        day = holder[0].today if holder else date(2026, 8, 3)
        return datetime.combine(day, time(18), UTC)

    made = Workspace.create(
        folder, authority="Borsetshire", variant="ilacs-short", load_plugins=False, clock=clock
    )
    with made:
        council = Council(today=date(2026, 10, 2), workspace=made)
        holder.append(council)
        for chapter in _chapters(stage):
            chapter(council)
        yield made


def _chapters(stage: str) -> Iterable[Callable[[Council], None]]:
    if stage == "empty":
        return []
    names = list(_STORY)
    last = names.index("day-3" if stage in _BESIDES else stage)
    more = [_BESIDES[stage]] if stage in _BESIDES else []
    return [*(_STORY[name] for name in names[: last + 1]), *more]
