"""Fields that several kinds of report have: dates, lead inspectors, publication, the last inspection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectprep_published.dates import EXPRESSION, read_date, read_periods
from inspectprep_published.flow import Flow, place_of
from inspectprep_published.names import TITLE, council_name, inspector_names
from inspectprep_published.report import Certainty, Fieldwork

if TYPE_CHECKING:
    from inspectprep_published.draft import Draft
    from inspectprep_published.layout import Line

_IGNORE = re.IGNORECASE
_DATES = re.compile(
    rf"\b(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection|inspected\s+on|fieldwork\s+dates?)\s*[:\u2013\u2014-]?\s*(?:from\s+|(?P<between>between)\s+)?(?P<dates>{EXPRESSION})",
    _IGNORE,
)
_FURTHER = re.compile(
    rf"[^.:]{{0,40}}?\b(?:further|additional|second|return(?:ed)?|again|visit|fieldwork)\b[^.:]{{0,40}}?({EXPRESSION})",
    _IGNORE,
)
_PUBLISHED = re.compile(
    rf"\b(?:report\s+)?(?:published|publication(?:\s+date)?|date\s+of\s+publication|publish\s+date)(?:\s+on)?\s*:?\s*({EXPRESSION})",
    _IGNORE,
)
_SPOKEN = re.compile(
    rf"\b(?:took\s+place|carried\s+out|conducted|on\s+site|undertaken)\b[^.]{{0,60}}?\b(from|between|on)\s+({EXPRESSION})",
    _IGNORE,
)
_ANY_DATES = re.compile(EXPRESSION, _IGNORE)
_LEAD = re.compile(
    r"\b(?:lead|reporting)\s+(?:inspectors?|HMIs?)(?:\s+on\s+site)?\b(?:\s*\([^)]*\))?\s*[:\u2013\u2014-]?\s*(?P<names>.+?)"
    r"(?=\b(?:judge?ments?\s+grade|judge?ments?\b|grade\b|inspection\s+dates?|report\s+author|age\s+group|published|report\s+published|"
    r"team\s+inspectors?|deputy|unique\s+reference|urn\b|overall\s+effectiveness|the\s+(?:impact|experiences)\b|quality\s+assurance|shadow|(?:joint\s+)?lead\s+(?:inspector|HMI))|$)",
    _IGNORE | re.DOTALL,
)
_LAST_WORD = re.compile(r"\b(?:previous|last|lead|judge?ment)", _IGNORE)
_NOT_LEAD = re.compile(r"\b(?:deputy|cqc)\s*,?\s*$", _IGNORE)
_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*"
_TITLED = re.compile(rf"({_WORD}(?:\s+(?:[a-z]{{2,3}}\s+)?{_WORD}){{1,3}}),?\s+{TITLE}")
_PERSON = re.compile(
    rf"{_WORD}(?:\s+(?:[a-z]{{2,3}}\s+)?{_WORD}){{1,3}}(?:,?\s+(?:{TITLE}|HMI))?(?:\s+\([^)]*\))?"
)
_SEVERAL = re.compile(r"\w+\s+(?:inspectors|HMIs)\b", _IGNORE)
_LAST = re.compile(
    r"\b(?:last|previous|most\s+recent)\b[^.]{0,90}?\binspect\w*\b[^.]{0,90}?\b(?:in|of|on|during)\s+(?:early\s+|late\s+|the\s+\w+\s+of\s+)?"
    r"((?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?(?:19|20)\d\d)\b",
    _IGNORE,
)
_MONTHS = "january february march april may june july august september october november december".split()


def read_dates(draft: Draft) -> None:
    """Read the periods of fieldwork on the cover, and compare them with headers and with the text."""
    for flow in (draft.cover, draft.cover_rows):
        for match in _DATES.finditer(flow.text):
            if _is_of_previous(flow.text, match.start()):
                continue
            if periods := read_periods(match["dates"], between=bool(match["between"])):
                further = _FURTHER.match(flow.text, match.end())
                if further and not _LAST_WORD.search(further[0]):
                    periods += read_periods(further[1])
                set_fieldwork(draft, periods, flow.line_at(match.start()).page, match[0])
                _compare(draft)
                return
    _dates_elsewhere(draft)


def set_fieldwork(
    draft: Draft,
    periods: tuple[Fieldwork, ...],
    page: int,
    words: str,
    certainty: Certainty = Certainty.PRINTED,
) -> None:
    """Add the periods of fieldwork to the report."""
    draft.fieldwork = tuple(sorted(periods, key=lambda period: period.start))
    for number in range(len(periods)):
        draft.places[f"fieldwork[{number}]"] = place_of(page, words, certainty)


def _is_of_previous(text: str, start: int) -> bool:
    return (
        bool(re.search(r"\b(?:previous|last)\s+$", text[max(0, start - 12) : start], _IGNORE))
        or "previous" in text[start : start + 28].casefold()
    )


def _dates_elsewhere(draft: Draft) -> None:
    """Read the fieldwork in headers, or in a sentence, when the cover does not have it."""
    for line in draft.layout.running:
        match = _ANY_DATES.search(line.text)
        if match and (periods := read_periods(match[0])):
            set_fieldwork(draft, periods, line.page, line.text, Certainty.INFERRED)
            draft.warn("The inspection dates are not on the cover. They were read from a header.")
            return
    match = _SPOKEN.search(draft.text.text)
    if match and (periods := read_periods(match[2], between=match[1].casefold() == "between")):
        page = draft.text.line_at(match.start()).page
        set_fieldwork(draft, periods, page, match[0], Certainty.INFERRED)
        draft.warn(
            f"The inspection dates are not on the cover. They were read from a sentence on page {page}."
        )


def _compare(draft: Draft) -> None:
    """Warn about headers that have other dates than the cover."""
    agreed = False
    for line in draft.layout.running:
        for match in _ANY_DATES.finditer(line.text):
            periods = read_periods(match[0])
            if not periods or (len(periods) == 1 and periods[0].start == periods[0].end):
                continue
            if set(periods) <= set(draft.fieldwork):
                agreed = True
                continue
            draft.contradiction(
                "fieldwork[0]",
                f"the cover says {_words(draft.fieldwork)}",
                f"the header of page {line.page} says {_words(periods)}",
            )
            return
    if agreed:
        for number in range(len(draft.fieldwork)):
            place = draft.places[f"fieldwork[{number}]"]
            draft.places[f"fieldwork[{number}]"] = place_of(place.page, place.words, Certainty.AGREED)


def _words(periods: tuple[Fieldwork, ...]) -> str:
    return " and ".join(f"{period.start.isoformat()} to {period.end.isoformat()}" for period in periods)


def read_lead(draft: Draft, *flows: Flow) -> None:
    """Read the lead inspectors after the words *Lead inspector*, in the first text that has them."""
    for flow in flows:
        first: re.Match[str] | None = None
        names: tuple[str, ...] = ()
        end = 0
        for match in _LEAD.finditer(flow.text):
            if _NOT_LEAD.search(flow.text[max(0, match.start() - 8) : match.start()]):
                continue
            if first is not None and flow.text[end : match.start()].strip():
                break  # a later mention, and not another label directly below
            if found := inspector_names(_first_lines(flow, match)):
                names = tuple(dict.fromkeys((*names, *found)))
                first, end = first or match, match.end()
        if first is not None:
            page = flow.line_at(first.start()).page
            _set_leads(draft, names, page, first[0][:200], Certainty.PRINTED)
            return
    titled = _TITLED.search(draft.cover.text)
    if titled and (names := inspector_names(titled[1])):
        _set_leads(draft, names, 1, titled[0], Certainty.INFERRED)


def _first_lines(flow: Flow, match: re.Match[str]) -> str:
    """Return the names after the label: those on its line, and on the next lines while the list goes on."""
    lines = flow.lines_of(match)
    start = match.start("names")
    text = match["names"]
    if len(lines) <= 1:
        return text
    taken = ""
    for piece in _pieces(flow, start, match.end("names")):
        several = _PERSON.fullmatch(piece) if _SEVERAL.match(match[0]) else None
        if taken and not several and not _goes_on(taken, piece):
            break
        taken = f"{taken}{',' if several and taken else ''} {piece}".strip()
    return taken


def _pieces(flow: Flow, start: int, end: int) -> list[str]:
    """Return the text between two places, line by line."""
    pieces: list[str] = []
    place = start
    while place < end:
        line = flow.line_at(place)
        following = place
        while following < end and flow.line_at(following) is line:
            following += 1
        if piece := flow.text[place:following].strip():
            pieces.append(piece)
        place = following
    return pieces


def _goes_on(taken: str, piece: str) -> bool:
    """Return whether the next line is part of a list of names."""
    return bool(
        re.search(rf"(?:,|-|\band|&|\band\s+{_WORD}|&\s+{_WORD})$", taken)
        or re.match(rf"{_WORD},?\s+(?:{TITLE}|HMI\b)", piece)
        or re.match(rf"(?:{TITLE}|HMI|Majesty|Inspector|and\b|&|,)", piece, _IGNORE)
        or not inspector_names(taken)
    )


def _set_leads(draft: Draft, names: tuple[str, ...], page: int, words: str, certainty: Certainty) -> None:
    draft.lead_inspectors = names
    for number in range(len(names)):
        draft.places[f"lead_inspectors[{number}]"] = place_of(page, words, certainty)


def read_published(draft: Draft) -> None:
    """Read the day of publication on the cover, and warn if it is before the end of the inspection."""
    for match in _PUBLISHED.finditer(draft.cover.text):
        if day := read_date(match[1]):
            draft.published = day
            draft.places["published"] = draft.cover.place(match)
            break
    check_published(draft)


def check_published(draft: Draft) -> None:
    """Warn if the report was published before the end of the inspection."""
    if draft.published and draft.fieldwork and draft.published < draft.fieldwork[-1].end:
        draft.contradiction(
            "published",
            f"it was published on {draft.published.isoformat()}",
            f"the inspection ended on {draft.fieldwork[-1].end.isoformat()}",
        )


def set_authority(draft: Draft, text: str, line: Line, certainty: Certainty = Certainty.PRINTED) -> None:
    """Add the council's name to the report."""
    draft.authority = council_name(text)
    draft.places["authority"] = place_of(line.page, text, certainty)


def read_previous(draft: Draft, flow: Flow) -> None:
    """Read when the last inspection was, in the first sentence that says so."""
    match = _LAST.search(flow.text)
    if match:
        draft.previous_inspection = month_of(match[1])
        draft.places["previous_inspection"] = flow.place(match)


def month_of(text: str) -> str:
    """Return a year, or a month and a year, in figures: ``2018``, ``2018-05``."""
    words = text.casefold().split()
    return f"{words[1]}-{_MONTHS.index(words[0]) + 1:02}" if len(words) > 1 else words[0]
