"""The contract of a set of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from inspectprep import annexa, synth
from inspectprep.annexa.results.indicator_specs import indicators_for
from inspectprep.annexa.results.indicators import Indicator, indicators
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole


class IndicatorContract(SteadyContract):
    """The contract of a set of indicators from ``inspectprep_indicators``.

    Attributes:
        as_of: The date of the lists in the sample.
        children: The number of children in the sample.

    Example:
        >>> class TestIndicators(IndicatorContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "indicators"
    as_of: ClassVar[date] = date(2026, 9, 7)
    children: ClassVar[int] = 300

    def sample(self) -> Any:
        """Return the lists on which the indicators are calculated. Override it to give your own."""
        return synth.council(children=self.children, as_of=self.as_of, defects=0.1, late=0.3).tables

    def figures(self) -> Iterator[tuple[str, Indicator]]:
        """Yield each indicator under test, calculated on the sample, with the id of its set."""
        registry = self.registry()
        result = annexa.check(self.sample(), as_of=self.as_of, registry=registry)
        for provider in self.providers(registry):
            reasons = [each.reason for each in result.skipped if each.rule == provider.id]
            require(not reasons, f"{provider.id!r} cannot be used. {' '.join(reasons)}")
            given = annexa.indicators_from(registry.indicators.resolve(provider.id), provider.id)
            ids = {spec.id for spec in given}
            own = [spec for spec in indicators_for(registry, result.rules).specs if spec.id in ids]
            figures = indicators(result, own)
            yield from ((provider.id, figure) for figure in figures)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every indicator with its figures."""
        for name, figure in self.figures():
            yield f"The indicator {figure.spec.id!r} of {name!r}", whole(figure)

    def test_can_be_calculated(self) -> None:
        """Each indicator has a figure for a return with all lists."""
        for name, figure in self.figures():
            require(not figure.skipped, f"{name!r}: {figure.spec.id} is not calculated. {figure.skipped}")

    def test_counts_something(self) -> None:
        """The denominator of each indicator has rows of a return with all lists."""
        for name, figure in self.figures():
            require(
                figure.council.denominator != 0,
                f"{name!r}: the denominator of {figure.spec.id} has no rows. Check its condition.",
            )

    def test_says_why_and_what_to_prepare(self) -> None:
        """The reasons of each indicator are sentences, and the words for its share are not."""
        for name, figure in self.figures():
            spec = figure.spec
            sentences = spec.why.endswith(".") and spec.look.endswith(".") and not spec.what.endswith(".")
            require(
                sentences,
                f"{name!r}: {spec.id} needs sentences for `why` and `look`, and for `what` words without a "
                "full stop, such as 'children were not seen'.",
            )

    def test_says_how_it_compares(self) -> None:
        """Each indicator says of which group it is a share, and how it compares with a national measure."""
        for name, figure in self.figures():
            spec = figure.spec
            require(
                bool(spec.among) and spec.comparison is not None,
                f"{name!r}: {spec.id} needs words for `among`, and a `comparison`. Where you know of no "
                "national measure, give NationalComparison(comparable=Comparable.NO, because=...).",
            )
