"""The links of the built documentation lead somewhere, and what should be a link is one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement


def test_every_link_leads_somewhere(site: Path, pages: Mapping[str, HtmlElement]) -> None:
    """Each link inside the site names a file, and a place in it."""
    anchors = {
        (site / f"{name}.html").resolve(): {*page.xpath("//@id"), *page.xpath("//a/@name")}
        for name, page in pages.items()
    }
    lost = set()
    for name, page in pages.items():
        here = (site / f"{name}.html").resolve()
        for link in page.xpath("//article//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or "_modules/" in parts.path:
                continue
            target = (here.parent / unquote(parts.path)).resolve() if parts.path else here
            place = unquote(parts.fragment)
            if not target.exists() or (place and target in anchors and place not in anchors[target]):
                lost.add((name, link))
    assert lost == set()


def test_every_cross_reference_is_a_link(pages: Mapping[str, HtmlElement]) -> None:
    """A name that a text refers to is linked to its description."""
    plain = {
        (name, reference.text_content())
        for name, page in pages.items()
        for reference in page.xpath("//article//code[contains(@class, 'xref')][not(ancestor::a)]")
        if not reference.getparent().text_content().startswith("alias of")
    }
    assert plain == set()
