"""Counts of findings by team, without personal data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.annexa.results.result import CheckResult

# If another column was pasted into the team column, nearly each row has its own value.
_FEWEST_ROWS = 5
_COLUMN = "allocated_team"
_COUNTS = ("errors", "warnings", "queries", "practice")


def team_counts(result: CheckResult) -> list[tuple[str, int, int, int, int]]:
    """Return each team with its errors, warnings, queries and findings on practice, in descending order.

    Rows without a team, and teams with few rows, are counted together at the end. The list is empty if no
    team can be shown.
    """
    rows: Counter[str | None] = Counter()
    for table in result.dataset.tables.values():
        if _COLUMN in table.columns:
            rows.update(table.frame[_COLUMN].to_list())
    shown, rest = [], [0, 0, 0, 0]
    for row in result.group("team").iter_rows(named=True):
        counts = [int(row[name]) for name in _COUNTS]
        if row["team"] is not None and rows[row["team"]] >= _FEWEST_ROWS:
            shown.append((str(row["team"]), counts[0], counts[1], counts[2], counts[3]))
        else:
            rest = [one + other for one, other in zip(rest, counts, strict=True)]
    if shown and any(rest):
        shown.append(("(no team on the row, or a small one)", rest[0], rest[1], rest[2], rest[3]))
    return shown
