"""Letters: of joint targeted area inspections, focused visits and monitoring visits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectprep_published.cover import check_published, read_previous, set_authority, set_fieldwork
from inspectprep_published.dates import EXPRESSION, read_date, read_periods
from inspectprep_published.flow import Flow, place_of
from inspectprep_published.items import read_lists
from inspectprep_published.names import council_name, inspector_names
from inspectprep_published.report import Fieldwork

if TYPE_CHECKING:
    from inspectprep_published.draft import Draft
    from inspectprep_published.layout import Line

_IGNORE = re.IGNORECASE
_PERIOD = re.compile(
    rf"\b(?P<how>between|from|took\s+place\s+on|on|dates?:?|during)\s+(?:the\s+)?(?P<dates>{EXPRESSION})",
    _IGNORE,
)
_PERIOD_ALONE = re.compile(rf"(?P<how>)(?P<dates>{EXPRESSION})", _IGNORE)
_SUBJECT = re.compile(r"\b(?:inspect|visit|fieldwork|undert|carried\s+out|took\s+place)", _IGNORE)
_LETTER_DATE = re.compile(rf"(?:published\s*:?\s*)?({EXPRESSION})", _IGNORE)
_TITLE = re.compile(r"joint\s+targeted\s+area\s+inspection\b", _IGNORE)
_NAME = (
    r"(?P<name>(?:the\s+)?[A-Z][\w'\u2019&,.-]*"
    r"(?:[ -](?:[A-Z][\w'\u2019&.-]*|and|of|upon|on|the|with|in|&))*)"
)
_NEXT = r"(?:This|Between|Dear)"
_THEME = re.compile(
    r"multi-\s?agency\s+response\s+to\s+(?:the\s+)?(?P<theme>.+?)(?=\s+in\s+(?:the\s+)?[A-Z]|\s+(?:took\s+place|between|Between|Dear|This)\b|[.\u00b9\u00b2]|\d|$)",
    re.DOTALL,
)
_THEMED = re.compile(
    r"(?:theme\s+of\s+(?:this|the)\s+(?:joint\s+targeted\s+area\s+)?inspection\s+(?:is|was)|inspection\s+(?:of|into)\s+the\s+theme\s+of|focus(?:ed)?\s+on)\s+(?:the\s+)?(?P<theme>[^.]{5,160}?)(?=\s+in\s+[A-Z]|[.\u00b9])"
)
_DEEP = re.compile(
    r"['\u2018\u2019\"\u201c]?deep\s+dive['\u2019\"\u201d]?\s+(?:focus\s+|investigation\s+|element\s+)?(?:into|on|focused\s+on|focusing\s+on)\s+(?:the\s+)?(?:response\s+to\s+)?(?P<theme>[^.]{5,200}?)(?=\.|(?<=[a-z])\d\s|$)",
    _IGNORE,
)
_VISIT_NAME = re.compile(
    rf"(?:visit\s+(?:to|of|in)\s+)(?:the\s+)?{_NAME}(?=\s*(?:local\s+authority\s+)?children|\s+local\s+authority|\s+between|\s+on\b|\s*$)"
)
_INSPECTORS = re.compile(
    r"(?:inspectors?\s+(?:for\s+this\s+visit\s+)?(?:was|were)|visit\s+was\s+(?:carried\s+out|undertaken|led)\s+by)\s*:?\s*(?:Her\s+Majesty['\u2019]s\s+Inspectors?,?\s+)?(?P<names>[^.]{5,200}?)\.",
    _IGNORE,
)


def read_jtai(draft: Draft) -> None:
    """Read the letter of a joint targeted area inspection."""
    first = Flow(line for line in draft.layout.body if line.page <= _FIRST_PAGES)
    _read_letter_date(draft, first)
    _read_period(draft, first)
    _read_theme(draft, first)
    _read_area(draft, first)
    read_lists(draft, draft.layout.body)
    check_published(draft)
    draft.missing("authority", "fieldwork", "theme", "published", "improvements")


def read_visit(draft: Draft) -> None:
    """Read the letter of a focused visit or a monitoring visit."""
    first = Flow(line for line in draft.layout.body if line.page <= _FIRST_PAGES)
    _read_letter_date(draft, first)
    _read_period(draft, first)
    if match := _VISIT_NAME.search(first.text):
        set_authority(draft, match["name"], first.line_at(match.start()))
    if match := _INSPECTORS.search(first.text):
        draft.lead_inspectors = inspector_names(match["names"])
        for number in range(len(draft.lead_inspectors)):
            draft.places[f"lead_inspectors[{number}]"] = first.place(match)
    read_lists(draft, draft.layout.body)
    read_previous(draft, first)
    check_published(draft)
    draft.missing("authority", "fieldwork")


_FIRST_PAGES = 2
_LINES_OF_ADDRESSES = 40


def _read_letter_date(draft: Draft, first: Flow) -> None:
    """Read the date of the letter, above its addresses, which is the day of publication."""
    for line in first.lines[:_LINES_OF_ADDRESSES]:
        if line.text.startswith("Dear "):
            return
        match = _LETTER_DATE.fullmatch(line.text.strip(" ."))
        if match and (day := read_date(match[1])):
            draft.published = day
            draft.places["published"] = place_of(line.page, line.text)
            return


def _read_period(draft: Draft, first: Flow) -> None:
    """Read the fieldwork from the first sentence about the inspection that has its dates."""
    candidates = _periods_in(draft, first, _PERIOD) or [
        found for found in _periods_in(draft, first, _PERIOD_ALONE) if found[0] == 0
    ]
    if not candidates:
        return
    _, match, periods = min(candidates, key=lambda candidate: (candidate[0], candidate[1].start()))
    set_fieldwork(draft, periods, first.line_at(match.start()).page, match[0])
    for _, other, different in candidates:
        if (
            different != periods
            and all(period.start != period.end for period in different)
            and other is not match
        ):
            draft.contradiction(
                "fieldwork[0]", f"one sentence says {match[0]!r}", f"another says {other[0]!r}"
            )
            break


def _periods_in(
    draft: Draft, first: Flow, pattern: re.Pattern[str]
) -> list[tuple[int, re.Match[str], tuple[Fieldwork, ...]]]:
    """Return the periods near words about an inspection, with 0 if they last more than one day."""
    candidates: list[tuple[int, re.Match[str], tuple[Fieldwork, ...]]] = []
    for match in pattern.finditer(first.text):
        periods = read_periods(match["dates"], between=match["how"].casefold() == "between")
        if not periods:
            continue
        around = first.text[max(0, match.start() - 120) : match.end() + 160]
        lasts = any(period.start != period.end for period in periods)
        recent = draft.published is None or abs((draft.published - periods[-1].end).days) < _LONGEST_WAIT
        if recent and _SUBJECT.search(around):
            candidates.append((0 if lasts else 1, match, periods))
    return candidates


_LONGEST_WAIT = 300
"""The most days from the end of an inspection to its letter."""


def _read_theme(draft: Draft, first: Flow) -> None:
    """Read the theme: of the response, or of the inspection. What it looked at in depth is the deep dive."""
    match = _THEME.search(first.text) or _THEMED.search(first.text)
    if match:
        draft.theme = re.sub(r"\s*\((?:often|also)[^)]*\)", "", " ".join(match["theme"].split())).strip(
            " ,;:"
        )
        draft.places["theme"] = first.place(match)
    if deep := _DEEP.search(first.text):
        draft.deep_dive = " ".join(deep["theme"].split())
        draft.places["deep_dive"] = first.place(deep)


def _read_area(draft: Draft, first: Flow) -> None:
    """Read the area: in the title of the letter, or in its first sentence."""
    title = _TITLE.search(first.text)
    if not title:
        return
    heading = Flow(_heading(first, title.start()))
    for text in (heading.text[heading.text.casefold().index("joint") :], first.text[title.start() :][:400]):
        if name := _area_in(text):
            line = first.line_at(title.start())
            set_authority(draft, name, line)
            return


def _heading(first: Flow, start: int) -> list[Line]:
    """Return the lines of the heading at an offset: in bold, or up to a space between paragraphs."""
    title = first.line_at(start)
    number = first.lines.index(title)
    lines = [title]
    for line in first.lines[number + 1 : number + 5]:
        if line.bold != title.bold or line.top - lines[-1].top > _PARAGRAPH * max(title.size, 8.0):
            break
        lines.append(line)
    return lines


_PARAGRAPH = 1.75


def _area_in(text: str) -> str:
    """Return the area that a heading or the sentence after it names. Empty if it names none."""
    patterns = (
        rf"inspection\s+of\s+(?!the\s+multi|services){_NAME}(?=\s+(?:This|Between|Dear|took|[a-z])|\s*$|[.,])",
        rf"multi-\s?agency\s+response\s+to\s+.{{5,200}}?\s+in\s+{_NAME}(?=\s+(?:[a-z]|{_NEXT})|\s*$|[.,\d])",
        rf"\bin\s+{_NAME}(?=\s+(?:This|Between|[a-z])|\s*$|[.,\d])",
    )
    found = (re.search(pattern, text, re.DOTALL) for pattern in patterns)
    names = (_without_next_sentence(match["name"]) for match in found if match)
    return next(filter(None, names), "")


def _without_next_sentence(name: str) -> str:
    return council_name(re.split(r"\s+(?:Between|This|Dear|From|In)\b", name)[0])
