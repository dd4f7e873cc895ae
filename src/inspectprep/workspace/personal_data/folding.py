"""Text in one plain form, so that a value is recognised in every way in which it can be typed.

Folding makes digits of all scripts ASCII digits, removes invisible characters and accents, makes every dash
a hyphen and every space a space, and makes all letters small. Line breaks stay, so that a line of the folded
text is the same line of the original.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import category, decimal, digit, normalize, numeric
from urllib.parse import unquote

from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

# Hangul fillers are letters to Unicode, but have no ink.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0")
# A footnote mark after a number, and a fraction, are not digits of the number.
_NOT_DIGITS = LazyPattern(
    r"(?<=[0-9])[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,2}(?![0-9\u2070\u00b9\u00b2\u00b3\u2074-\u2079])"
    r"|[\u00bc-\u00be\u2150-\u215f]"
)
_LONG_SPACES = LazyPattern(r"[ \t]+")
_REMOVED = frozenset(("Mn", "Me", "Cf"))
_SPACES = frozenset(("Zs", "Zl", "Zp", "Cc"))
_ALIKE = {
    char: plain
    for plain, chars in {
        "-": "\u2212\u2043\u02d7\u2500\u2501",
        "/": "\u2044\u2215\u29f8\u2571",
        ".": "\u00b7\u2022\u2219\u22c5\u2027\u30fb\u3002",
        "'": "\u2018\u2019\u02bc\u00b4\u201b",
        " ": "\u2800",
        # Letters without a plain form.
        "i": "\u0131",
        "l": "\u0142\u0141",
        "o": "\u00f8\u00d8\u043e\u041e\u03bf\u039f",
        "d": "\u0111\u0110",
        # Cyrillic and Greek letters that look like Latin ones, as in the check letter of a pupil number.
        "a": "\u0430\u0410\u0391",
        "b": "\u0412\u0392",
        "c": "\u0441\u0421",
        "e": "\u0435\u0415\u0395",
        "h": "\u041d\u0397",
        "k": "\u041a\u039a",
        "m": "\u041c\u039c",
        "n": "\u039d",
        "p": "\u0440\u0420\u03a1",
        "t": "\u0422\u03a4",
        "x": "\u0445\u0425\u03a7",
        "y": "\u0443\u0423\u03a5",
        "z": "\u0396",
    }.items()
    for char in chars
}


class _Folded(dict[int, str | None]):
    """The folded form of each character, found when it is first seen."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str | None:
    if char in _ALIKE:
        return _ALIKE[char]
    if char in "\n\t":
        return char
    kind = category(char)
    if char in _INVISIBLE or kind in _REMOVED:
        return None
    # The digits of Chinese and Japanese are letters to Unicode.
    value = numeric(char, None) if kind == "Lo" else decimal(char, digit(char, None))
    if value is not None and value in range(10):
        return str(int(value))
    if kind in _SPACES:
        return " "
    return "-" if kind == "Pd" else char


_FOLDED = _Folded()

_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_VALUES = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS))},
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
    "twentieth": 20,
    "thirtieth": 30,
    "oh": 0,
    "nought": 0,
}
_UNIT = rf"(?:{'|'.join(_UNITS[1:])})"
_TEEN = rf"(?:{'|'.join(_TEENS)})"
_TEN = rf"(?:{'|'.join(_TENS)})"
_GAP = r"[\s_-]{1,3}"
_BELOW_100 = rf"(?:{_TEN}(?:{_GAP}{_UNIT})?|{_TEEN}|{_UNIT})"
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|twentieth|thirtieth)"
_ORDINAL_ENDINGS = ("th", "first", "second", "third")
_WORDS = LazyPattern(
    rf"(?<![a-z])(?:two{_GAP}thousand(?:{_GAP}and)?(?:{_GAP}(?P<since>{_BELOW_100}))?"
    rf"|(?P<century>nineteen|twenty){_GAP}(?P<year>{_TEN}(?:{_GAP}{_UNIT})?|{_TEEN}|(?:oh|nought){_GAP}{_UNIT})"
    rf"|(?P<number>{_TEN}{_GAP}(?:{'|'.join(_ORDINALS[:9])})|{_BELOW_100}|{_ORDINAL}|zero|nought))(?![a-z])"
)


def fold(text: str) -> str:
    """Return a text in its plain form, with small letters."""
    if "%" in text:
        text = unquote(text, errors="ignore")
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = normalize("NFKD", _NOT_DIGITS.sub("", text)).translate(_FOLDED)
    elif not text.isprintable():
        text = text.translate(_FOLDED)
    return _LONG_SPACES.sub(" ", text).casefold() if "  " in text or "\t" in text else text.casefold()


def figures_for_words(folded: str) -> str:
    """Return a folded text with numbers, ordinals and years in figures instead of words.

    A number that goes over a line break is followed by the break, so that lines stay lines.
    """
    return _WORDS.sub(_in_figures, folded)


def _in_figures(match: re.Match[str]) -> str:
    breaks = "\n" * match[0].count("\n")
    if match["number"]:
        ending = "th" if match["number"].endswith(_ORDINAL_ENDINGS) else ""
        return f"{_sum(match['number'])}{ending}{breaks}"
    if match["century"]:
        return f"{_VALUES[match['century']] * 100 + _sum(match['year'])}{breaks}"
    return f"{2000 + _sum(match['since'] or '')}{breaks}"


def _sum(words: str) -> int:
    return sum(_VALUES[word] for word in re.split(r"[\s_-]+", words) if word)
