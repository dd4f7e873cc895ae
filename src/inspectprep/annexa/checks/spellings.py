"""AA-C-037 and AA-C-038: names of teams and workers that are written in several ways.

The work is on different spellings and not on rows, so large lists take no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from inspectprep.annexa.checks.stacked_lists import stack_lists, take_rows
from inspectprep.annexa.engine import findings
from inspectprep.annexa.engine.name_forms import name_key, worker_key
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.dataframes import pl
from inspectprep.model.finding import FindingUnit

LISTS = (3, 4, 5, 6, 7, 8, 9)
# A council has fewer teams than this, with shorter names.
_MOST_TEAMS = 500
_LONGEST = 200


@frozen
class _Spelling:
    """One way of writing a name.

    Attributes:
        text: The name as written.
        rows: The number of rows that have it.
        first: The position of its first row.
        key: The name in the form in which names are compared.
    """

    text: str
    rows: int
    first: int
    key: str

    @property
    def rank(self) -> tuple[int, int]:
        return (self.rows, -self.first)


def _combinations(dataset: AnnexAData, *columns: str) -> pl.DataFrame:
    """Return the first row of every combination of the columns, and the number of rows that have it.

    They are in list and row order, without rows on which the first column is blank. Names are as supplied,
    because they may differ by white space that looks the same.
    """
    tables = ((number, dataset.tables[number]) for number in LISTS if number in dataset.tables)
    frames = {
        number: table.frame.select(
            "__place", "__row",
            *[_as_supplied(table, column).alias(column) for column in columns],
        )
        for number, table in tables if columns[0] in table.columns
    }  # fmt: skip
    rows = stack_lists(frames, [pl.struct(columns).hash().alias("what")], columns[0])
    if rows.is_empty():
        return rows
    firsts = rows.group_by("what").agg(pl.len().alias("rows"), pl.col("order", "list", "at").first())
    firsts = firsts.sort("order").drop("what")
    return firsts.hstack(take_rows(frames, firsts, ("__place", "__row", *columns)))


def _as_supplied(table: ListTable, column: str) -> pl.Expr:
    if column not in table.columns:
        return pl.lit(None, pl.String)
    raw = pl.col(f"{column}__raw").str.strip_chars(" ")
    return pl.when(pl.col(column).is_not_null()).then(raw)


def _spellings(rows: pl.DataFrame, column: str, key: Callable[[str], str]) -> list[_Spelling]:
    counted = rows.group_by(column, maintain_order=True).agg(pl.col("rows").sum(), pl.col("order").first())
    return [_Spelling(text, count, first, key(text)) for text, count, first in counted.iter_rows()]


def _findings(rule: str, column: str, rows: pl.DataFrame, severity: Mapping[int, str]) -> pl.DataFrame:
    """Return findings on the rows whose order is a key of `severity`."""
    hit = rows.filter(pl.col("order").is_in(list(severity)))
    grades = [severity[order] for order in hit["order"].to_list()]
    place = pl.col("__place").alias("place"), pl.col("__row").alias("row")
    frame = hit.select("list", *place, pl.Series("severity", grades, dtype=pl.String))
    return findings.shaped(frame, rule=rule, nature="data", column=column, unit=FindingUnit.VALUE.value)


def team_spellings(dataset: AnnexAData, policy: Mapping[str, Any]) -> findings.PartResult:
    """Return a finding for each rarer spelling of a team, at its first row."""
    column = "allocated_team"
    rows = _combinations(dataset, column)
    if rows.is_empty():
        return findings.PartResult(findings.empty())
    spellings = _spellings(rows, column, name_key)
    short = [spelling for spelling in spellings if len(spelling.key) <= _LONGEST]
    preferred = sorted(short, key=lambda spelling: spelling.rank, reverse=True)[:_MOST_TEAMS]
    distinguishing = frozenset(policy["distinguishing_words"])
    # Only names with the same distinguishing words are compared.
    alike: dict[tuple[str, ...], list[tuple[_Spelling, str]]] = {}
    for spelling in preferred:
        words = sorted(spelling.key.split())
        group = tuple(
            word
            for word in words
            if len(word) == 1 or word in distinguishing or any(character.isdigit() for character in word)
        )
        alike.setdefault(group, []).append((spelling, " ".join(words)))
    severity: dict[int, str] = {}
    for names in alike.values():
        for index, (spelling, text) in enumerate(names):
            better = names[:index]
            if any(other.key == spelling.key for other, _ in better):
                severity[spelling.first] = "warning"
            elif any(likeness(text, words, policy["likeness"]) for _, words in better):
                severity[spelling.first] = "query"
    found = _findings("AA-C-037", column, rows, severity)
    left_out = len(spellings) - len(preferred)
    if not left_out:
        return findings.PartResult(found)
    reason = (
        f"Runs in part. {left_out:,} names of teams were not compared: only the {_MOST_TEAMS} most frequent"
    )
    return findings.PartResult(found, f"{reason} of up to {_LONGEST} characters are.")


def likeness(a: str, b: str, least: float) -> bool:
    """Return whether 1 minus edit distance over the longer length is at least `least`."""
    longer = max(len(a), len(b))
    if not longer:
        return False
    # The small addition undoes binary rounding: one letter in 25 is exactly 0.96.
    allowed = int((1 - least) * longer + 1e-9)
    return abs(len(a) - len(b)) <= allowed and distance(a, b, allowed) <= allowed


def distance(a: str, b: str, most: int) -> int:
    """Return the edit distance of two texts, or a number above `most` where it is more than that."""
    above = most + 1
    line = [min(j, above) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        # Further from the diagonal the distance is more than that.
        low, high = min(max(1, i - most), len(b) + 1), min(len(b), i + most)
        before, line[low - 1] = line[low - 1], i if low == 1 else above
        for j in range(low, high + 1):
            before, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, before + (x != b[j - 1]), above)
        if min(line[low - 1 : high + 1]) > most:
            return above
    return line[-1]


def worker_spellings(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """Return findings for rarer spellings of a worker, initials, and workers in several teams."""
    column = "allocated_worker"
    rows = _combinations(dataset, column, "allocated_team")
    if rows.is_empty():
        return findings.empty()
    placeholders = {name_key(name) for name in policy["placeholder_names"]}
    spellings = _spellings(rows, column, worker_key)
    named = [spelling for spelling in spellings if name_key(spelling.text) not in placeholders]
    keys = pl.DataFrame(
        {column: [s.text for s in spellings], "worker": [s.key for s in spellings],
         "placeholder": [name_key(s.text) in placeholders for s in spellings]},
        schema={column: pl.String, "worker": pl.String, "placeholder": pl.Boolean},
    )  # fmt: skip
    teams = rows["allocated_team"].drop_nulls().unique().to_list()
    team_keys = pl.DataFrame(
        {"allocated_team": teams, "team": [name_key(team) for team in teams]},
        schema={"allocated_team": pl.String, "team": pl.String},
    )
    full = (
        rows.join(keys, on=column, how="left").join(team_keys, on="allocated_team", how="left").sort("order")
    )
    severity = _in_teams(full)
    severity |= dict.fromkeys(_initials(full, named), "query")
    severity |= dict.fromkeys(_rarer(spellings, named), "warning")
    return _findings("AA-C-038", column, rows, severity)


def _rarer(spellings: list[_Spelling], named: list[_Spelling]) -> list[int]:
    best: dict[str, _Spelling] = {}
    for spelling in spellings:
        if spelling.key not in best or spelling.rank > best[spelling.key].rank:
            best[spelling.key] = spelling
    return [spelling.first for spelling in named if best[spelling.key] is not spelling]


def _initials(full: pl.DataFrame, named: list[_Spelling]) -> list[int]:
    """Return the first rows of names with an initial that fits a fuller name in the same team."""
    in_teams = full.filter(pl.col("team").is_not_null()).select("worker", "team").unique()
    fuller: set[tuple[str, str, str]] = set()
    for worker, team in in_teams.iter_rows():
        words = worker.split()
        if len(words) > 1 and len(words[0]) > 1:
            fuller.add((words[0][0], words[-1], team))
    short = {name.first: words for name in named if len(words := name.key.split()) > 1 and len(words[0]) == 1}
    firsts = full.filter(pl.col("order").is_in(list(short))).select("order", "team")
    return [
        order for order, team in firsts.iter_rows() if (short[order][0], short[order][-1], team) in fuller
    ]


def _in_teams(full: pl.DataFrame) -> dict[int, str]:
    """Return the first rows of a worker in a second and each further team."""
    in_teams = (
        full.filter(pl.col("team").is_not_null())
        .group_by("worker", "team")
        .agg(pl.col("order").min(), pl.col("placeholder").first())
    )
    first = in_teams.group_by("worker").agg(pl.col("order").min().alias("first"))
    later = in_teams.join(first, on="worker").filter(
        (pl.col("order") > pl.col("first")) & ~pl.col("placeholder")
    )
    return dict.fromkeys(later["order"].to_list(), "query")
