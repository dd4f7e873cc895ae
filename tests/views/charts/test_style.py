"""Colours of charts: they can be read on a light and a dark page, and told apart by everyone."""

from __future__ import annotations

from itertools import combinations, pairwise

import altair as alt
import pytest

from inspectprep.views.charts.style import DARK, LIGHT, Palette, palette_of
from tests.reports.test_style import GRAPHIC, TEXT, contrast

PALETTES = {"light": LIGHT, "dark": DARK}
# How colours look to people without one kind of cone: Machado, Oliveira and Fernandes, 2009, in linear light.
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = 10.0
"""The least distance in CIELAB at which two colours differ at a glance."""


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as people with a kind of vision see it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * each for weight, each in zip(row, linear, strict=True))))
        for row in VISIONS[vision]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_can_be_read(palette: Palette) -> None:
    """On the page, and in each cell of a heat map."""
    pairs = [
        (palette.text, palette.ground),
        (palette.muted, palette.ground),
        *zip(palette.on_steps, palette.steps, strict=True),
        *zip(palette.on_ratings, palette.ratings, strict=True),
    ]
    for front, ground in pairs:
        assert contrast(front, ground) >= TEXT, (front, ground)
    for colour in palette.plans:
        assert contrast(colour, palette.ground) >= GRAPHIC, colour


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_colours_differ_for_everyone(palette: Palette, vision: str) -> None:
    """Ratings, neighbouring steps, and the first four plans. Letters and texts say the same."""
    for colours in (combinations(palette.ratings, 2), combinations(palette.plans[:4], 2)):
        for one, other in colours:
            pairs = zip(seen(one, vision), seen(other, vision), strict=True)
            assert sum((left - right) ** 2 for left, right in pairs) ** 0.5 >= APART, (one, other)
    light = [seen(colour, vision)[0] for colour in palette.steps]
    assert light == sorted(light, reverse=palette is LIGHT)
    assert min(abs(one - other) for one, other in pairwise(light)) > 5


def test_the_theme_of_altair_chooses() -> None:
    """Unless the reader does."""
    assert palette_of(None) is LIGHT
    with alt.theme.enable("dark"):
        assert palette_of(None) is DARK
        assert palette_of(dark=False) is LIGHT
    assert palette_of(dark=True) is DARK
