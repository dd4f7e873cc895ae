"""The forms in which names of workers, teams and authorities are compared. Names are never merged.

Each function takes one name, and the engine calls it once for each spelling.
"""

from __future__ import annotations

import re
import unicodedata

from inspectprep.planning.people.names import name_key, worker_key

__all__ = ["la_name", "name_key", "worker_key"]

_NO_WORD = re.compile(r"[\W_]+")
_ABROAD = frozenset({"NIR", "WAL", "SCO", "NUK", "CON"})
_LONDON = re.compile(r"\blondon borough of\b")
_STYLES = frozenset("authority borough city council county district metropolitan of royal unitary".split())


def la_name(name: str) -> str:
    """Return a local authority's name without case, punctuation and styles such as "county council".

    The codes for placements outside England and for confidential ones stay as they are.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    if text.upper() in _ABROAD:
        return text.upper()
    text = _LONDON.sub(" ", " ".join(_NO_WORD.sub(" ", text.casefold()).split()))
    return " ".join(word for word in text.split() if word not in _STYLES)
