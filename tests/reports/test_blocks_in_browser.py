"""Blocks as a real browser lays them out: nothing is wider than its window, nothing is too small to read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

from inspectprep.model.report import Report
from inspectprep.reports import html
from inspectprep.testing.builders import make_report
from tests.reports.hostile import TEXTS, hostile_report

pytestmark = pytest.mark.browser

WINDOWS = {"desktop": (1280, 800), "phone": (360, 740)}
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter(each =>
    each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, .hide, caption')
    && getComputedStyle(each).position !== 'absolute').map(each => each.outerHTML.slice(0, 80))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && each.getBoundingClientRect().width > 1).map(each => parseFloat(getComputedStyle(each).fontSize)))"""
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, or a skip that says why there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("this machine has no Chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, report: Report, folder: Path, **options: Any) -> Page:
    """Return the page of a report with its folds open."""
    path = folder / "report.html"
    path.write_text(html.page(report), encoding="utf-8")
    page = browser.new_page(**options)
    page.goto(path.as_uri())
    page.evaluate(UNFOLD)
    return page


def size(window: str) -> dict[str, int]:
    """Return the size of a window."""
    return dict(zip(("width", "height"), WINDOWS[window], strict=True))


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["usual", *TEXTS])
def test_nothing_is_wider_than_its_window(chromium: Browser, tmp_path: Path, name: str, window: str) -> None:
    """With usual and with hostile text in every field. Tables of many columns scroll in their own box."""
    report = make_report() if name == "usual" else hostile_report(TEXTS[name])
    page = opened(chromium, report, tmp_path, viewport=size(window))
    assert page.evaluate("document.documentElement.scrollWidth") <= WINDOWS[window][0]
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 12


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Browser, tmp_path: Path, scheme: Any, window: str) -> None:
    """By WCAG A and AA and by best practice, with all folds open."""
    page = opened(chromium, make_report(), tmp_path, viewport=size(window), color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_paper_has_every_fold_open(chromium: Browser, tmp_path: Path) -> None:
    """Also those that nobody opened on the screen."""
    path = tmp_path / "report.html"
    path.write_text(html.page(make_report()), encoding="utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    with PdfDocument(page.pdf(format="A4")) as made:
        words = " ".join(sheet.get_textpage().get_text_range() for sheet in made)
    assert "Folded & open on paper" in " ".join(words.split())
