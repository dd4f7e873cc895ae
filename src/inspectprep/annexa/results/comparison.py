"""Comparison of two checks: findings that are corrected, gone with their row, new, or still there.

A saved result contains places, counts and marks, and no child-level value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from attrs import field

from inspectprep import codec
from inspectprep.annexa.results.departure import (
    Departure,
    LaterLists,
    PresentRows,
    departure_of,
    is_about_identifier,
)
from inspectprep.annexa.results.marks import key_id
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.result_json import (
    FindingDocument,
    ResultDocument,
    document_texts,
    result_document,
)
from inspectprep.annexa.results.row_marks import RowMarks, row_marks_in, unpacked
from inspectprep.errors import DocumentError
from inspectprep.files import writing_output
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class SavedResult:
    """A saved result, with its findings by mark.

    Attributes:
        as_of: The list date. None if it is not known.
        marks: The findings by mark.
        row_marks: The marks of the rows of the findings of each mark, in the same order. None for a finding
            without a row, and in a result that was saved without them.
        rows: Rows read, by list number.
        scores: The data-quality score of each list that was supplied; see :attr:`.CheckResult.scores`.
        key: Identifies the key that made the marks.
        present: The rows and people of each list, as marks. None in a result that was saved without them.
        not_run: The rules that were not run, or only in part.
    """

    as_of: date | None
    marks: Mapping[str, tuple[FindingDocument, ...]]
    rows: Mapping[int, int]
    scores: Mapping[int, float]
    key: str
    row_marks: Mapping[str, tuple[RowMarks | None, ...]] = field(factory=dict, repr=False)
    present: Mapping[int, PresentRows] | None = field(default=None, repr=False)
    not_run: frozenset[str] = frozenset()


@frozen(kw_only=True)
class ResultComparison:
    """The changes from an earlier check to a later one.

    Attributes:
        corrected: Findings of the earlier check that were corrected at source; see :class:`Departure`.
        left: Findings that left with the window of their list, or with the child or adopter.
        unknown: Findings that are gone, and it is not known how.
        new: Findings of the later check that the earlier did not have.
        still: Findings of both, with their place in the later.
    """

    corrected: tuple[FindingDocument, ...]
    left: tuple[FindingDocument, ...]
    unknown: tuple[FindingDocument, ...]
    new: tuple[FindingDocument, ...]
    still: tuple[FindingDocument, ...]

    def by(self, name: str) -> dict[object, dict[str, int]]:
        """Return counts of each change by ``rule``, ``list``, ``severity`` or another field of findings."""
        counts: dict[object, dict[str, int]] = {}
        for change in CHANGES:
            for finding in getattr(self, change):
                group = counts.setdefault(getattr(finding, name), dict.fromkeys(CHANGES, 0))
                group[change] += 1
        return dict(sorted(counts.items(), key=lambda item: str(item[0])))


CHANGES = ("corrected", "left", "unknown", "new", "still")
"""The changes of a finding from one result to another, in the order in which they are shown."""
_SWITCHED_OFF = "switched off"


def save(result: CheckResult, path: Path | str, *, key: bytes) -> None:
    """Save a result for later comparison: places, counts and marks, and no child-level value.

    Raises:
        WriteError: if it cannot be written.
    """
    with writing_output(path, private=True) as stream:
        stream.writelines(text.encode() for text in document_texts(result, key=key))


@checked_arguments
def read_saved(path: Path | str) -> SavedResult:
    """Read a saved result.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not a saved result.
    """
    return _saved(codec.read_json(path, ResultDocument, early=FindingDocument), where=str(path))


def saved_of(result: CheckResult, key: bytes) -> SavedResult:
    """Return a result as it would be saved."""
    return _saved(result_document(result, key=key))


def _saved(document: ResultDocument, *, where: str = "") -> SavedResult:
    if document.key is None:
        raise DocumentError([("$.key", "is missing: save the result with --save to add marks")], where=where)
    texts = document.finding_rows
    if texts is not None and len(texts) != len(document.findings):
        raise DocumentError([("$.finding_rows", "should have one entry for each finding")], where=where)
    marks: dict[str, list[FindingDocument]] = defaultdict(list)
    rows: dict[str, list[RowMarks | None]] = defaultdict(list)
    for place, finding in enumerate(document.findings):
        if finding.mark is None:
            raise DocumentError([(f"$.findings[{place}].mark", "is missing")], where=where)
        marks[finding.mark].append(finding)
        rows[finding.mark].append(None if texts is None else row_marks_in(texts[place]))
    off = {change.rule for change in document.changes if change.rule and change.change == _SWITCHED_OFF}
    return SavedResult(
        as_of=document.as_of,
        marks={mark: tuple(findings) for mark, findings in marks.items()},
        rows={one.list: one.rows for one in document.lists},
        scores={one.list: one.score for one in document.lists if one.score is not None},
        key=document.key,
        row_marks={mark: tuple(marks_of_rows) for mark, marks_of_rows in rows.items()},
        present=_present(document),
        not_run=frozenset(off | {rule.rule for rule in document.skipped_rules}),
    )


def _present(document: ResultDocument) -> dict[int, PresentRows] | None:
    if document.list_marks is None:
        return None
    return {
        one.list: PresentRows(
            window_start=one.window_start, rows=unpacked(one.rows), people=unpacked(one.people)
        )
        for one in document.list_marks
    }


@checked_arguments
def compare(old: SavedResult, new: SavedResult, *, key: bytes | None = None) -> ResultComparison:
    """Return which findings are corrected, gone, new and still there.

    Args:
        old: The earlier result.
        new: The later result.
        key: The key that both were saved with. Without it, or with another, it is not known whether a row
            left with the window while its child stayed.

    Raises:
        DocumentError: if the two were saved with different keys.
    """
    if old.key != new.key:
        raise DocumentError(
            [("$.key", "The two results were saved with different keys and cannot be compared.")]
        )
    gone: list[tuple[FindingDocument, RowMarks | None]] = []
    added: list[FindingDocument] = []
    still: list[FindingDocument] = []
    before = Counter({mark: len(findings) for mark, findings in old.marks.items()})
    for mark, findings in new.marks.items():
        common = min(before[mark], len(findings))
        still += findings[:common]
        added += findings[common:]
    for mark, findings in old.marks.items():
        pairs = [*zip(findings, old.row_marks.get(mark, (None,) * len(findings)), strict=True)]
        gone += pairs[len(new.marks.get(mark, ())) :]
    by_departure = _by_departure(gone, old, new, key)
    return ResultComparison(
        **{str(departure): tuple(findings) for departure, findings in by_departure.items()},
        new=tuple(added),
        still=tuple(still),
    )


def _by_departure(
    gone: list[tuple[FindingDocument, RowMarks | None]],
    old: SavedResult,
    new: SavedResult,
    key: bytes | None,
) -> dict[Departure, list[FindingDocument]]:
    later = LaterLists(
        supplied=new.scores,
        not_run=new.not_run,
        before=old.present or {},
        after=new.present or {},
        key=key if key is not None and key_id(key) == old.key else None,
    )
    # The identifier of such a row may have been corrected, so that its marks are others now.
    renamed = {rows.row for finding, rows in gone if rows is not None and is_about_identifier(finding)}
    by_departure: dict[Departure, list[FindingDocument]] = {departure: [] for departure in Departure}
    for finding, rows in gone:
        other_id = rows is not None and rows.row in renamed
        by_departure[departure_of(finding, rows, later, other_id=other_id)].append(finding)
    return by_departure
