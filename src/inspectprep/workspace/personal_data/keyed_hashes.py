"""Keyed hashes in a file that only its owner may read.

The key is in the same file as the hashes. A person who can read the file can test a guess, but cannot read
a value from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from os import urandom
from pathlib import Path

from inspectprep.errors import SourceError
from inspectprep.files import writing

_SIZE = 10


class KeyedHashes:
    """Hashes of texts, and the key that they were made with.

    Args:
        path: The file. It is created when the first text is learned.
        heading: The first line of the file.
        what: The content of the file, for messages.
        remedy: What to do if the file cannot be read.

    Raises:
        SourceError: if the file exists and cannot be read.
    """

    def __init__(self, path: Path, *, heading: str, what: str, remedy: str) -> None:
        self._path = path
        self._heading = heading
        self._error = SourceError(
            f"The hashes of {what} cannot be read.", where=str(path), remedy=remedy, reason="damaged"
        )
        self._key = b""
        self._hashes: set[bytes] = set()
        self._load()

    def __len__(self) -> int:
        """Return the number of hashes."""
        return len(self._hashes)

    def __contains__(self, text: str) -> bool:
        """Return whether this text was learned."""
        return self._hash(text) in self._hashes

    def learn(self, texts: Iterable[str], *, replace: bool = False) -> int:
        """Learn texts and return how many are new.

        Args:
            texts: The texts.
            replace: True to forget earlier texts.

        Raises:
            WriteError: if the file cannot be written.
        """
        self._load()
        if not self._key:
            self._key = urandom(32)
        hashes = {self._hash(text) for text in texts}
        new = hashes - self._hashes
        if new or replace:
            self._hashes = hashes if replace else self._hashes | new
            with writing(self._path, private=True) as stream:
                lines = [self._heading, self._key.hex(), *sorted(digest.hex() for digest in self._hashes)]
                stream.write("\n".join([*lines, ""]).encode())
        return len(new)

    def _hash(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "replace"), key=self._key, digest_size=_SIZE).digest()

    def _load(self) -> None:
        try:
            heading, key, *hashes = self._path.read_text("ascii").split("\n")
            # A heading or key that is not valid raises ValueError, which is handled below.
            self._key = bytes.fromhex(key if heading == self._heading else heading)
            self._hashes = {bytes.fromhex(hash_) for hash_ in hashes if hash_}
        except FileNotFoundError:
            return
        except (ValueError, OSError):
            raise self._error from None
