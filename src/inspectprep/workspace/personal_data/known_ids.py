"""Hashes of the ids of children in loaded lists, to recognise an id in free text.

Each id becomes a keyed hash. The key is in the same file as the hashes. A person who can read the file can
test a guess, but cannot read an id from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.files import writing

if TYPE_CHECKING:
    from inspectprep.annexa import AnnexAData

_HEADING = "inspectprep known ids 1"
_COLUMNS = ("child_unique_id", "family_identifier", "adopter_identifier")
_SHORTEST = 5
_SIZE = 10
_APART = re.compile(r"[^\w/.-]+")
_SIGNS = re.compile(r"[\W_]+")


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
    """Keyed hashes of ids, in a file that only its owner may read.

    Args:
        path: The file; it is created when the first ids are learned.

    Raises:
        SourceError: if the file exists and cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key = b""
        self._hashes: set[bytes] = set()
        self._load()

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
        plain = {_plain(id_) for id_ in ids}
        self._load()
        if not self._key:
            self._key = urandom(32)
        hashes = {self._hash(text) for text in plain if len(text) >= _SHORTEST and not text.isalpha()}
        new = hashes - self._hashes
        if new:
            self._hashes |= new
            with writing(self._path, private=True) as stream:
                lines = [_HEADING, self._key.hex(), *sorted(digest.hex() for digest in self._hashes)]
                stream.write("\n".join([*lines, ""]).encode())
        return len(new)

    def any_in(self, text: str) -> bool:
        """Return whether a text contains an id, with any spacing or hyphens."""
        return bool(self._hashes) and any(
            self._hash(candidate) in self._hashes for candidate in _candidates(text)
        )

    def _hash(self, plain: str) -> bytes:
        return blake2b(plain.encode("utf-8", "replace"), key=self._key, digest_size=_SIZE).digest()

    def _load(self) -> None:
        try:
            heading, key, *hashes = self._path.read_text("ascii").split("\n")
            # A heading or key that is not valid raises ValueError, which is handled below.
            self._key = bytes.fromhex(key if heading == _HEADING else heading)
            self._hashes = {bytes.fromhex(hash_) for hash_ in hashes if hash_}
        except FileNotFoundError:
            return
        except (ValueError, OSError):
            raise SourceError(
                "The hashes of known ids cannot be read.",
                where=str(self._path),
                remedy="Delete the file. The ids are learned again when lists are loaded.",
            ) from None


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _candidates(text: str) -> Iterator[str]:
    """Yield each possible id: words, parts of words, and two or three words in a row."""
    words = [_plain(each) for each in _APART.split(text)]
    words = [word for word in words if word]
    for count in (1, 2, 3):
        for index in range(len(words) - count + 1):
            yield "".join(words[index : index + count])
    for word in _APART.split(text):
        yield from filter(None, _SIGNS.split(word.casefold()))
