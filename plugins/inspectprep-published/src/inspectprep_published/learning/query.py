"""Search words as people type them, and the query of SQLite's full-text index that they mean.

Nothing that is typed reaches the index as an operator: every word is quoted, so no text is a syntax error.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from inspectprep.errors import InspectPrepError
from inspectprep.model.representation import frozen

MOST_WORDS = 50
"""The most words of a search."""

NEAR = 5
"""The most words between those of a search that count as close to one another."""

_TOKEN = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_QUOTED = re.compile(r'"([^"]*)(?:"|$)(\*?)')
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_SMALL = frozenset(
    "a an and are as at be by for from has have in is it of on or that the their to was were with".split()
)
_IRREGULAR = {"child": "children", "children": "child", "person": "people", "people": "person"}
_SHORTEST_PLURAL = 3


class Form(NamedTuple):
    """One way in which a term can be written: words that follow one another.

    Attributes:
        words: The words, in small letters and without accents.
        prefix: Whether the last word may go on.
    """

    words: tuple[str, ...]
    prefix: bool = False


@frozen(kw_only=True)
class Term:
    """One term of a search, found in any of its forms.

    Attributes:
        text: The term as it was typed.
        forms: Its forms, the one that was typed first.
    """

    text: str
    forms: tuple[Form, ...]


@frozen(kw_only=True)
class Query:
    """A search.

    Attributes:
        terms: Its terms, in the order in which they were typed.
    """

    terms: tuple[Term, ...]

    def expression(self, *, any_term: bool = False) -> str:
        """Return the expression for the index.

        Args:
            any_term: Find sentences with any of the terms, and not only those with all.
        """
        return (" OR " if any_term else " AND ").join(f"({_alternatives(term)})" for term in self.terms)


def read_query(text: str, *, where: str = "") -> Query:
    """Return the search that a text means.

    Words are found in the singular and the plural. Text in quotes is found as it is typed, one word after
    the other. A star after a word or a phrase finds every word that goes on from there. Small words, such as
    ``of``, are left out, except in quotes.

    Args:
        text: What was typed.
        where: Where it was typed, for an error.

    Raises:
        InspectPrepError: if it has no word, or more than :data:`MOST_WORDS`.
    """
    plain = text.encode("utf-8", "ignore").decode().translate(_QUOTES)
    terms: list[Term] = []
    small: list[Term] = []
    place = 0
    for quoted in (*_QUOTED.finditer(plain), None):
        for word in plain[place : quoted.start() if quoted else len(plain)].split():
            term = _word(word)
            if term is not None:
                (small if word.casefold() in _SMALL else terms).append(term)
        if quoted is not None:
            place = quoted.end()
            phrase = _phrase(quoted[1], prefix=bool(quoted[2]) or quoted[1].rstrip().endswith("*"))
            if phrase is not None:
                terms.append(phrase)
    used = tuple(dict.fromkeys(terms or small))
    count = sum(len(term.forms[0].words) for term in used)
    if not used:
        raise InspectPrepError(
            "There is no word to search for.",
            where=where,
            remedy='Use words, such as "management oversight".',
        )
    if count > MOST_WORDS:
        raise InspectPrepError(
            f"These are {count:,} words. A search has at most {MOST_WORDS}.",
            where=where,
            remedy="Use fewer words.",
        )
    return Query(terms=used)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, as the index has them: in small letters and without accents."""
    return tuple(_TOKEN.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))))


def closeness(query: Query, text: str) -> int:
    """Return how close together the terms of a search are in a text.

    Returns:
        0 if they follow one another in their order, 1 if at most :data:`NEAR` words are between them, 2 if
        more are, or if a term is not in the text.
    """
    words = words_of(text)
    places = [_places(term, words) for term in query.terms]
    if len(places) == 1:
        return 0
    if not all(places):
        return 2
    if any(_follows(places, 0, start) for start in places[0]):
        return 0
    return 1 if _narrowest(places) <= NEAR else 2


def _word(text: str) -> Term | None:
    """Return the term of a word without quotes. None if it has no letter and no digit."""
    words = words_of(text)
    if not words:
        return None
    if text.endswith("*"):
        return Term(text=text, forms=(Form(words, prefix=True),))
    forms = [Form((*words[:-1], last)) for last in _numbers(words[-1])]
    if len(words) > 1 and "-" in _HYPHENS.sub("-", text):
        forms += [Form((joined,)) for joined in _numbers("".join(words))]
    return Term(text=text, forms=tuple(forms))


def _phrase(text: str, *, prefix: bool) -> Term | None:
    words = words_of(text)
    shown = f'"{text.rstrip(" *")}"{"*" if prefix else ""}'
    return Term(text=shown, forms=(Form(words, prefix),)) if words else None


def _numbers(word: str) -> tuple[str, ...]:
    """Return a word, and its singular or plural."""
    if word in _IRREGULAR:
        return word, _IRREGULAR[word]
    if len(word) < _SHORTEST_PLURAL or not word.isalpha():
        return (word,)
    if word.endswith("ies"):
        return word, f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word, word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word, word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word, f"{word[:-1]}ies"
    return word, f"{word}es" if word.endswith(("s", "sh", "ch", "x")) else f"{word}s"


def _alternatives(term: Term) -> str:
    return " OR ".join(f'"{" ".join(form.words)}"{" *" if form.prefix else ""}' for form in term.forms)


def _places(term: Term, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where a term begins and ends (exclusive) in the words of a text."""
    places = []
    for form in term.forms:
        *before, last = form.words
        if before and before[0] not in words:
            continue
        for end, word in enumerate(words, start=1):
            if word == last or (form.prefix and word.startswith(last)):
                start = end - len(form.words)
                if start >= 0 and words[start : end - 1] == tuple(before):
                    places.append((start, end))
    return sorted(places)


def _follows(places: list[list[tuple[int, int]]], at: int, here: tuple[int, int]) -> bool:
    """Return whether the terms after number `at` follow one another from a place."""
    if at + 1 == len(places):
        return True
    return any(start == here[1] and _follows(places, at + 1, (start, end)) for start, end in places[at + 1])


def _narrowest(places: list[list[tuple[int, int]]]) -> int:
    """Return the fewest other words between the terms, over the stretches that have them all."""
    found = sorted((start, end, number) for number, ends in enumerate(places) for start, end in ends)
    latest: dict[int, tuple[int, int]] = {}
    narrowest = found[-1][1]
    for start, end, number in found:
        latest[number] = (start, end)
        if len(latest) == len(places):
            first = min(begin for begin, _ in latest.values())
            taken = sum(stop - begin for begin, stop in latest.values())
            narrowest = min(narrowest, end - first - taken)
    return narrowest
