"""Reports of the single inspection framework (SIF), 2013 to 2018, and of its re-inspections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectprep_published.cover import read_dates, read_lead, read_previous, read_published, set_authority
from inspectprep_published.flow import Flow, place_of
from inspectprep_published.grades import GRADE, Reading, grade_of, read_grades
from inspectprep_published.items import read_lists
from inspectprep_published.names import NO_STOP
from inspectprep_published.report import Certainty, ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectprep_published.draft import Draft
    from inspectprep_published.layout import Line

_IGNORE = re.IGNORECASE
LABELS = {
    "help_and_protection": re.compile(r"children\s+who\s+need\s+help\s+and\s+protection", _IGNORE),
    "looked_after": re.compile(r"children\s+looked\s+after\s+and\s+achieving\s+permanence", _IGNORE),
    "adoption": re.compile(r"adoption\s+performance", _IGNORE),
    "care_leavers": re.compile(r"experiences?\s+and\s+progress\s+of\s+care\s+leavers", _IGNORE),
    "leadership": re.compile(r"leadership,?\s+management\s+and\s+governance", _IGNORE),
}
"""The names of the judgements in the table of the cover."""

_AFFIRMED = rf"(?:(?!\bnot\b){NO_STOP})"
_IS = r"\s+(?:is|are|has\s+been\s+judged|is\s+judged)?\s*(?:that\s+[^.]{0,80}?)?(?:to\s+be\s+)?"
_OVERALL = (
    re.compile(
        rf"overall\s+judge?ment\s*(?:for\s+{NO_STOP}{{0,60}}?\s+)?(?:is|:)\s*:?\s*(?:that\s+{_AFFIRMED}{{0,90}}?)?\b({GRADE}|requires?\s+improvement)",
        _IGNORE,
    ),
    re.compile(
        rf"(?:children['\u2019]?s?\s+services?|services?\s+for\s+children)\s+in\s+{_AFFIRMED}{{2,80}}?\s+(?:(?:is|are)\s+)?({GRADE})",
        _IGNORE,
    ),
    re.compile(rf"overall\s+effectiveness\s*(?:is|:)?\s*({GRADE})", _IGNORE),
)
_BOARD = re.compile(
    rf"(?:the\s+)?(?:effectiveness\s+of\s+the\s+)?(?:[A-Z][\w-]+\s+)?(?:(?:local\s+)?safeguarding\s+children(?:['\u2019]?s)?\s+board|LSCB)(?:\s*\([A-Z]+\))?\s*[\d]?\s*(?:is|:)?\s*(?:judged\s+(?:to\s+be\s+)?)?({GRADE})",
    _IGNORE,
)
_ARRANGEMENTS = re.compile(
    rf"arrangements\s+in\s+place\s+to\s+evaluate\s+the\s+effectiveness\s+of\s+what\s+is\s+done\s+by[^.]{{0,140}}?\s(?:are|is)?\s*({GRADE})",
    _IGNORE,
)
_TITLE = re.compile(r"(?:re-?\s*)?inspection\s+of\s+services\s+for\s+children\s+in\s+need", _IGNORE)
_BOARD_PART = re.compile(
    r"(?:section\s+2|the\s+(?:effectiveness\s+of\s+the\s+)?local\s+safeguarding\s+children)", _IGNORE
)


def read_sif(draft: Draft) -> None:
    """Read a report of the single inspection framework, or of a re-inspection."""
    draft.edition = "2013"
    _read_authority(draft)
    read_dates(draft)
    read_published(draft)
    read_grades(draft, draft.cover.lines, LABELS)
    _read_overall(draft)
    if draft.kind is ReportKind.SIF:
        _read_board(draft)
    read_lead(draft, draft.text)
    read_lists(draft, tuple(_before_board(draft.layout.body)))
    read_previous(draft, draft.text)
    for name in LABELS:
        if name not in draft.grades:
            draft.warn(f"Not found: the grade {name}.")
    draft.missing("authority", "fieldwork", "lead_inspectors", "improvements")


def _read_authority(draft: Draft) -> None:
    match = _TITLE.search(draft.cover.text)
    if not match:
        return
    title = draft.cover.line_at(match.start())
    lines = draft.cover.lines
    above = [line for line in lines[: lines.index(title)] if line.text.strip() and not line.text.isdigit()]
    if above:
        set_authority(draft, " ".join(line.text for line in above), above[0])


def _read_overall(draft: Draft) -> None:
    """Read the overall grade, which is a sentence on the cover, and compare it with others like it."""
    readings = [
        Reading(grade_of(match[1]), flow.line_at(match.start()).page, match[0])
        for flow in (
            draft.cover,
            Flow(line for line in draft.layout.body if 1 < line.page <= _SUMMARY_PAGES and line.bold),
        )
        for pattern in _OVERALL
        for match in pattern.finditer(flow.text)
    ]
    _set_sentence(draft, "overall", readings)


_SUMMARY_PAGES = 4


def _read_board(draft: Draft) -> None:
    """Read the grade of the local safeguarding children board: on early covers, and in its own part."""
    readings: list[Reading] = []
    bold = Flow(line for line in draft.layout.body if line.bold or line.page == 1)
    for flow, pattern, alone in (
        (draft.cover, _BOARD, False),
        (bold, _BOARD, False),
        (draft.text, _BOARD, True),
        (draft.text, _ARRANGEMENTS, False),
    ):
        readings += [
            Reading(grade_of(match[1]), flow.line_at(match.start()).page, match[0])
            for match in pattern.finditer(flow.text)
            if not alone or flow.is_alone(match)
        ]
    _set_sentence(draft, "lscb", readings)


def _set_sentence(draft: Draft, name: str, readings: Sequence[Reading]) -> None:
    """Add a grade that sentences say, and warn if they differ or if there is none."""
    if not readings:
        draft.warn(f"Not found: the grade {name}.")
        return
    first = readings[0]
    different = next((other for other in readings if other.grade != first.grade), None)
    certainty = (
        Certainty.AGREED if len({(each.page, each.words) for each in readings}) > 1 else Certainty.PRINTED
    )
    if different:
        certainty = Certainty.CONTRADICTED
        draft.contradiction(
            f"grades.{name}",
            f"page {first.page} says {first.grade.value}",
            f"page {different.page} says {different.grade.value}",
        )
    draft.grades[name] = first.grade
    draft.places[f"grades.{name}"] = place_of(first.page, first.words, certainty)


def _before_board(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines before the part about the board, which is after the first third of a report."""
    last = lines[-1].page if lines else 0
    for line in lines:
        if line.bold and line.page > max(_SUMMARY_PAGES, last / 3) and _BOARD_PART.match(line.text):
            return
        yield line
