"""Groups of lists that share identifiers. Lists of another group cannot be compared with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from itertools import combinations, takewhile

from inspectprep.dataframes import pl

_FEWEST_IDS = 5
"""Fewer children than this may rightly be on no other list."""
_SHARE = 0.02
"""Lists match when they share more than this share of the identifiers of the shorter list."""
_ALIKE = 0.3
"""An explanation must make this share of the identifiers of the shorter side match."""
_SHARING = frozenset({3, 4, 5, 6, 7, 8})
"""Lists of children who are on other lists too. A child of early help or a care leaver may be on no other."""
_LONGEST = 12
_UP_TO_LAST_MARK = re.compile(r".*[^0-9]")
_UNMARKED = re.compile(r"[^0-9a-z]")
_NOT_DIGITS = re.compile(r"[^0-9]")


def joined_lists(keys: Mapping[int, pl.Series]) -> tuple[frozenset[int], ...]:
    """Return the lists in groups, the one with most identifiers first.

    Lists that may share no identifier with others, because they are short or of other children, are in the
    first group.

    Args:
        keys: The keys on which the rows of each list are joined, by list.
    """
    unique = {list_number: series.drop_nulls().unique() for list_number, series in keys.items()}
    parts = _parts(unique)
    if len(parts) <= 1:
        return (frozenset(unique),)
    ids = {part: frozenset(pl.concat([unique[each] for each in part]).to_list()) for part in parts}
    main = max(parts, key=lambda part: (len(ids[part]), -min(part)))
    apart = []
    for part in parts:
        others = frozenset().union(*(ids[other] for other in parts if other != part))
        if part == main or min(len(ids[part]), len(others)) < _FEWEST_IDS:
            continue
        if part & _SHARING or difference(ids[part], others):
            apart.append(part)
    together = frozenset(unique).difference(*apart)
    return (together, *sorted(apart, key=min))


def _parts(unique: Mapping[int, pl.Series]) -> list[frozenset[int]]:
    """Return the lists in parts between which no identifiers match."""
    if not unique:
        return []
    rows = pl.concat(
        pl.DataFrame([series.hash().alias("id")]).with_columns(pl.lit(1 << list_number, pl.Int32).alias("on"))
        for list_number, series in unique.items()
    )
    # Each identifier has one bit for each list that it is on, so few different numbers are counted.
    counts = dict(rows.group_by("id").agg(pl.col("on").sum()).group_by("on").len().iter_rows())
    parts: dict[int, frozenset[int]] = {list_number: frozenset({list_number}) for list_number in unique}
    for one, other in combinations(unique, 2):
        both = (1 << one) | (1 << other)
        shared = sum(count for on, count in counts.items() if on & both == both)
        if shared > _SHARE * min(unique[one].len(), unique[other].len()):
            joined = parts[one] | parts[other]
            parts |= dict.fromkeys(joined, joined)
    return list(dict.fromkeys(parts.values()))


def difference(own: frozenset[str], others: frozenset[str]) -> str:
    """Return the difference between identifiers that would match without it; empty if none is found.

    Only letters and marks that all identifiers of a list have are named. They say nothing about a child.

    Args:
        own: The keys of some lists.
        others: The keys of the other lists.
    """
    for ids, rest, whose in ((own, others, "They"), (others, own, "Those of the other lists")):
        start = _UP_TO_LAST_MARK.match(_common_start(ids))
        if start and _alike((text[start.end() :] for text in ids), rest):
            return f"{whose} begin with {_shown(start[0])}."
        end = _UP_TO_LAST_MARK.match(_common_start({text[::-1] for text in ids}))
        if end and _alike((text[: -end.end()] for text in ids), rest):
            return f"{whose} end with {_shown(end[0][::-1])}."
    changes: tuple[tuple[Callable[[str], str], str], ...] = (
        (lambda text: text.lstrip("0"), "They differ in zeros at the beginning."),
        (lambda text: _UNMARKED.sub("", text), "They differ in marks, such as dashes."),
        (lambda text: _NOT_DIGITS.sub("", text).lstrip("0"), "They differ in letters and marks."),
    )
    for change, words in changes:
        if _alike(map(change, own), frozenset(map(change, others))):
            return words
    return ""


def _common_start(texts: AbstractSet[str]) -> str:
    """Return the beginning that all texts share, which is that of the first and the last in order."""
    first, last = min(texts), max(texts)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _alike(changed: Iterable[str], others: frozenset[str]) -> bool:
    texts = frozenset(filter(None, changed))
    return len(texts & others) >= max(2, _ALIKE * min(len(texts), len(others)))


def _shown(mark: str) -> str:
    if any(letter.isdigit() for letter in mark):
        # Digits could be those of a date of birth that is part of the identifiers.
        return "digits and marks that the others do not have"
    return repr(mark.upper() if len(mark) <= _LONGEST else f"{mark[:_LONGEST].upper()}...")


def shape(ids: frozenset[str]) -> str:
    """Return the length and kind of identifiers, such as ``6 digits``."""
    lengths = {len(text) for text in ids}
    shortest, longest = min(lengths), max(lengths)
    size = f"{shortest}" if shortest == longest else f"{shortest} to {longest}"
    digits = not any(_NOT_DIGITS.search(text) for text in ids)
    return f"{size} digits" if digits else f"{size} letters, digits and marks"
