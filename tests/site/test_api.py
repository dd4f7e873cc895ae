"""The API reference, as it is built: complete, and without traces of how Python stores what it shows."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import attrs
from docs.extensions.public_names import PACKAGES, TOP, home_of, public_names
from lxml.html import HtmlElement

ARTEFACTS = re.compile(
    r"attr_dict\[|<[\w.]+ object|<object|<function|<class|<bound|\bFactory\(|functools\.partial"
    r"|mappingproxy|_Nothing|\b0x[0-9a-f]{6,}|Alias for field number|:(?:class|func|meth|mod|data|attr):"
)
NO_DEFAULT = re.compile(r"(?<![.\w])NOTHING\b")


def values() -> Iterator[tuple[str, type[Any]]]:
    """Yield every public class, with the name under which it is documented."""
    for package in PACKAGES:
        for name in public_names(package):
            value = getattr(importlib.import_module(package), name)
            if isinstance(value, type) and value.__module__.startswith(TOP):
                yield f"{package}.{name}", value


def documented(reference: Mapping[str, HtmlElement]) -> dict[str, HtmlElement]:
    """Return what the reference describes, by name."""
    return {
        title.get("id"): title.getparent()
        for page in reference.values()
        for title in page.iterfind(".//dt[@id]")
    }


def listed(entry: HtmlElement) -> dict[str, str]:
    """Return the fields or members that the description of a class lists, each with its text."""
    lists = entry.xpath("./dd/div[contains(@class, 'fields')]/dl")
    return {
        term.find(".//code").text_content(): (term.getnext().text_content().strip())
        for each in lists
        for term in each.iterfind("./dt")
    }


def test_no_artefact_is_shown(reference: Mapping[str, HtmlElement]) -> None:
    """Signatures and texts are as a person would write them."""
    found = {name: ARTEFACTS.findall(page.text_content()) for name, page in reference.items()}
    assert {name: set(texts) for name, texts in found.items() if texts} == {}
    titles = [title.text_content() for page in reference.values() for title in page.iterfind(".//dt[@id]")]
    assert [title for title in titles if NO_DEFAULT.search(title)] == []


def test_the_reference_describes_exactly_the_public_names(reference: Mapping[str, HtmlElement]) -> None:
    """Each name in `__all__` of a package is described once, and nothing else of a package is."""
    public = {
        f"{package}.{name}"
        for package in (TOP, *PACKAGES)
        for name in public_names(package)
        if not home_of(package, name)
    }
    modules = {*PACKAGES, TOP}
    names = [title for page in reference.values() for title in page.xpath(".//dt/@id")]
    owned = [name for name in names if name.rpartition(".")[0] in modules]
    assert sorted(owned) == sorted(public)
    members = set(names) - set(owned)
    assert {name for name in members if name.rpartition(".")[0] not in public} == set()


def test_every_name_of_the_top_is_on_its_page(reference: Mapping[str, HtmlElement]) -> None:
    """A name of the top that is described elsewhere is linked."""
    page = reference["reference/api/inspectprep"]
    links = {link.get("href").partition("#")[2] for link in page.iterfind(".//a[@href]")}
    homes = {home for name in public_names(TOP) if (home := home_of(TOP, name))}
    assert {home for home in homes if home not in links and f"module-{home}" not in links} == set()


def test_every_member_of_an_enumeration_is_described(reference: Mapping[str, HtmlElement]) -> None:
    """Each member is listed with a text."""
    entries = documented(reference)
    enums = [(name, value) for name, value in values() if issubclass(value, Enum)]
    assert len(enums) > 30
    for name, value in enums:
        shown = listed(entries[name])
        assert list(shown) == list(value.__members__), name
        assert all(shown.values()), name


def test_every_field_is_described(reference: Mapping[str, HtmlElement]) -> None:
    """Each field of a value is listed with a text."""
    entries = documented(reference)
    for name, value in values():
        if attrs.has(value):
            fields = [each.name for each in attrs.fields(value) if not each.name.startswith("_")]
            remembered = {
                each.name for each in attrs.fields(value) if each.eq is False and each.repr is False
            }
            shown = listed(entries[name])
            assert list(shown) == [field for field in fields if field not in remembered], name
            assert all(shown.values()), name


def test_no_internal_module_is_named(reference: Mapping[str, HtmlElement]) -> None:
    """Types in the lists of fields are short names."""
    shown = [
        term for page in reference.values() for term in page.xpath(".//div[contains(@class, 'fields')]/dl/dt")
    ]
    assert len(shown) > 500
    assert [term.text_content() for term in shown if "inspectprep." in term.text_content()] == []


def test_every_description_has_a_text(reference: Mapping[str, HtmlElement]) -> None:
    """No class, function, method or constant is a name alone."""
    bare = [
        name
        for name, entry in documented(reference).items()
        if not "".join(text.text_content() for text in entry.xpath("./dd/*[not(self::dl)]")).strip()
        and not entry.xpath("./dd/div[contains(@class, 'fields')]")
    ]
    assert bare == []
