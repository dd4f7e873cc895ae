"""Reads identifiers: as text, never as numbers, with a key on which rows are joined."""

from __future__ import annotations

import re

from inspectprep.annexa.reading.text import DASHES, INVISIBLE, tidy

__all__ = ["PLACEHOLDER_IDS", "id_key", "id_text"]

PLACEHOLDER_IDS = frozenset(
    ("tbc", "tba", "unborn", "unknown", "not known", "new", "test", "none", "x", "xx", "xxx")
)
"""Texts that stand for no child, folded; so do zeros alone."""

_INTEGRAL = re.compile(r"(\d+)\.0+")
_ZEROS = re.compile(r"0+")


def id_text(raw: str) -> str:
    """Return an identifier tidied, without a leading apostrophe and an integral decimal."""
    text = INVISIBLE.sub("", tidy(raw)).lstrip("'")
    found = _INTEGRAL.fullmatch(text)
    return found[1] if found else text


def id_key(text: str, placeholders: frozenset[str] = PLACEHOLDER_IDS) -> str | None:
    """Return what rows are joined on: case folded, dashes the same; None for a placeholder.

    Args:
        text: What :func:`id_text` returns. Leading zeros are kept.
        placeholders: Texts that stand for no child, folded.
    """
    key = text.translate(DASHES).casefold()
    return None if key in placeholders or _ZEROS.fullmatch(key) else key
