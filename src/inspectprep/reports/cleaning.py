"""Reports without control characters, for the formats of plugins. Built-in formats clean each text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from attrs import evolve, fields, has

from inspectprep.model.report import Report
from inspectprep.printable import printable


def cleaned(report: Report) -> Report:
    """Return a report whose texts have no control characters. Its JSON document is the same."""
    clean: Report = evolve(_clean(report), document=report.document)
    return clean


def _clean(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if isinstance(value, Mapping):
        return {_clean(name): _clean(entry) for name, entry in value.items()}
    if has(type(value)):
        return evolve(
            value, **{field.name: _clean(getattr(value, field.name)) for field in fields(type(value))}
        )
    return value
