"""Every face as a browser lays it out: how long it is, how small its texts are, and who can read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.faces.faces import faces_at
from tests.faces.limits import MEASURED_FIRST, READ_FIRST, misses
from tests.faces.measuring import (
    DESKTOP,
    PHONE,
    UNFOLD,
    ZOOMED,
    faults,
    measured,
    moving,
    opened,
    reading_order,
    spacing_faults,
    vanished,
    zoomed_faults,
)
from tests.faces.stages import STAGES

pytestmark = pytest.mark.browser

Pages = Callable[[str], Mapping[str, Path]]


def everywhere(first: Mapping[str, tuple[str, ...]]) -> list[Any]:
    """Return every face at every stage. All but these are among the long tests."""
    return [
        pytest.param(
            stage,
            face,
            id=f"{stage}-{face}",
            marks=[] if face in first.get(stage, ()) else [pytest.mark.slow],
        )
        for stage in STAGES
        for face in faces_at(stage)
    ]


@pytest.mark.parametrize(("stage", "face"), everywhere(MEASURED_FIRST))
def test_a_face_fits(chromium: Browser, pages: Pages, stage: str, face: str) -> None:
    """On a desktop, a phone and paper, within the limits of its kind."""
    path = pages(stage)[face]
    assert misses(stage, face, measured(chromium, path.as_uri(), path.stat().st_size)) == []


@pytest.mark.parametrize(("stage", "face"), everywhere(READ_FIRST))
def test_everybody_can_read_a_face(chromium: Browser, pages: Pages, stage: str, face: str) -> None:
    """Axe finds nothing, the keyboard reaches all, and zoom, spacing, colours and motion are respected."""
    page = opened(
        chromium,
        pages(stage)[face].as_uri(),
        PHONE,
        color_scheme="light",
        forced_colors="none",
        reduced_motion="reduce",
    )
    assert moving(page) == []
    reached, number = reading_order(page)
    assert reached == list(range(number))
    page.evaluate(UNFOLD)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert faults(page, only="color-contrast") == []
    page.emulate_media(forced_colors="active")
    assert vanished(page) == []
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    assert zoomed_faults(page) == []
    assert spacing_faults(page) == []
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("stage", STAGES)
def test_axe_finds_no_fault(
    chromium: Browser, pages: Pages, stage: str, window: tuple[int, int], mode: Any
) -> None:
    """By WCAG A and AA and by best practice: every face in every mode, with all folds open."""
    found = {}
    for face, path in pages(stage).items():
        page = opened(chromium, path.as_uri(), window)
        if mode == "print":
            page.emulate_media(media="print")
        else:
            page.emulate_media(color_scheme=mode)
        page.evaluate(UNFOLD)
        found[face] = faults(page)
        page.close()
    assert {face: each for face, each in found.items() if each} == {}
