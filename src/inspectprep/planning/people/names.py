"""Comparing names of people and teams, without merging them.

Each function takes one or two names. Call it once for each different spelling.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['\u2018\u2019]")
_NO_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
# More different names than any council's workers and teams have.
_MANY = 2**16
_NO_NAMES = frozenset(
    {"tbc", "tba", "unallocated", "not allocated", "unassigned", "vacant", "unknown", "default", "none"}
)
_NO_NAME_WORDS = frozenset(
    {"duty", "inbox", "manager", "mash", "pool", "rota", "screening", "service", "team", "tray", "worker"}
)


@lru_cache(maxsize=_MANY)
def name_key(name: str) -> str:
    """Return a name without case, apostrophes, punctuation and odd spaces."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.lower().split())
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).lower())
    return " ".join(_NO_WORD.sub(" ", text).split())


@lru_cache(maxsize=_MANY)
def worker_key(name: str) -> str:
    """Return a person's name as :func:`name_key`, without what is in brackets, first name first."""
    text = _BRACKETS.sub(" ", name).strip()
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    return name_key(text)


def initial_of(short: str, full: str) -> bool:
    """Return whether worker key `short` is `full` with only the initial of its first name."""
    a, b = short.split(), full.split()
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    return len(a[0]) == 1 and len(b[0]) > 1 and b[0][0] == a[0]


def not_a_person(name: str) -> bool:
    """Return whether a worker's name is that of a rota, a tray or a team, a number, or means a vacancy."""
    key = name_key(name)
    return (
        not any(letter.isalpha() for letter in key)
        or key in _NO_NAMES
        or bool(_NO_NAME_WORDS & set(key.split()))
    )
