"""Colours: every pair of text and ground meets WCAG AA, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import inspectprep.reports.html as module
from inspectprep.reports.excel_styles import _FILLS

TEMPLATES = Path(module.__file__).parent / "templates"
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (TEMPLATES / name).read_text(encoding="utf-8")))
    for name in ("light.css", "dark.css")
)
TEXT = 4.5
"""WCAG 2.2, 1.4.3: text of ordinary size."""
GRAPHIC = 3.0
"""WCAG 2.2, 1.4.11: graphics that carry meaning."""
TEXTS = [
    (front, ground)
    for front, grounds in {
        "text": ("page", "surface", "weekend", "closed", "red-back", "amber-back", "green-back"),
        "muted": ("page", "surface"),
        "accent": ("page",),
        "red": ("red-back",),
        "amber": ("amber-back",),
        "green": ("green-back",),
        "banner-text": ("banner",),
        "page": ("c1", "c2", "c3", "c4", "c5", "c6"),
    }.items()
    for ground in grounds
]
GRAPHICS = [
    (front, ground)
    for front, grounds in {
        **{f"c{number}": ("page", "weekend", "closed") for number in range(1, 7)},
        "red": ("page",),
        "amber": ("page",),
        "green": ("page",),
        "muted": ("page", "weekend"),
    }.items()
    for ground in grounds
]


def luminance(colour: str) -> float:
    """Return relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right() -> None:
    """Black on white is 21; the known grey is just enough."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXTS)
def test_text_can_be_read(palette: dict[str, str], front: str, ground: str) -> None:
    """Every text on every ground it stands on."""
    assert contrast(palette[front], palette[ground]) >= TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), GRAPHICS)
def test_marks_can_be_seen(palette: dict[str, str], front: str, ground: str) -> None:
    """Every mark of the drawing on the page and on its shades."""
    assert contrast(palette[front], palette[ground]) >= GRAPHIC


def test_both_palettes_name_the_same_colours() -> None:
    """A colour forgotten in the dark would fall back on the light one."""
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) > 20


def test_the_style_uses_no_colour_outside_its_palette() -> None:
    """What is measured above is all there is."""
    for path in TEMPLATES.glob("*.css"):
        rules = re.sub(r"--[\w-]+: #[0-9a-f]{6};", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)", rules), path


@pytest.mark.parametrize("rating", list(_FILLS))
def test_the_spreadsheet_can_be_read_too(rating: str) -> None:
    """Ratings in cells meet the same measure."""
    fill = _FILLS[rating]
    assert contrast(str(fill["font_color"]).lower(), str(fill["bg_color"]).lower()) >= TEXT
