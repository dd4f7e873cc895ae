"""Numbers of a child in folded text: NHS numbers and unique pupil numbers.

- An NHS number has ten digits. The last one is a check digit (modulus 11).
- A unique pupil number has a check letter and twelve digits, or eleven digits and the letter of a temporary
  number (modulus 23).

Both are recognised with any spaces and signs between the digits, and with letters before and after them.
One in eleven other numbers of ten digits also passes the check. These conditions keep false alarms rare:

- A number after a word such as *invoice*, *purchase order*, *job* or *ticket* is not an NHS number.
- Digits in the usual groups (contiguous, 3-3-4, 3-7, 6-4 or one by one) are accepted anywhere.
- Digits in other groups must be the whole of a number. It must not begin with 0, as telephone numbers do, or
  have a year or a date among its groups, or follow a word such as *reference*, unless *NHS* is before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_LETTERS = "abcdefghjklmnpqrtuvwxyz"
_TEN_DIGITS = LazyPattern(r"\d(?:[\W_]{0,4}\d){9}")
_DIGITS = LazyPattern(r"\d+")
_WIDE = LazyPattern(r"[\W_]{1,4}")
_TIGHT = LazyPattern(r"[\s._/\\*~|-]{1,3}")
_YEAR = LazyPattern(r"(?:19|20)\d\d")
_ABROAD = LazyPattern(r"(?:(?:\+|\b00)\d{1,3}[\W_]{1,4}(?:0[\W_]{1,2})?|\(0\)\s?)$")
_ADDRESS = LazyPattern(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=\d)|(?!\.?\d))){4}")
_REFERENCE = LazyPattern(r"(?<![a-z])(?:ref|reference|room)[\W_]{1,3}$")
_NHS = LazyPattern(r"(?<![a-z])n[\W_]?h[\W_]?s[^\d]{0,25}$")
_NAMED = LazyPattern(r"(?<![a-z])n[\W_]?h[\W_]?s[\W_]{1,3}(?:no|num|number|#|id)(?![a-z])[^\d]{0,10}$")
_AFTER_UPN = LazyPattern(r"(?<![a-z])u[\W_]?p[\W_]?n[^\d]{0,15}\d(?:[\W_]{0,3}\d){10}")
_BUSINESS = LazyPattern(
    r"(?<![a-z])(?:invoice|purchase[\W_]order|po|job|ticket|order|account|vat|utr|urn|isbn|requisition|meeting)"
    r"(?:[\W_]{1,3}(?:no|number|ref|reference|id|code))?[\W_]{1,3}(?:[a-z]{1,4}[\W_]{0,2})?$"
)
_LIKE_DIGITS = LazyPattern(r"\d[oil]|[oil]\d")
_WITH_LETTERS = LazyPattern(r"[\doil]{4,}")
_AS_DIGITS = str.maketrans("oil", "011")
_SIGNS = LazyPattern(r"[\W_]")
_OWN_YEAR = LazyPattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY_AND_TIME = LazyPattern(
    r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1\d\d\s(?:[01]?\d|2[0-3])[.-]?[0-5]\d(?![\W_]{0,3}\d)"
)
_USUAL = ((10,), (3, 3, 4), (3, 7), (6, 4))
_UPN = LazyPattern(
    rf"(?P<check>[{_LETTERS}])(?P<gap>[\W_]{{0,4}})"
    rf"(?P<digits>\d(?:[\W_]{{0,3}}\d){{10}})(?P<end>[\W_]{{0,3}})(?P<last>[\d{_LETTERS}])(?!\d)"
)


def has_ten_digits(folded: str) -> bool:
    """Return whether a folded text has ten digits in a row, as every number of a child does."""
    return any(True for _ in _readings(folded))


def nhs_number_in(folded: str) -> int:
    """Return the place of the first NHS number in a folded text; -1 if there is none."""
    return next((place for text in _readings(folded) for place in _nhs_numbers(text)), -1)


def pupil_number_in(folded: str) -> int:
    """Return the place of the first unique pupil number in a folded text; -1 if there is none."""
    for text in _readings(folded):
        named = _AFTER_UPN.search(text)
        if named:
            return named.start()
        for match in _UPN.finditer(text):
            if _is_pupil_number(match):
                return match.start()
    return -1


def _readings(folded: str) -> Iterator[str]:
    """Yield the text if it has ten digits, then with letters that look like digits read as digits."""
    if _TEN_DIGITS.search(folded):
        yield folded
    if _LIKE_DIGITS.search(folded):
        text = _WITH_LETTERS.sub(_as_digits, folded)
        if _TEN_DIGITS.search(text):
            yield text


def _as_digits(match: re.Match[str]) -> str:
    return match[0] if match[0].isalpha() else match[0].translate(_AS_DIGITS)


def _nhs_numbers(text: str) -> Iterator[int]:
    groups = list(_DIGITS.finditer(text))
    for first, group in enumerate(groups):
        digits = ""
        for last in range(first, len(groups)):
            digits += groups[last][0]
            if len(digits) == 10 and _is_nhs_number(digits, text, groups, first, last):
                yield group.start()
            if len(digits) >= 10 or not _joined(_WIDE, text, groups, last):
                break


def _checks(digits: str) -> bool:
    """Return whether ten digits have the check digit of an NHS number."""
    if len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _joined(gap: LazyPattern, text: str, groups: list[re.Match[str]], place: int) -> bool:
    """Return whether the gap between a group of digits and the next one is of a kind."""
    if not 0 <= place < len(groups) - 1:
        return False
    return gap.fullmatch(text, groups[place].end(), groups[place + 1].start()) is not None


def _is_nhs_number(digits: str, text: str, groups: list[re.Match[str]], first: int, last: int) -> bool:
    """Return whether ten digits in groups are an NHS number rather than another kind of number."""
    start = groups[first].start()
    before = text[max(0, start - 30) : start]
    if not _checks(digits):
        return _NAMED.search(before) is not None and not _joined(_TIGHT, text, groups, last)
    if _NHS.search(before):
        return True
    if _ABROAD.search(before) or _BUSINESS.search(before):
        return False
    if first == last:
        return True
    parts = [group[0] for group in groups[first : last + 1]]
    sizes = tuple(map(len, parts))
    if sizes == (6, 4) and _YEAR.fullmatch(parts[1]):
        return text[groups[first].end()] in "-._"
    if sizes in _USUAL:
        return True
    gap = _WIDE if max(sizes) == 1 else _TIGHT
    alone = not (_joined(gap, text, groups, first - 1) or _joined(gap, text, groups, last))
    if not alone or not all(_joined(gap, text, groups, place) for place in range(first, last)):
        return False
    gaps = {text[groups[place].end() : groups[place + 1].start()] for place in range(first, last)}
    if max(sizes) == 1:
        return not ("." in gaps and any("," in gap for gap in gaps))  # a row of numbers such as 0.5, 1.5
    if sizes == (5, 5) and parts[0][:2] == parts[1][:2]:
        return False  # a range, such as 10001-10060
    year = any(_YEAR.fullmatch(part) for part in parts)
    end = groups[last].end()
    other = _DAY_AND_TIME.match(text, start) or _ADDRESS.fullmatch(text, start, end)
    return not (year or parts[0].startswith("0") or other or _REFERENCE.search(before))


def _is_pupil_number(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    digits = _SIGNS.sub("", match["digits"])
    last = match["last"]
    grouped = len(digits) < len(match["digits"])
    if match["gap"] and before.isalnum():
        return False  # the last letter of a word
    if last.isalpha() and match["end"] and after.isalpha():
        return False  # the first letter of a word
    if grouped and ((last.isalpha() and digits[0] == "0") or len(_OWN_YEAR.findall(match["digits"])) > 1):
        return False  # a telephone number; a row of years
    values = [*map(int, digits), int(last) if last.isdigit() else _LETTERS.index(last)]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return _LETTERS[total % 23] == match["check"]
