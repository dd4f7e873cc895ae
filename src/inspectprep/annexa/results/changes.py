"""The changes of errors since an earlier check, and the places of the errors that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from inspectprep.annexa.results.comparison import SavedResult, compare, read_saved, saved_of
from inspectprep.annexa.results.marks import known_key
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.result_json import FindingDocument
from inspectprep.annexa.results.team_findings import single_team
from inspectprep.annexa.results.trend import trend
from inspectprep.dataframes import pl
from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.analyst_check import AnalystCheck
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.finding import Nature, Severity
from inspectprep.model.finding_places import EarlierErrors, ErrorChanges, ErrorPlace, ListErrors

MOST_PLACES = 25
"""The most places of errors on a page. The checked workbook has all of them."""

_MOST_BEFORE = 5


@checked_arguments
def changes_since(result: CheckResult, earlier: Path, *, key: bytes) -> ErrorChanges:
    """Return the changes of errors since an earlier check.

    Args:
        result: The result of a check.
        earlier: A saved result, or a folder with saved results. Of a folder, the last one with an earlier
            list date counts.
        key: The key that the earlier result was saved with.

    Raises:
        SourceError: if it cannot be read, or there is no earlier result.
        DocumentError: if it is not a saved result, or was saved with another key.
    """
    as_of = result.dataset.as_of
    if earlier.is_dir():
        points = [point for point in trend(earlier).points if as_of is None or point.as_of < as_of]
        if not points:
            raise SourceError(
                "No saved result has an earlier list date.",
                where=str(earlier),
                remedy="Save results with: inspectprep annexa check --save",
            )
        before = tuple(EarlierErrors(as_of=point.as_of, errors=point.counts.errors) for point in points)
        saved = read_saved(earlier / points[-1].file)
    else:
        saved = read_saved(earlier)
        found = sum(map(len, _errors_by_mark(saved)))
        before = (EarlierErrors(as_of=saved.as_of, errors=found),) if saved.as_of else ()
    if saved.as_of is None:
        raise SourceError("The list date of the earlier result is not known.", where=str(earlier))
    comparison = compare(saved, saved_of(result, key), key=key)
    return ErrorChanges(
        since=saved.as_of,
        fixed=_by_list(comparison.corrected),
        new=_by_list(comparison.new),
        still=_number(comparison.still),
        left=_number(comparison.left),
        unknown=_number(comparison.unknown),
        before=before[-_MOST_BEFORE:],
    )


def _errors_by_mark(saved: SavedResult) -> Iterator[list[FindingDocument]]:
    for findings in saved.marks.values():
        yield [finding for finding in findings if _is_error(finding)]


def _is_error(finding: FindingDocument) -> bool:
    return finding.nature == Nature.DATA and finding.severity == Severity.ERROR


def _open(findings: Iterable[FindingDocument]) -> Iterator[FindingDocument]:
    return (finding for finding in findings if _is_error(finding) and finding.explained is None)


def _number(findings: Iterable[FindingDocument]) -> int:
    return sum(1 for _ in _open(findings))


def _by_list(findings: Iterable[FindingDocument]) -> tuple[ListErrors, ...]:
    counts = Counter(finding.list for finding in _open(findings))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0] or 0))
    return tuple(ListErrors(list=number, errors=errors) for number, errors in ordered)


def with_known_changes(result: CheckResult, folder: Path) -> CheckResult:
    """Return a result with its changes since the last result of a folder that it can be compared with.

    The result is as it was if there is no such result, or no key yet.
    """
    key = known_key()
    if key is None or not folder.is_dir():
        return result
    try:
        return evolve(result, error_changes=changes_since(result, folder, key=key))
    except (SourceError, DocumentError):
        return result


def analyst_check(result: CheckResult) -> AnalystCheck:
    """Return a check for the analyst, with the places of its first errors."""
    return AnalystCheck(summary=result.summary, places=error_places(result))


def error_places(result: CheckResult, *, most: int = MOST_PLACES) -> tuple[ErrorPlace, ...]:
    """Return the places of errors that are not explained, by team; those with most errors come first.

    Args:
        result: The result of a check.
        most: The most places.
    """
    explained = result.explained.mask(result.findings.height)
    error = (pl.col("nature") == Nature.DATA.value) & (pl.col("severity") == Severity.ERROR.value)
    located = single_team(result.findings, result.dataset).filter(~explained & error)
    sizes = pl.len().over("team", "small")
    # Rows without one named team come last, because they are asked of more than one.
    ordered = located.sort(
        [pl.col("team") == "", ~pl.col("small"), -sizes.cast(pl.Int64), "team", "list", "row"],
        maintain_order=True,
        nulls_last=True,
    )
    return tuple(_place(result, row) for row in ordered.head(most).iter_rows(named=True))


def _place(result: CheckResult, row: dict[str, Any]) -> ErrorPlace:
    rule = result.rules[row["rule"]]
    where = result.location(row["place"], row["row"], row["column"])
    named = where.cell or (f"row {where.row}" if where.row is not None else where.column)
    return ErrorPlace(
        team="Small teams" if row["small"] else row["team"],
        list=row["list"],
        place=named or where.file,
        message=result.message(rule.id, row["note"]),
        guidance=rule.guidance,
        rule=rule.id,
        count=row["count"],
    )
