"""Tiles of every built-in report: a count or a status has no colour of a rating."""

from __future__ import annotations

import ast
from pathlib import Path

import inspectprep

SOURCE = Path(inspectprep.__file__).parent


def test_no_tile_of_our_own_has_the_colour_of_a_rating() -> None:
    """Red, amber and green mean ratings only. A report has one in its answer, and its tiles are counts."""
    coloured = [
        f"{path.name}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        if "testing" not in path.parts and "Tile(" in path.read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Tile"
        if any(keyword.arg == "rating" for keyword in call.keywords)
    ]
    assert coloured == []
