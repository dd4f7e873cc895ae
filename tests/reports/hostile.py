"""Reports whose texts all are one text that is hard to write."""

from __future__ import annotations

from enum import Enum
from typing import Any

from attrs import evolve, fields, has

from inspectprep.model.report import Report
from inspectprep.testing.builders import make_report

_OTHER = {"kind", "uid", "starts", "ends", "file", "begins", "finishes", "series", "group", "unit"}
"""Texts of a form of their own."""

LONG = "w" * 10_000
ARABIC = "\u0645\u0631\u062d\u0628\u0627 " * 40
EMOJI = "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 500
MARKUP = '</p></style><script>alert(1)</script><img src=x onerror="alert(1)">'
FORMULA = '=HYPERLINK("http://example.org","x")'
TEXTS = {"long": LONG, "arabic": ARABIC, "emoji": EMOJI, "markup": MARKUP, "formula": FORMULA}


def hostile_report(text: str) -> Report:
    """Return a report with every kind of block, in which every text is this one."""
    return _changed(make_report(document={"a": text}), text)


def _changed(value: Any, text: str) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(_changed(part, text) for part in value)
    if has(type(value)):
        names = [field.name for field in fields(type(value)) if field.name not in {*_OTHER, "document"}]
        return evolve(value, **{name: _changed(getattr(value, name), text) for name in names})
    return value
