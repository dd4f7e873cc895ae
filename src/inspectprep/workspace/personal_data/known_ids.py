"""The ids of children in loaded lists, as keyed hashes, to recognise an id in free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.workspace.personal_data.folding import fold
from inspectprep.workspace.personal_data.keyed_hashes import KeyedHashes
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from inspectprep.annexa import AnnexAData

_COLUMNS = ("child_unique_id", "family_identifier", "adopter_identifier")
_SHORTEST = 5
_MOST_PARTS = 6
_TELEPHONE_DIGITS = 10
_SIGNS = LazyPattern(r"[\W_]+")
_PARTS = LazyPattern(r"[^\W\d_]+|\d+")
_DIGIT = LazyPattern(r"\d")
# A comma or two spaces between figures separate two numbers. Other signs may be inside an id.
_GAP = LazyPattern(r"[^\w,;:]?|_|\s?[/.-]\s?")
# A telephone number is not searched for ids, because many ids have as few digits as a part of it.
_TELEPHONE = LazyPattern(
    r"(?<!\w)(?:\+44[\W_]{0,3}(?:\(0\))?[\W_]{0,2}\d|0\d)\d{1,4}[ ()-]{1,3}\d{2,8}(?:[ -]\d{2,4}){0,3}(?!\w)"
)


def ids_of(lists: AnnexAData) -> set[str]:
    """Return the ids of children, families and adopters in lists that were read."""
    return {
        id_
        for table in lists.tables.values()
        for column in _COLUMNS
        if column in table.columns
        for id_ in table.frame[column].drop_nulls().unique().to_list()
    }


class KnownIds:
    """The ids of children, as keyed hashes.

    Args:
        path: The file; see :class:`inspectprep.workspace.personal_data.keyed_hashes.KeyedHashes`.

    Raises:
        SourceError: if the file exists and cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._hashes = KeyedHashes(
            path,
            heading="inspectprep known ids 1",
            what="known ids",
            remedy="Delete the file. The ids are learned again when lists are loaded.",
        )

    def __len__(self) -> int:
        """Return how many ids are known."""
        return len(self._hashes)

    def learn(self, ids: Iterable[str]) -> int:
        """Learn ids and return how many are new.

        Ids of fewer than five letters and digits, and those without a digit, are ignored, because many
        ordinary sentences contain them.

        Raises:
            WriteError: if the file cannot be written.
        """
        plain = {_SIGNS.sub("", fold(id_)) for id_ in ids}
        return self._hashes.learn(text for text in plain if _may_be_id(text))

    def any_in(self, text: str) -> bool:
        """Return whether a text contains an id, in any form in which it is typed."""
        return bool(self._hashes) and any(candidate in self._hashes for candidate in _candidates(fold(text)))


def _may_be_id(plain: str) -> bool:
    return len(plain) >= _SHORTEST and _DIGIT.search(plain) is not None


def _without_telephone(match: re.Match[str]) -> str:
    return " , " if len(_SIGNS.sub("", match[0])) >= _TELEPHONE_DIGITS else match[0]


def _candidates(folded: str) -> Iterator[str]:
    """Yield each possible id: runs of letters and runs of digits, alone and joined with the next ones."""
    if not _DIGIT.search(folded):
        return
    text = _TELEPHONE.sub(_without_telephone, folded)
    parts = list(_PARTS.finditer(text))
    for first, part in enumerate(parts):
        joined = part[0]
        last = part
        if _may_be_id(joined):
            yield joined
        for following in parts[first + 1 : first + _MOST_PARTS]:
            if not _GAP.fullmatch(text, last.end(), following.start()):
                break
            joined += following[0]
            last = following
            if _may_be_id(joined):
                yield joined
