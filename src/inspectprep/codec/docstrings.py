"""The docstring of a class as data: its summary, and a note for each attribute.

The JSON Schema of documents and the options of commands show these texts.
"""

from __future__ import annotations

import re
from inspect import getdoc

_SECTION = re.compile(r"\n\s*(?:Attributes|Args):\n(.*?)(?:\n\n|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")


def summary(thing: object) -> str:
    """Return the first paragraph of a docstring on one line, without markup."""
    return _plain((getdoc(thing) or "").partition("\n\n")[0])


def attribute_notes(cls: type) -> dict[str, str]:
    """Return the description of each attribute in the docstrings of a class and its bases, without markup."""
    sections = [_SECTION.search(getdoc(base) or "") for base in reversed(cls.__mro__[:-1])]
    return {
        match[1]: _plain(match[2])
        for section in sections
        if section
        for match in _ATTRIBUTE.finditer(section[1])
    }


def _plain(text: str) -> str:
    return " ".join(_ROLE.sub(r"\1", text).replace("``", "'").replace("`", "'").split())
