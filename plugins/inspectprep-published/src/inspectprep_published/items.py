"""Lists of what needs to improve, as whole items, over lines and pages, with the lists inside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from inspectprep_published.flow import joins, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectprep_published.draft import Draft
    from inspectprep_published.layout import Line

IMPROVEMENTS = re.compile(
    r"(?:what\s+(?:does\s+the\s+(?:area\s+|local\s+area\s+)?(?:local\s+authority|partnership)\s+)?needs?\s+to\s+(?:be\s+)?improved?"
    r"(?:\s+in\s+this\s+area\s+of\s+(?:social\s+work\s+)?practice)?"
    r"|areas?\s+for\s+(?:further\s+)?(?:improvement|development)|recommendations?|priorities\s+for\s+further\s+improvement)\s*[?:.]?",
    re.IGNORECASE,
)
"""The headings of what needs to improve."""

PRIORITY = re.compile(
    r"(?:areas?\s+for\s+priority\s+actions?|(?:priority|immediate)\s+(?:and|or)\s+(?:priority|immediate)\s+actions?|priority\s+actions?)\s*[?:.]?",
    re.IGNORECASE,
)
"""The headings of areas for priority action."""

_SIGNS = (
    "\u25a0-\u25ff\u2022\u2023\u2666\u27a2\u2794\u2756\u2713\u2043\u00b7*\u00a7"
    "\ue000-\uf8ff\x80-\x9f"  # of the fonts Symbol and Wingdings
)
_BULLET = re.compile(rf"(?:[{_SIGNS}]|[-\u2013\u2014](?=\s)|o(?=\s[A-Za-z]))\s*")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+", re.IGNORECASE)
_END = re.compile(r"[.!?]['\u2019\"\u201d)]?$")
_AFTER = re.compile(
    r"the\s+experiences?\s+and\s+progress\s+of\s+(?:children|care)|the\s+impact\s+of\s+leaders\s+on\s+social\s+work"
    r"|(?:key\s+)?strengths:?$|main\s+findings:?$|next\s+steps:?$|yours\s+(?:sincerely|faithfully)|inspection\s+findings$"
    r"|information\s+about\s+this\s+(?:inspection|local)|summary\s+for\s+children\s+and\s+young\s+people"
    r"|the\s+local\s+authority(?:['\u2019]s)?\s+(?:has\s+the\s+following\s+)?strengths",
    re.IGNORECASE,
)
"""The beginnings of what comes after a list."""

_NONE = re.compile(
    r"(?:\d+[.)]\s*)?(?:there\s+(?:are|were)\s+no\s+(?:areas|priority|recommend)|the\s+inspection\s+did\s+not\s+(?:find|identify)|none\b|no\s+areas)",
    re.IGNORECASE,
)


class Item(NamedTuple):
    """An item, and the page and line on which it begins."""

    text: str
    page: int
    words: str


def section(lines: Sequence[Line], start: re.Pattern[str], other: re.Pattern[str]) -> tuple[Line, ...]:
    """Return the lines below the first heading of a kind, up to the next heading.

    Args:
        lines: The lines of the report, without headers and footers.
        start: The heading.
        other: The heading of another list, which ends this one.
    """
    for number, heading in enumerate(lines):
        if not start.fullmatch(heading.text) or not _is_heading(lines, number):
            continue
        found: list[Line] = []
        for following, line in enumerate(lines[number + 1 :], start=number + 2):
            if start.fullmatch(line.text) and not found:
                continue  # the heading of a table below that of the section
            # A smaller heading is one inside the section, unless such a list never has it.
            if (
                other.fullmatch(line.text)
                or _AFTER.match(line.text)
                or (_is_next_heading(line, heading, found) and not _goes_on(found, lines[following:]))
            ):
                break
            found.append(line)
        if found:
            return tuple(found)
    return ()


def _is_heading(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line with the words of a heading is one: bold, larger, or apart from other lines."""
    line = lines[number]
    if line.bold:
        return True
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following is None:
        return False
    return line.size > following.size + 1 or bool(_marker(following.text))


def _is_next_heading(line: Line, heading: Line, found: Sequence[Line]) -> bool:
    """Return whether a line is a heading as large as that of the list: bold, or larger than the text."""
    if line.size < heading.size - 1 or len(line.text) <= _SHORTEST_HEADING or _marker(line.text):
        return False
    larger = bool(found) and line.size > found[0].size + 1 and line.size > found[-1].size + 1
    return line.bold or larger


_SHORTEST_HEADING = 3


def _goes_on(found: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Return whether the list goes on below a heading inside it: with its first item, or the next number."""
    after = _marker(rest[0].text) if rest else ""
    number = _DIGITS.search(after)
    if number is None:
        return bool(after) and not found
    numbers = [int(each[0]) for line in found if (each := _DIGITS.search(_marker(line.text)))]
    return int(number[0]) == numbers[-1] + 1 if numbers else not found


_DIGITS = re.compile(r"\d+")


def list_items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """Return the items of a list. A list inside an item is part of it, each of its items on its own line.

    Text before the first item is left out, as is a paragraph between items.
    """
    items: list[list[str]] = []
    inner: list[list[str]] = []
    starts: list[Line] = []
    inner_starts: list[Line] = []
    indent = base = 0.0
    numbered, sign = False, ""
    previous: Line | None = None
    for line in lines:
        marker = _marker(line.text)
        number = bool(marker and _NUMBER.fullmatch(marker))
        if number and items and not numbered and line.left < base + _SAME_LEFT:
            break  # the numbered paragraphs of the text
        text = line.text[len(marker) :] if marker else line.text
        same_on_next_page = bool(starts) and marker == sign and not number and line.page != starts[-1].page
        inner_item = bool(items) and not same_on_next_page
        if marker and not (inner_item and _is_inner(line, marker, indent, base, first=sign)):
            if not items:
                numbered, sign = number, marker
            items.append([text])
            starts.append(line)
            base, indent = line.left, _text_left(line, marker)
        elif marker:
            items[-1].append(f"\n- {text}")
            inner.append([text])
            inner_starts.append(line)
        elif items and previous is not None and not _is_paragraph(line, previous, indent, items[-1]):
            items[-1].append(text)
            if inner:
                inner[-1].append(text)
        else:
            previous = None
            continue
        previous = line
    lettered = bool(inner_starts) and bool(_NUMBER.match(inner_starts[0].text))
    if len(items) == 1 and numbered and inner and not lettered:
        # A numbered paragraph that only introduces the list.
        items, starts = inner, inner_starts
    return tuple(
        Item(_joined(pieces), start.page, start.text)
        for pieces, start in zip(items, starts, strict=True)
        if _joined(pieces)
    )


def paragraphs(lines: Sequence[Line], rules: dict[int, tuple[float, ...]]) -> tuple[Item, ...]:
    """Return the paragraphs of a table with one column, whose rows are between rules.

    Without a rule, a paragraph ends where a line ends early with a full stop.

    Args:
        lines: The lines of the table.
        rules: The places of horizontal rules, by page.
    """
    widest = max((line.right for line in lines), default=0.0)
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last is None or _is_new_row(last, line, rules, widest):
            rows.append([line])
        else:
            rows[-1].append(line)
    return tuple(_row_item(row) for row in rows)


def read_lists(draft: Draft, lines: Sequence[Line]) -> None:
    """Read the improvements and the areas for priority action of a report.

    Args:
        draft: The report.
        lines: The lines in which to look.
    """
    for name, heading, other in (
        ("improvements", IMPROVEMENTS, PRIORITY),
        ("priority_actions", PRIORITY, IMPROVEMENTS),
    ):
        add_items(draft, name, list_items(section(lines, heading, other)))


def add_items(draft: Draft, name: str, items: Iterable[Item]) -> None:
    """Add the items to a field of the report, each with its place."""
    found = [item for item in items if not _NONE.match(item.text)]
    setattr(draft, name, tuple(item.text for item in found))
    for number, item in enumerate(found):
        draft.places[f"{name}[{number}]"] = place_of(item.page, item.words)


def _marker(text: str) -> str:
    """Return the bullet or number that a line begins with, with the space after it."""
    match = _BULLET.match(text) or _NUMBER.match(text)
    return match[0] if match else ""


def _text_left(line: Line, marker: str) -> float:
    """Return the place of the text after a bullet or number."""
    count = len(marker.split())
    return line.words[count].left if len(line.words) > count and marker.endswith(" ") else line.left + 14


def _is_inner(line: Line, marker: str, indent: float, base: float, *, first: str) -> bool:
    """Return whether an item belongs to the list of the item above it: by its sign, or its place."""
    numbered, number = bool(_NUMBER.fullmatch(first)), bool(_NUMBER.fullmatch(marker))
    if numbered != number or (numbered and bool(_DIGITS.search(first)) != bool(_DIGITS.search(marker))):
        return True
    return line.left >= indent - 3 and line.left > base + 8


def _is_paragraph(line: Line, previous: Line, indent: float, pieces: list[str]) -> bool:
    """Return whether a line without a bullet is not of the item above it."""
    if line.bold and not previous.bold:
        return True
    if line.page != previous.page:
        return line.left < indent - 6 and bool(_END.search(pieces[-1]))
    gap = line.top - previous.top
    if gap < 0 or gap > _GAP * max(previous.size, 8.0):
        return line.left < indent - 6 or bool(_END.search(pieces[-1]))
    return False


_GAP = 1.75
_SAME_LEFT = 4.0


def _is_new_row(last: Line, line: Line, rules: dict[int, tuple[float, ...]], widest: float) -> bool:
    if _marker(line.text):
        return False
    ended = bool(_END.search(last.text))
    if last.page != line.page:
        return ended and not last.text.endswith((":", ";"))
    if any(last.top - 2 < rule < line.top - 2 for rule in rules.get(line.page, ())):
        return True
    if not ended or last.text.endswith((":", ";")):
        return False
    room = line.words[0].right - line.words[0].left + 6
    return line.top - last.top > _GAP * max(last.size, 8.0) or last.right + room < widest - 4


def _row_item(row: list[Line]) -> Item:
    pieces = [
        f"\n- {line.text[len(marker) :]}" if (marker := _marker(line.text)) else line.text for line in row
    ]
    return Item(_joined(pieces), row[0].page, row[0].text)


def _joined(pieces: Iterable[str]) -> str:
    """Return pieces of text as one, with words that hyphens broke joined."""
    return "".join(_spaced(pieces)).strip()


def _spaced(pieces: Iterable[str]) -> Iterator[str]:
    last = ""
    for piece in pieces:
        if last and not piece.startswith("\n") and not joins(last, piece):
            yield " "
        yield piece
        last = piece or last
