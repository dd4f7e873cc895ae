"""Finds the code that words mean, by the names of the codes of a set and the letters in front of them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import NamedTuple, TypeVar

from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.reading.code_words import Words, code_key, words_of
from inspectprep.annexa.reading.dataset import Match

_LETTER = re.compile(r"([a-z]{1,2}\d?)\)\s*(.+)|(\d) - (.+)", re.DOTALL)
_PREFIX = re.compile(r"\(?(?:([a-z])\1?\d?|\d)[).]")
_DENIALS = frozenset(("no", "non", "not", "never", "without", "or", "ex", "former"))
_UNFINISHED = re.compile(r"..?|the|and|for|with|from|under|into|after|until")
"""A part of a label that ends in one of these words may go on in another way."""

_Key = TypeVar("_Key", bound=Hashable)


class Matched(NamedTuple):
    """A code, and how it was found. There is no code if a letter contradicts the word after it."""

    code: Code | None
    kind: Match


_CONTRADICTION = Matched(None, Match.CONTRADICTION)


class CodeNames:
    """The texts of one code, as words: its label, the code without its letter, and other ways to write it."""

    def __init__(self, code: Code) -> None:
        key = code_key(code.code)
        self.letter, bare = split_letter(key)
        self.full = _words(key)
        self.shorts = frozenset(code_key(short) for short in (code.short, *code.other_codes) if short)
        short, words = code_key(code.short), _words(bare)
        label = _words(code_key(code.label))
        own = [words, label, *([words[1:]] if words[:1] == (short,) else [])]
        self.own = frozenset((*own, *((short, *name) for name in own if short))) - {()}
        variants = [split_letter(code_key(variant)) for variant in code.variants]
        self.letters = frozenset((self.letter, *(letter for letter, _ in variants))) - {""}
        self.all = frozenset((*self.own, *(_words(variant) for _, variant in variants))) - {()}
        self.after_short = (*self.all, *(name[1:] for name in self.all if name[0] == short and name[1:]))
        self.said = frozenset((*self.full, *label))
        self.initials = frozenset(name[0][0] for name in (label, words) if name)
        self.short = short

    def kind_of(self, name: Words) -> Match:
        """Return how a code was found by one of its names."""
        if not name:
            return Match.VARIANT
        if name == self.full or (len(name) == 1 and name[0] in self.shorts):
            return Match.CODE if name == self.full else Match.SHORT
        if name in self.own or (self.short not in name and self.said.issuperset(name)):
            return Match.WORD
        return Match.WORD if len(name) == 1 and name[0] in self.initials else Match.VARIANT

    def begins(self, words: Words) -> bool:
        """Return whether words beside the short code are a name, or the start of one that denies nothing."""
        if words in self.after_short:
            return True
        if _UNFINISHED.fullmatch(words[-1]) or not _DENIALS.isdisjoint(words):
            return False
        return any(name[: len(words)] == words for name in self.after_short)


class NamedCodes:
    """The codes of a set by their names.

    Args:
        codes: The set.
        letters: False where a letter before the word decides nothing.
    """

    def __init__(self, codes: CodeSet, *, letters: bool) -> None:
        self._letters = letters
        self._names = {code.code: CodeNames(code) for code in codes.codes}
        pairs = [(self._names[code.code], code) for code in codes.codes]
        self._shorts = {short: code for names, code in pairs for short in names.shorts}
        self._whole = _index(
            (name, code)
            for names, code in pairs
            for name in (names.full, *names.all, *((short,) for short in names.shorts))
        )
        self._by_letter = _index((names.letter, code) for names, code in pairs if names.letter)
        self._letters_seen = _index((letter, code) for names, code in pairs for letter in names.letters)
        self._variants = _index((code_key(each), code) for code in codes.codes for each in code.variants)

    def variant(self, key: str) -> Matched | None:
        """Return the code that has a text among its variants, exactly so; None where two have it."""
        codes = self._variants.get(key, ())
        return Matched(codes[0], self._kind(_words(key), codes[0])) if len(codes) == 1 else None

    def find(self, words: Words, key: str) -> Matched | None:
        """Return the code that words mean; None where they mean none for certain.

        Args:
            words: The words of a text.
            key: The text itself, from :func:`~inspectprep.annexa.reading.code_words.code_key`.
        """
        return self._named(words) or self._lettered(words, key) or self._embedded(words)

    def _kind(self, words: Words, code: Code) -> Match:
        return self._names[code.code].kind_of(words)

    def _named(self, words: Words) -> Matched | None:
        codes = self._whole.get(words, ())
        if len(codes) != 1 or (words[0] in self._shorts and self._is_of_others(words[1:], codes[0])):
            return None
        return Matched(codes[0], self._kind(words, codes[0]))

    def _is_of_others(self, words: Words, code: Code) -> bool:
        """Return whether words are a name of other codes only."""
        return code not in self._whole.get(words, (code,))

    def _lettered(self, words: Words, key: str) -> Matched | None:
        """Read a letter or number alone, or in front of words that mean a code without it."""
        letter, rest = words[0], words[1:]
        if not rest:
            codes = self._by_letter.get(letter, ()) if self._letters else ()
            return Matched(codes[0], Match.LETTER) if len(codes) == 1 else None
        found = self._named(rest) or self._embedded(rest)
        if found is None or found.code is None:
            return self._decided_by_letter(letter, rest)
        if found.code in self._by_letter.get(letter, ()):
            return found
        if found.code in (*self._letters_seen.get(letter, ()), *self._whole.get((letter,), ())):
            return Matched(found.code, Match.VARIANT)
        short = self._shorts.get(letter)
        if short is not None and code_key(short.short) == letter:
            return None
        if not (letter in self._letters_seen or _PREFIX.match(key) or (short and letter.isdigit())):
            return None
        decides = self._letters and self._letters_seen
        return _CONTRADICTION if decides else Matched(found.code, Match.VARIANT)

    def _decided_by_letter(self, letter: str, words: Words) -> Matched | None:
        """Read words that mean several codes, of which the letter in front decides."""
        codes = self._by_letter.get(letter, ()) if self._letters else ()
        named = self._whole.get(words, ())
        both = [code for code in named if code in codes]
        decided = len(named) > 1 and len(both) == 1
        return Matched(both[0], self._kind(words, both[0])) if decided else None

    def _embedded(self, words: Words) -> Matched | None:
        """Read a short code in front of or behind words of its own label."""
        for short, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            code = self._shorts.get(short)
            if code is None or not rest or self._is_of_others(rest, code):
                continue
            names = self._names[code.code]
            if names.begins(rest):
                return Matched(code, Match.WORD if rest in names.own else Match.EMBEDDED)
        return None


def split_letter(key: str) -> tuple[str, str]:
    """Return the letter or number in front of a code or variant, and the rest."""
    found = _LETTER.fullmatch(key)
    if found is None:
        return "", key
    return (found[1], found[2]) if found[1] else (found[3], found[4])


def _words(key: str) -> Words:
    return words_of(key) or ()


def _index(pairs: Iterable[tuple[_Key, Code]]) -> dict[_Key, tuple[Code, ...]]:
    index: dict[_Key, tuple[Code, ...]] = {}
    for name, code in pairs:
        if code not in index.get(name, ()):
            index[name] = (*index.get(name, ()), code)
    return index
