"""Reports of area inspections of special educational needs and disabilities, since 2023."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectprep_published.cover import month_of, read_dates, read_published, set_authority
from inspectprep_published.dates import EXPRESSION, read_periods
from inspectprep_published.flow import Flow, place_of
from inspectprep_published.items import PRIORITY, add_items, list_items, paragraphs
from inspectprep_published.layout import columns, rules
from inspectprep_published.names import NO_STOP, inspector_names
from inspectprep_published.report import Certainty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep_published.draft import Draft
    from inspectprep_published.items import Item
    from inspectprep_published.layout import Line

_IGNORE = re.IGNORECASE
_TITLE = re.compile(
    r"area\s+SEND\s+(?:full\s+)?inspection\s*(?:\bof\b|\breport:?|:)\s*(?:the\s+)?(?P<name>.+?)\s*(?:local\s+area\s+partnership|local\s+area\b|inspection\s+dates?|$)",
    _IGNORE,
)
_PREVIOUS = re.compile(
    r"(?:dates?\s+of\s+(?:the\s+)?)?(?:previous|last)\s+inspection(?:\s+dates?)?\s*:?\s*(?:from\s+)?"
    rf"(?:({EXPRESSION})|(?P<month>(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\s+20\d\d))",
    _IGNORE,
)
_BEFORE = rf"{NO_STOP}{{0,400}}"  # with an end, so that a page without a full stop is read in time
_OUTCOMES = {
    "positive": re.compile(
        rf"{_BEFORE}\b(?:typically|usually|generally)\s+(?:lead\s+to|result\s+in)\s+positive\s+experiences\s+and\s+outcomes{NO_STOP}*\.",
        _IGNORE,
    ),
    "inconsistent": re.compile(
        rf"{_BEFORE}\b(?:lead\s+to|result\s+in)\s+inconsistent\s+experiences\s+and\s+outcomes{NO_STOP}*\.",
        _IGNORE,
    ),
    "systemic failings": re.compile(
        rf"{_BEFORE}\bwidespread\s+and(?:\s*/?\s*or)?\s+systemic\s+failings{NO_STOP}*\.|{_BEFORE}\bsignificant\s+concerns\s+about\s+the\s+experiences{NO_STOP}*\.",
        _IGNORE,
    ),
}
_OUTCOME_HEADING = re.compile(r"inspection\s+outcome\s*", _IGNORE)
_NEXT = re.compile(
    r"(?:(?:the\s+)?next\s+full\s+(?:area\s+SEND\s+)?(?:re-?)?inspection|a\s+monitoring\s+inspection|monitoring\s+inspection)\b[^.]*\.(?:\s+(?:the\s+)?next\s+full[^.]*\.)?",
    _IGNORE,
)
_YEARS = re.compile(r"\b(three|five|[35])\s+years\b", _IGNORE)
_EXPECTED = {"positive": "5", "inconsistent": "3", "systemic failings": "3"}
_LEAD = re.compile(r"\blead\s+(?:(?:social\s+care|SEND|area)\s+)?inspector\b|\blead\s+HMI\b", _IGNORE)
_TEAM = re.compile(r"(?:the\s+)?inspection\s+team:?", _IGNORE)
_OTHER_BODY = re.compile(
    r"\b(?:CQC|care\s+quality\s+commission|children['\u2019]s\s+services\s+inspector)\b", _IGNORE
)
_AREAS = re.compile(r"areas?\s+for\s+improvement\s*:?", _IGNORE)
_BODY_COLUMN = re.compile(r"responsible\s+(?:body|bodies|organisations?)", _IGNORE)
_AFTER = re.compile(
    r"local\s+area\s+partnership\s+details|information\s+about\s+this\s+inspection|inspection\s+team", _IGNORE
)


def read_area_send(draft: Draft) -> None:
    """Read a report of an area SEND inspection."""
    draft.edition = "2023"
    cover = draft.cover
    if match := _TITLE.search(cover.text):
        set_authority(draft, match["name"], cover.line_at(match.start()))
    read_dates(draft)
    read_published(draft)
    _read_outcome(draft)
    _read_previous(draft)
    _read_lead(draft)
    _read_tables(draft)
    draft.missing("authority", "fieldwork", "lead_inspectors", "outcome", "next_inspection", "improvements")


def _read_outcome(draft: Draft) -> None:
    """Read the sentence of the outcome and the one about the next inspection, and compare the two."""
    flow = Flow(line for line in draft.layout.body if line.page <= _OUTCOME_PAGES)
    heading = _OUTCOME_HEADING.search(flow.text)
    start = heading.end() if heading else 0
    found = [
        (name, match) for name, pattern in _OUTCOMES.items() if (match := pattern.search(flow.text, start))
    ]
    found.sort(key=lambda each: each[1].start())
    outcome, end = "", start
    if found:
        outcome, match = found[0]
        end = match.end()
        draft.outcome = match[0].strip()
        draft.places["outcome"] = place_of(flow.line_at(match.start()).page, draft.outcome)
    after = _NEXT.search(flow.text, end) if found or heading else None
    if not after:
        return
    draft.next_inspection = after[0].strip()
    draft.places["next_inspection"] = place_of(flow.line_at(after.start()).page, draft.next_inspection)
    years = _YEARS.search(after[0])
    said = {"three": "3", "five": "5"}.get(years[1].casefold(), years[1]) if years else ""
    if said and outcome and said != _EXPECTED[outcome]:
        draft.contradiction(
            "next_inspection", f"the outcome is {outcome!r}", f"the next inspection is within {said} years"
        )


_OUTCOME_PAGES = 2


def _read_previous(draft: Draft) -> None:
    match = _PREVIOUS.search(draft.cover.text)
    if not match:
        return
    if match["month"]:
        draft.previous_inspection = month_of(match["month"])
    elif periods := read_periods(match[1]):
        draft.previous_inspection = "/".join(day.isoformat() for day in (periods[0].start, periods[-1].end))
    if draft.previous_inspection:
        draft.places["previous_inspection"] = draft.cover.place(match)


def _read_lead(draft: Draft) -> None:
    """Read the lead inspector of Ofsted in the table of the team, whose columns are the two bodies."""
    body = draft.layout.body
    starts = [number for number, line in enumerate(body) if _TEAM.fullmatch(line.text)]
    team = body[starts[-1] + 1 :] if starts else body
    team = tuple(line for line in team if starts and line.page <= body[starts[-1]].page + 1)
    for cells in _team_columns(team):
        for number, line in enumerate(cells):
            text = line.text
            if _OTHER_BODY.search(text) or not _LEAD.search(text):
                continue
            names = inspector_names(_LEAD.sub(",", text)) or (
                inspector_names(cells[number - 1].text) if number else ()
            )
            if names:
                draft.lead_inspectors = names[:1]
                draft.places["lead_inspectors[0]"] = place_of(line.page, text, Certainty.PRINTED)
                return
    _first_of_ofsted(draft, team)


def _team_columns(team: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Return the columns of the team: below *Ofsted*, and below *Care Quality Commission*."""
    for line in team:
        words = [word.text.casefold() for word in line.words]
        if "ofsted" in words and "care" in words:
            edge = line.words[words.index("care")].left
            if edge > line.words[words.index("ofsted")].right + _GUTTER:
                return columns(team, (0.0, edge))
    return (tuple(team),)


_GUTTER = 20.0


def _first_of_ofsted(draft: Draft, team: Sequence[Line]) -> None:
    """Read the first inspector of Ofsted when the table does not say who led, and warn about it."""
    for line in _team_columns(team)[0][:6]:
        if re.search(r"\bHMI\b|Majesty", line.text) and (names := inspector_names(line.text)):
            draft.lead_inspectors = names[:1]
            draft.places["lead_inspectors[0]"] = place_of(line.page, line.text, Certainty.INFERRED)
            draft.warn(
                "The report does not say who led the inspection. The first inspector of Ofsted is given."
            )
            return


def _read_tables(draft: Draft) -> None:
    """Read the tables of areas for priority action and areas for improvement."""
    body = draft.layout.body
    for name, heading, others in (
        ("priority_actions", PRIORITY, (_AREAS,)),
        ("improvements", _AREAS, (PRIORITY,)),
    ):
        starts = [
            number
            for number, line in enumerate(body)
            if heading.fullmatch(line.text)
            or (line.bold and heading.match(line.text) and len(line.text) < _LONGEST_HEADING)
        ]
        if not starts:
            continue
        table: list[Line] = []
        for line in body[starts[0] + 1 :]:
            if _AFTER.match(line.text) or any(other.fullmatch(line.text) and line.bold for other in others):
                break
            table.append(line)
        add_items(draft, name, _table_items(draft, heading, table))


_LONGEST_HEADING = 70


def _table_items(draft: Draft, heading: re.Pattern[str], table: list[Line]) -> tuple[Item, ...]:
    """Return the rows of a table, or of its second column where the first has the responsible bodies."""
    edge = next(
        (
            word.left
            for line in table
            if _BODY_COLUMN.match(line.text)
            for word in line.words
            if word.text.casefold() in ("areas", "area")
        ),
        None,
    )
    lines = [line for line in table if not _is_heading_of_table(line, heading)]
    drawn = {page: rules(draft.layout, page) for page in {line.page for line in lines}}
    if edge is not None and lines:
        lines = list(columns(lines, (0.0, edge - 4))[1])
    if lines and all(_starts_list(line) for line in lines[:1]):
        return list_items(lines)
    return paragraphs(lines, drawn)


def _is_heading_of_table(line: Line, heading: re.Pattern[str]) -> bool:
    if line.bold:
        return bool(heading.search(line.text) or _BODY_COLUMN.search(line.text))
    return bool(heading.fullmatch(line.text) or _BODY_COLUMN.match(line.text))


def _starts_list(line: Line) -> bool:
    return line.text[:1] in "\u25fc\u25a0\u25aa\u2022\uf0b7"
