"""The forms of a heading: its key for comparison, and the same heading without numbers, hints and marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from inspectprep.annexa.reading.text import fold, tidy

_CACHED = 20_000
_LONGEST = 400
_ADDED = ("<super>", "<sub>", "<circle>")
_BRACKETS = re.compile(r"[(\[{<]+([^()\[\]{}<>]*)(?:[)\]}>]+|$)")
_SEPARATORS = re.compile(r"\s[-\N{EN DASH}\N{EM DASH}/]\s|[:;,|?*.]\s|[|:*]")
_NUMBER = r"\d{1,3}[a-z]?(?:[._/-]\d{1,3}[a-z]?)*"
_END = r"[)\].:_|\s\N{EN DASH}\N{EM DASH}-]+(?=[^\W\d_])"
_NUMBERING = re.compile(
    rf"[#(\[]?{_NUMBER}{_END}"
    r"|[(\[]?(?:[a-z]|[ivx]{2,5})[)\].:]+\s*(?=[^\W\d_]{3})"
    rf"|(?:(?:q|no|number|list)\W*{_NUMBER}|(?:col|column|field|item|question)\W*(?:{_NUMBER}|\b[a-z]{{1,2}})){_END}",
    re.IGNORECASE,
)
_DATE_FORMAT = re.compile(
    r"[\s_-](?:ddmmyy(?:yy)?|yyyymmdd|(?:dd?|mm?m?|(?:cc)?yy(?:yy)?)(?:[\s/.-]+(?:dd?|mm?m?|(?:cc)?yy(?:yy)?)){2})$"
)
_FOOTNOTE = re.compile(r"\d{1,3}|[ivx]{2,5}", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<!\bnot)\s(?:required|mandatory|optional|compulsory|y\s?/\s?n|yes\s?/\s?no)\W*$")
_EXAMPLE = re.compile(r"\W*\b(?:e\.?g\b|for example|example:|such as\b).*", re.IGNORECASE)
# Dates that are written month first are not read as if the day were first.
_MONTH_FIRST = re.compile(r"(?<!y)(?<!y[\s/.-])\bm{1,4}[\s/.-]?d{1,4}\b", re.IGNORECASE)
# Words of hints about the form of a cell, or about filling it in. None of them says whose value it is, when
# it was true or in which unit: "months", "mother", "previous" and "end" make another column.
_HINTS = frozenset(
    """
    d dd ddd m mm mmm mmmm mon y yy yyyy ccyy hh ss ddmmyy ddmmyyyy yyyymmdd
    date dates datetime format formats formatted as per in
    text free freetext string char chars character characters alphanumeric digit digits number numbers numeric
    numerical integer integers whole decimal boolean type max maximum min up code codes coded value values
    dropdown drop down picklist pick list select choose option options from use one of only the a an and or be
    is must should not if where when applicable appropriate available known unknown please complete completed
    enter fill filled see refer read to guidance guide note notes footnote comment comments instructions sheet
    tab below above required mandatory optional compulsory essential conditional recommended yes no n u na
    true false f male female years year yrs official ofsted annex field column auto automatic calculated
    formula unique key pk uk br dfe ssda
    """.split()
)  # fmt: skip


@lru_cache(maxsize=_CACHED)
def heading_key(text: str) -> str:
    """Return a heading without case, spaces and punctuation."""
    return "".join(character for character in fold(text) if character.isalnum())


@lru_cache(maxsize=_CACHED)
def bare_keys(text: str) -> tuple[str, ...]:
    """Return the keys of a heading without its numbers, hints and marks, the least changed first."""
    keys = dict.fromkeys(map(heading_key, bare_forms(text)))
    keys.pop(heading_key(text), None)
    keys.pop("", None)
    return tuple(keys)


@lru_cache(maxsize=_CACHED)
def bare_forms(text: str) -> tuple[str, ...]:
    """Return a heading without its numbers, hints and marks, the least changed first."""
    return () if len(text) > _LONGEST else tuple(dict.fromkeys(_forms(text)))


def _forms(text: str) -> Iterator[str]:
    """Yield a heading without footnote marks, then also without hints, then without its number."""
    text = tidy("".join(" " if _is_added(character) else character for character in text))
    yield text
    before = ""
    while text != before:
        before = text
        text = _without_hint(text)
        yield text
        if text == before and (number := _NUMBERING.match(text)):
            text = text[number.end() :].strip()
            yield text


def _is_added(character: str) -> bool:
    return not character.isascii() and unicodedata.decomposition(character).startswith(_ADDED)


def _without_hint(text: str) -> str:
    """Return a heading without its hints in brackets, or else without one before or after it."""
    text = _EXAMPLE.sub("", text)
    inside = _BRACKETS.sub(lambda found: " " if _is_aside(found, text) else found[0], text)
    if inside != text:
        return " ".join(inside.split())
    for found in _SEPARATORS.finditer(text):
        if _is_hint(text[found.end() :]):
            return text[: found.start()]
        if _is_hint(text[: found.start()]):
            return text[found.end() :].strip()
    for pattern in (_DATE_FORMAT, _LAST_WORD):
        last = pattern.search(text.casefold())
        if last is not None and not _MONTH_FIRST.search(last[0]):
            return text[: last.start()]
    return text


def _is_aside(found: re.Match[str], text: str) -> bool:
    """Return whether a text in brackets is a hint, or the number or mark of a footnote at either end."""
    inside = found[1].strip()
    at_an_end = not text[: found.start()].strip() or not text[found.end() :].strip(" *?:.")
    if at_an_end and (len(heading_key(inside)) <= 1 or _FOOTNOTE.fullmatch(inside)):
        return True
    return _is_hint(inside)


def _is_hint(text: str) -> bool:
    """Return whether a text says only how a cell is to be filled in."""
    if _MONTH_FIRST.search(text):
        return False
    words = re.findall(r"[a-z]+", text.casefold())
    # A letter on its own is that of a note, as in "note b".
    long = any(len(word) > 1 for word in words)
    return bool(words) and all(word in _HINTS or (long and len(word) == 1) for word in words)
