"""Makes text comparable as people type it: white space, quotes, dashes, damage from wrong encodings."""

from __future__ import annotations

import re
import unicodedata

from inspectprep.dataframes import pl

# Words of databases, spreadsheets, programs and people for an empty cell, folded.
_NULL_WORDS = frozenset(
    (
        "blank", "empty", "n.a", "n.a.", "n/a", "n/a.", "n\\a", "na", "na.", "nan", "-nan", "nat", "no data",
        "no value", "none", "not applicable", "nul", "null", "undefined", "\\n", "1.#ind", "-1.#ind",
        "1.#qnan", "-1.#qnan",
    )
)  # fmt: skip
_IN_BRACKETS = re.compile(r"""\((.*)\)|\[(.*)\]|\{(.*)\}|<(.*)>|"(.*)"|'(.*)'""", re.DOTALL)
_MARKS_ONLY = re.compile("[-._ \N{EN DASH}\N{EM DASH}\u2012\u2015\u2212]*")

NOT_RECORDED = "not recorded"

DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
"""Turns every dash into the hyphen on the keyboard."""

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
"""Invisible characters."""

_QUOTES = str.maketrans({
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\x91": "'",
    "\x92": "'",
    "\x93": '"',
    "\x94": '"',
    "\x96": "\N{EN DASH}",
    "\x97": "\N{EM DASH}",
})  # fmt: skip
_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(
    r"#N/A|#REF!|#VALUE!|#NAME\?|#NUM!|#DIV/0!|#NULL!|#SPILL!|#CALC!|#GETTING_DATA|#FIELD!|#BLOCKED!"
    r"|#CONNECT!|#BUSY!|#UNKNOWN!|#MULTIVALUE|#+|=.*",
    re.IGNORECASE | re.DOTALL,
)
_DAMAGED = re.compile("[\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{LATIN CAPITAL LETTER A WITH TILDE}"
                      "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}]")  # fmt: skip
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f\u2189\u2460-\u249b]")
_UNTIDY = r"[^\x20-\x7e]|  |^ | $"


def repair(text: str) -> str:
    """Return the original of text whose UTF-8 was read as Windows-1252; other text unchanged."""
    if not _DAMAGED.search(text):
        return text
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def tidy(text: str) -> str:
    """Return text with compatible characters unified, straight quotes and single spaces, trimmed."""
    if text.isascii():
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", repair(text)).translate(_QUOTES)
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return text tidied and without case."""
    return tidy(text).casefold()


def is_broken(tidied: str) -> bool:
    """Return whether a text is a spreadsheet error, only hash signs, or a formula."""
    return tidied[:1] in ("#", "=") and _BROKEN.fullmatch(tidied) is not None


def is_null_text(folded: str) -> bool:
    """Return whether a folded text means an empty cell: a word for it, also in brackets, or only dashes.

    A member of a column's own code set never does.
    """
    inside = _IN_BRACKETS.fullmatch(folded)
    word = inside[inside.lastindex or 0].strip() if inside else folded
    return word in _NULL_WORDS or _MARKS_ONLY.fullmatch(word) is not None


def is_missing_text(folded: str) -> bool:
    """Return whether a folded text means an empty cell, outside category columns."""
    return folded == NOT_RECORDED or is_null_text(folded)


def has_raised(text: str) -> bool:
    """Return whether a text has raised or lowered digits or fractions, which must not become plain digits."""
    return not text.isascii() and _RAISED.search(text) is not None


def tidy_series(series: pl.Series) -> pl.Series:
    """Return a text column tidied. Most columns need no change."""
    untidy = series.str.contains(_UNTIDY).fill_null(value=False)
    if not untidy.any():
        return series
    rows = untidy.arg_true()
    tidied = [tidy(text) for text in series.gather(rows).to_list()]
    return series.clone().scatter(rows, pl.Series(tidied, dtype=pl.String))
