"""Matches what a category cell holds with the codes of its own column.

A cell means a code if it is the code, its label, or both. It may differ in capitals and punctuation, and have
one date. Any other word in the cell, such as "not", "was" or a second code, makes it mean none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.reading.code_names import Matched, NamedCodes
from inspectprep.annexa.reading.code_words import code_key, without_date, words_of
from inspectprep.annexa.reading.dataset import Match
from inspectprep.annexa.reading.text import fold, has_raised, repair
from inspectprep.dataframes import pl

_INTEGRAL = re.compile(r"(\d+)\.0+")
_SEVERAL = re.compile(r"[;,/&+|\n\r]|\band\b", re.IGNORECASE)
_AUTHORITY_START = re.compile(
    r"(?:the )?(?:london borough of|royal borough of|city of|county of|metropolitan borough of|borough of)\s+"
)
_AUTHORITY_END = re.compile(
    r"\s+(?:county council|city council|metropolitan borough council|borough council|metropolitan council"
    r"|district council|unitary authority|mbc|council|local authority)"
)
_SEVERAL_CODE = "MUL"
_LONGEST = 300
"""A text of more characters than this is not a code."""


class Matcher:
    """Matches the texts of one code set.

    Args:
        codes: The set.
        letters: False where a letter before the word decides nothing.
    """

    def __init__(self, codes: CodeSet, *, letters: bool = True) -> None:
        self._set = codes
        self._letters = letters
        self._codes = {code_key(code.code): code for code in reversed(codes.codes)}
        self._shorts = {
            code_key(short): code
            for code in codes.codes
            for short in (code.short, *code.other_codes)
            if short
        }
        self._several = next((code for code in codes.codes if code.name == _SEVERAL_CODE), None)

    @cached_property
    def _named(self) -> NamedCodes:
        """The codes by their names, which a column of codes does not need."""
        return NamedCodes(self._set, letters=self._letters)

    def match(self, raw: str) -> Matched | None:
        """Return the code that a text means. None if it means none for certain."""
        if has_raised(raw):
            return None
        found = self._match(raw)
        if found is not None and found.kind is Match.CODE and repair(raw) != raw:
            return Matched(found.code, Match.VARIANT)
        return found

    def _match(self, raw: str) -> Matched | None:
        key = code_key(raw)
        if integral := _INTEGRAL.fullmatch(key):
            key = integral[1]
        if not key or len(key) > _LONGEST:
            return None
        if key in self._codes:
            return Matched(self._codes[key], Match.CODE)
        if key in self._shorts:
            return Matched(self._shorts[key], Match.SHORT)
        undated = without_date(key)
        found = self._named.variant(key) or self._combined(raw) or self._as_words(undated)
        if found is None or found.code is None or undated == key:
            return found
        return Matched(found.code, Match.EMBEDDED)

    def _as_words(self, key: str) -> Matched | None:
        words = words_of(key)
        if not words:
            return None
        if self._set.authorities and (name := _authorities().get(authority_key(key))):
            return Matched(_authority(name), Match.NAME)
        return self._named.find(words, key)

    def _combined(self, raw: str) -> Matched | None:
        if self._several is None or not _SEVERAL.search(raw):
            return None
        parts = [self._match(part) for part in _SEVERAL.split(raw) if part.strip()]
        codes = {part.code.code if part is not None and part.code is not None else "" for part in parts}
        return Matched(self._several, Match.SEVERAL) if "" not in codes and len(codes) > 1 else None


@cache
def matcher(codes: CodeSet, *, letters: bool = True) -> Matcher:
    """Return the matcher of a code set."""
    return Matcher(codes, letters=letters)


@cache
def code_type(codes: CodeSet) -> pl.Enum:
    """Return the type of a column of codes, as the specification writes them."""
    return pl.Enum(list(dict.fromkeys(code.code for code in _members(codes))))


def short_code_type(code_sets: Iterable[CodeSet]) -> pl.Enum:
    """Return one type for the short codes of all sets, so that columns of different sets can be compared."""
    return pl.Enum(list(dict.fromkeys(code.name for codes in code_sets for code in _members(codes))))


def _members(codes: CodeSet) -> tuple[Code, ...]:
    names = _authorities().values() if codes.authorities else ()
    return (*codes.codes, *(_authority(name) for name in names))


def authority_key(name: str) -> str:
    """Return the name of a council without what varies in writing it."""
    text = re.sub(r"[^a-z0-9& ]+", " ", fold(name)).replace("&", " and ")
    text = " ".join(text.split())
    text = _AUTHORITY_START.sub("", text, count=1) if _AUTHORITY_START.match(text) else text
    found = _AUTHORITY_END.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


@cache
def _authorities() -> dict[str, str]:
    return {
        authority_key(form): name
        for name, variants in catalogue.authorities().items()
        for form in (*variants, name)
    }


@cache
def _authority(name: str) -> Code:
    return Code(code=name, label=name, short=name)
