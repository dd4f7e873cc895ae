"""Reports of older kinds: looked after children of 2013, progress in safeguarding, and reviews of boards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectprep_published.cover import read_dates, read_lead, read_published, set_authority
from inspectprep_published.flow import Flow
from inspectprep_published.grades import GRADE, grade_of
from inspectprep_published.items import read_lists

if TYPE_CHECKING:
    from inspectprep_published.draft import Draft

_IGNORE = re.IGNORECASE
_LOOKED_AFTER = re.compile(
    r"inspection\s+of\s+looked\s+after\s+children\s+services\s+(?P<name>.+?)\s+(?:inspection\s+dates?|reporting|age\s+group)",
    _IGNORE,
)
_PROGRESS = re.compile(
    r"safeguarding\s+services\s+in\s+(?:the\s+)?(?P<name>.+?)\s+(?:care\s+quality|hm\s+inspect|ofsted|age\s+group|published|inspection\s+dates?)",
    _IGNORE,
)
_GRADE = re.compile(r"overall\s+effectiveness[^.]{0,90}?grade\s+\d\s*\((?P<grade>\w+)\)", _IGNORE)
_BOARD = re.compile(
    rf"(?:effectiveness\s+of\s+the\s+)?(?:local\s+safeguarding\s+children\s+board|LSCB)(?:\s*\([A-Z]+\))?\s*(?:is|:)\s*({GRADE})",
    _IGNORE,
)
_BOARD_TITLE = re.compile(
    r"review\s+of\s+the\s+effectiveness\s+of\s+the\s+(?P<name>.*?)\s*local\s+safeguarding", _IGNORE
)


def read_looked_after(draft: Draft) -> None:
    """Read a report of an inspection of services for looked after children, of 2013."""
    if match := _LOOKED_AFTER.search(draft.cover.text):
        set_authority(draft, match["name"], draft.cover.line_at(match.start("name")))
    read_dates(draft)
    read_lead(draft, draft.cover, draft.cover_rows)
    read_published(draft)
    flow = draft.text
    if match := _GRADE.search(flow.text):
        if re.fullmatch(GRADE, match["grade"], _IGNORE):
            draft.grades["overall"] = grade_of(match["grade"])
            draft.places["grades.overall"] = flow.place(match)
        else:
            draft.warn(f"The overall grade is {match['grade']!r} on a scale that is no longer used.")
    else:
        draft.warn("Not found: the grade overall.")
    read_lists(draft, draft.layout.body)
    draft.missing("authority", "fieldwork", "lead_inspectors", "published")


def read_progress(draft: Draft) -> None:
    """Read a report of an inspection of progress in safeguarding services."""
    if match := _PROGRESS.search(draft.cover.text):
        set_authority(draft, match["name"], draft.cover.line_at(match.start("name")))
    read_published(draft)
    read_lists(draft, draft.layout.body)
    draft.missing("authority", "published")


def read_board_review(draft: Draft) -> None:
    """Read a review of a local safeguarding children board that is not part of an inspection."""
    lines = draft.cover.lines
    if match := _BOARD_TITLE.search(draft.cover.text):
        above = lines[: lines.index(draft.cover.line_at(match.start()))]
        named = [line for line in above if not line.text.isdigit()]
        if match["name"].strip():
            set_authority(draft, match["name"], draft.cover.line_at(match.start()))
        elif named:
            set_authority(draft, " ".join(line.text for line in named), named[0])
    read_dates(draft)
    read_published(draft)
    for flow in (draft.cover, Flow(line for line in draft.layout.body if line.bold)):
        if match := _BOARD.search(flow.text):
            draft.grades["lscb"] = grade_of(match[1])
            draft.places["grades.lscb"] = flow.place(match)
            break
    read_lead(draft, draft.text)
    read_lists(draft, draft.layout.body)
    draft.missing("authority", "grades")
