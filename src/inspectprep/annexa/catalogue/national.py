"""The national measure beside an indicator, and how far the two can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import field

from inspectprep.model.basis import Confidence
from inspectprep.model.representation import frozen

NO_COMPARISON = "Nothing says how this indicator compares with a national measure."


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())


class Comparable(StrEnum):
    """The comparability of an indicator with the national measure.

    Attributes:
        YES: The two count the same.
        WITH_CARE: They differ a little, and the difference is named.
        NO: They differ too much, or there is nothing to compare with.
    """

    YES = "yes"
    WITH_CARE = "with care"
    NO = "no"


@frozen(kw_only=True)
class NationalFigure:
    """One published figure of a national measure.

    Attributes:
        what: The words for those in the numerator, after the words "of 100".
        year: The year or day that it is about. A source that gives none is named in `note`.
        source: The title of what was read.
        address: The public address of what was read.
        read: The day on which it was read, such as ``2026-11-29``.
        confidence: The trust that the source deserves.
        count: The numerator. None where the source gives only a share.
        of: The denominator. None where the source gives only a share.
        share: The share from 0 to 1, for a source that gives only that.
        note: What the source does not say.
    """

    what: str = field(converter=_joined)
    year: str
    source: str
    address: str
    read: str
    confidence: Confidence
    count: int | None = None
    of: int | None = None
    share: float | None = None
    note: str = field(default="", converter=_joined)

    @property
    def ratio(self) -> float:
        """The share from 0 to 1: of the counts, or as the source gives it."""
        return self.count / self.of if self.count is not None and self.of else self.share or 0.0

    def __str__(self) -> str:
        """Return the figure in words, with year, numbers and address."""
        if self.count is not None and self.of:
            numbers = f"{self.count:,} of {self.of:,} ({percent(self.ratio)})"
        else:
            numbers = f"about {percent(self.ratio)}"
        note = f" {self.note}" if self.note else ""
        return f"{numbers} {self.what}, {self.year}. {self.source}, {self.address}.{note}"


@frozen(kw_only=True)
class NationalComparison:
    """The comparison of an indicator with the national measure.

    Attributes:
        measure: The national measure. Empty where none is known.
        difference: How the indicator counts in another way: denominator, period and ages.
        comparable: Whether the two can be compared.
        because: The reason why, or why not.
        figures: The latest published figures that were read. Empty where none was read.
    """

    comparable: Comparable
    because: str = field(converter=_joined)
    measure: str = field(default="", converter=_joined)
    difference: str = field(default="", converter=_joined)
    figures: tuple[NationalFigure, ...] = ()

    def __str__(self) -> str:
        """Return the comparison in sentences, the same for every format."""
        if not self.measure:
            return f"We know of no national measure. {self.because}"
        figures = " ".join(f"Latest figure that we read: {figure}" for figure in self.figures)
        return (
            f"National measure: {self.measure} {figures or 'We have read no figure of it.'} "
            f"Ours differs: {self.difference} Comparable: {self.comparable}. {self.because}"
        )


def comparison_faults(comparison: NationalComparison) -> Iterator[tuple[str, str]]:
    """Yield the path in an indicator, and the text, of each mistake in its comparison."""
    if not comparison.because:
        yield "comparison.because", "is missing"
    if comparison.measure and not comparison.difference:
        yield "comparison.difference", "is missing"
    if not comparison.measure and (comparison.figures or comparison.comparable is not Comparable.NO):
        yield "comparison.measure", "is needed to compare, and for figures"
    for index, figure in enumerate(comparison.figures):
        for name, text in _figure_faults(figure):
            yield f"comparison.figures[{index}]{name}", text


def _figure_faults(figure: NationalFigure) -> Iterator[tuple[str, str]]:
    for name in ("what", "year", "source", "address", "read"):
        if not getattr(figure, name):
            yield f".{name}", "is missing"
    counts = figure.count is not None and figure.of is not None
    if counts is (figure.share is not None):
        yield "", "should have count and of, or a share where the source gives no numbers"
    if not counts and not figure.note:
        yield ".note", "should say that the source gives no numbers"
    if not 0 <= figure.ratio <= 1:
        yield "", "should be a share from 0 to 1"


def percent(share: float) -> str:
    """Return a share as a percentage with at most one decimal place."""
    return f"{share:.1%}".replace(".0%", "%")
