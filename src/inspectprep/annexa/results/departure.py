"""The departure of a finding of an earlier result: corrected at source, or gone with its row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from inspectprep.annexa import catalogue
from inspectprep.annexa.results.result_json import FindingDocument
from inspectprep.annexa.results.row_marks import RowMarks, leaving_mark
from inspectprep.model.representation import frozen


class Departure(StrEnum):
    """The way in which a finding went away.

    Attributes:
        CORRECTED: Corrected at source. The row is there without it, or was changed or removed although its
            dates are still in the window.
        LEFT: The row left with the window, or the child or adopter is no longer on the list.
        UNKNOWN: Not known, because a result does not say it or the rule was not run.
    """

    CORRECTED = "corrected"
    LEFT = "left"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class PresentRows:
    """The rows and people of one list.

    Attributes:
        window_start: The first day of the window. None for a list without a window.
        rows: The marks of its rows.
        people: The marks of its children or adopters.
    """

    window_start: date | None
    rows: frozenset[str]
    people: frozenset[str]


@frozen(kw_only=True)
class LaterLists:
    """The facts of two results that say how a finding of the earlier one went away.

    Attributes:
        supplied: The lists of the later result.
        not_run: The rules that the later result did not run, or only in part.
        before: The lists of the earlier result; without it nothing about rows is known.
        after: The lists of the later result.
        key: The key of both results. None if it is not at hand.
    """

    supplied: Collection[int]
    not_run: Collection[str]
    before: Mapping[int, PresentRows]
    after: Mapping[int, PresentRows]
    key: bytes | None = None


def departure_of(
    finding: FindingDocument, marks: RowMarks | None, later: LaterLists, *, other_id: bool = False
) -> Departure:
    """Return how a finding went away.

    Args:
        finding: A finding of the earlier result that the later one does not have.
        marks: The marks of its row. None if it has no row, or they are not known.
        later: The facts of both results.
        other_id: Whether the row may have another identifier now.
    """
    if finding.rule in later.not_run:
        return Departure.UNKNOWN
    if finding.list is None:
        return Departure.CORRECTED
    if finding.list not in later.supplied:
        return Departure.UNKNOWN
    if finding.row is None:
        return Departure.CORRECTED
    after = later.after.get(finding.list)
    if marks is None or after is None:
        return Departure.UNKNOWN
    if marks.row in after.rows:
        return Departure.CORRECTED
    if marks.person is None or other_id or finding.count > 1:
        return Departure.UNKNOWN
    if marks.person not in after.people:
        return Departure.LEFT
    return _of_a_missing_row(marks, later.before.get(finding.list), after, later.key)


def _of_a_missing_row(
    marks: RowMarks, before: PresentRows | None, after: PresentRows, key: bytes | None
) -> Departure:
    """Return how a row went away whose child or adopter is still on the list."""
    if marks.leaves is None:
        return Departure.CORRECTED
    if key is None or before is None or before.window_start is None or after.window_start is None:
        return Departure.UNKNOWN
    # A row that was outside the window before has not left with it: its removal is a correction.
    left = any(
        leaving_mark(key, marks.row, before.window_start + timedelta(days=day)) == marks.leaves
        for day in range((after.window_start - before.window_start).days)
    )
    return Departure.LEFT if left else Departure.CORRECTED


def is_about_identifier(finding: FindingDocument) -> bool:
    """Return whether a finding is about the column by which rows of one person are recognised."""
    if finding.list is None or finding.column is None:
        return False
    return finding.column == catalogue.lists()[finding.list].natural_key[0]
