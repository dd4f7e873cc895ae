"""The generated catalogue: one JSON file, made from the TOML files, for a quick start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

_Value = TypeVar("_Value")
CATALOGUE = Path(__file__).with_name("catalogue.json")
"""Everything that comes with inspectprep, as a machine reads it. ``make reference`` writes it."""


@cache
def _catalogue() -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(CATALOGUE.read_bytes())
    return document


def section(name: str) -> Any:
    """Return one section of the generated catalogue as plain data."""
    return _catalogue()[name]


# The JSON was checked when it was made. Reading it through the codec again would take longer than the rest of
# the start of a check, so values are made of it as it is. A test compares them with the TOML.


def maker(cls: Callable[..., _Value], **parts: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], _Value]:
    """Return a function that makes a value of an entry.

    Args:
        cls: The class of the value.
        parts: Functions by key for what is not plain data: words of a list, and values in the value.
    """

    def make(entry: Mapping[str, Any]) -> _Value:
        return cls(**{
            name: parts[name](part) if name in parts else tuple(part) if isinstance(part, list) else part
            for name, part in entry.items()
        })  # fmt: skip

    return make


def makers(make: Callable[[Any], _Value]) -> Callable[[Iterable[Any]], tuple[_Value, ...]]:
    """Return a function that makes a value of each entry of a list."""
    return lambda entries: tuple(map(make, entries))
