"""Grades: in the table of a cover, read by the positions of its words, and in the headings of the text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectprep.model.past_inspection import GradeWord
from inspectprep_published.flow import Flow, place_of
from inspectprep_published.layout import columns
from inspectprep_published.report import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inspectprep_published.draft import Draft
    from inspectprep_published.layout import Line

GRADE = r"(?:outstanding|good|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate)"
"""The regular expression of a grade. Ignore case."""

_GRADE = re.compile(rf"\b{GRADE}\b", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:judge?ments?|grades?|{GRADE}|the|\b[a-z]\b|[\W\d])*", re.IGNORECASE)
"""Text before a judgement on its line. Other words make a sentence, perhaps about another inspection."""

_STARTS_GRADE = frozenset({"outstanding", "good", "requires", "require", "inadequate"})
_HEADING_LINK = (
    r"[\s:.,\u2013\u2014-]*(?:(?:is|are)?\s*(?:that\s+)?(?:it\s+|they\s+)?(?:is|are)?)[\s:\u2013\u2014-]*"
)
_REACH = 40.0
"""The most points from the last line of a judgement's name to a line of its grade."""


class Reading(NamedTuple):
    """A grade that was read, and where."""

    grade: GradeWord
    page: int
    words: str


def grade_of(text: str) -> GradeWord:
    """Return the grade that a match of :data:`GRADE` names."""
    word = text.split(maxsplit=1)[0].casefold()
    return GradeWord.REQUIRES_IMPROVEMENT if word.startswith("require") else GradeWord(word)


def read_grades(draft: Draft, cover: Sequence[Line], labels: Mapping[str, re.Pattern[str]]) -> None:
    """Read the grades of a table, and compare them with its words in order and with headings in the text.

    Args:
        draft: The report, to which grades, places and warnings are added.
        cover: The lines with the table.
        labels: The names of judgements, by the id of their grade. A longer name comes first.
    """
    table = table_lines(cover, labels)
    by_position = table_by_position(table, labels)
    by_order = table_by_order(table, labels)
    in_text = headings(draft.layout.body, labels, draft.after_cover)
    for name in labels:
        tables = [table[name] for table in (by_position, by_order) if name in table]
        others = in_text.get(name, ())
        if not tables and not others:
            continue
        chosen = tables[0] if tables else others[0]
        different = next((other for other in (*tables, *others) if other.grade != chosen.grade), None)
        if different:
            draft.contradiction(
                f"grades.{name}",
                f"page {chosen.page} says {chosen.grade.value}",
                f"page {different.page} says {different.grade.value}",
            )
            certainty = Certainty.CONTRADICTED
        elif not tables:
            draft.warn(
                f"The grade {name} is not on the cover. It was read from a heading on page {chosen.page}."
            )
            certainty = Certainty.INFERRED
        else:
            certainty = Certainty.AGREED if others else Certainty.PRINTED
        draft.grades[name] = chosen.grade
        draft.places[f"grades.{name}"] = place_of(chosen.page, chosen.words, certainty)


def table_lines(lines: Sequence[Line], labels: Mapping[str, re.Pattern[str]]) -> tuple[Line, ...]:
    """Return the lines from the first name of a judgement to the last, and those that its grade may be on."""
    flow = Flow(lines)
    places = [flow.lines_of(match) for _, match in _labels_in(flow.text, labels)]
    if not places:
        return ()
    numbers = {id(line): number for number, line in enumerate(flow.lines)}
    first = min(numbers[id(rows[0])] for rows in places)
    last = max(numbers[id(rows[-1])] for rows in places)
    table = flow.lines[max(0, first - 2) : last + 1]
    rest = [
        line
        for line in flow.lines[last + 1 : last + 4]
        if line.left > _LEFTMOST_GRADE or _GRADE.match(line.text)
    ]
    return (*table, *rest)


def table_by_position(lines: Sequence[Line], labels: Mapping[str, re.Pattern[str]]) -> dict[str, Reading]:
    """Return the grades of a table with a column of names and a column of grades."""
    edge = _edge_of_grades(lines)
    if edge is None:
        return {}
    names, grades = columns(lines, (0.0, edge))
    flow = Flow(names)
    rows = sorted(
        ((flow.lines_of(match), match, name) for name, match in _labels_in(flow.text, labels)),
        key=lambda row: (row[0][0].page, row[0][0].top),
    )
    found: dict[str, Reading] = {}
    for number, (row, match, name) in enumerate(rows):
        page, first, last = row[0].page, row[0].top, row[-1].top
        following = rows[number + 1][0][0] if number + 1 < len(rows) else None
        end = following.top if following and following.page == page else last + _REACH
        spacing = max(row[0].size, 8.0)
        cell = [
            line
            for line in grades
            if line.page == page and first - spacing < line.top < min(end - spacing / 2, last + _REACH)
        ]
        text = " ".join(line.text for line in cell)
        matches = list(_GRADE.finditer(text))
        if len(matches) == 1 and not _GRADE.sub("", text).strip(" .:"):
            found[name] = Reading(grade_of(matches[0][0]), page, f"{match[0]} {text}")
    return found


def table_by_order(lines: Sequence[Line], labels: Mapping[str, re.Pattern[str]]) -> dict[str, Reading]:
    """Return the grades that directly follow the names of judgements in the order of the document."""
    flow = Flow(lines)
    found: dict[str, Reading] = {}
    for name, match in _labels_in(flow.text, labels):
        grade = re.compile(rf"\s*:?\s*({GRADE})\b", re.IGNORECASE).match(flow.text, match.end())
        if grade and _BEFORE.fullmatch(flow.before_on_line(match.start())):
            words = flow.text[match.start() : grade.end()]
            found[name] = Reading(grade_of(grade[1]), flow.line_at(match.start()).page, words)
    return found


def headings(
    lines: Iterable[Line], labels: Mapping[str, re.Pattern[str]], first_page: int
) -> dict[str, tuple[Reading, ...]]:
    """Return the grades in the headings of the text: lines in bold with the name of a judgement and a grade.

    Args:
        lines: The lines of the report.
        labels: The names of judgements.
        first_page: The first page after the cover.
    """
    found: dict[str, list[Reading]] = {}
    for block in _bold_blocks(line for line in lines if line.page >= first_page):
        flow = Flow(block)
        for name, match in _labels_in(flow.text, labels):
            grade = re.compile(rf"{_HEADING_LINK}({GRADE})\b", re.IGNORECASE).match(flow.text, match.end())
            if grade:
                reading = Reading(
                    grade_of(grade[1]),
                    flow.line_at(match.start()).page,
                    flow.text[match.start() : grade.end()],
                )
                found.setdefault(name, []).append(reading)
    return {name: tuple(readings) for name, readings in found.items()}


def _bold_blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.bold:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _labels_in(text: str, labels: Mapping[str, re.Pattern[str]]) -> list[tuple[str, re.Match[str]]]:
    """Return the first place of each name. The text of a longer name is not searched for a shorter one."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[str, re.Match[str]]] = []
    for name, pattern in labels.items():
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found.append((name, match))
                break
    return found


def _edge_of_grades(lines: Sequence[Line]) -> float | None:
    """Return the left edge of the column of grades: where most words that begin a grade are."""
    lefts = [
        round(word.left / 4)
        for line in lines
        for word in line.words
        if word.left > _LEFTMOST_GRADE and word.text.casefold().strip(".:") in _STARTS_GRADE
    ]
    if not lefts:
        return None
    ((place, _),) = Counter(lefts).most_common(1)
    near = [left for left in lefts if abs(left - place) <= 1]
    return min(near) * 4 - 6.0


_LEFTMOST_GRADE = 180.0
