"""Every worked example of every measure, and what may be shown of a figure."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.annexa.results.indicators.measures import Figure, figures
from tests.annexa.examples import examples, name_of, return_of_example
from tests.annexa.test_examples import policy_of_example


def _figure(example: dict[str, Any], wanted: dict[str, Any]) -> Figure | None:
    found = [
        f
        for f in figures(return_of_example(example), policy_of_example(example))
        if f.rule == example["rule"]
    ]
    for figure in found:
        keys = {"group": figure.group, "dimension": figure.dimension, "list": figure.list}
        if all(wanted.get(name, "" if name != "list" else None) == value for name, value in keys.items()):
            return figure
    return None


@pytest.mark.parametrize("example", [e for e in examples() if "expect" in e], ids=name_of)
def test_a_measure_counts_as_its_example_says(example: dict[str, Any]) -> None:
    """Numerator, denominator, median, flag and workers above the limit are those of the example."""
    for wanted in example["expect"]:
        figure = _figure(example, wanted)
        if figure is None:
            assert wanted["numerator"] == 0
            continue
        for name, field in (("numerator", "numerator"), ("denominator", "denominator"), ("median", "median")):
            if name in wanted:
                assert getattr(figure, field) == wanted[name]
        if "flag" in wanted:
            assert figure.flagged == wanted["flag"]
        if "flagged" in wanted:
            assert figure.count == wanted["flagged"]


def test_small_counts_are_marked() -> None:
    """A count from 1 to 5 may not leave the team."""
    example = next(e for e in examples() if e["rule"] == "AA-I-002")
    for figure in figures(return_of_example(example), policy_of_example(example)):
        assert figure.small == (0 < figure.numerator <= 5 or 0 < figure.denominator <= 5)
