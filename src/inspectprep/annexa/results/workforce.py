"""The allocated teams and workers of lists 3 to 9.

Only names of teams and workers leave this module, as they were written: no child and no count.
"""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.model.preparation import Workforce
from inspectprep.planning.people.matching import workforce_of

_OPEN = range(6, 10)
"""Lists of open cases, whose workers work here now."""
_EARLIER = range(3, 6)
"""Lists of events of the last months, whose workers may have moved since."""
_TEAM, _WORKER = "allocated_team", "allocated_worker"


def workforce_from(dataset: AnnexAData) -> Workforce:
    """Return the teams and workers of a return, and the questions that their names raise.

    Open cases decide the team of a worker. Referrals and assessments of earlier months only count for
    workers without open cases. Different spellings stay apart and raise a question.
    """
    current = set(_pairs(dataset, _OPEN))
    with_open_cases = {worker for worker, _ in current if worker}
    earlier = {(worker, team) for worker, team in _pairs(dataset, _EARLIER) if worker not in with_open_cases}
    teams_only = {("", team) for _, team in _pairs(dataset, _EARLIER)}
    missing = [
        f"List {list_number}" for list_number in (*_EARLIER, *_OPEN) if list_number not in dataset.tables
    ]
    notes = (f"Not in the files: {', '.join(missing)}.",) if missing else ()
    return workforce_of(sorted(current | earlier | teams_only), notes=notes)


def _pairs(dataset: AnnexAData, list_numbers: range) -> Iterator[tuple[str, str]]:
    for list_number in list_numbers:
        table = dataset.tables.get(list_number)
        columns = [name for name in (_WORKER, _TEAM) if table is not None and name in table.columns]
        if table is None or not columns:
            continue
        for row in table.frame.select(columns).unique().iter_rows(named=True):
            yield _plain(row.get(_WORKER)), _plain(row.get(_TEAM))


def _plain(name: str | None) -> str:
    return " ".join(name.split()) if name else ""
