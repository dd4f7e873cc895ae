"""A small reader of HTML for tests: elements with their attributes, texts and ancestors."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field

__all__ = ["Element", "parse"]

VOID = {"meta", "br", "col", "link", "img", "hr", "input"}
# SVG shapes without content are written as <rect .../>, which the parser reports as start-end tags.


@define(eq=False)
class Element:
    """One element."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(factory=list)

    @property
    def text(self) -> str:
        """All text inside, white space folded."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> list[str]:
        found: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                found.append(child)
            else:
                found += [" ", *child._texts(), " "]
        return found

    def all(self, tag: str = "", **attrs: str) -> list[Element]:
        """Return every element inside with this tag and these attributes, in document order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                named = {name.replace("_", "-").strip("-"): value for name, value in attrs.items()}
                if (not tag or child.tag == tag) and named.items() <= child.attrs.items():
                    found.append(child)
                found += child.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> Element:
        """Return the only such element."""
        (found,) = self.all(tag, **attrs)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#root", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(text: str) -> Element:
    """Return the root of a page; every element must be closed in order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root
