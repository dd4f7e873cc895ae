"""Finds the list that a sheet or a file is named after."""

from __future__ import annotations

import re
from functools import cache

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.annexa.reading.text import fold

_KNOWN_TABS = frozenset(
    ("frontsheet", "faqandchanges", "faq", "guidance", "codesused", "codes", "references", "readme")
)
_NUMBERED = re.compile(
    r"\s*(?:aa[_ ]?)?(?:annex a[_ -]*)?(list)?[_ ]*(\d{1,2})(?!\d)(.*)", re.IGNORECASE | re.DOTALL
)
# A number on its own names a list only where a mark or a word follows it, as in "6. Children in need".
_BARE_NUMBER = re.compile(r"\s*(?:annex a\W*)?\d{1,2}(?:[. _-]\D|\.?$)")
_LIST_WITHIN = re.compile(r"(?<![a-z])list[_ -]*(\d{1,2})(?!\d)", re.IGNORECASE)


def is_known_tab(name: str) -> bool:
    """Return whether a sheet is one of the other tabs of the template."""
    return heading_key(name) in _KNOWN_TABS


def named_list(*names: str) -> int | None:
    """Return the list of the first name that names one; None when none does.

    ``List 1`` never means list 10 or 11.
    """
    return next((list_number for name in names if (list_number := _named(name)) is not None), None)


def _named(name: str) -> int | None:
    text = fold(name)
    numbered = _NUMBERED.match(text)
    if numbered and int(numbered[2]) in catalogue.lists():
        named = numbered[1] or text.startswith("aa") or _BARE_NUMBER.match(text)
        if named:
            return int(numbered[2])
    within = _LIST_WITHIN.search(text)
    if within and int(within[1]) in catalogue.lists():
        return int(within[1])
    return _sheet_names().get(heading_key(name))


@cache
def _sheet_names() -> dict[str, int]:
    return {
        heading_key(name): list_number
        for list_number, spec in catalogue.lists().items()
        for name in (spec.title, *spec.sheet_names)
    }
