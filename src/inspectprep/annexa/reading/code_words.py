"""Splits the texts of categories into words, so that they are compared without punctuation."""

from __future__ import annotations

import re
from typing import TypeAlias

from inspectprep.annexa.reading.dates import read_date
from inspectprep.annexa.reading.text import DASHES, tidy

Words: TypeAlias = tuple[str, ...]

# A question mark, an arrow or any other sign casts doubt on the words around it.
_DOUBTFUL = re.compile(r"""[^\w\s.,;:!*\u2022\u00b7()\[\]{}"'`|=/&+\-]""")
# A slash and a plus are kept as words: between two codes they mean either or both.
_WORD = re.compile(r"[^\W_]+|[/+]")
_DATE = re.compile(
    r"(?<![\w/.\-])(?:\d{1,2}([/.\-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \-][a-z]{3,9}[ \-,]+\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?(?![\w/\-])"
)
_AROUND_DATE = " .,;:-()[]"


def code_key(text: str) -> str:
    """Return a text tidied, with one kind of dash and without case."""
    return tidy(text).translate(DASHES).casefold()


def words_of(key: str) -> Words | None:
    """Return the words of a text without punctuation. None if it has a sign of doubt, such as ``?`` or ``>``.

    Args:
        key: A text from :func:`code_key`.
    """
    if _DOUBTFUL.search(key):
        return None
    return tuple(_WORD.findall(key.replace("'", "").replace("&", " and ")))


def without_date(key: str) -> str:
    """Return a text without the date at its start or end. Unchanged if it has none, or more than one.

    Args:
        key: A text from :func:`code_key`.
    """
    dates = list(_DATE.finditer(key))
    if len(dates) != 1:
        return key
    before, after = (part.strip(_AROUND_DATE) for part in (key[: dates[0].start()], key[dates[0].end() :]))
    if before and after:
        return key
    date = read_date(dates[0][0], pivot=2069)
    return (before or after or key) if date.day or date.swapped else key
