"""The settings for reading the sheets of a file."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from inspectprep.annexa.catalogue import CodeSet, code_sets
from inspectprep.annexa.catalogue.translations import Meanings
from inspectprep.annexa.reading.codes import short_code_type
from inspectprep.annexa.reading.known_headings import KnownHeadings, official_headings
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class ReadSettings:
    """The settings for reading the sheets of a file.

    Attributes:
        pivot: Two-figure years up to this one are of this century.
        shift: Days to add to day counts.
        codes: The code sets by name.
        short_codes: The type of columns of short codes, of all sets.
        headings: The headings of the lists, with those that the council's policy adds.
        meanings: The codes that texts mean by the council's choice, by list and column.
    """

    pivot: int
    shift: int = 0
    codes: Mapping[str, CodeSet] = field(factory=code_sets)
    short_codes: pl.Enum = field(init=False)
    headings: KnownHeadings = field(factory=official_headings)
    meanings: Meanings = field(factory=dict)

    @short_codes.default
    def _of_all_sets(self) -> pl.Enum:
        return short_code_type(self.codes.values())
