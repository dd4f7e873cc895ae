"""New explanations brought together with those of a council's file. Nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from inspectprep.annexa.results.explanation import Explanation, Explanations, words_of
from inspectprep.errors import SourceError
from inspectprep.model.representation import frozen

Words = tuple[str, str, date | None]


@frozen(kw_only=True)
class RowProblem:
    """A row whose explanation was not used.

    Attributes:
        row: The spreadsheet row, counted from 1. None for an explanation of the command line.
        problem: One sentence that says what is wrong and what to do. It repeats nothing that was typed.
    """

    row: int | None
    problem: str


@frozen(kw_only=True)
class TypedRow:
    """The explanation in one row of a workbook.

    Attributes:
        row: The spreadsheet row, counted from 1.
        mark: The mark of the finding.
        rule: The rule of the finding.
        list: The list of the finding. None for a whole file.
        words: The text that was typed: reason, person and last day. None if the cells are empty.
        was: The checksum of the words that were written into the workbook. Empty if there were none.
        single: Whether those words explained this finding alone, and not all findings of its rule.
        alike: How many rows of the workbook have this mark, such as copies of a row in the lists.
    """

    row: int
    mark: str
    rule: str
    list: int | None
    words: Words | None
    was: str = ""
    single: bool = False
    alike: int = 1

    @property
    def changed(self) -> bool:
        """Whether a person changed the cells since they were written."""
        return (words_of(*self.words) if self.words else "") != self.was


@frozen(kw_only=True)
class TypedExplanations:
    """The explanations that people typed into one workbook.

    Attributes:
        key: Identifies the key that made the marks.
        rows: The rows that are or were explained.
        problems: The rows that could not be used.
    """

    key: str
    rows: tuple[TypedRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@frozen(kw_only=True)
class Merged:
    """A council's explanations with new ones.

    Attributes:
        explanations: All explanations, in the order of the file, and then of the workbook.
        new: How many were added.
        changed: How many have other words than before.
        removed: How many were removed because their cells were emptied.
        unchanged: How many of the workbook were in the file already.
        also: How many findings are explained with those, because their rows cannot be told apart.
        problems: The rows that were not used, in order.
    """

    explanations: Explanations
    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    also: int = 0
    problems: tuple[RowProblem, ...] = ()


def merge_explanations(
    existing: Explanations, typed: TypedExplanations, *, made: date, replace: bool = False
) -> Merged:
    """Return the explanations of a file with those that were typed into a workbook.

    A row that was not changed never replaces newer words in the file. A row that was changed replaces the
    words that it was written with. Emptied cells remove an explanation of that one finding.

    Args:
        existing: The explanations of the file.
        typed: The explanations of the workbook.
        made: The day that new and changed explanations have.
        replace: Use the words of the workbook where the file has other words than both.

    Raises:
        SourceError: if another key made the marks of the file.
    """
    _refuse_other_key(existing, typed.key)
    by_mark = {one.mark: one for one in existing.explanations if one.mark}
    kept: dict[int, Explanation | None] = {}
    added: list[Explanation] = []
    counts = dict.fromkeys(("new", "changed", "removed", "unchanged", "also"), 0)
    problems = list(typed.problems)
    places = {id(one): place for place, one in enumerate(existing.explanations)}
    for rows in _by_finding(typed.rows):
        row = _chosen(rows)
        if row is None:
            problems += (RowProblem(row=one.row, problem=_twice(rows)) for one in rows if one.changed)
            continue
        now = by_mark.get(row.mark)
        action, problem = _action(row, now, replace=replace)
        if problem:
            problems.append(RowProblem(row=row.row, problem=problem))
            continue
        counts[action] += 1
        if action == "removed" and now is not None:
            kept[places[id(now)]] = None
        elif action in {"new", "changed"} and row.words is not None:
            counts["also"] += row.alike - sum(one.words is not None for one in rows)
            reason, by, expires = row.words
            if now is None:
                added.append(
                    Explanation(
                        rule=row.rule,
                        list=row.list,
                        mark=row.mark,
                        reason=reason,
                        by=by,
                        made=made,
                        expires=expires,
                    )
                )
            else:
                kept[places[id(now)]] = evolve(now, reason=reason, by=by, made=made, expires=expires)
    old = (kept.get(place, one) for place, one in enumerate(existing.explanations))
    every = (*(one for one in old if one is not None), *added)
    return Merged(
        explanations=_with_key(every, typed.key),
        problems=tuple(sorted(problems, key=lambda one: one.row or 0)),
        **counts,
    )


def add_explanations(
    existing: Explanations, new: Iterable[Explanation], *, key: str, replace: bool = False
) -> Merged:
    """Return the explanations of a file with others, each instead of one of the same findings.

    Args:
        existing: The explanations of the file.
        new: The explanations to add.
        key: Identifies the key that made their marks.
        replace: Replace explanations that have other words.

    Raises:
        SourceError: if another key made the marks of the file.
    """
    _refuse_other_key(existing, key)
    by_scope = {one.scope: one for one in existing.explanations}
    counts = dict.fromkeys(("new", "changed", "unchanged"), 0)
    problems = []
    for one in new:
        now = by_scope.get(one.scope)
        if now is not None and not _same(now.words, one.words) and not replace:
            problems.append(RowProblem(row=None, problem=_OTHER_WORDS))
            continue
        what = "new" if now is None else "unchanged" if _same(now.words, one.words) else "changed"
        counts[what] += 1
        if what != "unchanged":
            by_scope[one.scope] = one
    return Merged(explanations=_with_key(tuple(by_scope.values()), key), problems=tuple(problems), **counts)


_OTHER_WORDS = (
    "The file explains this finding with other words, which were not in this workbook. "
    "To use these words, add --replace."
)
_RULE_WIDE = (
    "The cells were emptied, but an explanation of the whole rule explains this finding. "
    "Change that explanation in the file."
)


def _refuse_other_key(existing: Explanations, key: str) -> None:
    if existing.key not in (None, key):
        raise SourceError(
            "The findings and the explanations in the file come from checks with different keys, "
            "so their findings cannot be recognised.",
            where="explanations",
            remedy="Use the workbook and the explanations of one team, or another file.",
        )


def _with_key(explanations: tuple[Explanation, ...], key: str) -> Explanations:
    marked = any(one.mark for one in explanations)
    return Explanations(key=key if marked else None, explanations=explanations)


def _by_finding(rows: Iterable[TypedRow]) -> list[list[TypedRow]]:
    """Return the rows of each finding, in the order of their first rows."""
    found: dict[str, list[TypedRow]] = {}
    for row in rows:
        found.setdefault(row.mark, []).append(row)
    return list(found.values())


def _chosen(rows: list[TypedRow]) -> TypedRow | None:
    """Return the row that counts for a finding: one that was changed. None if changed rows differ."""
    changed = [row for row in rows if row.changed]
    if len({row.words for row in changed}) > 1:
        return None
    return changed[0] if changed else rows[0]


def _same(one: Words, other: Words) -> bool:
    return words_of(*one) == words_of(*other)


def _twice(rows: list[TypedRow]) -> str:
    numbers = ", ".join(str(row.row) for row in rows if row.changed)
    return f"Rows {numbers} are the same finding with different words. Use the same words in all of them."


def _action(row: TypedRow, now: Explanation | None, *, replace: bool) -> tuple[str, str]:
    """Return what a row does to the explanation of the file, and why it cannot."""
    if now is not None and row.words is not None and _same(now.words, row.words):
        return "unchanged", ""
    if not row.changed:
        return ("new" if now is None and row.single else "unchanged"), ""
    if row.words is None and not row.single:
        return "", _RULE_WIDE
    if now is None:
        return ("unchanged" if row.words is None else "new"), ""
    if words_of(*now.words) != row.was and not replace:
        return "", _OTHER_WORDS
    return ("removed" if row.words is None else "changed"), ""
