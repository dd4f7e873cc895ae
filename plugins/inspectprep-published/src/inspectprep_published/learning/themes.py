"""Themes: subjects that inspectors write about, each with the searches that find its sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.codec import read_toml
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.document import document
from inspectprep.model.values import frozen
from inspectprep_published.learning.query import read_query

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(__file__).with_name("themes.toml")


@frozen(kw_only=True)
class Theme:
    """A subject that inspectors write about.

    Attributes:
        id: Its id, such as ``re_referrals``.
        title: Its title, in the field's own words.
        words: Searches. A sentence that any of them finds has the theme.
    """

    id: str
    title: str
    words: tuple[str, ...]

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not self.words:
            yield "words", "is empty. A theme needs words that find its sentences"
        for number, text in enumerate(self.words, start=1):
            try:
                read_query(text)
            except InspectPrepError as error:
                yield "words", f"has an entry, number {number}, that is not a search: {error.what}"

    @property
    def expression(self) -> str:
        """The expression for the index."""
        return " OR ".join(f"({read_query(text).expression()})" for text in self.words)


@document("report-themes")
@frozen(kw_only=True)
class Themes:
    """A vocabulary of themes.

    Attributes:
        themes: The themes, in the order in which they are listed.
    """

    themes: tuple[Theme, ...]

    def theme(self, id: str, *, where: str = "") -> Theme:
        """Return the theme with an id.

        Raises:
            UnknownNameError: if there is none; the nearest is suggested.
        """
        by_id = {theme.id: theme for theme in self.themes}
        if id not in by_id:
            raise UnknownNameError("theme", id, by_id, where=where)
        return by_id[id]


def read_themes(extra: Path | None = None) -> Themes:
    """Return the vocabulary, with the themes of a file of one's own.

    Args:
        extra: A TOML file. Its themes are added. One with a known id takes the place of the known theme.

    Raises:
        SourceError: if it cannot be read.
        DocumentError: if it is not understood.
    """
    known = {theme.id: theme for theme in read_toml(_FILE, Themes).themes}
    if extra is not None:
        known |= {theme.id: theme for theme in read_toml(extra, Themes).themes}
    return Themes(themes=tuple(known.values()))
