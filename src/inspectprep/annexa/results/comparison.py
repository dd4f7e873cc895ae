"""Comparison of two checks: findings that are fixed, new, or still there.

A saved result contains places, counts and marks, and no child-level value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from inspectprep import codec
from inspectprep.annexa.results.marks import key_id, marks_of
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.result_json import (
    FindingDocument,
    ResultDocument,
    document_texts,
    result_document,
)
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
        rows: Rows read, by list number.
        scores: The data-quality score of each list that was supplied; see :attr:`.CheckResult.scores`.
        key: Identifies the key that made the marks.
    """

    as_of: date | None
    marks: Mapping[str, tuple[FindingDocument, ...]]
    rows: Mapping[int, int]
    scores: Mapping[int, float]
    key: str


@frozen(kw_only=True)
class ResultComparison:
    """The changes from an earlier check to a later one.

    Attributes:
        fixed: Findings of the earlier check that are gone; a row that left the list counts as well.
        new: Findings of the later check that the earlier did not have.
        still: Findings of both, with their place in the later.
    """

    fixed: tuple[FindingDocument, ...]
    new: tuple[FindingDocument, ...]
    still: tuple[FindingDocument, ...]

    def by(self, name: str) -> dict[object, dict[str, int]]:
        """Return counts of fixed, new and still by ``rule``, ``list``, ``severity`` or another field."""
        counts: dict[object, dict[str, int]] = {}
        for change in ("fixed", "new", "still"):
            for finding in getattr(self, change):
                group = counts.setdefault(getattr(finding, name), {"fixed": 0, "new": 0, "still": 0})
                group[change] += 1
        return dict(sorted(counts.items(), key=lambda item: str(item[0])))


def save(result: CheckResult, path: Path | str, *, key: bytes) -> None:
    """Save a result for later comparison: places, counts and marks, and no child-level value.

    Raises:
        WriteError: if it cannot be written.
    """
    marks = marks_of(result, key)
    with writing_output(path, private=True) as stream:
        stream.writelines(text.encode() for text in document_texts(result, marks=marks, key=key_id(key)))


@checked_arguments
def read_saved(path: Path | str) -> SavedResult:
    """Read a saved result.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not a saved result.
    """
    return _saved(codec.read_json(path, ResultDocument), where=str(path))


def saved_of(result: CheckResult, key: bytes) -> SavedResult:
    """Return a result as it would be saved."""
    return _saved(result_document(result, marks=marks_of(result, key), key=key_id(key)))


def _saved(document: ResultDocument, *, where: str = "") -> SavedResult:
    if document.key is None:
        raise DocumentError([("$.key", "is missing: save the result with --save to add marks")], where=where)
    marks: dict[str, list[FindingDocument]] = defaultdict(list)
    for place, finding in enumerate(document.findings):
        if finding.mark is None:
            raise DocumentError([(f"$.findings[{place}].mark", "is missing")], where=where)
        marks[finding.mark].append(finding)
    return SavedResult(
        as_of=document.as_of,
        marks={mark: tuple(findings) for mark, findings in marks.items()},
        rows={one.list: one.rows for one in document.lists},
        scores={one.list: one.score for one in document.lists if one.score is not None},
        key=document.key,
    )


@checked_arguments
def compare(old: SavedResult, new: SavedResult) -> ResultComparison:
    """Return which findings are fixed, new and still there.

    Raises:
        DocumentError: if the two were saved with different keys.
    """
    if old.key != new.key:
        raise DocumentError(
            [("$.key", "The two results were saved with different keys and cannot be compared.")]
        )
    fixed: list[FindingDocument] = []
    added: list[FindingDocument] = []
    still: list[FindingDocument] = []
    before = Counter({mark: len(findings) for mark, findings in old.marks.items()})
    for mark, findings in new.marks.items():
        common = min(before[mark], len(findings))
        still += findings[:common]
        added += findings[common:]
    for mark, findings in old.marks.items():
        fixed += findings[len(new.marks.get(mark, ())) :]
    return ResultComparison(fixed=tuple(fixed), new=tuple(added), still=tuple(still))
