"""Displays inside the pages of notebooks, as a real browser draws them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from inspectprep.testing.builders import make_check_summary, make_checklist
from tests.reports.plans import readiness
from tests.reports.test_style import DARK, LIGHT, contrast
from tests.views.hosts import HOSTS, Host, page_of
from tests.views.test_notebook import COMPARISON
from tests.views.test_single import FINDING, TIMELINE

pytestmark = pytest.mark.browser

VALUES = [
    TIMELINE,
    TIMELINE["publication"],
    make_checklist(),
    make_checklist()["brief-staff"],
    FINDING,
    readiness(),
    make_check_summary(),
    COMPARISON,
]
DISPLAYS = [value._repr_html_() for value in VALUES]  # type: ignore[attr-defined] # given by a decorator
WIDTH = 700
TEXT = 4.5
"""WCAG 2.2, 1.4.3: text of ordinary size."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

MEASURE = """
() => {
  for (const fold of document.querySelectorAll(".ip details")) fold.open = true;
  const visible = element => element.checkVisibility() && element.textContent.trim();
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const cells = [...document.querySelectorAll(".ip td, .ip th")].filter(visible);
  const texts = [...document.querySelectorAll(".ip *")].filter(element =>
    visible(element) && !element.closest("svg, style") &&
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  return {
    aligned: cells.map(cell => [cell.classList.contains("number"), getComputedStyle(cell).textAlign,
      getComputedStyle(cell).verticalAlign]),
    rows: [...document.querySelectorAll(".ip tbody tr")].map(row => getComputedStyle(row).backgroundColor),
    bullets: [...document.querySelectorAll(".ip .tiles")].map(list => getComputedStyle(list).listStyleType),
    texts: texts.map(element => [element.textContent.trim().slice(0, 40), getComputedStyle(element).color,
      ground(element)]),
    headings: [...document.querySelectorAll(".ip h2")].map(heading => [getComputedStyle(heading).paddingLeft,
      getComputedStyle(heading).fontFamily === getComputedStyle(heading.closest(".ip")).fontFamily]),
    layouts: [...document.querySelectorAll(".ip table")].map(table => getComputedStyle(table).tableLayout),
    width: document.documentElement.scrollWidth,
    wide: [...document.querySelectorAll(".ip, .ip section, .ip .tiles")]
      .filter(element => element.scrollWidth > element.clientWidth + 1).length,
    outside: [...document.querySelectorAll(".jp-OutputArea-output, .cell_output, .output")]
      .filter(element => element.scrollWidth > element.clientWidth + 1).length,
    page: getComputedStyle(document.querySelector(".ip")).backgroundColor,
  };
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser, or a skip that says why there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"this machine has no {' or '.join(BROWSERS)}")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def measured(browser: Any, host: Host, scheme: str, displays: list[str]) -> dict[str, Any]:
    """Return what the browser computes for displays in a host, on a system with light or dark colours."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme=scheme)
    page.set_content(page_of(host, displays))
    found: dict[str, Any] = page.evaluate(MEASURE)
    page.close()
    return found


def hexadecimal(colour: str) -> str:
    """Return a computed colour as the palette writes it."""
    numbers = [int(each) for each in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    return "#" + "".join(f"{each:02x}" for each in numbers)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_a_display_looks_the_same_in_every_notebook(browser: Any, host: Host, scheme: str) -> None:
    """Text is on the left, numbers are on the right, nothing is cut off, and every text can be read."""
    found = measured(browser, host, scheme, DISPLAYS)
    assert len(found["aligned"]) > 100
    for number, align, vertical in found["aligned"]:
        assert align == ("right" if number else "left")
        assert vertical in ("top", "bottom")
    assert {number for number, *_ in found["aligned"]} == {True, False}
    assert set(found["rows"]) == {"rgba(0, 0, 0, 0)"}
    assert set(found["bullets"]) == {"none"}
    assert set(found["layouts"]) == {"auto"}
    assert set(map(tuple, found["headings"])) == {("0px", True)}
    assert found["width"] == WIDTH
    assert (found["wide"], found["outside"]) == (0, 0)
    assert len(found["texts"]) > 200
    for text, front, ground in found["texts"]:
        assert contrast(hexadecimal(front), hexadecimal(ground)) >= TEXT, text
    dark = host.dark if host.name != "plain" else scheme == "dark"
    assert hexadecimal(found["page"]) == (DARK if dark else LIGHT)["page"]


def test_the_rules_of_a_host_would_be_noticed(browser: Any) -> None:
    """The same display, whose style does not select it any more, is aligned as the host likes."""
    unstyled = [display.replace('id="ip', 'id="no') for display in DISPLAYS]
    found = measured(browser, HOSTS[0], "light", unstyled)
    assert "right" in {align for number, align, _ in found["aligned"] if not number}
