"""Reports of inspections of local authority children's services (ILACS) of all variants and editions."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from inspectprep_published.cover import read_dates, read_lead, read_previous, read_published, set_authority
from inspectprep_published.flow import place_of
from inspectprep_published.grades import read_grades
from inspectprep_published.items import read_lists
from inspectprep_published.names import CHILDREN
from inspectprep_published.report import Certainty

if TYPE_CHECKING:
    from inspectprep_published.draft import Draft

_IGNORE = re.IGNORECASE
_PROGRESS = r"experiences?\s+and\s+progress\s+of\s+"
LABELS = {
    "impact_of_leaders": re.compile(
        r"(?:the\s+)?impact\s+of\s+leaders(?:hip)?\s+on\s+social\s+work\s+practice(?:\s+with\s+children\s+and\s+families)?",
        _IGNORE,
    ),
    "help_and_protection": re.compile(
        rf"(?:the\s+)?{_PROGRESS}children\s+(?:who|in)\s+need\s+(?:of\s+)?help\s+(?:and|or)\s+protection",
        _IGNORE,
    ),
    "in_care_and_care_leavers": re.compile(
        rf"(?:the\s+)?{_PROGRESS}children\s+in\s+care\s+and\s+care\s+leavers", _IGNORE
    ),
    "in_care": re.compile(rf"(?:the\s+)?{_PROGRESS}children\s+in\s+care(?!\s+and\s+care)", _IGNORE),
    "care_leavers": re.compile(rf"(?:the\s+)?{_PROGRESS}care\s+leavers", _IGNORE),
    "overall": re.compile(r"overall\s+effectiveness", _IGNORE),
}
"""The names of the judgements. A longer name comes before one that is part of it."""

WITHOUT_OVERALL = date(2026, 4, 1)
"""The first day on which inspections have no overall grade."""

_TITLE = re.compile(
    rf"inspection\s+of\s+(?:the\s+)?(?P<name>.+?)\s+(?:local\s+authority\s+)?{CHILDREN}(?:\s+social\s+care)?\s+services",
    _IGNORE,
)
_OLD_TITLE = re.compile(
    rf"inspection\s+of\s+(?:local\s+authority\s+)?{CHILDREN}\s+(?:social\s+care\s+)?services"
    r"(?:\s+(?:in|at)\s+(?P<name>.+?)(?=\s+inspection|$))?",
    _IGNORE,
)
_COUNCIL = re.compile(r"\b(?:council|borough\s+of|city\s+of|corporation)\b", _IGNORE)
_SHORT, _STANDARD = 5, 12


def read_ilacs(draft: Draft) -> None:
    """Read a report of an inspection of local authority children's services."""
    _read_authority(draft)
    read_dates(draft)
    read_lead(draft, draft.cover, draft.cover_rows)
    read_published(draft)
    first = [line for line in draft.layout.body if line.page <= _COVER_PAGES]
    read_grades(draft, first, LABELS)
    _check_edition(draft)
    _infer_variant(draft)
    read_lists(draft, draft.layout.body)
    read_previous(draft, draft.text)
    draft.missing("authority", "fieldwork", "lead_inspectors", "grades", "improvements")


_COVER_PAGES = 2


def _read_authority(draft: Draft) -> None:
    """Read the council's name: in the title since 2021, and above or below it before."""
    lines = draft.cover.lines
    old = _OLD_TITLE.search(draft.cover.text)
    if old:
        title = draft.cover.line_at(old.start())
        above = [
            line
            for line in lines[: lines.index(title)]
            if line.size > _SMALLEST_NAME and not line.text.isdigit()
        ]
        below = lines[lines.index(title) + 1 :][:1]
        if old["name"]:
            set_authority(draft, old["name"], title)
        elif above:
            set_authority(draft, " ".join(line.text for line in above), above[0])
        elif below and (below[0].size > title.size or _COUNCIL.search(below[0].text)):
            set_authority(draft, below[0].text, below[0])
    elif match := _TITLE.search(draft.cover.text):
        set_authority(draft, match["name"], draft.cover.line_at(match.start()))


_SMALLEST_NAME = 10.0


def _check_edition(draft: Draft) -> None:
    """Set the edition by the judgements, and warn if they do not fit the dates."""
    together, apart = "in_care_and_care_leavers" in draft.grades, "care_leavers" in draft.grades
    start = draft.fieldwork[0].start if draft.fieldwork else None
    after = start is not None and start >= WITHOUT_OVERALL
    if "overall" not in draft.grades and draft.grades:
        if after:
            draft.edition = "2026"
        else:
            draft.warn("Not found: the overall grade, which inspections before April 2026 have.")
    elif after and "overall" in draft.grades:
        draft.contradiction(
            "grades.overall",
            f"page {draft.places['grades.overall'].page} has an overall grade",
            "inspections since April 2026 have none",
        )
    if not draft.edition:
        draft.edition = "2023" if (apart or "in_care" in draft.grades) and not together else "2018"
    if together and (apart or "in_care" in draft.grades):
        draft.warn("The grades name children in care and care leavers both together and apart.")
    needed = {"impact_of_leaders", "help_and_protection"}
    needed |= (
        {"in_care", "care_leavers"} if apart or "in_care" in draft.grades else {"in_care_and_care_leavers"}
    )
    for name in sorted(needed - set(draft.grades)):
        draft.warn(f"Not found: the grade {name}.")


def _infer_variant(draft: Draft) -> None:
    """Infer the variant, which is not printed, from the calendar days of the first period of fieldwork."""
    if not draft.fieldwork:
        return
    first = draft.fieldwork[0]
    days = (first.end - first.start).days + 1
    if days <= _SHORT:
        draft.variant = "short"
    elif days <= _STANDARD:
        draft.variant = "standard"
    else:
        draft.variant = "longer"
    if days not in (_SHORT, _STANDARD):
        draft.warn(f"The first period of fieldwork has {days} calendar days, not 5 (short) or 12 (standard).")
    place = draft.places["fieldwork[0]"]
    draft.places["variant"] = place_of(place.page, f"{days} calendar days: {place.words}", Certainty.INFERRED)
