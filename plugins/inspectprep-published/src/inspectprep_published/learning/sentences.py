"""The sentences of a report, each with the page on which it begins and its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectprep_published.learning.sections import PlacedLine, UnderHeading, placed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectprep_published.layout import Line
    from inspectprep_published.learning.sections import StatedAs

_BULLET = re.compile(r"(?:[◼■▪▫•●○◦‣∙·*\x80-\x9f\uf000-\uf0ff]|[\u2013—-] |o (?=[a-z]))\s*")
_NUMBERED = re.compile(r"(\d{1,3})\.\s*(?=[A-Z\u2018\u201c'\"(])")
_FOOTNOTE = re.compile(
    r"(?<=[a-z)\u2019])([.,;:]?)[1-9]\d?(?=\s|$)(?! (?:and|or|to|years?|days?|weeks?|months?)\b)"
)
_MARK = re.compile(r"(?<=[a-z)\u2019]\.)[1-9]\d?(?=\s|$)")
_END = re.compile(r"[.?!][)\]\u2019\u201d'\"]*\s+(?=[\u2018\u201c'\"(]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|no|nos|para|paras|approx|incl|dr|mr|mrs|ms"
    r"|prof|rev|st|fig|pp|dept)|\b[A-Z](?:\.[A-Z])*|\b[ap]\.m)\.$",
    re.IGNORECASE,
)
_NONE_FOUND = re.compile(
    r"\b(?:no|not (?:find|identify|identified|found) any) (?:areas?|priority)\b", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)
_STOPS = (".", "?", "!", ":", ";")
_GAP = 1.45
_FEWEST_WORDS = 2


class Sentence(NamedTuple):
    """A sentence of a report.

    Attributes:
        text: The sentence, on one line.
        page: The page of the file on which it begins, from 1.
        last_page: The page on which it ends.
        paragraph: The number of its paragraph, as printed. 0 if it has none.
        section: Id of its section. Empty if it is under no heading that is known.
        judgement: Id of the judgement that its section is about. Empty if none.
        stated_as: How its section states it, where that is certain.
    """

    text: str
    page: int
    last_page: int
    paragraph: int
    section: str
    judgement: str
    stated_as: StatedAs | None


def sentences(lines: Sequence[Line], *, kind: str) -> tuple[Sentence, ...]:
    """Return the sentences that are about what inspectors found, in the order of the report.

    Args:
        lines: The lines of the report, without headers and footers.
        kind: The kind of the report, such as ``ilacs``.
    """
    placed = placed_lines(lines, kind=kind)
    words = Counter(word for each in placed for word in _WORD.findall(each.line.text.casefold()))
    found = (sentence for paragraph in _paragraphs(placed) for sentence in _sentences_of(paragraph, words))
    return tuple(sentence for sentence in found if len(sentence.text.split()) >= _FEWEST_WORDS)


class _Paragraph(NamedTuple):
    number: int
    place: UnderHeading
    lines: list[tuple[int, str]]


def _paragraphs(placed: Sequence[PlacedLine]) -> Iterator[_Paragraph]:
    """Yield the paragraphs: a page does not end one, and a footnote does not interrupt one."""
    spacing = _spacing(placed)
    current: _Paragraph | None = None
    before: PlacedLine | None = None
    number = 0
    for each in placed:
        text = each.line.text
        numbered = _NUMBERED.match(text)
        if numbered and int(numbered[1]) not in (number + 1, 1) and not _apart(before, each, spacing):
            numbered = None
        bullet = _BULLET.match(text)
        mark = numbered or bullet
        new_block = before is None or before.block != each.block
        if new_block or mark or (_apart(before, each, spacing) and _may_begin(current, text)):
            if current is not None:
                yield current
            number = int(numbered[1]) if numbered else number
            current = _Paragraph(0 if each.block and new_block and not numbered else number, each.place, [])
        if current is not None:
            current.lines.append((each.line.page, text[mark.end() :] if mark else text))
        before = each
    if current is not None:
        yield current


def _spacing(placed: Iterable[PlacedLine]) -> float:
    """Return the usual distance between two lines."""
    distances: Counter[float] = Counter()
    above: Line | None = None
    for each in placed:
        if above is not None and above.page == each.line.page and each.line.top > above.top:
            distances[round(each.line.top - above.top)] += 1
        above = each.line
    return distances.most_common(1)[0][0] if distances else 0.0


def _apart(before: PlacedLine | None, each: PlacedLine, spacing: float) -> bool:
    if before is None or before.line.page != each.line.page:
        return False
    return not 0 <= each.line.top - before.line.top <= spacing * _GAP


def _may_begin(current: _Paragraph | None, text: str) -> bool:
    """Return whether a line after a gap can begin a paragraph."""
    ended = current is None or not current.lines or current.lines[-1][1].endswith(_STOPS)
    return ended or not text[:1].islower()


def _sentences_of(paragraph: _Paragraph, words: Counter[str]) -> Iterator[Sentence]:
    text, starts, pages = _joined(paragraph.lines, words)
    start = 0
    for end in (*_ends(text), len(text)):
        shown = " ".join(_FOOTNOTE.sub(r"\1", text[start:end]).split())
        if shown:
            first, last = (pages[bisect_right(starts, place) - 1] for place in (start, max(start, end - 2)))
            place = paragraph.place
            stated = None if _NONE_FOUND.search(shown) else place.stated_as
            yield Sentence(shown, first, last, paragraph.number, place.section, place.judgement, stated)
        start = end


def _joined(lines: Iterable[tuple[int, str]], words: Counter[str]) -> tuple[str, list[int], list[int]]:
    """Return the text of lines, the place at which each begins, and the page of each."""
    text = ""
    starts: list[int] = []
    pages: list[int] = []
    for page, line in lines:
        if text.endswith("-") and line[:1].isalpha():
            text = _with_hyphen(text, line, words)
        elif text:
            text += " "
        starts.append(len(text))
        pages.append(page)
        text += line
    return text, starts, pages


def _with_hyphen(text: str, line: str, words: Counter[str]) -> str:
    """Return a text that ends in a hyphen without it, if the report has the word without it."""
    first, second = _WORD.findall(text[:-1])[-1:], _WORD.match(line)
    if not first or second is None:
        return text
    whole = f"{first[0]}{second[0]}".casefold()
    hyphened = f"{first[0]}-{second[0]}".casefold()
    return text[:-1] if words[whole] > words[hyphened] else text


def _ends(text: str) -> Iterator[int]:
    """Yield the place after each sentence but the last."""
    for match in _END.finditer(_MARK.sub(lambda mark: " " * len(mark[0]), text)):
        before = text[: match.start() + 1]
        if _ABBREVIATED.search(before[-12:]) and not _really_ends(before):
            continue
        yield match.end()


def _really_ends(before: str) -> bool:
    """Return whether an abbreviation ends a sentence too: only ``etc.`` and ``p.m.`` often do."""
    return before.casefold().endswith(("etc.", ".m."))
