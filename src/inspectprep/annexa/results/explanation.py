"""Explanations: the reasons for which findings are accepted, as values and as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from inspectprep import codec
from inspectprep.files import writing_output
from inspectprep.model.document import document
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Explanation:
    """The reason for which findings of a rule are accepted.

    Attributes:
        rule: The id of the rule.
        reason: One sentence for the reader of the submission. It names no child.
        by: The person who accepted the findings.
        made: The day on which they did.
        expires: The last day on which the explanation is valid, inclusive. None for no end.
        list: The list that it is limited to; None for every list of the rule.
        mark: The one finding that it is limited to, by its mark; None for all findings of the rule.
    """

    rule: str
    reason: str
    by: str
    made: date
    expires: date | None = None
    list: int | None = None
    mark: str | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether the explanation is still valid on a day."""
        return self.expires is None or on <= self.expires

    @property
    def scope(self) -> tuple[str, int | None, str | None]:
        """The findings that it explains: rule, list and mark."""
        return self.rule, self.list, self.mark

    @property
    def words(self) -> tuple[str, str, date | None]:
        """The text that a person wrote: reason, person and last day."""
        return self.reason, self.by, self.expires


@document("annexa-explanations")
@frozen(kw_only=True)
class Explanations:
    """A council's file of explanations.

    Attributes:
        key: Identifies the key that made the marks. None if no explanation has a mark.
        explanations: The explanations. One of a single finding is used before one of its rule.
    """

    key: str | None = None
    explanations: tuple[Explanation, ...] = ()

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield the findings that are explained twice with different words, because neither can be chosen."""
        first: dict[tuple[str, int | None, str | None], int] = {}
        for place, explanation in enumerate(self.explanations):
            earlier = first.setdefault(explanation.scope, place)
            if self.explanations[earlier].words != explanation.words:
                entries = f"entries {earlier + 1} and {place + 1}"
                yield (
                    "explanations",
                    f"has different words for the same findings of {explanation.rule}, in {entries}",
                )


def words_of(reason: str, by: str, until: date | None) -> str:
    """Return a short checksum of what a person wrote, without the white space around words."""
    return checksum(" ".join(reason.split()), " ".join(by.split()), until.isoformat() if until else "")


def checksum(*texts: str) -> str:
    """Return a short checksum of texts. It finds changes and keeps nothing secret."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:8]


def read_explanations(path: Path | str) -> Explanations:
    """Read explanations from a TOML file.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    return codec.read_toml(path, Explanations)


def write_explanations(explanations: Explanations, path: Path | str, *, inputs: Iterable[Path] = ()) -> None:
    """Write explanations to a TOML file that only its owner can read.

    Args:
        explanations: The explanations.
        path: The file to write. It is written whole or not at all.
        inputs: Files that must not be replaced.

    Raises:
        WriteError: if the file cannot be written.
    """
    text = codec.dumps_toml(explanations)
    with writing_output(path, private=True, inputs=inputs) as stream:
        stream.write(text.encode())
