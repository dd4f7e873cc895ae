"""Teams and workers as Annex A names them: the allocated teams and workers of lists 3 to 9.

Only names of teams and workers leave here, with how they were written; no child, no count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.planning.people.matching import workforce_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.annexa.reading.dataset import AnnexAData
    from inspectprep.model.preparation import Workforce

__all__ = ["workforce_from"]

_OPEN = range(6, 10)
"""Lists of open cases: who holds them works here now."""
_EARLIER = range(3, 6)
"""Lists of events of the last months: who handled them may have moved since."""
_TEAM, _WORKER = "allocated_team", "allocated_worker"


def workforce_from(dataset: AnnexAData) -> Workforce:
    """Return the teams and workers of a return, and the questions that their names raise.

    Where a worker holds open cases, those say the team; the referrals and assessments of earlier months
    only speak for workers who hold none. Different spellings stay apart and are asked about.
    """
    current = set(_pairs(dataset, _OPEN))
    holding = {worker for worker, _ in current if worker}
    earlier = {(worker, team) for worker, team in _pairs(dataset, _EARLIER) if worker not in holding}
    teams_only = {("", team) for _, team in _pairs(dataset, _EARLIER)}
    missing = [f"List {number}" for number in (*_EARLIER, *_OPEN) if number not in dataset.tables]
    notes = (f"Not in the files: {', '.join(missing)}.",) if missing else ()
    return workforce_of(sorted(current | earlier | teams_only), notes=notes)


def _pairs(dataset: AnnexAData, numbers: range) -> Iterator[tuple[str, str]]:
    for number in numbers:
        table = dataset.tables.get(number)
        if table is None:
            continue
        named = [name for name in (_WORKER, _TEAM) if name in table.columns]
        if not named:
            continue
        for row in table.frame.select(named).unique().iter_rows(named=True):
            yield _plain(row.get(_WORKER)), _plain(row.get(_TEAM))


def _plain(name: str | None) -> str:
    return " ".join(name.split()) if name else ""
