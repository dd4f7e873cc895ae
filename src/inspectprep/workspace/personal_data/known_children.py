"""The children that a workspace knows: their ids from loaded lists, and their names from a list of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspectprep.workspace.personal_data.detection import ID, NAME
from inspectprep.workspace.personal_data.known_ids import KnownIds
from inspectprep.workspace.personal_data.known_names import KnownNames


class KnownChildren(NamedTuple):
    """The ids and the names of children, as keyed hashes.

    Attributes:
        ids: Their ids.
        names: Their names.
    """

    ids: KnownIds
    names: KnownNames

    @property
    def any(self) -> bool:
        """True if there is a child to find."""
        return bool(self.ids) or bool(self.names)

    def found_in(self, text: str) -> Iterator[str]:
        """Yield a description of each kind of detail of a known child in a text, without repeating it."""
        if self.ids.any_in(text):
            yield ID
        if self.names.any_in(text):
            yield NAME
