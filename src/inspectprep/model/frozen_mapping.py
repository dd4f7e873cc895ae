"""A mapping that cannot be changed, and that can be pickled and copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

_Key = TypeVar("_Key")
_Value_co = TypeVar("_Value_co", covariant=True)


class FrozenMapping(Mapping[_Key, _Value_co]):
    """The entries of a mapping as they were when this was made.

    It takes the place of :class:`types.MappingProxyType`, which can be neither pickled nor copied.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[_Key, _Value_co]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, key: _Key) -> _Value_co:
        """Return the value of a key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[_Key]:
        """Iterate over the keys in order."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)

    def __repr__(self) -> str:
        """Return the entries as a dictionary shows them."""
        return repr(self._entries)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickling and copying need."""
        return type(self), (self._entries,)
