"""Reads identifiers as text, never as numbers, with a key on which rows are joined."""

from __future__ import annotations

import re

from inspectprep.annexa.reading.text import DASHES, INVISIBLE, tidy

PLACEHOLDER_IDS = frozenset(
    ("tbc", "tba", "unborn", "unknown", "not known", "new", "test", "none", "x", "xx", "xxx")
)
"""Texts that are not the identifier of a child, folded. Zeros alone are not one either."""

_INTEGRAL = re.compile(r"(\d+)\.0+")
_ZEROS = re.compile(r"0+")


def id_text(raw: str) -> str:
    """Return an identifier tidied, without a leading apostrophe or decimals that are all zero."""
    text = INVISIBLE.sub("", tidy(raw)).lstrip("'")
    integral = _INTEGRAL.fullmatch(text)
    return integral[1] if integral else text


def id_key(text: str, placeholders: frozenset[str] = PLACEHOLDER_IDS) -> str | None:
    """Return the key on which rows are joined; None for a placeholder.

    Case and kinds of dash make no difference.

    Args:
        text: An identifier from :func:`id_text`. Leading zeros stay.
        placeholders: Texts that are not the identifier of a child, folded.
    """
    key = text.translate(DASHES).casefold()
    return None if key in placeholders or _ZEROS.fullmatch(key) else key
