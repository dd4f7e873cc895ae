"""Markdown for the pages that are written from the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

ORPHAN = "---\norphan: true\n---\n\n"
"""The beginning of a page that is in no menu, because there are many of its kind. Search finds it."""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; nothing if it has no rows."""
    names = list(heads)
    lines = [list(row) for row in rows]
    cells = [names, ["---"] * len(names), *lines]
    return "".join(f"| {' | '.join(map(in_cell, line))} |\n" for line in cells) if lines else ""


def in_cell(text: str) -> str:
    """Return a text as it can be in a cell of a table."""
    return " ".join(text.replace("|", "\\|").split())


def plain(text: str) -> str:
    """Return a text in which no character means anything in Markdown."""
    return re.sub(r"([\\`*_\[\]<>$])", r"\\\1", " ".join(text.split()))


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a table of facts, without those that are empty."""
    return table(("", ""), [(f"**{name}**", text) for name, text in pairs if text])


def sections(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield each section that has a text, under its heading."""
    for heading, text in parts:
        if text.strip():
            yield f"## {heading}\n\n{text.rstrip()}\n"


def anchor(heading: str) -> str:
    """Return the name by which a link finds a heading."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")


def shown(value: Any) -> str:
    """Return a value of an example."""
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return "blank" if value is None or value == "" else plain(str(value))
