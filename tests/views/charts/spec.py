"""Reading a chart: its rows, its texts, and the pictures that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports.markup import parse

__all__ = ["drawn_texts", "rows", "spec", "words"]


def spec(chart: Any) -> dict[str, Any]:
    """Return the specification of a chart, checked against the schema of Vega-Lite."""
    found: dict[str, Any] = chart.to_dict()
    return found


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the rows of a chart, which has one table of data."""
    (data,) = spec(chart)["datasets"].values()
    return list(data)


def words(chart: Any) -> str:
    """Return everything that a specification says, as one text."""
    return str(spec(chart))


def drawn_texts(chart: Any) -> list[str]:
    """Return the texts of a chart as it is drawn, and check that it can be drawn as a picture."""
    converter = pytest.importorskip("vl_convert")
    content = spec(chart)
    assert converter.vegalite_to_png(content).startswith(b"\x89PNG")
    drawing = parse(converter.vegalite_to_svg(content))
    return [text.text for text in drawing.all("text") if text.text]
