"""Matches what a category cell holds with the codes of its own column, by whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.reading.dataset import Match
from inspectprep.annexa.reading.text import fold, repair, tidy

_PREFIX = re.compile(r"([a-z]{1,2}\d?)\s*[).:]\s*(.+)", re.DOTALL)
_LETTER = re.compile(r"\(?([a-z]{1,2}\d?)[).]?")
_WORD = re.compile(r"[a-z0-9]+")
_SEVERAL = re.compile(r"[;,/&+]|\band\b")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_AUTHORITY_START = re.compile(
    r"(?:the )?(?:london borough of|royal borough of|city of|county of|metropolitan borough of|borough of)\s+"
)
_AUTHORITY_END = re.compile(
    r"\s+(?:county council|city council|metropolitan borough council|borough council|metropolitan council"
    r"|district council|unitary authority|mbc|council|local authority)"
)
_SEVERAL_CODE = "MUL"
_WORDS_TOO = frozenset(("BOTH",))
_LONG_SHORT = 4


class Matched(NamedTuple):
    """A code, and how it was found."""

    code: Code
    kind: Match


class Matcher:
    """Matches the texts of one code set.

    Args:
        codes: The set.
        letters: False where a letter before the word decides nothing.
    """

    def __init__(self, codes: CodeSet, *, letters: bool = True) -> None:
        self._set = codes
        self._letters = letters
        self._codes = {_key(code.code): code for code in reversed(codes.codes)}
        self._shorts = {
            _key(short): code for code in codes.codes for short in (code.short, *code.other_codes) if short
        }
        self._labels = _index((_key(code.label), code) for code in codes.codes)
        self._bare = _index((_without_prefix(_key(code.code)), code) for code in codes.codes)
        self._variants = _index((_key(each), code) for code in codes.codes for each in code.variants)
        self._by_letter = _index(
            (found[1], code)
            for code in codes.codes
            if (found := _PREFIX.fullmatch(_key(code.code))) and _key(code.code)[len(found[1])] == ")"
        )
        self._several = next((code for code in codes.codes if code.name == _SEVERAL_CODE), None)

    def match(self, raw: str) -> Matched | None:
        """Return the code that a text means, or None when it means none for certain."""
        found = self._match(_key(raw), raw)
        if found is not None and found.kind is Match.CODE and repair(raw) != raw:
            return Matched(found.code, Match.VARIANT)
        return found

    def _match(self, key: str, raw: str) -> Matched | None:
        if not key:
            return None
        if key in self._codes:
            return Matched(self._codes[key], Match.CODE)
        if key in self._shorts:
            return Matched(self._shorts[key], Match.SHORT)
        if self._set.authorities and (name := _authorities().get(authority_key(raw))):
            return Matched(_authority(name), Match.NAME)
        return self._whole(key) or self._combined(key) or self._embedded(key, raw) or self._letter(key)

    def _whole(self, key: str) -> Matched | None:
        for text in dict.fromkeys((key, _without_prefix(key))):
            for found, kind in (
                (self._labels.get(text) or self._bare.get(text), Match.LABEL),
                (self._variants.get(text), Match.VARIANT),
            ):
                if found and len(found) == 1:
                    return Matched(found[0], kind)
        return None

    def _combined(self, key: str) -> Matched | None:
        if self._several is None or not _SEVERAL.search(key):
            return None
        parts = [self._match(part.strip(), part) for part in _SEVERAL.split(key)]
        codes = {part.code.code for part in parts if part is not None}
        if None in parts or len(codes) < 2:
            return None
        return Matched(self._several, Match.SEVERAL)

    def _embedded(self, key: str, raw: str) -> Matched | None:
        words = _WORD.findall(key)
        lead = _WORD.findall(_without_prefix(key))[:1]
        found = {}
        for word in words:
            code = self._shorts.get(word)
            if code is None or len(word) < 2:
                continue
            if word.isdigit() or word.isalpha():
                # A bare number or word only counts in front, or apart in brackets.
                bracketed = re.search(rf"[\[(]\s*{word}\s*[\])]", key) is not None
                if not (word in lead[:1] or (bracketed and word.isalpha())):
                    continue
                if word.isalpha() and len(word) != _LONG_SHORT:
                    continue
                if code.short in _WORDS_TOO and code.short not in raw:
                    continue
                if word.isalpha() and self._set.name != "ethnicity":
                    continue
            found[word] = code
        if len({code.code for code in found.values()}) > 1:
            first = words[0] if words[0] in found else (lead[0] if lead and lead[0] in found else "")
            found = {first: found[first]} if first else {}
        return Matched(next(iter(found.values())), Match.EMBEDDED) if found else None

    def _letter(self, key: str) -> Matched | None:
        found = _LETTER.fullmatch(key) if self._letters else None
        codes = self._by_letter.get(found[1]) if found else None
        return Matched(codes[0], Match.LETTER) if codes and len(codes) == 1 else None


@cache
def matcher(codes: CodeSet, *, letters: bool = True) -> Matcher:
    """Return the matcher of a code set."""
    return Matcher(codes, letters=letters)


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


def _key(text: str) -> str:
    return tidy(text).translate(_DASHES).casefold()


def _without_prefix(key: str) -> str:
    found = _PREFIX.fullmatch(key)
    return found[2].strip() if found else key


def _index(pairs: Iterable[tuple[str, Code]]) -> dict[str, tuple[Code, ...]]:
    index: dict[str, tuple[Code, ...]] = {}
    for key, code in pairs:
        if code not in index.get(key, ()):
            index[key] = (*index.get(key, ()), code)
    return index
