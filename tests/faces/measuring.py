"""Measuring a page in a browser: its screens, sheets, words, boxes and texts."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

DESKTOP, PHONE, ZOOMED = (1280, 800), (360, 740), (320, 256)

UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
_HEIGHT = "document.documentElement.scrollHeight"
_WIDTH = "document.documentElement.scrollWidth"
_SIDEWAYS = """() => [...document.querySelectorAll('body *')].filter(each =>
    each.scrollWidth > each.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX)
    ).map(each => `${each.tagName} ${each.getAttribute('aria-label') ?? each.className}`)"""
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && each.getBoundingClientRect().width > 1).map(each => parseFloat(getComputedStyle(each).fontSize)
    * (each.ownerSVGElement ? each.getScreenCTM().a : 1)))"""
_TOP = "selector => document.querySelector(selector)?.getBoundingClientRect().top ?? null"
_VANISHED = """() => [...document.querySelectorAll('body *')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && each.getBoundingClientRect().width > 1 && !each.ownerSVGElement
    && getComputedStyle(each).color === getComputedStyle(each).backgroundColor)
    .map(each => each.outerHTML.slice(0, 80))"""
_CUT_OFF = """() => [...document.querySelectorAll('main *, h1, footer *')].filter(each => {
    const style = getComputedStyle(each);
    return ['hidden', 'clip'].includes(style.overflowX) && each.clientWidth > 2
        && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
    }).map(each => each.outerHTML.slice(0, 80))"""
_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
"""The spacing that a reader may set, by WCAG 1.4.12."""


@frozen(kw_only=True)
class Measured:
    """The measures of a face.

    Attributes:
        desktop: Screens of 1280 by 800 pixels, before anything is unfolded.
        phone: Screens of 360 by 740 pixels, before anything is unfolded.
        sheets: Sheets of A4.
        words: Words before anything is unfolded.
        kilobytes: The size of the file.
        smallest: The smallest text on a phone in pixels, drawings included and folds open.
        sideways: Boxes that scroll sideways on a phone, with folds open.
        wide: Pixels by which the page is wider than a phone.
        answer: Where the answer begins on a phone, in pixels. None without an answer.
        step: Where the first step begins on a phone. None without a step.
    """

    desktop: float
    phone: float
    sheets: int
    words: int
    kilobytes: float
    smallest: float
    sideways: tuple[str, ...]
    wide: int
    answer: float | None
    step: float | None


def measured(browser: Browser, address: str, size: int) -> Measured:
    """Return the measures of a page.

    Args:
        browser: The browser.
        address: The address of the page's file.
        size: The size of the file in bytes.
    """
    page = opened(browser, address, DESKTOP)
    desktop = page.evaluate(_HEIGHT) / DESKTOP[1]
    words = len(page.inner_text("body").split())
    with PdfDocument(page.pdf(format="A4")) as paper:
        sheets = len(paper)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    phone = page.evaluate(_HEIGHT) / PHONE[1]
    answer, step = (page.evaluate(_TOP, selector) for selector in (".answer", ".steps li"))
    page.evaluate(UNFOLD)
    found = Measured(
        desktop=round(desktop, 2),
        phone=round(phone, 2),
        sheets=sheets,
        words=words,
        kilobytes=round(size / 1000, 1),
        smallest=round(page.evaluate(_SMALLEST), 1),
        sideways=tuple(page.evaluate(_SIDEWAYS)),
        wide=page.evaluate(_WIDTH) - PHONE[0],
        answer=answer,
        step=step,
    )
    page.close()
    return found


def opened(browser: Browser, address: str, window: tuple[int, int], **options: Any) -> Page:
    """Return a page in a window of this size."""
    page = browser.new_page(viewport={"width": window[0], "height": window[1]}, **options)
    page.goto(address)
    return page


def faults(page: Page, *, only: str = "") -> list[tuple[str, list[str]]]:
    """Return the faults that axe finds on a page, by WCAG A and AA and by best practice.

    Args:
        page: The page.
        only: One rule of axe. Empty for all of them.
    """
    options = {"runOnly": {"type": "rule", "values": [only]}} if only else None
    found = Axe().run(page, options=options).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found]


def reading_order(page: Page) -> tuple[list[int], int]:
    """Press Tab until it comes round. Return the place of each element reached, and how many there are."""
    targets = """() => { window.targets = [...document.querySelectorAll(
        'a[href], summary, input, [tabindex="0"]')].filter(each => each.checkVisibility());
        return window.targets.length; }"""
    number = page.evaluate(targets)
    reached = []
    for _ in range(number):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("window.targets.indexOf(document.activeElement)"))
    return reached, number


def zoomed_faults(page: Page) -> list[str]:
    """Return what is wrong at 400%: a page that is wider than its window, and boxes that scroll sideways."""
    wide = page.evaluate(_WIDTH) - ZOOMED[0]
    return [*([f"{wide} pixels too wide"] if wide > 0 else []), *page.evaluate(_SIDEWAYS)]


def spacing_faults(page: Page) -> list[str]:
    """Return the texts that are cut off with the spacing of WCAG 1.4.12."""
    page.evaluate(
        """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet]; }""",
        _SPACING,
    )
    return page.evaluate(_CUT_OFF)


def vanished(page: Page) -> list[str]:
    """Return the texts that have the colour of their background."""
    return page.evaluate(_VANISHED)


def moving(page: Page) -> list[str]:
    """Return the elements that move although the reader asked for less motion."""
    return page.evaluate("""() => [...document.querySelectorAll('*')].flatMap(each =>
        ['', '::before', '::after'].map(part => getComputedStyle(each, part)).filter(style =>
        parseFloat(style.transitionDuration) > 0
        || style.animationName !== 'none').map(() => each.outerHTML.slice(0, 80)))""")
