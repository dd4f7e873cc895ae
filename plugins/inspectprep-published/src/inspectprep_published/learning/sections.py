"""The sections of a report: the judgement that its lines are about, and what needs to improve."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspectprep.codec import read_toml
from inspectprep.model.document import document
from inspectprep.model.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectprep_published.layout import Line

_FILE = Path(__file__).with_name("sections.toml")
_GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)"
_TAIL = re.compile(rf"[\s:.?-]*\b(?:is that it (?:is)?|is|are)?[\s:]*{_GRADE}[\s.]*$")
_ONLY_GRADE = re.compile(
    rf"(?:key )?judge?ment (?:judge?ment |inspection )?grade|grade \d \(.*\)|{_GRADE}\.?"
)
_OF_THE_COVER = re.compile(
    rf"overall effectiveness.{{0,40}}|inspection dates?\b.*|lead inspectors?\b.*|(?:.{{0,40}} )?{_GRADE}"
)
_FIRST = 7
_LARGER = 1.08
_SMALLER = 0.9
_MOST_LINES = 4
_LONGEST_HEADING = 140
_LONGEST_LIST = 120
"""The most lines of a list of what needs to improve. A longer section has other text too."""
_BULLET = re.compile(r"[◼■▪▫•●○◦‣∙·\x80-\x9f\uf000-\uf0ff]|[\u2013\u2014-] ")
_FOOTNOTE = re.compile(r"(?<=[a-z)])\d{1,2}$")
_ENDS = ("the office for standards in education", "yours sincerely", "yours faithfully")
_BEGINS = "dear "


class StatedAs(StrEnum):
    """The way in which a section states a finding, where the section makes it certain.

    Attributes:
        STRENGTH: A strength.
        NEEDS_IMPROVEMENT: What needs to improve.
    """

    STRENGTH = "strength"
    NEEDS_IMPROVEMENT = "needs_improvement"


class Role(StrEnum):
    """The role of a heading.

    Attributes:
        PART: It begins a judgement.
        BLOCK: It begins a block, which may be inside a judgement.
        SKIP: What follows is not about what inspectors found.
    """

    PART = "part"
    BLOCK = "block"
    SKIP = "skip"


@frozen(kw_only=True)
class SectionKind:
    """A section that reports have.

    Attributes:
        id: Its id.
        role: The role of its heading.
        title: Its title, for people.
        headings: The headings that begin it.
        judgement: Id of the judgement that it is about. Empty if none.
        stated_as: How each of its sentences is stated, where that is certain.
        not_in: Kinds of report in which its sentences are stated in different ways.
    """

    id: str
    role: Role
    title: str
    headings: tuple[str, ...]
    judgement: str = ""
    stated_as: StatedAs | None = None
    not_in: tuple[str, ...] = ()


@document("report-sections")
@frozen(kw_only=True)
class SectionKinds:
    """The sections that are known.

    Attributes:
        sections: The sections.
    """

    sections: tuple[SectionKind, ...]


class UnderHeading(NamedTuple):
    """The heading that a line is under.

    Attributes:
        section: Id of the section. Empty after the cover, and under a heading that is not known.
        judgement: Id of the judgement. Empty if the place does not say.
        stated_as: How the section states each of its sentences, where that is certain.
    """

    section: str = ""
    judgement: str = ""
    stated_as: StatedAs | None = None


class PlacedLine(NamedTuple):
    """A line of running text, with its place.

    Attributes:
        line: The line.
        place: Its place.
        block: The number of the heading before it.
    """

    line: Line
    place: UnderHeading
    block: int


@cache
def known_sections() -> dict[str, SectionKind]:
    """Return the known sections by id."""
    return {section.id: section for section in read_toml(_FILE, SectionKinds).sections}


@cache
def _headings() -> dict[str, SectionKind]:
    return {
        _compared(heading): section for section in known_sections().values() for heading in section.headings
    }


@cache
def _first_letters() -> frozenset[str]:
    """Return the first letters of every heading, which few other lines have."""
    return frozenset(heading[:_FIRST] for heading in _headings())


def placed_lines(lines: Sequence[Line], *, kind: str) -> tuple[PlacedLine, ...]:
    """Return the lines about what inspectors found, without headings, footnotes and tables of grades.

    Args:
        lines: The lines of the report, without headers and footers.
        kind: The kind of the report, such as ``ilacs``.
    """
    placed = tuple(_placed(lines, kind))
    lengths = Counter(line.block for line in placed if line.place.stated_as is not None)
    lost = {block for block, length in lengths.items() if length > _LONGEST_LIST}
    return tuple(
        line._replace(place=UnderHeading("", line.place.judgement)) if line.block in lost else line
        for line in placed
    )


def _placed(lines: Sequence[Line], kind: str) -> Iterator[PlacedLine]:
    body = _body_size(lines)
    at = _opening(lines, kind)
    place, size, skipping, block, first = UnderHeading(), 0.0, at is None, 0, True
    cover = at is None
    at = at or 0
    while at < len(lines):
        line = lines[at]
        if not line.bold and line.text.casefold().startswith(_ENDS):
            return
        heading = _heading(lines, at, body, first=first)
        cover = cover and line.page == 1 and (heading.section is None or heading.section.role is Role.PART)
        if heading.section is not None and not cover:
            skipping = heading.section.role is Role.SKIP
            place, size = _next_place(place, heading.section, kind), line.size
        elif heading.ends and place.section and line.size >= size * _SMALLER and not skipping:
            place = UnderHeading("", place.judgement) if line.size <= size * _LARGER else UnderHeading()
        elif not heading.lines and not skipping and line.size >= body * _SMALLER:
            yield PlacedLine(line, place, block)
        first = heading.lines > 0
        block += first
        at += heading.lines or 1


def _next_place(place: UnderHeading, section: SectionKind, kind: str) -> UnderHeading:
    if section.role is Role.SKIP:
        return UnderHeading()
    judgement = section.judgement if section.role is Role.PART else place.judgement
    return UnderHeading(section.id, judgement, None if kind in section.not_in else section.stated_as)


def _opening(lines: Sequence[Line], kind: str) -> int | None:
    """Return the number of the first line after the cover or the address. None without one."""
    last = None
    for number, line in enumerate(lines):
        if line.page > 1:
            break
        text = line.text.casefold()
        if text.startswith(_BEGINS) or (kind == "ilacs" and _OF_THE_COVER.fullmatch(text)):
            last = number + 1
    return last


class _Heading(NamedTuple):
    """The heading at a line.

    Attributes:
        lines: Its number of lines. 0 if there is none.
        section: The section that it begins, if it is known.
        ends: Whether it is not known, and may end a section.
    """

    lines: int = 0
    section: SectionKind | None = None
    ends: bool = False


def _heading(lines: Sequence[Line], at: int, body: float, *, first: bool) -> _Heading:
    """Return the heading at a line: large or bold lines, or the same words in a table of grades."""
    line = lines[at]
    large = _may_be_heading(line, body)
    if _ONLY_GRADE.fullmatch(line.text.casefold()):
        return _Heading(1)
    joined: list[tuple[int, str]] = []
    begins = line.text[:_FIRST].casefold() in _first_letters()
    for number, other in enumerate(lines[at : at + _MOST_LINES] if begins else ()):
        if other.page != line.page or (large and not _may_be_heading(other, body)):
            break
        joined.append((number + 1, f"{joined[-1][1]} {other.text}" if joined else other.text))
    for many, text in reversed(joined):
        section = _headings().get(_compared(text))
        if section is None:
            continue
        if not large and (first or _TAIL.search(text.casefold())):
            return _Heading(many, section if section.role is Role.BLOCK and first else None)
        if large:
            return _Heading(many, section)
    return _Heading(1, ends=True) if large and len(line.text) <= _LONGEST_HEADING else _Heading()


def _may_be_heading(line: Line, body: float) -> bool:
    return (line.bold or line.size > body * _LARGER) and not _BULLET.match(line.text)


def _compared(text: str) -> str:
    """Return a heading without its grade, footnote and marks."""
    plain = " ".join(text.casefold().replace("\N{EN DASH}", "-").replace("judgment", "judgement").split())
    plain = _TAIL.sub("", plain)
    return _FOOTNOTE.sub("", plain.rstrip(" :.?-")).rstrip(" :.?-")


def _body_size(lines: Iterable[Line]) -> float:
    """Return the size of the font that most letters have that are not bold."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += 0 if line.bold else len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0
