"""How names of workers, teams and authorities are compared: never merged, only recognised.

Each function takes one name; the engine calls it once for each different spelling.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["initial_of", "la_name", "name_key", "worker_key"]

_APOSTROPHES = re.compile("['\u2018\u2019]")
_NO_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_ABROAD = frozenset({"NIR", "WAL", "SCO", "NUK", "CON"})
_LONDON = re.compile(r"\blondon borough of\b")
_STYLES = frozenset(
    "authority borough city council county district metropolitan of royal unitary".split()  # noqa: SIM905
)


def name_key(name: str) -> str:
    """Return a name without case, apostrophes, punctuation and odd spaces."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).lower())
    return " ".join(_NO_WORD.sub(" ", text).split())


def worker_key(name: str) -> str:
    """Return a person's name as :func:`name_key`, without what is in brackets, first name first."""
    text = _BRACKETS.sub(" ", name).strip()
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    return name_key(text)


def initial_of(short: str, full: str) -> bool:
    """Tell whether worker key `short` is `full` with only the initial of its first name."""
    a, b = short.split(), full.split()
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:  # noqa: PLR2004 - a first and a last name
        return False
    return len(a[0]) == 1 and len(b[0]) > 1 and b[0][0] == a[0]


def la_name(name: str) -> str:
    """Return a local authority's name without case, punctuation and styles such as "county council".

    The codes for placements outside England and for confidential ones stay as they are.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    if text.upper() in _ABROAD:
        return text.upper()
    text = _LONDON.sub(" ", " ".join(_NO_WORD.sub(" ", text.casefold()).split()))
    return " ".join(word for word in text.split() if word not in _STYLES)
