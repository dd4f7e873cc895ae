"""Finds the names of English authorities in file names, titles and front sheets."""

from __future__ import annotations

import re
from functools import cache

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.codes import authority_key

_WORDS = ("Bath", "Bury", "Reading")
"""Names that are also ordinary words, which count only before Council or Borough."""


def named_authorities(text: str) -> tuple[str, ...]:
    """Return the authorities named in a text, as whole words. The longest names are looked for first."""
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("&", " and ")).split())
    named = []
    for key, name in _names():
        if key not in plain:
            continue
        pattern = rf"\b{key}\b" + (r"(?= (?:borough )?council| borough)" if name in _WORDS else "")
        if re.search(pattern, plain):
            named.append(name)
            plain = re.sub(pattern, " ", plain)
    return tuple(sorted(named))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    pairs = [(authority_key(name), name) for name in catalogue.authorities()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
